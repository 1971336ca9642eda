"""Antispam: judging every message by the clauses in force."""

from nonebot.plugin import PluginMetadata

from . import commands, duties, jobs, listeners

__plugin_meta__ = PluginMetadata(
    name="反垃圾",
    description="按群规判断广告、辱骂、泄密、刷屏等内容，撤回并立案；词表与白名单",
    usage="/词 add|del|list　/白名单 add|del|list",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "antispam"},
)

__all__ = ["commands", "duties", "jobs", "listeners"]
