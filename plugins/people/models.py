"""Changes of a person's details that an administrator decides."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from bot.store.sealed import SealedText


class Change(Model):
    """``column`` is a field of Person and ``value`` what it shall be, sealed. ``state``: open, approved, rejected.

    ``open_key`` allows one open change of a field to a person. The row goes when the person is erased.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    person = fields.ForeignKeyField("kernel.Person", related_name=False, on_delete=fields.CASCADE)
    person_id: int
    member_id = fields.CharField(max_length=64)
    column = fields.CharField(max_length=20)
    value = SealedText()
    why = fields.CharField(max_length=20, default="")
    open_key = fields.CharField(max_length=60, null=True, unique=True)
    state = fields.CharField(max_length=10, default="open")
    asked_at = fields.DatetimeField()
    decided_at = fields.DatetimeField(null=True)
    decided_by = fields.CharField(max_length=64, null=True)

    class Meta:
        table = "people_change"
        unique_together = (("group", "number"),)
        indexes = (Index(fields=("group", "state")),)
