"""Tables of names: whose card is wrong, since when, and how often that was said."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model


class WrongCard(Model):
    """One row a member while the card is wrong; ``faults`` are words between ``|``, "" where it is right again.

    ``set_at``: when the bot last had it set by itself, ``sets`` how often.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    member_id = fields.CharField(max_length=64)
    card = fields.CharField(max_length=200, default="")
    faults = fields.CharField(max_length=100, default="")
    proposal = fields.CharField(max_length=100, default="")
    since = fields.DatetimeField()
    reminders = fields.IntField(default=0)
    reminded_at = fields.DatetimeField(null=True)
    listed_at = fields.DatetimeField(null=True)
    sets = fields.IntField(default=0)
    set_at = fields.DatetimeField(null=True)

    class Meta:
        table = "names_wrong_card"
        unique_together = (("group", "member_id"),)


class Impersonation(Model):
    """A likeness that was told: once for each member, name and whom it passes for."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    member_id = fields.CharField(max_length=64)
    written = fields.CharField(max_length=200)
    of_id = fields.CharField(max_length=64, default="")
    kind = fields.CharField(max_length=10)
    told_at = fields.DatetimeField()

    class Meta:
        table = "names_impersonation"
        unique_together = (("group", "member_id", "written", "of_id"),)
