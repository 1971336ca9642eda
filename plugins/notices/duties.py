"""What the regulation can ask of this area."""

from bot.domain.duties import DutyServed

_PUBLISH = (
    "发布通知", "发布公告", "下达通知", "通知由", "及时发布学校通知", "及时发布工作", "重要信息应及时发布",
    "工作信息要及时发布", "及时传达", "信息内容应简洁", "信息传递的时效", "通知事项",
)  # fmt: skip
_REVIEW = (
    "信息发布需经", "信息发布须经", "发布通知须经", "发布通知需经", "通知须经", "审核信息内容", "未经审核的信息",
    "审核后发布", "审批后发布", "发布前须", "经领导同意后发布",
)  # fmt: skip
_ACK = (
    "回复收到", "回复“收到”", "收到请回复", "及时回复工作", "回复确认", "确认收到", "如要求回复", "予以回复",
    "及时通知群成员", "阅后回复", "回执",
)  # fmt: skip
_DEADLINE = (
    "规定时间内回复", "时限内回复", "小时内回复", "分钟内回复", "截止时间前", "当日内回复", "当天回复",
    "时间内回复", "小时内确认",
)  # fmt: skip
_NO_REPEAT = ("不再重复通知", "视为通知送达", "视为送达", "视为已送达", "不再以其他方式")
_FOLLOW_UP = ("未回复的", "提醒未回复", "跟进落实", "跟踪落实", "催办", "再次提醒", "逐一提醒", "未及时回复")
_ADDRESSED = (
    "被@后", "被＠后", "@到的", "被艾特", "被点名", "领导提问", "管理员提问", "群主提问", "领导询问", "被@的",
    "@本人后", "对领导的提问", "收到@后",
)  # fmt: skip

DUTIES: tuple[DutyServed, ...] = (
    DutyServed("notice.publish", "auto", _PUBLISH),
    DutyServed("notice.review", "assist", _REVIEW),
    DutyServed(
        "notice.source", "auto", ("注明信息来源", "注明来源", "注明发布人", "写明发布人", "标明出处", "注明发布部门")
    ),
    DutyServed("notice.ack", "auto", _ACK, {"ack_words": "收到|已收到|执行|马上执行|好的|OK"}),
    DutyServed("notice.deadline", "auto", _DEADLINE, {"within": "24h"}),
    DutyServed("notice.no_repeat", "auto", _NO_REPEAT),
    # Several lengths stand between |. superior_after: how long after the deadline the superior of those who have not
    # answered is told (24h where the clause names superiors and no length, "no" never). private=yes writes to people in
    # private first, mention_all=yes mentions everybody for an urgent notice of the whole group while the quota lasts.
    DutyServed(
        "notice.followup",
        "auto",
        _FOLLOW_UP,
        {"remind_before": "2h", "remind_after": "", "superior_after": "", "private": "no", "mention_all": "no"},
    ),
    DutyServed("notice.addressed", "auto", _ADDRESSED, {"within": "30m"}),
    DutyServed(
        "notice.announcement", "auto", ("群公告应", "发布群公告", "发布在群公告", "以群公告", "置顶公告", "公告栏")
    ),
)
