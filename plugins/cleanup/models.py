"""The tables of clean-ups: a numbered round, whom it concerns, who stays, and who was seen without a word."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Round(Model):
    """One list of members to remove.

    ``state``: preview, waiting (for a second administrator), grace (confirmed; people are warned),
    removing, paused, finished, dropped. ``attempt`` grows with each confirmation and resumption:
    work of an earlier one finds that it is over. ``members`` is the size of the group.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    state = fields.CharField(max_length=10, default="preview")
    members = fields.IntField()
    made_at = fields.DatetimeField()
    made_by = fields.CharField(max_length=64, default="")
    made_name = fields.CharField(max_length=200, default="")
    first_by = fields.CharField(max_length=64, null=True)
    first_name = fields.CharField(max_length=200, default="")
    confirmed_by = fields.CharField(max_length=64, null=True)
    confirmed_name = fields.CharField(max_length=200, default="")
    confirmed_at = fields.DatetimeField(null=True)
    remove_at = fields.DatetimeField(null=True)
    attempt = fields.IntField(default=0)
    paused_why = fields.CharField(max_length=40, default="")
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        table = "cleanup_round"
        unique_together = (("group", "number"),)
        indexes = (Index(fields=("group", "state")),)


class Item(Model):
    """One member of a round, by ``position``.

    ``state``: proposed, kept (stays; ``note`` says why), confirmed, warned, removing (a case stands),
    ordered (a person was asked), removed, gone (left by themselves), failed.
    """

    id = fields.IntField(primary_key=True)
    round = fields.ForeignKeyField("cleanup.Round", related_name=False, on_delete=fields.CASCADE)
    round_id: int
    position = fields.IntField()
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    reasons = fields.JSONField[Any]()
    state = fields.CharField(max_length=10, default="proposed")
    note = fields.CharField(max_length=40, default="")
    case_id = fields.IntField(null=True)
    case_number = fields.IntField(null=True)
    changed_at = fields.DatetimeField()

    class Meta:
        table = "cleanup_item"
        unique_together = (("round", "member_id"),)
        indexes = (Index(fields=("member_id", "state")),)


class Keep(Model):
    """Somebody an administrator wants to stay, whatever the rules say, until a day."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    reason = fields.CharField(max_length=500, default="")
    until = fields.DatetimeField()
    kept_by = fields.CharField(max_length=64)
    kept_at = fields.DatetimeField()

    class Meta:
        table = "cleanup_keep"
        unique_together = (("group", "member_id"),)


class Sign(Model):
    """A sign of life that is no message: the latest emoji reaction, noted once a day."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    member_id = fields.CharField(max_length=64)
    seen_at = fields.DatetimeField()

    class Meta:
        table = "cleanup_sign"
        unique_together = (("group", "member_id"),)
