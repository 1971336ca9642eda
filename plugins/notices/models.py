"""The tables of notices. The audience is rows; an answer is a row; neither is ever counted from chat."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Notice(Model):
    """A notice of a group. ``state``: review, rejected, open (answers are asked), published (none are), closed.

    ``departments`` and ``mentioned`` name the audience as it was written; empty: the whole group.
    ``reminded_at`` is the last reminder, automatic or not.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    number = fields.IntField()
    state = fields.CharField(max_length=10)
    text = fields.TextField()
    publisher_id = fields.CharField(max_length=64)
    publisher_name = fields.CharField(max_length=200)
    needs_answer = fields.BooleanField(default=True)
    departments = fields.JSONField[Any]()
    mentioned = fields.JSONField[Any]()
    deadline = fields.DatetimeField(null=True)
    written_at = fields.DatetimeField()
    written_account = fields.CharField(max_length=64, default="")
    written_message = fields.CharField(max_length=64, default="")
    published_at = fields.DatetimeField(null=True)
    decided_by = fields.CharField(max_length=64, null=True)
    decided_name = fields.CharField(max_length=200, default="")
    decision = fields.CharField(max_length=1000, default="")
    reminded_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)
    closed_by = fields.CharField(max_length=64, null=True)

    class Meta:
        table = "notice"
        unique_together = (("group", "number"),)
        indexes = (Index(fields=("group", "state")),)


class Recipient(Model):
    """Somebody who was asked to answer, fixed when the notice went out."""

    id = fields.IntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, on_delete=fields.CASCADE)
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    department = fields.CharField(max_length=100, default="")

    class Meta:
        table = "notice_recipient"
        unique_together = (("notice", "member_id"),)


class Receipt(Model):
    """The first answer of a member; ``how``: word, reply, reaction, command. There is never a second."""

    id = fields.BigIntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, on_delete=fields.CASCADE)
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    answered_at = fields.DatetimeField()
    late = fields.BooleanField(default=False)
    how = fields.CharField(max_length=10)

    class Meta:
        table = "notice_receipt"
        unique_together = (("notice", "member_id"),)


class NoticeMessage(Model):
    """A message by which the notice is known: its publication, a reminder, or the publisher's own command."""

    id = fields.BigIntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, on_delete=fields.CASCADE)
    account = fields.CharField(max_length=64)
    message_id = fields.CharField(max_length=128)

    class Meta:
        table = "notice_message"
        unique_together = (("notice", "account", "message_id"),)


class Reminder(Model):
    """One round of reminding; ``occasion`` (before, deadline, manual:k) happens once a notice."""

    id = fields.IntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, on_delete=fields.CASCADE)
    round = fields.IntField()
    occasion = fields.CharField(max_length=40)
    asked = fields.IntField()
    by = fields.CharField(max_length=64, default="")
    at = fields.DatetimeField()

    class Meta:
        table = "notice_reminder"
        unique_together = (("notice", "occasion"), ("notice", "round"))
