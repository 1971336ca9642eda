"""One small roster for the tests of applicants, with namesakes, somebody departed and somebody on leave."""

from bot.domain.applicants import RosterIndex
from bot.domain.people import Person

ROSTER = RosterIndex(
    [
        Person("张三", "研发部", "工程师", "13800138000", "A1023"),
        Person("李四", "财务部", "会计", "13900139000", "00123"),
        Person("陈静", "财务部", "出纳", "13700137000", "00124"),
        Person("王五", "研发部", "工程师", "13600136000", "A1024"),
        Person("王五", "市场部", "经理", "13600136001", "A1025"),
        Person("赵六", "人力资源部", "主管", "13500135000", "H007"),
        Person("孙七", "品质部", "质检员", "13400134000", "Q100"),
        Person("欧阳娜娜", "市场部", "专员", "13300133000", "M200"),
        Person("诸葛明", "行政部", "司机", "13200132000", "X300"),
        Person("阿依古丽·买买提", "客服中心", "专员", "13100131000", "K400"),
        Person("钱八", "研发部", "工程师", "13000130000", "A1000", state="departed"),
        Person("周九", "生产一车间", "班长", "15800158000", "18912345678", state="on_leave"),
        Person("Tom Lee", "国际业务部", "经理", "15900159000", "T500"),
        Person("吴十", "研发部", "架构师", None, "A1030"),
        Person("郑小红", "信息技术部", "运维", "15100151000", "I600"),
        Person("郑小红", "信息技术部", "开发", "15200152000", "I601"),
        Person("高明", "工会", "主任", "15300153000", "Z700", state="departed"),
        Person("高明", "安全环保科", "安全员", "15400154000", "Z701"),
    ]
)
Z3 = {"name": "张三", "department": "研发部", "phone": "13800138000"}
Z3D = {"name": "张三", "department": "研发部"}
L4 = {"name": "李四", "department": "财务部"}
