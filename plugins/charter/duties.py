"""What the charter serves of a regulation: its own duties, and to show what no area takes up yet.

``show`` states the clause to members on /群规; ``assist`` cites it where an administrator decides.
"""

from bot.domain.duties import DutyServed

DUTIES: tuple[DutyServed, ...] = (
    DutyServed("rules.promote", "auto", ("宣传本制度", "学习本制度", "公布群规"), {"schedule": "weekly:monday@10:00"}),
    DutyServed("rules.revise", "assist", ("负责解释", "负责修订", "自发布之日起")),
    DutyServed("principle", "show", ()),
    DutyServed("hours", "show", ("非工作时间", "夜间免打扰")),
    DutyServed("presence", "show", ("保持在线", "在线时间", "保持通讯畅通")),
    DutyServed("group.naming", "show", ("群名称格式", "群组命名")),
    DutyServed("group.create", "assist", ("申请建群", "私自建群")),
    DutyServed("group.roles", "show", ("担任群主", "担任管理员")),
    DutyServed("group.owner_change", "assist", ("更换群主", "群主变更")),
    DutyServed("group.lifecycle", "assist", ("解散群", "撤销群", "群解散")),
    DutyServed("group.hierarchy", "show", ("分级管理",)),
    DutyServed("group.exception", "show", ("特殊情况另行规定",)),
    DutyServed("supervision.audit", "show", ("接受监督", "监督检查")),
    DutyServed("supervision.appraisal", "show", ("考核", "表彰")),
    DutyServed("task.assign", "show", ("分配任务",)),
    DutyServed("task.track", "show", ("任务跟进",)),
    DutyServed("task.report", "show", ("反馈进展", "完成任务")),
    DutyServed("ticket", "show", ("反映问题", "解决问题")),
    DutyServed("suggestion", "show", ("提出建议", "合理化建议")),
    DutyServed("report", "show", ("举报",)),
    DutyServed("decision", "show", ("表决", "民主决策")),
    DutyServed("archive.messages", "show", ("重要信息归档",)),
    DutyServed("archive.files", "show", ("文件分类整理",)),
    DutyServed("backup", "show", ("定期备份",)),
    DutyServed("join.rules", "show", ("入群即视为同意", "入群须遵守")),
    DutyServed("join.training", "show", ("新成员培训",)),
)
