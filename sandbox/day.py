"""A working day of a group of thirty: every area of the bot in about two minutes."""

from .offices import QQ_GROUP, WX_GROUP
from .steps import Do, Find, Step
from .world import World

Q, W = QQ_GROUP, WX_GROUP
OWNER, ADMIN, SECOND, RUDE = "陈立", "林静", "周敏", "10001002"
NUMBER = r"#\s*(\d+)"
CODE = r"签到码[^\dA-Za-z/]*([0-9A-Za-z]{4,8})"
ID_CARD = "11010519491231002X"


def roster_table(world: World, group: str) -> bytes:
    """The staff list as CSV: everybody in the group by their card, one of them departed, and one who is not in yet."""
    people = [member.card.split("-", 1) for member in world.group(group).members.values() if "-" in member.card]
    people.append(["研发", "孙悦"])
    leaver = people[-2][1]

    def state(name: str) -> str:
        return "离职" if name == leaver else "在职"

    rows = [
        f"{name},{department.removesuffix('部')}部,1380013{index:04d},G{1000 + index},职员,{state(name)}"
        for index, (department, name) in enumerate(people)
    ]
    return ("\ufeff姓名,部门,电话,工号,职务,状态\n" + "\n".join(rows) + "\n").encode()


START = [
    Step(at=0, clock="08:50", chat=Q, do=Do.TELL, caption="研发一组，三十人的 QQ 群。群主请来了群规机器人。"),
    Step(at=1.5, chat=Q, who=OWNER, text="/enable", caption="群主一句 /enable，群就有了一份《基本群规》。"),
    Step(at=5, chat=Q, who=OWNER, text="/mode enforce", caption="先观察、再协助、后执行：今天直接进入执行模式。"),
    Step(at=8, clock="09:00", chat=Q, who="李雷", text="早上好，昨晚的构建过了", caption="平常聊天，机器人一声不响。"),
    Step(at=9.2, chat=Q, who="韩梅梅", text="收到，我这边开始回归测试", remember="talk"),
    Step(at=10.2, chat=Q, who="赵敏", text="需求文档更新到第三版了，大家有空看一下"),
]
SPAM = [
    Step(
        at=12.5,
        clock="09:20",
        chat=Q,
        who="王小明",
        text="【兼职】日结300，足不出户轻松赚钱，加微信 vx88866 领红包，名额有限 http://t.cn/A6abc",
        caption="广告来了：撤回，并立案。案件写明违反哪一条、第几次、怎样申诉。",
    ),
    Step(
        at=18,
        chat=Q,
        who="王小明",
        text="日结300轻松赚钱！加薇信 vx88866 领红包，最后三个名额",
        caption="换个说法再发一次：处罚阶梯进一级，禁言十分钟。",
        find=(Find("spam", NUMBER),),
    ),
    Step(
        at=23,
        clock="09:40",
        chat=Q,
        who=RUDE,
        text="你是不是脑残？废物一个，赶紧滚",
        caption="辱骂同事：同样有条可依。",
    ),
    Step(
        at=27.5,
        clock="10:00",
        chat=Q,
        who="赵敏",
        text=f"帮我报下名，身份证号 {ID_CARD}",
        caption="误发身份证号：校验位对得上，立即撤回保护本人。",
    ),
]
NOTICE = [
    Step(
        at=32,
        clock="10:30",
        chat=Q,
        who=ADMIN,
        text="/通知 明天下午三点消防演练，请全员准时参加 截止 18:00",
        caption="管理员发通知。谁收到、谁没收到，机器人记着。",
        find=(Find("notice", rf"通知[\s\S]*?{NUMBER}|{NUMBER}[\s\S]*?通知"),),
    ),
    Step(at=36, chat=Q, who="李雷", text="/收到 {notice}", caption="回执有好几种：命令……"),
    Step(at=37.2, chat=Q, who="韩梅梅", text="收到", on="notice", caption="……回复通知……"),
    Step(at=38.4, chat=Q, who="赵敏", do=Do.REACT, text="76", on="notice", caption="……点个赞，都算。"),
    Step(at=39.4, chat=Q, who=SECOND, text="好的", on="notice"),
    Step(at=40.4, chat=Q, who=OWNER, do=Do.REACT, text="124", on="notice"),
    Step(at=42, chat=Q, who=ADMIN, text="/通知 {notice}", caption="还差谁？一看便知。"),
    Step(at=46, chat=Q, who=ADMIN, text="/催办 {notice}", caption="只提醒没有回的人。"),
]
JOINING = [
    Step(
        at=50,
        clock="11:00",
        chat=Q,
        who=ADMIN,
        do=Do.UPLOAD,
        text="花名册.csv",
        content=roster_table,
        remember="roster",
        caption="管理员上传花名册……",
    ),
    Step(at=51.5, chat=Q, who=ADMIN, text="/花名册 import", on="roster", caption="……回复一句话就导入。"),
    Step(
        at=56,
        clock="11:20",
        chat=Q,
        who="孙悦",
        do=Do.ASK_IN,
        text="问题：请写姓名和部门\n答案：孙悦 研发部",
        caption="孙悦申请入群：姓名、部门与花名册一致，自动通过并欢迎。",
    ),
    Step(
        at=60,
        chat=Q,
        who="路人甲",
        do=Do.ASK_IN,
        text="朋友推荐，想进群看看",
        caption="路人甲什么也没说清：不猜，请管理员决定。",
        find=(Find("request", NUMBER),),
    ),
    Step(at=64, chat=Q, who=ADMIN, text="/申请", find=(Find("request", NUMBER),)),
    Step(at=67, chat=Q, who=ADMIN, text="/驳回 {request} 请写明姓名和部门", caption="驳回要写理由，对方看得到。"),
]
EVENT = [
    Step(
        at=71,
        clock="14:00",
        chat=Q,
        who=ADMIN,
        text="/活动 下午茶 | {soon} | 三楼茶水间 | 聊聊本周进展，饮料管够 | 2",
        caption="发起活动，限两人。",
        find=(Find("event", NUMBER), Find("code", CODE)),
    ),
    Step(at=74.5, chat=Q, who="李雷", text="/报名 {event}", caption="报名、候补、签到都在群里完成。"),
    Step(at=76, chat=Q, who="韩梅梅", text="/报名 {event}"),
    Step(at=77.5, chat=Q, who=SECOND, text="/报名 {event}", caption="名额满了，第三位进候补。"),
    Step(at=79.5, chat=Q, who=ADMIN, text="/活动 {event}"),
    Step(at=81.5, chat=Q, who="李雷", text="/签到 {event} {code}", caption="签到码私下发给组织者，现场出示。"),
]
JUSTICE = [
    Step(
        at=84,
        clock="15:30",
        chat=Q,
        who=ADMIN,
        text="/警告 @研发-李雷 工作时间多次刷屏",
        mention=("李雷",),
        caption="管理员也可以手动警告，同样编号立案。",
        find=(Find("case", NUMBER),),
    ),
    Step(at=88, chat=Q, who="李雷", text="/申诉 {case} 那是线上告警的转发，不是刷屏", caption="当事人不服，可以申诉……"),
    Step(at=92, chat=Q, who=SECOND, text="/撤销案件 {case} 情况属实，撤销", caption="……由另一位管理员复核、撤销。"),
    Step(
        at=96,
        clock="17:00",
        chat=Q,
        who=ADMIN,
        text="/清理",
        caption="清理：花名册上已离职的还在群里。先列名单和理由，不确认就不动任何人。",
    ),
    Step(at=100, chat=Q, who=ADMIN, text="/记录", caption="一天的案件都在这里，谁、哪一条、什么结果。"),
]
WECHAT = [
    Step(at=103, clock="17:30", chat=W, do=Do.TELL, caption="换到微信群：平台不能撤回、不能禁言，同一套群规照样能守。"),
    Step(at=104, chat=W, who=OWNER, text="/enable"),
    Step(at=106, chat=W, who=OWNER, text="/mode enforce"),
    Step(
        at=108.5,
        chat=W,
        who="王五",
        text="加微信 vx88866，兼职日结300，先到先得 http://t.cn/A6abc",
        caption="微信里的广告：撤不回，就立案、公开提醒。",
    ),
    Step(
        at=112,
        chat=W,
        who=OWNER,
        text="/踢 @市场-王五 多次发布广告",
        mention=("王五",),
        caption="机器人不是群主，踢不了人：开出一张工单，写明谁、哪一条、点哪里。",
    ),
    Step(at=117, chat=W, who=OWNER, do=Do.KICK, text="王五", caption="群主照着点完。微信不发退群、进群事件……"),
    Step(at=118.5, chat=W, who="李四", do=Do.INVITE, text="新同事小陶", caption="……有新人被邀请进群，也没有事件。"),
    Step(
        at=120,
        chat=W,
        who=OWNER,
        text="/通知 周五前交季度总结 截止 18:00",
        caption="机器人比对成员名单：工单核实完成，欢迎新人，通知只等在群的人。",
        find=(Find("wechat", rf"通知[\s\S]*?{NUMBER}|{NUMBER}[\s\S]*?通知"),),
    ),
    Step(at=123.5, chat=W, who="张三", text="收到", on="wechat"),
    Step(at=124.5, chat=W, who="李四", text="/收到 {wechat}"),
    Step(at=126, chat=W, who=OWNER, text="/通知 {wechat}", caption="回执照样清清楚楚。"),
    Step(at=130, clock="18:00", chat=W, do=Do.TELL, caption="下班。无条不罚，件件有据。你可以接着以任何人的身份试试。"),
]
WORKING_DAY = [*START, *SPAM, *NOTICE, *JOINING, *EVENT, *JUSTICE, *WECHAT]
