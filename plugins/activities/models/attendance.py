"""Who was there, who was not, and until when the list can be put right."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model


class Attendance(Model):
    """One member on the day: came, by code or by the organiser's word, or was missed; before that, their wrong codes.

    ``guests`` None leaves it to the sign-up. ``excused_by`` is the organiser who excused them afterwards. ``absent``
    stands once the list is settled: expected, not there, not excused; ``case`` is the case it was counted for.
    """

    id = fields.IntField(primary_key=True)
    activity = fields.ForeignKeyField("activities.ActivityRow", related_name=False, on_delete=fields.CASCADE)
    activity_id: int
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    wrong_codes = fields.IntField(default=0)
    came_at = fields.DatetimeField(null=True)
    noted_by = fields.CharField(max_length=64, default="")
    guests = fields.IntField(null=True)
    late = fields.BooleanField(default=False)
    excused_by = fields.CharField(max_length=64, default="")
    absent = fields.BooleanField(default=False)
    case = fields.IntField(null=True)

    class Meta:
        table = "activity_attendance"
        unique_together = (("activity", "member_id"),)


class AttendanceList(Model):
    """An activity's list once it is over: open for corrections until it is settled, by time or by the organiser."""

    id = fields.IntField(primary_key=True)
    activity = fields.OneToOneField("activities.ActivityRow", related_name=False, on_delete=fields.CASCADE)
    activity_id: int
    open_until = fields.DatetimeField()
    settled_at = fields.DatetimeField(null=True)
    settled_by = fields.CharField(max_length=64, default="")

    class Meta:
        table = "activity_attendance_list"


async def came_to(activity_id: int) -> list[Attendance]:
    """Those who were there, in the order they came."""
    return await Attendance.filter(activity_id=activity_id, came_at__isnull=False).order_by("came_at", "id")
