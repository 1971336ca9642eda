"""Who comes or waits."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model

from bot.domain.ids import MemberId
from plugins.activities.domain.places import Party


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


async def parties_of(activity_id: int) -> list[Party]:
    """All who come or wait, in the order they signed up."""
    return [row.party() for row in await SignUp.filter(activity_id=activity_id).order_by("id")]
