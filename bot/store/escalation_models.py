"""The tables of telling somebody above: whom, what was told, and the letters on their way."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Contact(Model):
    """Somebody outside the group's administration who is told: a superior, personnel, security.

    ``duty`` is the word by which a regulation names them (``人力资源部``).
    """

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    name = fields.CharField(max_length=100)
    duty = fields.CharField(max_length=100)
    email = fields.CharField(max_length=200, null=True)
    platform = fields.CharField(max_length=20, null=True)
    account = fields.CharField(max_length=64, null=True)
    added_by = fields.CharField(max_length=64)
    added_at = fields.DatetimeField()

    class Meta:
        table = "contact"
        unique_together = (("organisation", "name"),)


class Escalation(Model):
    """One person told of one case, once. ``way``: mail, chat, or hand (an administrator was asked to)."""

    id = fields.IntField(primary_key=True)
    case = fields.ForeignKeyField("kernel.Case", related_name=False, on_delete=fields.CASCADE)
    case_id: int
    recipient = fields.CharField(max_length=200)
    way = fields.CharField(max_length=10)
    address = fields.CharField(max_length=200, default="")
    state = fields.CharField(max_length=10, default="queued")
    reason = fields.CharField(max_length=1000, default="")
    made_by = fields.CharField(max_length=64, default="")
    made_at = fields.DatetimeField()
    settled_at = fields.DatetimeField(null=True)

    class Meta:
        table = "escalation"


class Mail(Model):
    """An e-mail from its decision to its end. Its words and its attachment are deleted once it has ended.

    ``state``: queued, sending (committed before the server is called), sent, failed, cancelled.
    ``message_id`` is the left part of that header, the same at every try: a second copy can be recognised.
    """

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=200, unique=True)
    group_id = fields.IntField(null=True)
    recipient = fields.CharField(max_length=200)
    subject = fields.CharField(max_length=300)
    body = fields.TextField(default="")
    attachment_name = fields.CharField(max_length=100, null=True)
    attachment = fields.TextField(null=True)
    message_id = fields.CharField(max_length=250)
    state = fields.CharField(max_length=10, default="queued")
    attempts = fields.IntField(default=0)
    detail = fields.CharField(max_length=500, default="")
    created_at = fields.DatetimeField()
    settled_at = fields.DatetimeField(null=True)

    class Meta:
        table = "mail"
        indexes = (Index(fields=("state",)),)
