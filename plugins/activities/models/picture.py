"""The pictures of a summary."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model


class SummaryPicture(Model):
    """At most domain.pictures.MOST of an activity, each at most PICTURE_BYTES; gone when the regulation's time is over.

    ``digest`` keeps the same picture from being stored twice; ``place`` counts from 1.
    """

    id = fields.IntField(primary_key=True)
    activity = fields.ForeignKeyField("activities.ActivityRow", related_name=False, on_delete=fields.CASCADE)
    activity_id: int
    place = fields.IntField()
    digest = fields.CharField(max_length=64)
    content = fields.BinaryField()
    kept_at = fields.DatetimeField()

    class Meta:
        table = "activity_summary_picture"
        unique_together = (("activity", "digest"),)
