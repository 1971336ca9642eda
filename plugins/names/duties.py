"""What names serve of a regulation."""

from bot.domain.duties import DutyServed

DUTIES: tuple[DutyServed, ...] = (
    DutyServed(
        "realname",
        "assist",
        ("实名", "群名片", "群昵称", "备注名", "真实姓名"),
        {"pattern": "部门-姓名", "grace_days": "7"},
    ),
    DutyServed("conduct.impersonation", "assist", ("冒充", "冒用", "假冒", "虚假身份")),
)
