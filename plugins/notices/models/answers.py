"""Who was asked, who has answered, who was reminded, and who was asked something by name."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Recipient(Model):
    """An account that was asked to answer, fixed when the notice went out.

    ``place`` is the group it was reached in, None in older rows: the notice's own. Rows with the same
    ``person`` are one person in several groups: one answer is enough.
    """

    id = fields.IntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, on_delete=fields.CASCADE)
    notice_id: int
    place = fields.ForeignKeyField("kernel.Group", related_name=False, null=True, on_delete=fields.SET_NULL)
    place_id: int | None
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    department = fields.CharField(max_length=100, default="")
    person = fields.ForeignKeyField("kernel.Person", related_name=False, null=True, on_delete=fields.SET_NULL)
    person_id: int | None

    class Meta:
        table = "notice_recipient"
        unique_together = (("notice", "member_id"),)


class Receipt(Model):
    """The first answer of a member to the version they saw; ``how``: word, reply, reaction, command, private, behalf.

    There is never a second to the same version. ``by_id`` is who answered for them; ``question`` what was
    asked or remarked with the answer; ``message`` ("account:id") is what said it, whose recall takes it back.
    """

    id = fields.BigIntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, on_delete=fields.CASCADE)
    notice_id: int
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    answered_at = fields.DatetimeField()
    late = fields.BooleanField(default=False)
    how = fields.CharField(max_length=10)
    version = fields.IntField(default=1)
    by_id = fields.CharField(max_length=64, default="")
    by_name = fields.CharField(max_length=200, default="")
    question = fields.TextField(null=True)
    message = fields.CharField(max_length=200, default="")

    class Meta:
        table = "notice_receipt"
        unique_together = (("notice", "member_id"),)


class Reminder(Model):
    """One round of reminding; ``occasion`` (before, deadline, after, superior, manual:k) happens once a notice."""

    id = fields.IntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, on_delete=fields.CASCADE)
    notice_id: int
    round = fields.IntField()
    occasion = fields.CharField(max_length=40)
    asked = fields.IntField()
    by = fields.CharField(max_length=64, default="")
    at = fields.DatetimeField()

    class Meta:
        table = "notice_reminder"
        unique_together = (("notice", "occasion"), ("notice", "round"))


class Addressed(Model):
    """Somebody was asked by name, and a clause says how soon they answer. ``state``: open, answered, missed, void."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    account = fields.CharField(max_length=64)
    message_id = fields.CharField(max_length=128)
    asker_id = fields.CharField(max_length=64)
    asker_name = fields.CharField(max_length=200)
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    clause = fields.CharField(max_length=100)
    excerpt = fields.CharField(max_length=200, default="")
    asked_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    state = fields.CharField(max_length=10, default="open")
    reminded_at = fields.DatetimeField(null=True)
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "notice_addressed"
        unique_together = (("group", "message_id", "member_id"),)
        indexes = (Index(fields=("group", "state")), Index(fields=("group", "asked_at")))
