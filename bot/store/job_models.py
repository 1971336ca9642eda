"""The tables of audit chains and of the lease table: written by ``audit`` and by ``bot.effects`` alone."""

# Tortoise's own idiom (a Meta class) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class AuditHead(Model):
    """The end of one chain; its row is the lock that keeps the chain in order."""

    chain = fields.CharField(max_length=40, primary_key=True)
    length = fields.IntField(default=0)
    digest = fields.CharField(max_length=64, default="")

    class Meta:
        table = "audit_head"


class AuditEntry(Model):
    """Who did what to whom, append-only; ``digest`` covers this entry and the one before."""

    id = fields.BigIntField(primary_key=True)
    chain = fields.CharField(max_length=40)
    position = fields.IntField()
    at = fields.DatetimeField()
    actor_id = fields.CharField(max_length=64)
    action = fields.CharField(max_length=60)
    subject = fields.CharField(max_length=100, default="")
    details = fields.JSONField[Any]()
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "audit_entry"
        unique_together = (("chain", "position"),)
        indexes = (Index(fields=("chain", "subject")),)


class Job(Model):
    """Something that shall happen: an effect on a platform, or work that falls due.

    ``key`` is its business identity. ``state``: queued, running, unknown, verifying, done, dead,
    expired, cancelled, held. ``token`` grows with every claim: a worker that froze past its lease
    cannot settle. Jobs of one ``lane`` (account and chat) run one after the other as enqueued.
    """

    id: int = fields.BigIntField(primary_key=True)  # type: ignore[assignment]
    key = fields.CharField(max_length=200, unique=True)
    kind = fields.CharField(max_length=60)
    account = fields.CharField(max_length=64, null=True)
    lane = fields.CharField(max_length=160, null=True)
    group_id: int | None = fields.IntField(null=True)  # type: ignore[assignment]
    payload = fields.JSONField[Any]()
    state = fields.CharField(max_length=10, default="queued")
    due_at = fields.DatetimeField()
    valid_until = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    token = fields.IntField(default=0)
    lease_owner = fields.CharField(max_length=64, null=True)
    lease_until = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    settled_at = fields.DatetimeField(null=True)
    outcome = fields.CharField(max_length=20, default="")
    detail = fields.CharField(max_length=500, default="")

    class Meta:
        table = "job"
        indexes = (
            Index(fields=("state", "due_at")),
            Index(fields=("lane", "state")),
            Index(fields=("group_id", "state")),
        )


class Recurrence(Model):
    """A rule that makes jobs: advancing ``next_at`` and inserting the job is one transaction."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=160, unique=True)
    kind = fields.CharField(max_length=60)
    group_id: int | None = fields.IntField(null=True)  # type: ignore[assignment]
    cron = fields.CharField(max_length=100)
    timezone = fields.CharField(max_length=60)
    next_at = fields.DatetimeField()
    late_seconds = fields.IntField(null=True)
    payload = fields.JSONField[Any]()

    class Meta:
        table = "recurrence"
        indexes = (Index(fields=("next_at",)),)
