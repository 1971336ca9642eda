"""Who comes, waits, may come or does not."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model

from bot.domain.ids import MemberId
from plugins.activities.domain.places import Party


class SignUp(Model):
    """A member's answer, one row each: ``answer`` is yes, maybe or no.

    Of those who said yes, ``going`` have a place and the others wait; until ``offered_until`` a place is held for one
    who waits. ``missed``: such an offer went by unanswered. Whoever says yes anew gets a new row, last in line.
    """

    id = fields.IntField(primary_key=True)
    activity = fields.ForeignKeyField("activities.ActivityRow", related_name=False, on_delete=fields.CASCADE)
    activity_id: int
    member_id = fields.CharField(max_length=64)
    member_name = fields.CharField(max_length=200)
    guests = fields.IntField(default=0)
    going = fields.BooleanField()
    answer = fields.CharField(max_length=8, default="yes")
    offered_until = fields.DatetimeField(null=True)
    missed = fields.BooleanField(default=False)
    signed_at = fields.DatetimeField()

    class Meta:
        table = "activity_sign_up"
        unique_together = (("activity", "member_id"),)

    def party(self) -> Party:
        member = MemberId(self.member_id)
        return Party(member, self.member_name, self.guests, self.going, self.id, self.offered_until, self.missed)


async def parties_of(activity_id: int) -> list[Party]:
    """All who come or wait, in the order they signed up."""
    return [row.party() for row in await SignUp.filter(activity_id=activity_id, answer="yes").order_by("id")]


async def others_of(activity_id: int, answer: str) -> list[Party]:
    """Those who answered ``maybe`` or ``no``, in the order they did."""
    return [row.party() for row in await SignUp.filter(activity_id=activity_id, answer=answer).order_by("id")]
