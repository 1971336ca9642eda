"""The tables of clean-ups: numbered rounds, whom they concern, who is asked, who stays, and what was seen."""

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
    work of an earlier one finds that it is over. ``members`` is the size of the group. ``order_reminders``:
    how often the owner was reminded of those they were asked to remove, None where nobody was asked.
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
    order_reminders = fields.IntField(null=True)

    class Meta:
        table = "cleanup_round"
        unique_together = (("group", "number"),)
        indexes = (Index(fields=("group", "state")),)


class Item(Model):
    """One member of a round, by ``position``.

    ``state``: proposed, kept (stays; ``note`` says why), confirmed, warned, removing (a case stands),
    ordered (a person was asked), removed, gone (left by themselves), failed. ``check_id``: the row of who
    is asked whether they may go, None where nobody need be; ``answer``: agree or keep, None before.
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
    check_id = fields.IntField(null=True)
    answer = fields.CharField(max_length=10, null=True)
    answer_reason = fields.CharField(max_length=200, null=True)

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


class Check(Model):
    """A superior who is asked about their people in a round. ``state``: asked, answered, unreachable, overdue.

    ``account`` is where they were asked in private, None where the administrators must ask them.
    """

    id = fields.IntField(primary_key=True)
    round = fields.ForeignKeyField("cleanup.Round", related_name=False, on_delete=fields.CASCADE)
    round_id: int
    superior = fields.CharField(max_length=100)
    account = fields.CharField(max_length=64, null=True)
    state = fields.CharField(max_length=12, default="asked")
    asked_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    reminders = fields.IntField(default=0)

    class Meta:
        table = "cleanup_check"
        unique_together = (("round", "superior"),)
        indexes = (Index(fields=("account", "state")),)


class Gap(Model):
    """A time in which nobody of us watched the group."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    since = fields.DatetimeField()
    until = fields.DatetimeField()

    class Meta:
        table = "cleanup_gap"
        indexes = (Index(fields=("group", "until")),)


class ContentRound(Model):
    """One list of announcements, pinned messages and files to take away.

    ``state``: preview, removing, finished, dropped; ordered where the platform lists nothing and a person
    was asked to look, with ``reminders`` of that.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    state = fields.CharField(max_length=10, default="preview")
    made_at = fields.DatetimeField()
    confirmed_by = fields.CharField(max_length=64, null=True)
    confirmed_name = fields.CharField(max_length=200, default="")
    finished_at = fields.DatetimeField(null=True)
    reminders = fields.IntField(default=0)

    class Meta:
        table = "cleanup_content_round"
        unique_together = (("group", "number"),)
        indexes = (Index(fields=("group", "state")),)


class ContentItem(Model):
    """One thing of a content round, by ``position``. ``kind``: announcement, essence, file.

    ``handle`` is what the platform needs to take it away. ``state``: proposed, kept, removing, removed,
    gone (was not there any more), failed.
    """

    id = fields.IntField(primary_key=True)
    round = fields.ForeignKeyField("cleanup.ContentRound", related_name=False, on_delete=fields.CASCADE)
    round_id: int
    position = fields.IntField()
    kind = fields.CharField(max_length=12)
    external_id = fields.CharField(max_length=200)
    title = fields.CharField(max_length=200)
    reason = fields.CharField(max_length=12)
    evidence = fields.JSONField[Any]()
    handle = fields.JSONField[Any]()
    state = fields.CharField(max_length=10, default="proposed")
    changed_at = fields.DatetimeField()

    class Meta:
        table = "cleanup_content_item"
        unique_together = (("round", "position"),)


class ContentKeep(Model):
    """Something an administrator left off a list: it is not proposed again."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    kind = fields.CharField(max_length=12)
    external_id = fields.CharField(max_length=200)
    kept_by = fields.CharField(max_length=64)
    kept_at = fields.DatetimeField()

    class Meta:
        table = "cleanup_content_keep"
        unique_together = (("group", "kind", "external_id"),)
