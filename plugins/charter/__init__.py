"""Charter: the regulation shown and cited; a written one read, reviewed, tried, voted on, announced and kept."""

from nonebot.plugin import PluginMetadata

from . import commands, duties, jobs, listeners
from .service import delivery, handouts, reporting

__plugin_meta__ = PluginMetadata(
    name="群规",
    description="查看现行群规、案件的依据；导入、核对、试行、表决和公布修订",
    usage="/群规 /依据 /制度 /知悉",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "charter"},
)

__all__ = ["commands", "delivery", "duties", "handouts", "jobs", "listeners", "reporting"]
