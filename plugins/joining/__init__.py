"""Joining: who may come in, who they are, and how they leave."""

from nonebot.plugin import PluginMetadata

from . import commands, duties, jobs, listeners

__plugin_meta__ = PluginMetadata(
    name="准入准出",
    description="入群申请与花名册核对、欢迎与登记、群名片、退群申请、花名册导入与检查",
    usage="/登记 姓名 部门 电话　/退群 理由　/花名册 检查|导入",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "joining"},
)

__all__ = ["commands", "duties", "jobs", "listeners"]
