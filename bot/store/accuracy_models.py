"""The tables of the accuracy ledger: written by ``bot.governance.accuracy`` alone."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class AccuracyDecision(Model):
    """What people decided on a case the bot opened, append-only; of several on one case the newest holds."""

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    case = fields.ForeignKeyField("kernel.Case", related_name=False, on_delete=fields.CASCADE)
    case_id: int
    offence = fields.CharField(max_length=40)
    checks = fields.JSONField[Any]()
    hard = fields.BooleanField()
    verdict = fields.CharField(max_length=12)
    right = fields.BooleanField()
    actor_id = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "accuracy_decision"
        indexes = (Index(fields=("organisation", "id")),)


class AccuracyStanding(Model):
    """Since when a check or clause acts by itself or asks: written when that changed."""

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    kind = fields.CharField(max_length=10)
    name = fields.CharField(max_length=60)
    automatic = fields.BooleanField()
    since = fields.DatetimeField()

    class Meta:
        table = "accuracy_standing"
        unique_together = (("organisation", "kind", "name"),)


class AccuracyReview(Model):
    """A case drawn to be looked at again: the administrators are asked once whether it was right."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    case = fields.ForeignKeyField("kernel.Case", related_name=False, on_delete=fields.CASCADE)
    case_id: int
    drawn_at = fields.DatetimeField()
    asked_at = fields.DatetimeField(null=True)
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "accuracy_review"
        unique_together = (("case",),)
        indexes = (Index(fields=("group", "drawn_at")),)
