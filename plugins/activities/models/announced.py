"""By which messages an activity is known, and the pictures announced with it."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model


class ActivityMessage(Model):
    """A message of ours about the activity: a reply or a reaction to it is about the activity too."""

    id = fields.BigIntField(primary_key=True)
    activity = fields.ForeignKeyField("activities.ActivityRow", related_name=False, on_delete=fields.CASCADE)
    activity_id: int
    account = fields.CharField(max_length=64)
    message_id = fields.CharField(max_length=128)

    class Meta:
        table = "activity_message"
        unique_together = (("activity", "account", "message_id"),)


class Poster(Model):
    """A picture that goes with the announcement, at most domain.enclosed.PICTURE_BYTES; gone with the activity."""

    id = fields.IntField(primary_key=True)
    activity = fields.ForeignKeyField("activities.ActivityRow", related_name=False, on_delete=fields.CASCADE)
    activity_id: int
    content = fields.BinaryField()

    class Meta:
        table = "activity_poster"
