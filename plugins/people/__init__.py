"""People: their accounts and their details, kept current by themselves."""

from nonebot.plugin import PluginMetadata

from . import commands, duties, jobs, listeners

__plugin_meta__ = PluginMetadata(
    name="个人资料",
    description="一人多个账号的绑定，查看、核对和更改自己的资料；每年核对一次；离职人员到期抹去",
    usage="/绑定　/资料",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "people"},
)

__all__ = ["commands", "duties", "jobs", "listeners"]
