"""What the clean-up serves of a regulation."""

from bot.domain.duties import DutyServed

DUTIES: tuple[DutyServed, ...] = (
    DutyServed(
        "cleanup.members",
        "assist",
        (
            "清理群成员",
            "清理工作群成员",
            "清理无效成员",
            "检查群成员",
            "核对群成员",
            "移除长期未",
            "删除长期未",
            "已离职的成员",
            "长期未参与",
            "长期未发言",
            "长期不活跃",
            "无互动",
        ),
        {"schedule": "weekly:friday@10:00", "inactive_days": "60", "departed": "yes", "grace_days": "7"},
    ),
    DutyServed(
        "cleanup.content",
        "assist",
        ("清理群内无关信息", "清理无关信息", "清理垃圾信息", "清理群文件", "清理群内信息"),
        {"schedule": "monthly:1@10:00", "stale_days": "180"},
    ),
)
