"""The dates that an activity could be on, and who can come on which."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model

from bot.domain.ids import MemberId
from bot.governance import zone
from plugins.activities.domain.poll import Choice, Vote


class DateChoice(Model):
    """``place`` is 0 for A, 1 for B and so on."""

    id = fields.IntField(primary_key=True)
    activity = fields.ForeignKeyField("activities.ActivityRow", related_name=False, on_delete=fields.CASCADE)
    activity_id: int
    place = fields.IntField()
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField(null=True)

    class Meta:
        table = "activity_date_choice"
        unique_together = (("activity", "place"),)


class DateVote(Model):
    """``answer`` of one member to one date: yes, maybe or no; what they did not speak of has no row."""

    id = fields.IntField(primary_key=True)
    activity = fields.ForeignKeyField("activities.ActivityRow", related_name=False, on_delete=fields.CASCADE)
    activity_id: int
    place = fields.IntField()
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    answer = fields.CharField(max_length=8)
    voted_at = fields.DatetimeField()

    class Meta:
        table = "activity_date_vote"
        unique_together = (("activity", "place", "member_id"),)


async def choices_of(activity_id: int) -> list[Choice]:
    """In the order of their letters; empty for an activity whose date was said."""
    rows = await DateChoice.filter(activity_id=activity_id).order_by("place")
    return [
        Choice(row.place, zone.local(row.starts_at), zone.local(row.ends_at) if row.ends_at else None) for row in rows
    ]


async def votes_of(activity_id: int) -> list[Vote]:
    """In the order they were given."""
    rows = await DateVote.filter(activity_id=activity_id).order_by("voted_at", "id")
    return [Vote(MemberId(row.member_id), row.member_name, row.place, row.answer) for row in rows]
