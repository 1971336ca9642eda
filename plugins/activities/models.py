"""Tables of activities. State is changed by the service only, under the row of the activity."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from bot.domain.ids import GroupId, MemberId
from bot.governance import zone

from .domain.activity import Activity
from .domain.places import Party


class ActivityRow(Model):
    """``touched`` is written first by everything that decides about places: its lock."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    number = fields.IntField()
    source_key = fields.CharField(max_length=200, unique=True)
    title = fields.CharField(max_length=100)
    place = fields.CharField(max_length=200)
    content = fields.TextField()
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField(null=True)
    deadline = fields.DatetimeField(null=True)
    capacity = fields.IntField(null=True)
    organiser_id = fields.CharField(max_length=64)
    organiser_name = fields.CharField(max_length=200)
    state = fields.CharField(max_length=10)
    plan = fields.IntField(default=1)
    touched = fields.IntField(default=0)
    code = fields.CharField(max_length=8)
    message_id = fields.CharField(max_length=128, default="")
    proposed_at = fields.DatetimeField()
    decided_at = fields.DatetimeField(null=True)
    decided_by = fields.CharField(max_length=64, default="")
    reason = fields.CharField(max_length=500, default="")
    summary = fields.TextField(default="")
    summary_due_at = fields.DatetimeField(null=True)
    summarised_at = fields.DatetimeField(null=True)

    class Meta:
        table = "activity"
        unique_together = (("group", "number"),)
        indexes = (Index(fields=("group", "state", "starts_at")),)

    @property
    def group_key(self) -> GroupId:
        return GroupId(int(getattr(self, "group_id")))  # noqa: B009 - a column that only Tortoise knows

    def activity(self) -> Activity:
        """The row as the domain has it, start and end on people's clocks."""
        return Activity(
            id=self.id,
            group_id=self.group_key,
            number=self.number,
            title=self.title,
            place=self.place,
            content=self.content,
            starts_at=zone.local(self.starts_at),
            ends_at=zone.local(self.ends_at) if self.ends_at else None,
            deadline=self.deadline,
            capacity=self.capacity,
            organiser=MemberId(self.organiser_id),
            organiser_name=self.organiser_name,
            state=self.state,
            plan=self.plan,
            reason=self.reason,
            message=self.message_id,
            summary=self.summary,
            summary_due_at=self.summary_due_at,
            summarised_at=self.summarised_at,
            proposed_at=self.proposed_at,
        )


class SignUp(Model):
    """A member who comes or waits; whoever withdraws loses the row and with it the place in line."""

    id = fields.IntField(primary_key=True)
    activity = fields.ForeignKeyField("activities.ActivityRow", related_name=False, on_delete=fields.CASCADE)
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    guests = fields.IntField(default=0)
    going = fields.BooleanField()
    signed_at = fields.DatetimeField()

    class Meta:
        table = "activity_sign_up"
        unique_together = (("activity", "member_id"),)

    def party(self) -> Party:
        return Party(MemberId(self.member_id), self.member_name, self.guests, self.going, self.id)


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


async def find(group_id: GroupId, number: int) -> ActivityRow | None:
    return await ActivityRow.get_or_none(group_id=group_id, number=number)


async def parties_of(activity_id: int) -> list[Party]:
    """All who come or wait, in the order they signed up."""
    return [row.party() for row in await SignUp.filter(activity_id=activity_id).order_by("id")]


async def came_to(activity_id: int) -> list[Attendance]:
    """Those who were there, in the order they came."""
    return await Attendance.filter(activity_id=activity_id, came_at__isnull=False).order_by("came_at", "id")
