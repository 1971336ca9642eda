"""The tables of people: who they are, which accounts are theirs, and the codes that prove it."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from collections.abc import Iterable
from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from bot.store import keys
from bot.store.sealed import SealedText

MARKED = {"phone": "phone_mark", "staff_number": "staff_mark"}
"""Sealed columns that are looked up, each with the column that holds its keyed hash."""


class Person(Model):
    """A person of the organisation's roster, apart from accounts and memberships.

    ``revision``: the position in the organisation's audit chain at which the row changed last.
    ``confirmed_at``: when the person, or an import, last said that the details are right; ``asked_at``: when
    they were last asked. ``departed_at`` begins the time for which somebody departed is kept.
    """

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    name = fields.CharField(max_length=100)
    department = fields.CharField(max_length=100, null=True)
    position = fields.CharField(max_length=100, null=True)
    phone = SealedText(null=True)
    phone_mark = fields.CharField(max_length=32, null=True)
    staff_number = SealedText(null=True)
    staff_mark = fields.CharField(max_length=32, null=True)
    superior = fields.CharField(max_length=100, null=True)
    state = fields.CharField(max_length=10, default="in_post")
    revision = fields.IntField(null=True)
    confirmed_at = fields.DatetimeField(null=True)
    asked_at = fields.DatetimeField(null=True)
    departed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "person"
        indexes = (
            Index(fields=("organisation", "name")),
            Index(fields=("organisation", "phone_mark")),
            Index(fields=("organisation", "staff_mark")),
            Index(fields=("organisation", "revision")),
        )

    async def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """The marks follow what they mark."""
        for column, mark in MARKED.items():
            value: str | None = getattr(self, column)
            setattr(self, mark, mark_of(column, value))
        if update_fields is not None:
            names = set(update_fields)
            update_fields = names | {MARKED[column] for column in names & MARKED.keys()}
        await super().save(*args, update_fields=update_fields, **options)


class Account(Model):
    """An account on a platform and the person whose it is. ``how``: roster, administrator, code, kept."""

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    platform = fields.CharField(max_length=20)
    account = fields.CharField(max_length=64)
    person = fields.ForeignKeyField("kernel.Person", related_name=False, on_delete=fields.CASCADE)
    person_id: int
    how = fields.CharField(max_length=20)
    linked_at = fields.DatetimeField()
    bounced_at = fields.DatetimeField(null=True)

    class Meta:
        table = "person_account"
        unique_together = (("organisation", "platform", "account"),)
        indexes = (Index(fields=("person",)),)


class AccountCode(Model):
    """A code that was shown to an account which wants to belong to a person; kept as a keyed hash only.

    ``answered_by``: the account that typed it, still to say yes. Used or outdated codes are deleted.
    """

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    platform = fields.CharField(max_length=20)
    account = fields.CharField(max_length=64)
    account_name = fields.CharField(max_length=200, default="")
    code_mark = fields.CharField(max_length=32)
    made_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    answered_platform = fields.CharField(max_length=20, null=True)
    answered_by = fields.CharField(max_length=64, null=True)

    class Meta:
        table = "person_account_code"
        unique_together = (("organisation", "platform", "account"),)
        indexes = (Index(fields=("organisation", "code_mark")),)


class AccountTry(Model):
    """A code asked for (``kind`` asked) or typed wrongly (wrong), for counting within the last hour."""

    id = fields.IntField(primary_key=True)
    kind = fields.CharField(max_length=10)
    platform = fields.CharField(max_length=20)
    account = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "person_account_try"
        indexes = (Index(fields=("platform", "account", "at")),)


class DataKeyRecord(Model):
    """Under which key all that is sealed in a table lies."""

    table_name = fields.CharField(max_length=64, primary_key=True)
    key_id = fields.CharField(max_length=8)
    sealed_at = fields.DatetimeField()

    class Meta:
        table = "data_key"


def mark_of(column: str, value: str | None) -> str | None:
    """The keyed hash of somebody's phone or staff number; None where there is none."""
    return keys.mark(f"person.{column}", value) if value is not None else None
