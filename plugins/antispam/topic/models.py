"""Topics that were stopped."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class StoppedTopic(Model):
    """``marks`` is what it is known by (keywords and pairs); it is emptied when the topic is free again."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    about = fields.CharField(max_length=100, default="")
    clause = fields.CharField(max_length=100)
    code = fields.CharField(max_length=40)
    marks = fields.JSONField[Any]()
    stopped_by = fields.CharField(max_length=64)
    stopped_at = fields.DatetimeField()
    until = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "antispam_topic"
        indexes = (Index(fields=("group", "until")),)
