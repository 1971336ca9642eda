"""Who was there."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model


class Attendance(Model):
    """Who came, by code or by the organiser's word; before that, the wrong codes they tried."""

    id = fields.IntField(primary_key=True)
    activity = fields.ForeignKeyField("activities.ActivityRow", related_name=False, on_delete=fields.CASCADE)
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    wrong_codes = fields.IntField(default=0)
    came_at = fields.DatetimeField(null=True)
    noted_by = fields.CharField(max_length=64, default="")

    class Meta:
        table = "activity_attendance"
        unique_together = (("activity", "member_id"),)


async def came_to(activity_id: int) -> list[Attendance]:
    """Those who were there, in the order they came."""
    return await Attendance.filter(activity_id=activity_id, came_at__isnull=False).order_by("came_at", "id")
