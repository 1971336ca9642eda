"""Activities that come again by themselves."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model

from bot.domain.ids import GroupId


class Programme(Model):
    """``rule`` is kept as it was spoken and read again as on ``made_on``, so that 每两周 goes on counting from there.

    ``state``: review, running, stopped, rejected. ``plan`` grows when its next date is planned anew: what was planned
    under an older one is void. ``next_at`` is the start of the next date, None where none comes.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    number = fields.IntField()
    source_key = fields.CharField(max_length=200, unique=True)
    title = fields.CharField(max_length=100)
    rule = fields.CharField(max_length=100)
    made_on = fields.DateField()
    length_minutes = fields.IntField(null=True)
    place = fields.CharField(max_length=200)
    content = fields.TextField()
    capacity = fields.IntField(null=True)
    days_ahead = fields.IntField()
    organiser_id = fields.CharField(max_length=64)
    organiser_name = fields.CharField(max_length=200)
    state = fields.CharField(max_length=10)
    plan = fields.IntField(default=1)
    touched = fields.IntField(default=0)
    next_at = fields.DatetimeField(null=True)
    proposed_at = fields.DatetimeField()
    decided_at = fields.DatetimeField(null=True)
    decided_by = fields.CharField(max_length=64, default="")
    reason = fields.CharField(max_length=500, default="")

    class Meta:
        table = "activity_programme"
        unique_together = (("group", "number"),)

    @property
    def group_key(self) -> GroupId:
        return GroupId(self.group_id)


class ProgrammeDate(Model):
    """One date of a programme that was decided, once: an activity, or none where it was skipped or missed."""

    id = fields.IntField(primary_key=True)
    programme = fields.ForeignKeyField("activities.Programme", related_name=False, on_delete=fields.CASCADE)
    programme_id: int
    starts_at = fields.DatetimeField()
    activity = fields.ForeignKeyField("activities.ActivityRow", null=True, related_name=False, on_delete=fields.CASCADE)
    activity_id: int | None

    class Meta:
        table = "activity_programme_date"
        unique_together = (("programme", "starts_at"),)
