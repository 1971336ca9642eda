"""The group itself: enabling it, its mode, its roles, and what waits for its administrators."""

from nonebot.plugin import PluginMetadata

from . import commands, jobs, reviewing

__plugin_meta__ = PluginMetadata(
    name="群管理",
    description="启用与停用、运行模式、任命、管理群、停止执法、待办审核与编号查询",
    usage="/启用 /停用 /模式 /任命 /撤销 /管理群 /停止执法 /恢复执法 /申请 /通过 /驳回 /查看 /帮助",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "administration"},
)

__all__ = ["commands", "jobs", "reviewing"]
