"""What discipline serves of a regulation."""

from bot.domain.duties import DutyServed

DUTIES: tuple[DutyServed, ...] = (
    DutyServed("sanction.remind", "auto", ("提醒", "口头提醒", "以提醒为主", "教育")),
    DutyServed("sanction.recall", "auto", ("撤回", "删除相关信息", "删除消息", "及时删除")),
    DutyServed("sanction.warn", "auto", ("警告", "口头警告", "提醒警告")),
    DutyServed("sanction.bulletin", "auto", ("通报", "通报批评", "群内通报")),
    DutyServed("sanction.mute", "auto", ("禁言",), {"duration": "10m"}),
    DutyServed("sanction.kick", "auto", ("移出", "踢出", "移除", "清除出群", "剔除")),
    DutyServed("sanction.ban", "assist", ("拉黑", "永久封号", "黑名单", "不再接受其加入")),
    DutyServed("sanction.escalate", "assist", ("报告", "上级领导", "人力资源", "纪检", "公安", "追究")),
    DutyServed("sanction.record", "auto", ("记录", "登记在案")),
    DutyServed("sanction.revoke", "auto", ("撤销处理", "予以撤销", "纠正")),
    DutyServed("sanction.fine", "show", ("罚款", "扣款", "绩效")),
    DutyServed("sanction.appeal", "assist", ("申诉", "有异议", "提出异议", "申请复核")),
)
