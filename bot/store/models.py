"""The kernel's tables. Plugins name them in foreign keys as text (``kernel.Group``), nothing more.

Ids of platforms are text. Times are aware and stored in UTC. A nullable column means "unknown".
"""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from bot.store.accuracy_models import AccuracyDecision as AccuracyDecision
from bot.store.accuracy_models import AccuracyReview as AccuracyReview
from bot.store.accuracy_models import AccuracyStanding as AccuracyStanding
from bot.store.escalation_models import Contact as Contact
from bot.store.escalation_models import Escalation as Escalation
from bot.store.escalation_models import Mail as Mail
from bot.store.informed_models import ClauseTelling as ClauseTelling
from bot.store.job_models import AuditEntry as AuditEntry
from bot.store.job_models import AuditHead as AuditHead
from bot.store.job_models import Job as Job
from bot.store.job_models import Recurrence as Recurrence
from bot.store.people_models import Account as Account
from bot.store.people_models import AccountCode as AccountCode
from bot.store.people_models import AccountTry as AccountTry
from bot.store.people_models import DataKeyRecord as DataKeyRecord
from bot.store.people_models import Person as Person


class Organisation(Model):
    """Whoever owns one or more groups: bans, the roster and its regulation reach all of them."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=100, default="")

    class Meta:
        table = "organisation"


class Group(Model):
    """A work group that was enabled at least once, on one platform."""

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.RESTRICT)
    organisation_id: int
    platform = fields.CharField(max_length=20)
    external_id = fields.CharField(max_length=64)
    name = fields.CharField(max_length=200, default="")
    enabled = fields.BooleanField(default=False)
    mode = fields.CharField(max_length=10, default="observe")
    halted = fields.BooleanField(default=False)
    console_external_id = fields.CharField(max_length=64, null=True)
    primary_account = fields.CharField(max_length=64, null=True)
    primary_seen_at = fields.DatetimeField(null=True)
    next_number = fields.IntField(default=1)
    archive_days = fields.IntField(default=180)
    enabled_at = fields.DatetimeField(null=True)
    members_seen_at = fields.DatetimeField(null=True)

    class Meta:
        table = "work_group"
        unique_together = (("platform", "external_id"),)


class Membership(Model):
    """A member's stay in a group: what the platform told last, and what we saw ourselves."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    member_id = fields.CharField(max_length=64)
    nickname = fields.CharField(max_length=200, default="")
    card = fields.CharField(max_length=200, default="")
    role = fields.IntField(null=True)
    joined_at = fields.DatetimeField(null=True)
    first_seen_at = fields.DatetimeField()
    last_spoke_at = fields.DatetimeField(null=True)
    left_at = fields.DatetimeField(null=True)
    person = fields.ForeignKeyField("kernel.Person", related_name=False, null=True, on_delete=fields.SET_NULL)
    person_id: int | None

    class Meta:
        table = "membership"
        unique_together = (("group", "member_id"),)
        indexes = (Index(fields=("member_id",)),)


class Grant(Model):
    """A role given by ``/grant`` (admin or organiser); on top of what the platform says."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    member_id = fields.CharField(max_length=64)
    role = fields.IntField()
    granted_by = fields.CharField(max_length=64)
    granted_at = fields.DatetimeField()

    class Meta:
        table = "role_grant"
        unique_together = (("group", "member_id"),)


class Ban(Model):
    """Nobody on this list is let in again, in any group of the organisation."""

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    platform = fields.CharField(max_length=20)
    member_id = fields.CharField(max_length=64)
    reason = fields.CharField(max_length=500, default="")
    case_id = fields.IntField(null=True)
    banned_at = fields.DatetimeField()

    class Meta:
        table = "ban"
        unique_together = (("organisation", "platform", "member_id"),)


class Regulation(Model):
    """One version of a regulation, never changed once in effect. ``clauses`` is domain JSON.

    ``kind``: ``supplement`` for a group's additions and exceptions, ``composed`` for the organisation's regulation
    with them, None for one that stands alone. ``revises``: the version before, None for the first one.
    """

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    group = fields.ForeignKeyField("kernel.Group", related_name=False, null=True, on_delete=fields.CASCADE)
    group_id: int | None
    title = fields.CharField(max_length=200)
    version = fields.CharField(max_length=40)
    digest = fields.CharField(max_length=64)
    effective_from = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    clauses = fields.JSONField[Any]()
    kind = fields.CharField(max_length=10, null=True)
    revises: int | None = fields.IntField(null=True)  # type: ignore[assignment]

    class Meta:
        table = "regulation"


class Case(Model):
    """A moderation case: the only door to a sanction. Names are kept as they were.

    ``extras``: what stands beside the sanction, words between ``|``. ``also``: other breaches of the same
    fact, ``[{"code", "clause"}…]``. ``counted``: numbers of the cases its rung was counted from, None where
    the ladder did not choose the step. ``counts``: whether it counts for later rungs, None in older rows.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    regulation = fields.ForeignKeyField("kernel.Regulation", related_name=False, on_delete=fields.RESTRICT)
    regulation_id: int
    clause = fields.CharField(max_length=100)
    offence = fields.CharField(max_length=40)
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    actor_id = fields.CharField(max_length=64)
    actor_name = fields.CharField(max_length=200)
    on_behalf_of = fields.CharField(max_length=64, null=True)
    reason = fields.CharField(max_length=1000, default="")
    sanction = fields.CharField(max_length=10)
    duration_seconds = fields.IntField(null=True)
    step = fields.IntField()
    state = fields.CharField(max_length=12)
    source_key = fields.CharField(max_length=160, null=True, unique=True)
    message_id = fields.CharField(max_length=128, null=True)
    evidence = fields.JSONField[Any]()
    opened_at = fields.DatetimeField()
    decided_at = fields.DatetimeField(null=True)
    decided_by = fields.CharField(max_length=64, null=True)
    decision = fields.CharField(max_length=1000, default="")
    extras = fields.CharField(max_length=60, null=True)
    also = fields.JSONField[Any](null=True)
    counted = fields.JSONField[Any](null=True)
    counts = fields.BooleanField(null=True)

    class Meta:
        table = "moderation_case"
        unique_together = (("group", "number"),)
        indexes = (Index(fields=("group", "member_id", "opened_at")),)


class Appeal(Model):
    """A member's objection to a case, decided by an administrator who did not sanction."""

    id = fields.IntField(primary_key=True)
    case = fields.ForeignKeyField("kernel.Case", related_name=False, on_delete=fields.CASCADE)
    case_id: int
    reason = fields.CharField(max_length=1000)
    made_at = fields.DatetimeField()
    state = fields.CharField(max_length=10, default="open")
    decided_at = fields.DatetimeField(null=True)
    decided_by = fields.CharField(max_length=64, null=True)
    decision = fields.CharField(max_length=1000, default="")

    class Meta:
        table = "appeal"


class WorkOrder(Model):
    """What the platform cannot do, asked of a person, verified and reminded until done.

    ``broken``: how often a member spoke who was asked to be silent.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    case = fields.ForeignKeyField("kernel.Case", related_name=False, null=True, on_delete=fields.CASCADE)
    case_id: int | None
    action = fields.CharField(max_length=20)
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200, default="")
    clause = fields.CharField(max_length=100, default="")
    state = fields.CharField(max_length=10, default="open")
    opened_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    reminders = fields.IntField(default=0)
    settled_at = fields.DatetimeField(null=True)
    broken = fields.IntField(null=True)

    class Meta:
        table = "work_order"
        indexes = (Index(fields=("group", "state")),)


class Numbered(Model):
    """Which thing a group's number names, so that ``/show 12`` is never two things."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    kind = fields.CharField(max_length=20)

    class Meta:
        table = "numbered"
        unique_together = (("group", "number"),)


class ArchivedMessage(Model):
    """A message of an enabled group as it came.

    ``segments`` is the wire-neutral JSON; it is an empty list where the message is ``text`` and nothing else.
    Ids are as long as the gateway lets them be.
    """

    id = fields.BigIntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    account = fields.CharField(max_length=128)
    message_id = fields.CharField(max_length=128)
    member_id = fields.CharField(max_length=128)
    member_name = fields.CharField(max_length=200)
    text = fields.TextField()
    segments = fields.JSONField[Any]()
    quoted_id = fields.CharField(max_length=128, null=True)
    sent_at = fields.DatetimeField()
    recalled_at = fields.DatetimeField(null=True)
    recalled_by = fields.CharField(max_length=128, null=True)
    kept_for_case = fields.IntField(null=True)

    class Meta:
        table = "archived_message"
        # In this order it serves the look-up of a message as well.
        unique_together = (("message_id", "group", "account", "sent_at"),)
        indexes = (Index(fields=("group", "sent_at")),)
