"""Discipline: an administrator's sanctions, each a numbered case on a clause, and their review."""

from nonebot.plugin import PluginMetadata

from . import commands, duties, escalating, listeners, reviewing

__plugin_meta__ = PluginMetadata(
    name="纪律",
    description="警告、禁言、移出、拉黑；案件、确认、撤销、申诉与上报",
    usage="/警告 /禁言 /解禁 /踢 /拉黑 /解除拉黑 /案件 /记录 /确认 /撤销案件 /申诉 /维持 /上报 /联系人",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "discipline"},
)

__all__ = ["commands", "duties", "escalating", "listeners", "reviewing"]
