"""What the regulation can ask of this area."""

from bot.domain.duties import DutyServed

DUTIES: tuple[DutyServed, ...] = (
    DutyServed(
        "event.approval",
        "assist",
        (
            "活动须经",
            "活动需经",
            "活动应经",
            "同意后发布活动",
            "活动审批",
            "活动报批",
            "组织活动须",
            "组织活动应",
            "活动须报",
        ),
        {"approval": "required"},
    ),
    DutyServed("event.announce", "auto", ("发布活动", "活动通知", "活动公告", "活动时间、地点", "写明时间、地点")),
    DutyServed(
        "event.rsvp",
        "auto",
        ("报名参加", "活动报名", "接龙报名", "报名接龙", "积极参加活动", "报名"),
        {"offer": "2h", "guests": "20", "poll": "2d"},
    ),
    DutyServed(
        "event.attendance",
        "auto",
        ("签到", "活动考勤", "准时参加", "按时参加", "无故缺席", "不得迟到"),
        {
            "remind_before": "1d|1h",
            "late_after": "10m",
            "correct_within": "3d",
            "absences": "",
            "absences_window": "365d",
            "absence": "recorded",
        },
    ),
    DutyServed(
        "event.summary",
        "assist",
        ("活动总结", "提交总结", "活动结束后", "活动报道", "活动小结", "总结活动"),
        {"within": "7d", "retention_days": "180"},
    ),
    DutyServed(
        "event.program",
        "auto",
        ("定期组织活动", "定期举办活动", "定期开展活动", "例行活动", "每月组织活动", "每周例会", "每月分享"),
        {"schedule": "", "ahead": "3d"},
    ),
)
