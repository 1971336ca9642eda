"""What a clause states, by parameter: ``within=24h``, ``ladder=warn>mute:10m>kick``."""

from collections.abc import Callable, Iterable, Mapping

from .hours import quiet, work
from .ladder import mute_length, read_ladder
from .often import programme, report_schedule, schedule, schedule_of
from .particulars import cleared, levels, most_messages, same_week
from .promptly import (
    filed_that_day,
    handled_that_day,
    summed_up_that_day,
    told_that_day,
    unanswered,
    updated_that_day,
)
from .values import count, days, due, effective, longest_days, said, span
from .wordings import ack_words, extensions, fields, pattern, recipients


def read_parameters(text: str, codes: Iterable[str]) -> dict[str, str]:
    """What the clause says for the codes it carries, by parameter; of two with one name the first code's."""
    found: dict[str, str] = {}
    for code in codes:
        found = {**parameters_of(text, code), **found}
    return found


def parameters_of(text: str, code: str) -> dict[str, str]:
    """What the clause says for one code, by parameter; only what stands in its words."""
    found: dict[str, str] = {}
    for prefixes, name, read in _READERS:
        if name not in found and code.startswith(prefixes) and (value := read(text)):
            found[name] = value
    return found


Reader = tuple[tuple[str, ...], str, Callable[[str], str | None]]


_READERS: tuple[Reader, ...] = (
    (
        ("notice.ack", "notice.deadline", "notice.addressed"),
        "within",
        span(
            r"DURATION(?:之)?(?:以)?[内里].{0,12}(?:回复|回|确认|答复|响应|回应|反馈|应答|答|接龙|签|作出|表态|打卡|扣|处理|点|没动静|回音|复|读|给|报|扫|到岗)|(?:不超过|最迟|至多)DURATION.{0,6}(?:回|应|确认)|(?:最迟|至迟|最晚)不?超?过?DURATION(?!之?前)|内DURATION(?:回复|响应|回应)"
        ),
    ),
    (("notice.ack",), "within", unanswered),
    (
        ("ticket",),
        "within",
        span(
            "DURATION(?:之|以)?内[^,，。；;\\d]{0,12}?(?:应|答|回|处理|到|接|响应|给|解决|办|退|告诉|认领|核|反馈|补|转)"
            "|(?<![\\d一二两三四五六七八九十])DURATION(?:之?内)?有人接"
        ),
    ),
    (
        ("profile.update",),
        "within",
        span("(?:变[更动化]|更换|更名|调整|换|搬|改)[^。；;]{0,24}?DURATION(?:之|以)?内"),
    ),
    (("profile.update",), "within", updated_that_day),
    (
        ("realname",),
        "within",
        span("(?<!\\d)(?!24|48)(\\d{1,2}|[一二两三四五六七八九十]{1,3})\\s*个?(小时)(?:之|以)?内"),
    ),
    (("group.lifecycle",), "within", same_week),
    (("sanction.recall",), "within", span("DURATION(?:之|以)?内[^,，。；;]{0,8}撤")),
    (("event.rsvp",), "within", span("DURATION(?:之|以)?内[^,，。；;]{0,6}(?:报|接龙|回)")),
    (("archive.files",), "within", filed_that_day),
    (("exit.",), "within", span("(?<![前第])DURATION(?:之|以)?内(?![^。；;]{0,12}(?:移|清|请出|踢))")),
    (
        (
            "ticket",
            "report",
            "join.approval",
            "event.summary",
            "task.",
            "suggestion",
            "group.lifecycle",
            "group.owner",
            "join.training",
        ),
        "within",
        span("(?<![前第])DURATION(?:之|以)?内|(?:后|起)DURATION(?:出|交|发|提交|上交|完成)"),
    ),
    (("ticket", "report"), "within", handled_that_day),
    (("ticket",), "within", unanswered),
    (("decision",), "within", span("DURATION(?:之|以)?内[^。；;]{0,12}(?:公布|发|贴|公告|告知|公示|抄|整理)")),
    (("decision",), "within", told_that_day),
    (("event.summary",), "within", summed_up_that_day),
    (("notice.deadline", "notice.ack", "task.report", "event.rsvp"), "deadline", due),
    (("notice.ack",), "ack_words", ack_words),
    (("notice.no_repeat", "notice.ack"), "ack", said("视为.{0,3}(?:通知)?(?:已)?送达", "delivered")),
    (
        ("notice.followup", "event.attendance", "event.announce"),
        "remind_before",
        span("(?:提前|前)DURATION.{0,6}提醒"),
    ),
    (
        ("notice.followup",),
        "remind_after",
        span("(?:截止|超时|逾期|到期)(?:时间)?(?:之)?后DURATION.{0,8}(?:提醒|催办)"),
    ),
    (
        ("notice.followup",),
        "superior_after",
        span("DURATION(?:之?后|以上|内)?(?:仍|还)?未.{0,4}回复.{0,16}(?:上级|负责人|主管|领导)"),
    ),
    (
        (
            "cleanup.",
            "backup",
            "rules.",
            "supervision.",
            "archive.",
            "suggestion",
            "realname",
        ),
        "schedule",
        schedule,
    ),
    (("event.program",), "schedule", programme),
    (("task.report",), "schedule", report_schedule),
    (("notice.publish",), "schedule", schedule_of("发布|公布|推送|发到|发出|发群|贴出|公示")),
    (("notice.announcement",), "schedule", schedule_of("更新|更换|换|清|整理|发布|贴")),
    (("profile.update",), "schedule", schedule_of("更新|核[对查]|提醒")),
    (
        ("cleanup.members",),
        "inactive_days",
        longest_days(
            "DURATION(?:以上|之?内)?[^,，。；;\\d]{0,4}(?:未|没有?|不|无|零)[^,，。；;]{0,10}(?:发言|互动|登录|参与|参加|说过?话|活动|回应|冒泡|打卡|信息|跑|聊|动静|露面|出现|上线|签到|服务|记录|报名|训练|打球|活跃|声音|吭声|消息|下过单|下单|买过?|冒泡|动静)"
        ),
    ),
    (("cleanup.members",), "inactive", said("长期潜水|长期未|长时间不|不活跃|长期不|未参与|长期没")),
    (
        ("cleanup.members",),
        "departed",
        said(
            "离职|调离|调走|调出|解约|解除(?:劳动)?(?:合同|授权)|离任|期满|卸任|转出|外迁|要走|驻场结束|离会|转组|辞工|调岗|离院|出科|辞职|辞退|解聘|离岗|不再任职|离开(?:本?(?:单位|公司|学校|小区|岗位))|卖房|房子卖|售出|结业|外嫁|去世|到期|搬离|搬走|离岗|毕业|转岗|换岗|转队|换了车队|迁出|离校|退休|退场|退队|退社|退会|退伍|退学|休学|转园|转学|实习结束|轮转|退租|退了租|离店|调往|(?<!当你)不干了|资格终止|终止合作|注销|跨区迁移|退出(?:本)?(?:协会|商会|学会|队伍|社团)|离开的|离组|协议到期|离厂|撤场|停业|离社|停证|离所|离司|离队|离站|离馆|离园|离行|不做了"
        ),
    ),
    (
        ("cleanup.members",),
        "grace_days",
        days("(?<!连续)(?<!超过)DURATION(?:之?内|之?后)?[^,，。；;\\d]{0,10}(?:移出|移除|清退|剔除|请出|踢)"),
    ),
    (
        ("cleanup.members", "realname"),
        "grace_days",
        days(
            "(?<!再过)DURATION(?:之?后)?(?:仍|还)?(?:[不没未](?:改|调整|修改|更正|完善|实名|更名))[^,，。；;]{0,3}[,，]?[^,，。；;提]{0,6}(?:移|请出|踢|清)"
        ),
    ),
    (
        ("cleanup.members", "realname"),
        "grace_days",
        days(
            "(?<!连续)(?<!超过)DURATION(?:之?内|[^,，。；;]{0,2}提醒|[^,，。；;]{0,4}(?:[不没未](?:改|调整|修改|更正|完善|实名|更名)))"
            "(?!(?:未|没)(?:发言|参|登))(?![^,，。；;]{0,8}(?:告知|通知|更新|登记))|提前DURATION(?![^,，。；;]{0,4}告知)|等DURATION|之?前DURATION(?=[^,，。；;]{0,4}(?:发|公告|通知|提醒|公示))"
        ),
    ),
    (("cleanup.members",), "verify_with_department", said("(?:相关|有关|所在)部门核实")),
    (("hours",), "quiet", quiet),
    (("hours",), "work", work),
    (("hours",), "outside_working_hours", said("非工作时间|工作时间(?:之|以)?外|下班后")),
    (("sanction.",), "ladder", read_ladder),
    (("sanction.mute",), "duration", mute_length),
    (
        ("moderation.flood",),
        "window",
        span(
            "DURATION(?:之?内|里)(?![^,，。；;]{0,4}[回答])|DURATION[^,，。；;]{0,4}(?:超过|多于|不得超|最多|至多|[\\d一二三四五六七八九十]+\\s*[条张])"
            "|(一)(天|日|周)(?:顶|只|限|不超)"
        ),
    ),
    (
        ("sanction.",),
        "window",
        span(
            "DURATION(?:之)?内[^,，。；;向申提没未不]{0,8}(?:违[反规]|第|累计|逐次|再|[\\d一二两三四五六]\\s*次)|(半)(年)[两二三]次"
        ),
    ),
    (("sanction.",), "window", cleared),
    (("sanction.appeal",), "within", span("DURATION(?:之|以)?内")),
    (("sanction.mute", "sanction.kick"), "prior_notice", said("不(?:事先通知|经提[示醒]|另行通知)", "no")),
    (("sanction.ban",), "permanent", said("永久|永不|永远|终身|以后也?(?:不给|不再)[加进]")),
    (("sanction.ban",), "private_messages", said("不再.{0,2}接受其发来", "blocked")),
    (("sanction.escalate",), "to", recipients),
    (("moderation.flood",), "messages", most_messages),
    (("moderation.links",), "extensions", extensions),
    (("realname", "group.naming", "archive.files"), "pattern", pattern),
    (
        ("join.profile", "profile.update", "event.announce", "group.create"),
        "fields",
        fields,
    ),
    (
        # The other codes that ask for consent mean it by themselves.
        ("exit.request",),
        "approval",
        said(
            "(?:退|离)[^。]{0,24}(?:批准|审批|审核|同意)[^。；]{0,6}(?:后|方可|才|退出|[。；;]|$)|(?:批准|审批|审核|同意)(?:后)?[,，]?[^。；,，]{0,8}退|退[^。]{0,16}(?:报|经|须).{0,12}批准",
            "required",
        ),
    ),
    (("rules.revise",), "effective", effective),
    (
        ("rules.revise",),
        "supersedes",
        said(
            "以本.{0,6}为准|由本.{0,6}取代|同时废止|原.{0,10}废止|》[^,，。；;]{0,4}废止|作废|取代|(?:原|旧|老|此前|以前|从前|》|\\d版)[^,，。；;]{0,16}(?:停止执行|停止使用|不再执行|失效|停用|不算|废止|都不算|不再使用)|(?:抵触|不符|不一[样致])的?[,，]?[^,，。；;]{0,3}(?:按|以)本[^,，。；;]{0,6}(?:执行|办理?|为准)|以这份[^,，。；;]{0,3}为准|(?:替代|代替)(?:旧|原|老)版?"
        ),
    ),
    (
        ("report", "suggestion"),
        "anonymous",
        said(
            "匿名|不(?:用|必|需)?写(?:名|姓名)字?|不用署名|不必署名|无需署名|不具名|不署名|不记名|不想露名|不留(?:姓?名|名字)|不报(?:姓?名|名字)|不记(?:姓名|名字)|(?:不(?:会|得|能|要)?|别|绝不)(?:跟人|对外)?(?:说出?|讲出?|透露|公开|公布|泄露)(?:去)?[^,，。；;]{0,3}(?:谁|举报人|投诉人|反映人|反映者|身份|来源|姓名)|(?:举报|投诉|反映)(?:人|者)不(?:公开|公布|透露)|不会把[^,，。；;]{1,4}名字"
        ),
    ),
    (
        ("event.attendance",),
        "absences",
        count(
            r"(?:累计|连续|连着|满|爽约|鸽子|无故缺席|(?<!记)缺席|(?<!记)缺勤|缺训|缺岗|不到|不来|不参加|缺课)[者的]?\s*(?:达到?|超过)?\s*NUMBER\s*[次回](?!数)"
            r"|(?<!第)(?<!每年)NUMBER\s*[次回](?:以上)?(?:无故)?(?:不到|不来|缺席|缺勤|不参加|不请假)"
            r"|放NUMBER[次回]鸽子|[年月]NUMBER次[者的停]|连续NUMBER天没打卡|NUMBER\s*次(?:起|以后|及?以上)",
            least=2,
        ),
    ),
    (
        ("event.attendance",),
        "absence",
        said(
            "无故(?:缺席|不到|不参加|不来|缺岗)|报[了名]名?[^,，。；;]{0,2}不[来到]|又[不没]请假|临时不去|鸽子|干脆不来|占了位不来|记[^,，。；;]{0,4}缺席|记[^,，。；;]{0,6}一次|不请假的记|[按算记]缺[勤席]|视为缺[勤席]|算[^,，。；;]{0,4}(?:缺|鸽|爽)|不到场",
            "recorded",
        ),
    ),
    (
        ("task.assign",),
        "owner",
        said(
            "(?:明确|写清|写明|注明|指定|指明|点明|落实|列明|列出|列清|标明|说清|讲清|写上|登记|必须有|选|建[^。；;]{0,8}写|格式|要列)[^。；;]{0,20}(?:责任(?:人|组|工区|单位|部门|师傅)|负责(?:人|的人|工程师)|[一-龥](?<!联系)(?<!本)人(?:员)?(?=[、，,。及和与/]|$)|承办(?:人|科室|单位|部门)|牵头人|流调员|谁(?!欠|说))"
            "|谁去|归谁|谁负责|谁做|由谁|到人(?!数|员)|到机|(?:单|下|内容)[^。；;]{0,12}责任(?:人|师傅|单位)|@到[^,，。；;]{0,4}人|一名牵头人|一事一人",
            "required",
        ),
    ),
    (
        ("task.assign",),
        "deadline",
        said(
            "时限|截止|期限|完成(?:时间|日期)|交付(?:日期|时间)|[dD][dD][lL]|几点[^,，。；;]{0,2}[完好]|何时|几号前|到期日|完成日|截单时间|哪天交",
            "required",
        ),
    ),
    (
        ("archive.", "backup", "event.summary"),
        "retention_days",
        days(
            "(?:保存|留存|保留|存档|存放|保管|留(?!言))[^,，。；;后]{0,6}?DURATION|DURATION[^,，。；;]{0,6}(?:后|以上的?)[^,，。；;]{0,6}(?:删除|清除|清理|销毁)|DURATION(?:之?内)不[^,，。；;]{0,4}(?:销毁|删|清)"
        ),
    ),
    (
        ("profile.update", "realname", "join.profile", "cleanup.members"),
        "retention_days",
        days(
            "(?:离职|离开|离队|离群|退群|退队|退会|退出|调离|毕业|搬离)[^,，。；;]{0,8}?DURATION(?:之?后|的)?[,，]?[^,，。；;]{0,10}(?:删|清除|清空|销毁|注销|抹去)[^,，。；;]{0,8}(?:信息|资料|登记|档案|记录)"
            "|(?:信息|资料|登记|档案|名册)[^。；;]{0,24}(?:保存|保留|留存)[^,，。；;]{0,12}?DURATION"
        ),
    ),
    (("backup",), "restore", said("恢复")),
    (
        ("join.training",),
        "questions",
        count(r"NUMBER\s*(?:道[^,，。；;\d]{0,6}|个?(?:小|测试|选择|必答|判断|单选)?)题"),
    ),
    (("presence",), "online_hours_per_workday", count(r"NUMBER\s*个?小时的?(?:在线|线上)")),
    (("group.hierarchy",), "levels", levels),
    (("group.lifecycle",), "few_members", said("人数较少|人数过少")),
)


def known_names() -> Mapping[str, tuple[str, ...]]:
    """Which parameters can be read, each with the codes it belongs to."""
    names: dict[str, tuple[str, ...]] = {}
    for prefixes, name, _ in _READERS:
        names[name] = (*names.get(name, ()), *prefixes)
    return names
