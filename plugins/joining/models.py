"""Tables of joining: what somebody asked for, and who came and is to be welcomed."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from bot.store.sealed import SealedJson, SealedText


class Asking(Model):
    """A request to join, a registration or an exit request: ``kind`` is request, registration or exit.

    ``flag_key`` makes a request that is sent again one row; ``open_key`` allows one open asking of a
    kind to a person. What was written, and ``said``, what was
    read of it, are sealed. ``state``: open, approved, rejected, expired, by_hand, elsewhere.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    kind = fields.CharField(max_length=20)
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200, default="")
    flag = fields.TextField(default="")
    sub_type = fields.CharField(max_length=20, default="")
    flag_key = fields.CharField(max_length=100, null=True, unique=True)
    open_key = fields.CharField(max_length=100, null=True, unique=True)
    inviter_id = fields.CharField(max_length=64, null=True)
    text = SealedText(default="")
    said: dict[str, str] | None = SealedJson(null=True)  # type: ignore[assignment]
    person = fields.ForeignKeyField("kernel.Person", related_name=False, null=True, on_delete=fields.SET_NULL)
    person_id: int | None
    why = fields.CharField(max_length=200, default="")
    state = fields.CharField(max_length=12, default="open")
    asked_at = fields.DatetimeField()
    reminded_at = fields.DatetimeField(null=True)
    decided_at = fields.DatetimeField(null=True)
    decided_by = fields.CharField(max_length=64, null=True)
    decided_name = fields.CharField(max_length=200, default="")
    decision = fields.CharField(max_length=500, default="")

    class Meta:
        table = "joining_asking"
        unique_together = (("group", "number"),)
        indexes = (Index(fields=("group", "state", "asked_at")),)


class Arrival(Model):
    """A member's latest coming: by whom, and when they were welcomed. The row goes when they go."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200, default="")
    by_id = fields.CharField(max_length=64, null=True)
    known = fields.BooleanField(default=False)
    arrived_at = fields.DatetimeField()
    welcomed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "joining_arrival"
        unique_together = (("group", "member_id"),)


class Move(Model):
    """People who are to leave a group because the roster changed: one proposal, one number.

    ``kind``: departed or transferred; ``people``: ``[{"member", "name", "person"}…]``; ``first_by``: the first of two
    administrators where so many people need two. ``state``: open, approved, rejected, expired.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    kind = fields.CharField(max_length=12)
    people = fields.JSONField[Any]()
    code = fields.CharField(max_length=40)
    clause = fields.CharField(max_length=100)
    state = fields.CharField(max_length=10, default="open")
    asked_at = fields.DatetimeField()
    first_by = fields.CharField(max_length=64, null=True)
    first_name = fields.CharField(max_length=200, default="")
    decided_at = fields.DatetimeField(null=True)
    decided_by = fields.CharField(max_length=64, null=True)
    decided_name = fields.CharField(max_length=200, default="")
    decision = fields.CharField(max_length=500, default="")

    class Meta:
        table = "joining_move"
        unique_together = (("group", "number"),)


class Departure(Model):
    """Somebody is gone: ``how`` is left, agreed (with consent), kicked or unknown; ``by_id`` who removed them."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200, default="")
    person_id = fields.IntField(null=True)
    by_id = fields.CharField(max_length=64, null=True)
    how = fields.CharField(max_length=10)
    left_at = fields.DatetimeField()

    class Meta:
        table = "joining_departure"
        indexes = (Index(fields=("group", "left_at")),)
