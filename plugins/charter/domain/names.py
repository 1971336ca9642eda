"""What codes and parameters are called when people read them."""

from collections.abc import Mapping
from types import MappingProxyType

CODE_NAMES: Mapping[str, str] = MappingProxyType({
    "moderation.illegal": "违法信息", "moderation.politics": "政治宗教", "moderation.porn": "色情低俗",
    "moderation.violence": "暴力恐怖", "moderation.gambling": "赌博", "moderation.ads": "广告推销",
    "moderation.spam": "垃圾信息", "moderation.finance": "投资理财", "moderation.recruitment": "招聘兼职",
    "moderation.rumor": "谣言", "moderation.abuse": "辱骂攻击", "moderation.discrimination": "歧视",
    "moderation.secrets": "泄密", "moderation.privacy": "个人隐私", "moderation.links": "可疑链接和文件",
    "moderation.offtopic": "与工作无关", "moderation.flood": "刷屏", "conduct.metadata": "擅改群信息",
    "conduct.invite": "擅自拉人", "conduct.kick": "擅自踢人", "conduct.impersonation": "冒用身份",
    "conduct.files": "擅动他人文件", "hours": "时段", "sanction.remind": "提醒", "sanction.recall": "撤回",
    "sanction.warn": "警告", "sanction.bulletin": "通报", "sanction.mute": "禁言", "sanction.kick": "移出",
    "sanction.ban": "拉黑", "sanction.escalate": "上报", "sanction.record": "记录", "sanction.revoke": "取消资格",
    "sanction.fine": "罚款（只作记录）", "sanction.appeal": "申诉", "notice.publish": "发布通知",
    "notice.review": "发布前审核", "notice.source": "注明来源", "notice.ack": "回复确认",
    "notice.deadline": "回复时限", "notice.no_repeat": "不重复通知", "notice.followup": "跟进催办",
    "notice.addressed": "被@须回应", "notice.announcement": "群公告", "join.approval": "入群审核",
    "join.profile": "入群登记", "join.roster": "成员范围", "join.rules": "入群即同意", "join.training": "新人培训",
    "exit.request": "退群", "realname": "实名", "profile.update": "更新资料", "cleanup.members": "清理成员",
    "cleanup.content": "清理内容", "event.approval": "活动审批", "event.announce": "活动预告",
    "event.rsvp": "活动报名", "event.attendance": "活动签到", "event.summary": "活动总结",
    "event.program": "例行活动", "task.assign": "分配任务", "task.track": "跟进任务", "task.report": "汇报进展",
    "ticket": "问题处理", "suggestion": "意见建议", "report": "举报", "decision": "议事表决",
    "archive.messages": "消息存档", "archive.files": "文件归类", "backup": "备份", "group.naming": "群名称",
    "group.create": "建群", "group.roles": "群主和管理员", "group.owner_change": "更换群主",
    "group.lifecycle": "解散群", "group.hierarchy": "分级", "group.exception": "例外", "supervision.audit": "监督检查",
    "supervision.appraisal": "考核表彰", "rules.promote": "宣传制度", "rules.revise": "解释和修订",
    "presence": "在线和参与", "principle": "原则",
})  # fmt: skip

PARAMETER_NAMES: Mapping[str, str] = MappingProxyType({
    "pattern": "格式", "fields": "写明", "within": "时限", "deadline": "截止", "schedule": "周期",
    "inactive_days": "不活跃天数", "inactive": "不活跃者", "departed": "离职者", "grace_days": "宽限天数",
    "quiet": "静默时段", "work": "工作时间", "ladder": "处理梯度", "duration": "禁言时长", "window": "计次周期",
    "messages": "条数", "extensions": "文件类型", "ack_words": "回复用语", "to": "报给", "effective": "生效",
    "supersedes": "取代旧规", "anonymous": "可匿名", "absences": "缺席次数", "absence": "缺席", "remind_before": "提前提醒",
    "retention_days": "保存天数", "questions": "题数", "approval": "须批准", "owner": "责任人",
})  # fmt: skip

KIND_NAMES: Mapping[str, str] = MappingProxyType({
    "numbering": "编号", "vague": "不明确", "contradiction": "矛盾", "impossible": "做不到", "unserved": "无功能",
    "unclear": "待核对", "missing": "缺少",
})  # fmt: skip
