"""What is published: notices with their versions, places and messages, what repeats, and saved audiences."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Notice(Model):
    """A notice of a group. ``state``: draft, review, rejected, planned, publishing (to very many
    people, part by part; ``published_at`` is set once it is known who is asked), open (answers are asked), published
    (none are), closed, withdrawn.

    ``departments`` and ``mentioned`` name the audience as it was written, ``wider`` what else it was given
    (``roles``, ``lists``, ``groups``: ids of the groups it goes to, its own group only if it stands there); all
    empty: the whole group. ``enclosed`` are pictures and files, rows of NoticeContent. Answers to a version before
    ``asked_version`` do not count any more. ``reminded_at`` is the last reminder, automatic or not.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    state = fields.CharField(max_length=10)
    text = fields.TextField()
    source = fields.CharField(max_length=200, default="")
    publisher_id = fields.CharField(max_length=64)
    publisher_name = fields.CharField(max_length=200)
    needs_answer = fields.BooleanField(default=True)
    urgent = fields.BooleanField(default=False)
    departments = fields.JSONField[Any]()
    mentioned = fields.JSONField[Any]()
    wider = fields.JSONField[Any](null=True)
    enclosed = fields.JSONField[Any](null=True)
    deadline = fields.DatetimeField(null=True)
    written_at = fields.DatetimeField()
    written_account = fields.CharField(max_length=64, default="")
    written_message = fields.CharField(max_length=64, default="")
    planned_at = fields.DatetimeField(null=True)
    plan = fields.ForeignKeyField("notices.NoticePlan", related_name=False, null=True, on_delete=fields.SET_NULL)
    plan_id: int | None
    published_at = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)
    asked_version = fields.IntField(default=1)
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


class NoticeVersion(Model):
    """A wording of a published notice; the first is kept when it is edited.

    ``asks_again``: earlier answers do not count for it.
    """

    id = fields.IntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, on_delete=fields.CASCADE)
    notice_id: int
    version = fields.IntField()
    text = fields.TextField()
    change = fields.TextField(default="")
    deadline = fields.DatetimeField(null=True)
    asks_again = fields.BooleanField(default=True)
    edited_by = fields.CharField(max_length=64)
    edited_name = fields.CharField(max_length=200)
    edited_at = fields.DatetimeField()

    class Meta:
        table = "notice_version"
        unique_together = (("notice", "version"),)


class NoticePlace(Model):
    """A further group the notice was published to, under a number of that group's own."""

    id = fields.IntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, on_delete=fields.CASCADE)
    notice_id: int
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()

    class Meta:
        table = "notice_place"
        unique_together = (("group", "number"), ("notice", "group"))


class NoticeMessage(Model):
    """A message by which the notice is known: its publication, a reminder, or the publisher's own command.

    ``place`` is the group it stands in, None in older rows: the notice's own.
    """

    id = fields.BigIntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, on_delete=fields.CASCADE)
    notice_id: int
    place = fields.ForeignKeyField("kernel.Group", related_name=False, null=True, on_delete=fields.SET_NULL)
    place_id: int | None
    account = fields.CharField(max_length=64)
    message_id = fields.CharField(max_length=128)

    class Meta:
        table = "notice_message"
        unique_together = (("notice", "account", "message_id"),)


class NoticeContent(Model):
    """A picture or file that goes out with a notice or, under ``plan``, with each that the plan makes.

    Kept because the platform's own link ends within minutes; gone when the notice or plan is over.
    """

    id = fields.IntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, null=True, on_delete=fields.CASCADE)
    notice_id: int | None
    plan = fields.ForeignKeyField("notices.NoticePlan", related_name=False, null=True, on_delete=fields.CASCADE)
    plan_id: int | None
    kind = fields.CharField(max_length=10)
    name = fields.CharField(max_length=200)
    content = fields.BinaryField()
    made_at = fields.DatetimeField()

    class Meta:
        table = "notice_content"


class NoticePlan(Model):
    """A notice that repeats. ``rule`` is its recurrence in spoken words, read again with the day of ``made_at``;
    ``spoken`` is how people are told; ``words`` is what is published each time.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    rule = fields.CharField(max_length=100)
    spoken = fields.CharField(max_length=100)
    words = fields.JSONField[Any]()
    publisher_id = fields.CharField(max_length=64)
    publisher_name = fields.CharField(max_length=200)
    made_at = fields.DatetimeField()
    next_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    ended_by = fields.CharField(max_length=64, default="")

    class Meta:
        table = "notice_plan"
        unique_together = (("group", "number"),)


class SavedList(Model):
    """An audience under a name, for all groups of the organisation; ``members`` and ``departments`` as written."""

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    name = fields.CharField(max_length=50)
    members = fields.JSONField[Any]()
    departments = fields.JSONField[Any]()
    made_by = fields.CharField(max_length=64)
    made_at = fields.DatetimeField()

    class Meta:
        table = "notice_list"
        unique_together = (("organisation", "name"),)
