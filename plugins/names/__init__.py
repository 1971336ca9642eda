"""Names: group cards as the regulation asks for them, and nobody under an administrator's name."""

from nonebot.plugin import PluginMetadata

from . import commands, duties, jobs, listeners

__plugin_meta__ = PluginMetadata(
    name="实名与名片",
    description="群名片与花名册核对、代改或提醒、逾期列给管理员；冒充管理员或领导的名字即时告知",
    usage="/名片　/名片 检查",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "names"},
)

__all__ = ["commands", "duties", "jobs", "listeners"]
