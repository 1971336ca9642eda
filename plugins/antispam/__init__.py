"""Antispam: judging every message by the clauses in force."""

from nonebot.plugin import PluginMetadata

from . import carrying, commands, duties, jobs, listeners, quiet, trust
from .lessons import commands as lesson_commands
from .lessons import jobs as lesson_jobs
from .lessons import listeners as lesson_listeners
from .pictures import listeners as picture_listeners
from .topic import commands as topic_commands
from .topic import listeners as topic_listeners

__plugin_meta__ = PluginMetadata(
    name="反垃圾",
    description="按群规判断广告、辱骂、泄密、刷屏等内容，撤回并立案；词表与白名单",
    usage="/词 add|del|list　/白名单 add|del|list　/垃圾　/正常　/教学　/准确率",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "antispam"},
)

__all__ = [
    "carrying",
    "commands",
    "duties",
    "jobs",
    "lesson_commands",
    "lesson_jobs",
    "lesson_listeners",
    "listeners",
    "picture_listeners",
    "quiet",
    "topic_commands",
    "topic_listeners",
    "trust",
]
