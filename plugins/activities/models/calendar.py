"""The address of a group's calendar."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model


class CalendarFeed(Model):
    """``token`` is the secret part of the address. It opens nothing but what stands in this store anyway, so it is
    kept as it is and can be told again; a new one shuts the old address."""

    id = fields.IntField(primary_key=True)
    group = fields.OneToOneField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    token = fields.CharField(max_length=64, unique=True)
    made_by = fields.CharField(max_length=64)
    made_at = fields.DatetimeField()

    class Meta:
        table = "activity_calendar"
