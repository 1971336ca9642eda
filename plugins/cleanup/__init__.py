"""Cleaning up the list of members: preview, confirmation, a warning, a time of grace, paced removal."""

from nonebot.plugin import PluginMetadata

from . import commands, duties, jobs, listeners

__plugin_meta__ = PluginMetadata(
    name="清理",
    description="定期检查群成员：先列名单，管理员确认后提醒，到期逐个移出",
    usage="/清理 [预览]　/清理 执行 [编号]　/清理 保留 @成员 天数　/清理 停止 编号",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "cleanup"},
)

__all__ = ["commands", "duties", "jobs", "listeners"]
