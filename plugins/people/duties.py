"""What this area serves of a regulation."""

from bot.domain.duties import DutyServed

DUTIES: tuple[DutyServed, ...] = (
    DutyServed("profile.update", "assist", ("信息变动", "及时更新", "更新个人信息", "信息变更", "变更登记")),
)
