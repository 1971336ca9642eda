"""The activity itself. State is changed by the service only, under this row."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from bot.domain.ids import GroupId, MemberId
from bot.governance import zone
from plugins.activities.domain.activity import Activity


class ActivityRow(Model):
    """``touched`` is written first by everything that decides about places: its lock.

    ``most_guests`` None leaves it to the regulation; ``waits``: there is a waiting list; ``link`` is the place on a
    map; ``poll_until`` is where the vote on its date ends, None for one whose date was said.
    """

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
    most_guests = fields.IntField(null=True)
    waits = fields.BooleanField(default=True)
    link = fields.CharField(max_length=500, default="")
    poll_until = fields.DatetimeField(null=True)
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
            most_guests=self.most_guests,
            waits=self.waits,
            link=self.link,
            poll_until=self.poll_until,
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


async def find(group_id: GroupId, number: int) -> ActivityRow | None:
    return await ActivityRow.get_or_none(group_id=group_id, number=number)
