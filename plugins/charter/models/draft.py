"""A draft and what became of it. The version that holds is the kernel's; this row says how it came to be."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from bot.domain.ids import GroupId
from plugins.charter.domain.draft import Draft, from_json


class RegulationDraft(Model):
    """``touched`` is written first by everything that changes it: its lock.

    ``organisation``: whose regulation it is; ``group``: where it was made, and whose supplement it is.
    ``version_id``: the kernel's row, once announced. ``problems``: as they were read, ``[{"path", "kind",
    "severity", "text", "proposal"}…]``.
    """

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    scope = fields.CharField(max_length=12)
    state = fields.CharField(max_length=10)
    title = fields.CharField(max_length=200)
    version = fields.CharField(max_length=40)
    effective = fields.CharField(max_length=12, default="")
    clauses = fields.JSONField[Any]()
    problems = fields.JSONField[Any]()
    touched = fields.IntField(default=0)
    source_key = fields.CharField(max_length=200, unique=True)
    made_by = fields.CharField(max_length=64)
    made_by_name = fields.CharField(max_length=200)
    made_at = fields.DatetimeField()
    changed_at = fields.DatetimeField()
    changed_by = fields.CharField(max_length=64)
    reviewed_by = fields.CharField(max_length=64, default="")
    reviewed_at = fields.DatetimeField(null=True)
    announced_by = fields.CharField(max_length=64, default="")
    announced_at = fields.DatetimeField(null=True)
    effective_from = fields.DatetimeField(null=True)
    version_id: int | None = fields.IntField(null=True)  # type: ignore[assignment]
    ended_at = fields.DatetimeField(null=True)
    reason = fields.CharField(max_length=500, default="")

    class Meta:
        table = "regulation_draft"
        unique_together = (("group", "number"),)
        indexes = (Index(fields=("organisation", "state")),)

    @property
    def group_key(self) -> GroupId:
        return GroupId(self.group_id)

    def draft(self) -> Draft:
        """The row as the domain has it."""
        return Draft(self.title, self.version, self.scope, from_json(self.clauses), self.effective)


class DraftMessage(Model):
    """A message of ours by which a revision was announced: a reply to it accepts."""

    id = fields.IntField(primary_key=True)
    draft = fields.ForeignKeyField("charter.RegulationDraft", related_name=False, on_delete=fields.CASCADE)
    draft_id: int
    place_id = fields.IntField()
    account = fields.CharField(max_length=128)
    message_id = fields.CharField(max_length=128)

    class Meta:
        table = "regulation_message"
        unique_together = (("place_id", "account", "message_id"),)


class Acceptance(Model):
    """A member of a group said that they have read what is new. ``way``: command, reply or private."""

    id = fields.IntField(primary_key=True)
    draft = fields.ForeignKeyField("charter.RegulationDraft", related_name=False, on_delete=fields.CASCADE)
    draft_id: int
    place = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    place_id: int
    member_id = fields.CharField(max_length=64)
    accepted_at = fields.DatetimeField()
    way = fields.CharField(max_length=10)

    class Meta:
        table = "regulation_acceptance"
        unique_together = (("draft", "place", "member_id"),)
