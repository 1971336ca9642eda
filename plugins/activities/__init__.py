"""Activities: announcement, sign-up, reminder, check-in and summary."""

from nonebot.plugin import PluginMetadata

from . import captions, commands, duties, jobs, listeners, pages

__plugin_meta__ = PluginMetadata(
    name="活动",
    description="活动的审核、发布、报名与候补、提醒、签到、总结和例行活动",
    usage="/活动 标题 | 时间 | 地点 | 内容 [| 名额]　/报名 /取消报名 /签到 /总结 /活动列表 /例行活动 /日历",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "activities"},
)

__all__ = ["captions", "commands", "duties", "jobs", "listeners", "pages"]
