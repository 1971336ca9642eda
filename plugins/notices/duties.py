"""What the regulation can ask of this area."""

from bot.domain.duties import DutyServed

DUTIES: tuple[DutyServed, ...] = (
    DutyServed(
        "notice.publish",
        "auto",
        (
            "发布通知",
            "发布公告",
            "下达通知",
            "工作通知",
            "通知由",
            "信息发布",
            "发布信息",
            "发布工作信息",
            "工作信息要及时发布",
        ),
    ),
    DutyServed(
        "notice.review",
        "assist",
        (
            "发布须经审核",
            "通知须经",
            "信息须经",
            "审核后发布",
            "审批后发布",
            "发布前须",
            "经管理员审核",
            "经领导同意后发布",
        ),
    ),
    DutyServed(
        "notice.source", "auto", ("注明发布人", "注明来源", "写明发布人", "信息来源", "标明出处", "注明发布部门")
    ),
    DutyServed(
        "notice.ack",
        "auto",
        (
            "回复收到",
            "回复“收到”",
            "及时回复",
            "回复确认",
            "及时予以回复",
            "收到请回复",
            "确认收到",
            "及时响应",
            "予以回复",
        ),
        {"ack_words": "收到|已收到|执行|马上执行|好的|OK"},
    ),
    DutyServed(
        "notice.deadline",
        "auto",
        (
            "规定时间内回复",
            "时限内回复",
            "小时内回复",
            "分钟内回复",
            "截止时间前",
            "当日内回复",
            "时间内回复",
            "小时内确认",
        ),
        {"within": "24h"},
    ),
    DutyServed(
        "notice.no_repeat", "auto", ("不再重复通知", "视为通知送达", "视为送达", "视为已送达", "不再以其他方式")
    ),
    DutyServed(
        "notice.followup",
        "auto",
        ("未回复的", "提醒未回复", "跟踪落实", "催办", "再次提醒", "逐一提醒", "电话通知未", "跟进未"),
        {"remind_before": "2h"},
    ),
    DutyServed("notice.announcement", "auto", ("群公告", "发布群公告", "置顶公告", "公告栏")),
)
