"""Notices: publishing, review, acknowledgement, reminders to those who have not, and reports."""

from nonebot.plugin import PluginMetadata

from . import addressed, commands, duties, jobs, listeners

__plugin_meta__ = PluginMetadata(
    name="通知",
    description="发布通知、统计谁已回复、只催办未回复的人",
    usage=(
        "/通知 内容 [截止 时间] [给 对象] [定时 时间]　/通知 编号　/通知列表　/名单　"
        "/收到 [编号]　/催办 [编号]　/结束 编号"
    ),
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "notices"},
)

__all__ = ["addressed", "commands", "duties", "jobs", "listeners"]
