"""Charter: the regulation shown and cited; a written one read, clause by clause, from a file."""

from nonebot.plugin import PluginMetadata

from . import commands, duties

__plugin_meta__ = PluginMetadata(
    name="群规",
    description="查看现行群规、案件的依据；检查一份制度文件",
    usage="/群规 /依据",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "charter"},
)

__all__ = ["commands", "duties"]
