"""What administrators taught, a row a lesson; weights are made from these and kept nowhere."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class TaughtLesson(Model):
    """One lesson of an organisation, learnt in one of its groups.

    ``number`` is the case's where it belongs to one, else its own. ``state``: counts, waiting (for a second
    administrator), contested (two administrators disagree), withdrawn. The text itself is not kept:
    ``buckets`` are what the model (of this ``scheme``) sees, ``excerpt`` is what people know it by.
    """

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    spam = fields.BooleanField()
    source = fields.CharField(max_length=10)
    state = fields.CharField(max_length=10)
    guard = fields.CharField(max_length=10, default="")
    fingerprint = fields.CharField(max_length=64)
    scheme = fields.CharField(max_length=40)
    buckets = fields.JSONField[Any]()
    base = fields.FloatField()
    excerpt = fields.CharField(max_length=60)
    author_id = fields.CharField(max_length=128, null=True)
    teacher_id = fields.CharField(max_length=64)
    teacher_name = fields.CharField(max_length=200, default="")
    taught_at = fields.DatetimeField()
    settled_by = fields.CharField(max_length=64, null=True)
    settled_at = fields.DatetimeField(null=True)

    class Meta:
        table = "antispam_lesson"
        indexes = (Index(fields=("organisation", "state")), Index(fields=("group", "number")))
