"""Induction: a newcomer's first days, the rules accepted and known."""

from nonebot.plugin import PluginMetadata

from . import commands, duties, jobs, listeners

__plugin_meta__ = PluginMetadata(
    name="入群培训",
    description="新成员认同群规（按版本记录）、群规答题、未通过前重点关注或禁言、提醒与转交管理员",
    usage="/考核　/认同　/考核 题库 add|del|list|test",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "induction"},
)

__all__ = ["commands", "duties", "jobs", "listeners"]
