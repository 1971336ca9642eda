"""Each person's part in a reminder: what is still to be said to them, and what was."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Nudge(Model):
    """Somebody is to be reminded of a notice on one occasion, in the group ``place``.

    ``state``: waiting (until ``due_at``), put (in the outbox), told, void (not wanted any more). ``way``: group,
    private, all (one message to everybody), superior (it is their superior who is told). ``batch`` is the key of
    the message, the same for all who stand in it; ``told_at`` is when it was put, then when it was sent.
    Rows go when the notice has ended and a day has passed.
    """

    id = fields.IntField(primary_key=True)
    notice = fields.ForeignKeyField("notices.Notice", related_name=False, on_delete=fields.CASCADE)
    notice_id: int
    place = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    place_id: int
    member_id = fields.CharField(max_length=64)
    occasion = fields.CharField(max_length=40)
    round = fields.IntField()
    way = fields.CharField(max_length=10)
    state = fields.CharField(max_length=10, default="waiting")
    due_at = fields.DatetimeField()
    told_at = fields.DatetimeField(null=True)
    batch = fields.CharField(max_length=100, default="")
    tries = fields.IntField(default=0)

    class Meta:
        table = "notice_nudge"
        unique_together = (("notice", "occasion", "member_id"),)
        indexes = (
            Index(fields=("place", "state", "due_at")),
            Index(fields=("member_id", "told_at")),
            Index(fields=("batch",)),
        )
