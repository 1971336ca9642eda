"""What joining serves of a regulation."""

from bot.domain.duties import DutyServed

DUTIES: tuple[DutyServed, ...] = (
    DutyServed("join.approval", "auto", ("入群申请", "入群须", "审核通过", "经管理员审核", "准入", "批准入群")),
    DutyServed(
        "join.profile",
        "auto",
        ("申请时写明", "入群时注明", "填写姓名", "备注姓名", "提供姓名"),
        {"fields": "姓名|部门|电话|工号"},
    ),
    DutyServed("join.roster", "auto", ("花名册", "在职人员", "本单位人员", "仅限", "名册", "成员范围")),
    DutyServed("exit.request", "assist", ("退群", "申请退出", "准出", "退出本群", "退群申请")),
    DutyServed("conduct.invite", "assist", ("擅自拉人", "私自邀请", "私拉", "拉无关人员", "擅自邀请")),
)
