"""Tables of induction: who accepted which version, who is still learning, and the questions written here."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Acceptance(Model):
    """A member accepted a version of the regulation: by coming in (``entry``) or by a word of theirs (``word``)."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    member_id = fields.CharField(max_length=64)
    regulation = fields.ForeignKeyField("kernel.Regulation", related_name=False, on_delete=fields.CASCADE)
    regulation_id: int
    version = fields.CharField(max_length=40)
    how = fields.CharField(max_length=10)
    accepted_at = fields.DatetimeField()

    class Meta:
        table = "induction_acceptance"
        unique_together = (("group", "member_id", "regulation"),)


class Course(Model):
    """A newcomer's first days in a group: what is still wanted of them.

    ``question``: the one they are asked now, with its right letter (``{"key", "text", "choices", "right", "clause"}``).
    ``private``: whether it was asked in private. ``needed`` 0: only the acceptance is wanted.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200, default="")
    state = fields.CharField(max_length=12, default="open")
    wants_acceptance = fields.BooleanField(default=False)
    needed = fields.IntField(default=0)
    right = fields.IntField(default=0)
    answered_today = fields.IntField(default=0)
    in_round = fields.IntField(default=0)
    day = fields.CharField(max_length=10, default="")
    answered_at = fields.DatetimeField(null=True)
    asked = fields.JSONField[Any]()
    question = fields.JSONField[Any](null=True)
    private = fields.BooleanField(default=False)
    case_number = fields.IntField(null=True)
    since = fields.DatetimeField()
    invited_at = fields.DatetimeField(null=True)
    reminders = fields.IntField(default=0)
    reminded_at = fields.DatetimeField(null=True)
    settled_at = fields.DatetimeField(null=True)
    settled_by = fields.CharField(max_length=64, default="")

    class Meta:
        table = "induction_course"
        unique_together = (("group", "member_id"),)
        indexes = (Index(fields=("group", "state")),)


class WrittenQuestion(Model):
    """A question that an administrator wrote; ``choices`` are texts, the first is right."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    text = fields.CharField(max_length=300)
    choices = fields.JSONField[Any]()
    clause = fields.CharField(max_length=100, default="")
    written_by = fields.CharField(max_length=64)
    written_at = fields.DatetimeField()

    class Meta:
        table = "induction_question"
        unique_together = (("group", "number"),)
