"""A draft tried on what was said: the report stays with the draft, for whoever decides about it."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.models import Model


class Trial(Model):
    """``state``: waiting, running, done or failed. ``touched`` of the draft when it began: edited since, it is old."""

    id = fields.IntField(primary_key=True)
    draft = fields.ForeignKeyField("charter.RegulationDraft", related_name=False, on_delete=fields.CASCADE)
    draft_id: int
    days = fields.IntField()
    state = fields.CharField(max_length=10, default="waiting")
    asked_by = fields.CharField(max_length=64)
    asked_at = fields.DatetimeField()
    asked_in = fields.CharField(max_length=64)
    ended_at = fields.DatetimeField(null=True)
    of_change = fields.IntField()
    report = fields.JSONField[Any](null=True)
    detail = fields.CharField(max_length=300, default="")

    class Meta:
        table = "regulation_trial"
