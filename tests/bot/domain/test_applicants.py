"""Applicants' texts as people write them, against one small roster."""

import time

import pytest

from bot.domain.applicants import RosterIndex, explain, match, match_line, read_application
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

CERTAIN: list[tuple[str, dict[str, str], str]] = [
    ("张三 研发部 13800138000", Z3, "A1023"),
    ("13800138000 张三 研发部", Z3, "A1023"),
    ("研发部张三13800138000", Z3, "A1023"),
    ("张三研发部13800138000", Z3, "A1023"),
    ("张三，研发部，13800138000", Z3, "A1023"),
    ("张三/研发部/13800138000", Z3, "A1023"),
    ("研发部-张三-13800138000", Z3, "A1023"),
    ("张三_研发部_13800138000", Z3, "A1023"),
    ("【研发部】张三 13800138000", Z3, "A1023"),
    ("张三（研发部）13800138000", Z3, "A1023"),
    ("张三+研发部+13800138000", Z3, "A1023"),
    ("研发部|张三|13800138000", Z3, "A1023"),
    ("张三 研发部 138 0013 8000", Z3, "A1023"),
    ("张三 研发部 138-0013-8000", Z3, "A1023"),
    ("张三 研发部 １３８００１３８０００", Z3, "A1023"),
    ("张三 研发部 +86 13800138000", Z3, "A1023"),
    ("张三 研发部 +86-138-0013-8000", Z3, "A1023"),
    ("张三 研发部 8613800138000", Z3, "A1023"),
    ("张三 研发部 电话一三八零零一三八零零零", Z3, "A1023"),
    ("张 三 研发部 13800138000", Z3, "A1023"),
    ("姓 名：张 三 部 门：研发部 电 话：13800138000", Z3, "A1023"),
    (
        "姓名：张三，部门：研发，电话 138-0013-8000 工号A1023",
        {**Z3, "staff_number": "A1023"},
        "A1023",
    ),
    ("姓名:张三;部门:研发部;电话:13800138000", Z3, "A1023"),
    ("姓名张三部门研发部电话13800138000", Z3, "A1023"),
    ("姓名=张三 部门=研发部 手机=13800138000", Z3, "A1023"),
    ("姓名：张三\n部门：研发部\n手机号码：13800138000", Z3, "A1023"),
    ("姓名 张三 部门 研发部 联系方式 13800138000", Z3, "A1023"),
    ("姓名、部门、电话：张三、研发部、13800138000", Z3, "A1023"),
    ("姓名/部门/电话 张三/研发部/13800138000", Z3, "A1023"),
    ("姓名是张三，部门是研发部，手机号是13800138000", Z3, "A1023"),
    ("我叫张三，在研发部工作，电话是13800138000", Z3, "A1023"),
    ("我是张三，研发部的，手机13800138000", Z3, "A1023"),
    ("问题：姓名部门\n答案：张三 研发部", Z3D, "A1023"),
    ("问题：请填写姓名和部门 答案：研发部 张三", Z3D, "A1023"),
    ("问题：你的姓名？\n答案：张三\n问题：你的部门？\n答案：研发部", Z3D, "A1023"),
    ("验证消息：张三 研发部", Z3D, "A1023"),
    ("你好，麻烦通过一下，谢谢。研发部张三", Z3D, "A1023"),
    ("您好！我是研发部的张三，请通过，谢谢！", Z3D, "A1023"),
    ("管理员您好，我是研发部张三，申请加入工作群，麻烦审核一下，谢谢", Z3D, "A1023"),
    ("大家好😀我是研发部的张三🌹🌹", Z3D, "A1023"),
    ("我是张三🙏研发部👍", Z3D, "A1023"),
    ("Hello, 张三, 研发部, thanks!", Z3D, "A1023"),
    ("研发张三", Z3D, "A1023"),
    ("研发-张三-工程师", {**Z3D, "position": "工程师"}, "A1023"),
    ("研发部工程师张三", {**Z3D, "position": "工程师"}, "A1023"),
    ("研发工程师张三", {**Z3D, "position": "工程师"}, "A1023"),
    ("研发部-王五-工程师", {"name": "王五", "department": "研发部", "position": "工程师"}, "A1024"),
    ("研发王五", {"name": "王五", "department": "研发部"}, "A1024"),
    ("市场部 王五", {"name": "王五", "department": "市场部"}, "A1025"),
    ("市场王五经理", {"name": "王五", "department": "市场部", "position": "经理"}, "A1025"),
    ("技术中心研发部张三", Z3D, "A1023"),
    ("技术中心 研发部 张三", Z3D, "A1023"),
    ("XX公司研发部张三", Z3D, "A1023"),
    ("研发中心 张三", Z3D, "A1023"),
    ("研发科 张三", Z3D, "A1023"),
    ("R&D 张三", Z3D, "A1023"),
    ("孙七 品质", {"name": "孙七", "department": "品质部"}, "Q100"),
    ("品质部质检员孙七", {"name": "孙七", "department": "品质部", "position": "质检员"}, "Q100"),
    ("孙七 品管部", {"name": "孙七", "department": "品质部"}, "Q100"),
    ("赵六 人力资源", {"name": "赵六", "department": "人力资源部"}, "H007"),
    ("赵六 人事部", {"name": "赵六", "department": "人力资源部"}, "H007"),
    ("HR 赵六", {"name": "赵六", "department": "人力资源部"}, "H007"),
    ("人力赵六", {"name": "赵六", "department": "人力资源部"}, "H007"),
    ("我是财务部的李四，工号 00123", {**L4, "staff_number": "00123"}, "00123"),
    ("李四 00123", {"name": "李四", "staff_number": "00123"}, "00123"),
    ("李四00123", {"name": "李四", "staff_number": "00123"}, "00123"),
    ("00123李四财务", {**L4, "staff_number": "00123"}, "00123"),
    ("工号００１２３ 李四", {"name": "李四", "staff_number": "00123"}, "00123"),
    ("财务部会计李四", {**L4, "position": "会计"}, "00123"),
    ("会计 李四", {"name": "李四", "position": "会计"}, "00123"),
    ("李四 财务科", L4, "00123"),
    ("李四 财会部", L4, "00123"),
    ("姓名：李四 部门：财务部 工号：无", L4, "00123"),
    ("李四，财务部，工号忘了", L4, "00123"),
    ("李四 财务部 没有工号", L4, "00123"),
    ("李四 财务部 工号：暂无 电话：13900139000", {**L4, "phone": "13900139000"}, "00123"),
    ("李四 财务部 工号：- 电话：无", L4, "00123"),
    ("我不是研发部的，我是财务部的陈静", {"name": "陈静", "department": "财务部"}, "00124"),
    ("不是研发部，是财务部，陈静", {"name": "陈静", "department": "财务部"}, "00124"),
    ("以前在研发部，现在在财务部，陈静", {"name": "陈静", "department": "财务部"}, "00124"),
    ("陈静，从市场部调到财务部", {"name": "陈静", "department": "财务部"}, "00124"),
    ("我不叫李四，我叫陈静，财务部", {"name": "陈静", "department": "财务部"}, "00124"),
    ("工号a1023 张三", {"name": "张三", "staff_number": "A1023"}, "A1023"),
    ("张三 工号：A 1023", {"name": "张三", "staff_number": "A1023"}, "A1023"),
    ("张三 Ａ１０２３", {"name": "张三", "staff_number": "A1023"}, "A1023"),
    ("A1023 13800138000", {"staff_number": "A1023", "phone": "13800138000"}, "A1023"),
    ("欧阳娜娜 市场部", {"name": "欧阳娜娜", "department": "市场部"}, "M200"),
    ("市场欧阳娜娜13300133000", {"name": "欧阳娜娜", "department": "市场部", "phone": "13300133000"}, "M200"),
    ("行政诸葛明", {"name": "诸葛明", "department": "行政部"}, "X300"),
    ("行政部司机诸葛明", {"name": "诸葛明", "department": "行政部", "position": "司机"}, "X300"),
    ("阿依古丽·买买提 客服中心", {"name": "阿依古丽·买买提", "department": "客服中心"}, "K400"),
    ("阿依古丽•买买提 客服", {"name": "阿依古丽·买买提", "department": "客服中心"}, "K400"),
    ("阿依古丽买买提，客服部", {"name": "阿依古丽·买买提", "department": "客服中心"}, "K400"),
    ("周九 生产一车间", {"name": "周九", "department": "生产一车间"}, "18912345678"),
    ("周九 工号18912345678", {"name": "周九", "staff_number": "18912345678"}, "18912345678"),
    ("周九 18912345678", {"name": "周九", "staff_number": "18912345678"}, "18912345678"),
    (
        "周九 15800158000 工号 18912345678",
        {"name": "周九", "phone": "15800158000", "staff_number": "18912345678"},
        "18912345678",
    ),
    ("Tom Lee 国际业务部", {"name": "Tom Lee", "department": "国际业务部"}, "T500"),
    ("tom lee, 15900159000", {"name": "Tom Lee", "phone": "15900159000"}, "T500"),
    ("Name: Tom Lee, Dept: 国际业务部", {"name": "Tom Lee", "department": "国际业务部"}, "T500"),
    ("张三 13800138000 王总让我加的", {"name": "张三", "phone": "13800138000"}, "A1023"),
    ("张三 研发部，李四推荐", Z3D, "A1023"),
    ("张三 研发部 推荐人：李四", Z3D, "A1023"),
    ("王总您好，我是研发部张三", Z3D, "A1023"),
    ("李经理您好，我是研发部张三", Z3D, "A1023"),
    ("张三 研发部 2023年入职", Z3D, "A1023"),
    ("张三 研发部 QQ 123456789", Z3D, "A1023"),
    ("张三 研发部 微信号:zhangsan123", Z3D, "A1023"),
    ("张三，研发部，3楼", Z3D, "A1023"),
    ("张三 张三 研发部", Z3D, "A1023"),
    ("请问这里是研发部的群吗？我是张三，13800138000", {"name": "张三", "phone": "13800138000"}, "A1023"),
    ("部门：研发部张三", Z3D, "A1023"),
    ("本人张三，现任研发部工程师，望通过", {**Z3D, "position": "工程师"}, "A1023"),
    ("张三，研发部，麻烦帮我通过一下", Z3D, "A1023"),
    ("张三 研发部 请帮忙通过", Z3D, "A1023"),
    ("张三 研发部 旧号13811112222 新号13800138000", Z3, "A1023"),
    ("研发部张三138零零一三8000", Z3, "A1023"),
    ("A1023-张三-研发部-13800138000", {**Z3, "staff_number": "A1023"}, "A1023"),
    ("A1023-13800138000-张三", {"name": "张三", "phone": "13800138000", "staff_number": "A1023"}, "A1023"),
    ("13800138000-A1023-张三", {"name": "张三", "phone": "13800138000", "staff_number": "A1023"}, "A1023"),
    ("张三 电话 138.0013.8000", {"name": "张三", "phone": "13800138000"}, "A1023"),
    ("张三 微信13800138000 研发部", Z3D, "A1023"),
    ("①李四②财务部③13900139000", {**L4, "phone": "13900139000"}, "00123"),
    ("李四在财务部上班", L4, "00123"),
    ("周九 生产1车间", {"name": "周九", "department": "生产一车间"}, "18912345678"),
    ("一车间周九", {"name": "周九", "department": "生产一车间"}, "18912345678"),
    ("欧阳 娜娜 市场部", {"name": "欧阳娜娜", "department": "市场部"}, "M200"),
    ("I am Tom Lee from 国际业务部", {"name": "Tom Lee", "department": "国际业务部"}, "T500"),
    ("张三老师 研发部", Z3D, "A1023"),
    ("张三 研发部 谢谢管理员小姐姐", Z3D, "A1023"),
    ("我是研发部王五不是市场部王五", {"name": "王五", "department": "研发部"}, "A1024"),
    ("【姓名】张三【部门】研发部【电话】13800138000", Z3, "A1023"),
    ("问题1：姓名\n答案1：张三\n问题2：工号\n答案2：a1023", {"name": "张三", "staff_number": "A1023"}, "A1023"),
    ("郑小红 信息技术部 I601", {"name": "郑小红", "department": "信息技术部", "staff_number": "I601"}, "I601"),
    ("IT部郑小红 15100151000", {"name": "郑小红", "department": "信息技术部", "phone": "15100151000"}, "I600"),
    ("安全环保科 高明", {"name": "高明", "department": "安全环保科"}, "Z701"),
    ("高明，安全环保部，安全员", {"name": "高明", "department": "安全环保科", "position": "安全员"}, "Z701"),
    ("吴十 研发部", {"name": "吴十", "department": "研发部"}, "A1030"),
    ("行政部司机", {"department": "行政部", "position": "司机"}, "X300"),
    ("研发部 架构师", {"department": "研发部", "position": "架构师"}, "A1030"),
    ("张三\u200b 研发\u200b部", Z3D, "A1023"),
]

ASKED: list[tuple[str, dict[str, str], str | None, str]] = [
    ("张三", {"name": "张三"}, "A1023", "too_little"),
    ("我是张三，求通过", {"name": "张三"}, "A1023", "too_little"),
    ("13800138000", {"phone": "13800138000"}, "A1023", "too_little"),
    ("研发部", {"department": "研发部"}, None, "too_little"),
    ("工程师", {"position": "工程师"}, None, "too_little"),
    ("A1023", {"staff_number": "A1023"}, "A1023", "too_little"),
    ("王五", {"name": "王五"}, None, "too_little"),
    ("王五 13800138000", {"name": "王五", "phone": "13800138000"}, "A1023", "differs"),
    ("郑小红 信息技术部", {"name": "郑小红", "department": "信息技术部"}, None, "several"),
    ("张三 财务部", {"name": "张三", "department": "财务部"}, "A1023", "differs"),
    ("张三 研发部 13800138001", {**Z3D, "phone": "13800138001"}, "A1023", "differs"),
    ("张三 研发部 13800183000", {**Z3D, "phone": "13800183000"}, "A1023", "differs"),
    ("张三 研发部 经理", {**Z3D, "position": "经理"}, "A1023", "differs"),
    ("李四 财务部 工号123", {**L4, "staff_number": "123"}, "00123", "differs"),
    ("李四 财务部 工号0123", {**L4, "staff_number": "0123"}, "00123", "differs"),
    ("张三 研发部 A1032", {**Z3D, "staff_number": "A1032"}, "A1023", "differs"),
    ("李四海 财务部", {"name": "李四海", "department": "财务部"}, None, "unknown"),
    ("张三丰 研发部 13800138000", {**Z3D, "name": "张三丰", "phone": "13800138000"}, "A1023", "differs"),
    ("李四海财务部", {"name": "李四海", "department": "财务部"}, None, "unknown"),
    ("财务部李四海", {"name": "李四海", "department": "财务部"}, None, "unknown"),
    ("我叫李四海，财务部的", {"name": "李四海", "department": "财务部"}, None, "unknown"),
    ("姓名：李四海部门：财务部", {"name": "李四海", "department": "财务部"}, None, "unknown"),
    ("赵六新人力资源部", {"name": "赵六新", "department": "人力资源部"}, None, "unknown"),
    ("刘备 研发部", {"name": "刘备", "department": "研发部"}, None, "unknown"),
    ("刘备 外联部 18800001111", {"name": "刘备", "department": "外联部", "phone": "18800001111"}, None, "unknown"),
    ("张三 外联部", {"name": "张三", "department": "外联部"}, "A1023", "differs"),
    ("钱八 研发部", {"name": "钱八", "department": "研发部"}, "A1000", "departed"),
    ("钱八 研发部 13000130000", {"name": "钱八", "department": "研发部", "phone": "13000130000"}, "A1000", "departed"),
    ("钱八 财务部", {"name": "钱八", "department": "财务部"}, "A1000", "departed"),
    ("高明 工会", {"name": "高明", "department": "工会"}, "Z700", "departed"),
    ("高明", {"name": "高明"}, None, "departed"),
    ("吴十 研发部 13811112222", {"name": "吴十", "department": "研发部", "phone": "13811112222"}, "A1030", "differs"),
    ("帮同事赵六申请", {"name": "赵六"}, "H007", "speaks_for_other"),
    ("替赵六申请入群，人力资源部", {"name": "赵六", "department": "人力资源部"}, "H007", "speaks_for_other"),
    ("代李四申请，财务部", L4, "00123", "speaks_for_other"),
    ("帮我们部门李四加一下，财务部", L4, "00123", "speaks_for_other"),
    ("我帮他申请的，李四 财务部", L4, "00123", "speaks_for_other"),
    ("给新同事李四申请加群 财务部", L4, "00123", "speaks_for_other"),
    ("代同事申请：李四 财务部 00123", {**L4, "staff_number": "00123"}, "00123", "speaks_for_other"),
    ("他是财务部的李四", L4, "00123", "speaks_for_other"),
    ("我同事李四想进群，财务部", L4, "00123", "speaks_for_other"),
    ("受李四委托 财务部", {"department": "财务部"}, None, "speaks_for_other"),
    ("我是新来的实习生小王", {"position": "实习生"}, None, "doubtful"),
    ("老张 研发部", {"department": "研发部"}, None, "doubtful"),
    ("研发部王总", {"department": "研发部"}, None, "doubtful"),
    ("王经理 市场部", {"department": "市场部", "position": "经理"}, "A1025", "doubtful"),
    ("小李 财务部 13900139000", {"department": "财务部", "phone": "13900139000"}, "00123", "doubtful"),
    ("张三 李四 研发部", Z3D, "A1023", "doubtful"),
    ("张三和李四 研发部", Z3D, "A1023", "doubtful"),
    ("张三 研发部 13800138000 13900139000", Z3, "A1023", "doubtful"),
    ("张三 13800138000/13900139001", {"name": "张三", "phone": "13800138000"}, "A1023", "doubtful"),
    ("张三 研发部 财务部", Z3D, "A1023", "doubtful"),
    ("张三 研发部 1380013800", Z3D, "A1023", "doubtful"),
    ("张三 研发部 138001380000", Z3D, "A1023", "doubtful"),
    ("张三 研发部 138****8000", Z3D, "A1023", "doubtful"),
    ("张三 研发部 电话 12345", Z3D, "A1023", "doubtful"),
    ("张三 研发部 工号好像是A1023", {**Z3D, "staff_number": "A1023"}, "A1023", "doubtful"),
    ("张三 研发部 已离职", Z3D, "A1023", "doubtful"),
    ("张三 研发部 小号", Z3D, "A1023", "doubtful"),
    ("我是张三的老婆", {}, None, "doubtful"),
    ("", {}, None, "nothing_stated"),
    ("你好", {}, None, "nothing_stated"),
    ("通过一下，谢谢", {}, None, "nothing_stated"),
    ("😀😀😀", {}, None, "nothing_stated"),
    ("？？？", {}, None, "nothing_stated"),
    ("问题：姓名部门\n答案：", {}, None, "nothing_stated"),
    ("问题：研发部张三的电话\n答案：不知道", {}, None, "nothing_stated"),
    ("我不是研发部的张三", {}, None, "nothing_stated"),
    ("姓名：无 部门：无", {}, None, "nothing_stated"),
    ("Jack Ma 研发部", {"name": "Jack Ma", "department": "研发部"}, None, "unknown"),
    ("研发部 工程师", {"department": "研发部", "position": "工程师"}, None, "several"),
    ("财务部 司机", {"department": "财务部", "position": "司机"}, None, "unknown"),
    ("工会 主任", {"department": "工会", "position": "主任"}, None, "unknown"),
    ("13600136000 A1025", {"phone": "13600136000", "staff_number": "A1025"}, None, "conflict"),
    ("麻烦给张三通过，研发部的", Z3D, "A1023", "speaks_for_other"),
    ("帮忙加一下我们部门的张三，研发部", Z3D, "A1023", "speaks_for_other"),
    ("代张三", {"name": "张三"}, "A1023", "speaks_for_other"),
    ("研发部 张三（代）", Z3D, "A1023", "speaks_for_other"),
    ("李先生 财务部", {"department": "财务部"}, None, "doubtful"),
    ("诸葛先生 行政部", {"department": "行政部"}, None, "doubtful"),
    ("欧阳 市场部", {"department": "市场部"}, None, "doubtful"),
    ("张三 手机号后四位8000 研发部", Z3D, "A1023", "doubtful"),
    ("我和张三都是研发部的，我叫王五", {"name": "王五", "department": "研发部"}, "A1024", "doubtful"),
]


@pytest.mark.parametrize(("text", "fields", "number"), CERTAIN, ids=[case[0] for case in CERTAIN])
def test_who_fits_all_that_two_statements_say_is_approved(text: str, fields: dict[str, str], number: str) -> None:
    assert match_line(text, ROSTER) == {
        "fields": fields,
        "match": number,
        "decision": "approve",
        "why": "与花名册一致",
    }


@pytest.mark.parametrize(("text", "fields", "number", "why"), ASKED, ids=[case[0] for case in ASKED])
def test_whatever_is_not_certain_is_asked(text: str, fields: dict[str, str], number: str | None, why: str) -> None:
    application = read_application(text, lexicon=ROSTER.lexicon)
    found = match(application, ROSTER)
    assert application.fields == fields
    assert (found.decision, found.why) == ("ask", why)
    assert (found.person.staff_number if found.person else None) == number
    assert explain(found)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("财务-李四", {"name": "李四", "department": "财务"}),
        ("我是财务部的李四", {"name": "李四", "department": "财务部"}),
        ("李四，市场部，13900139000", {"name": "李四", "department": "市场部", "phone": "13900139000"}),
        ("姓名：努尔兰·艾山 部门：后勤", {"name": "努尔兰·艾山", "department": "后勤"}),
        ("上官婉儿 行政部 工号 B-12", {"name": "上官婉儿", "department": "行政部", "staff_number": "B-12"}),
        ("姓名：晓晓 职务：首席体验官", {"name": "晓晓", "position": "首席体验官"}),
        ("研发部 高级软件工程师 周杰", {"name": "周杰", "department": "研发部", "position": "高级软件工程师"}),
        ("副主任李明", {"name": "李明", "position": "副主任"}),
    ],
)
def test_without_a_roster_names_are_known_by_their_surnames(text: str, fields: dict[str, str]) -> None:
    assert read_application(text).fields == fields


def test_a_parent_is_read_with_child_relation_and_class() -> None:
    application = read_application("三年级二班王小明的妈妈 李红 13812345678")
    assert application.fields == {
        "name": "李红",
        "phone": "13812345678",
        "child": "王小明",
        "relation": "妈妈",
        "class": "三年级二班",
    }
    assert not application.speaks_for_other


def test_a_parent_without_an_own_name_speaks_for_the_child() -> None:
    application = read_application("我是王小明的妈妈")
    assert application.fields == {"child": "王小明", "relation": "妈妈"}
    assert application.speaks_for_other


def test_departments_and_names_given_are_preferred() -> None:
    application = read_application("质检晓晓", departments=["质检科"], names=["晓晓"])
    assert application.fields == {"name": "晓晓", "department": "质检科"}


def test_who_is_blacklisted_is_refused_however_certain() -> None:
    application = read_application("张三 研发部", lexicon=ROSTER.lexicon)
    assert match(application, ROSTER, blacklisted=True).decision == "refuse"
    assert match(application, ROSTER).decision == "approve"


def test_a_column_the_roster_lacks_is_no_difference() -> None:
    roster = [Person("张三", "研发部"), Person("李四", "财务部")]
    assert match_line("张三 研发部 13800138000", roster)["decision"] == "approve"
    assert match_line("张三 13800138000", roster)["decision"] == "ask"


def test_an_empty_roster_knows_nobody() -> None:
    assert match_line("张三 研发部 13800138000", [])["decision"] == "ask"


def test_one_departed_namesake_in_the_same_department_is_asked() -> None:
    roster = [
        Person("张三", "研发部", staff_number="A1", state="departed"),
        Person("张三", "研发部", staff_number="A2"),
    ]
    assert match_line("张三 研发部", roster)["decision"] == "ask"
    assert match_line("张三 研发部 A2", roster) == {
        "fields": {"name": "张三", "department": "研发部", "staff_number": "A2"},
        "match": "A2",
        "decision": "approve",
        "why": "与花名册一致",
    }


def test_the_differing_fields_are_named() -> None:
    found = match(read_application("张三 财务部 13800138001", lexicon=ROSTER.lexicon), ROSTER)
    assert found.differing == ("department", "phone")
    assert explain(found) == "部门、电话与花名册不符"


@pytest.mark.parametrize(
    "text",
    [
        *("的" * 2_000, "1" * 2_000, "张" * 2_000, "替" * 2_000, "问题:" * 600, "[" * 2_000, "从" * 2_000),
        *("138 " * 500, "你好，" * 300 + "张三 研发部", "\x00\ud7ff\uffff", "{{7*7}}", "[CQ:at,qq=all]" * 100),
    ],
)
def test_no_text_breaks_the_reader_or_gets_in_by_its_length(text: str) -> None:
    began = time.perf_counter()
    found = match_line(text, ROSTER)
    assert time.perf_counter() - began < 1
    assert found["decision"] == "ask" or text.endswith("研发部")


def test_three_thousand_people_take_under_five_milliseconds_an_applicant() -> None:
    people = [
        Person(f"王{chr(0x4E00 + n % 300)}{chr(0x5000 + n // 10)}", f"业务{n % 60}部", None, f"138{n:08d}", f"A{n:05d}")
        for n in range(3_000)
    ]
    index = RosterIndex(people)
    texts = [f"你好，我是{p.name}，{p.department}，电话{p.phone}，谢谢" for p in people[::50]]
    match_line(texts[0], index)
    began = time.perf_counter()
    decisions = {match_line(text, index)["decision"] for text in texts}
    assert decisions == {"approve"}
    assert (time.perf_counter() - began) / len(texts) < 0.005
