"""A group's own words and what it allows."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model

from .lessons.models import TaughtLesson as TaughtLesson
from .pictures.models import RecalledPicture as RecalledPicture
from .topic.models import StoppedTopic as StoppedTopic


class GroupWord(Model):
    """One entry: ``kind`` is ``word`` (acts), ``allow`` (a phrase never held against anybody) or ``domain``."""

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    kind = fields.CharField(max_length=10)
    text = fields.CharField(max_length=100)
    added_by = fields.CharField(max_length=64)
    added_at = fields.DatetimeField()

    class Meta:
        table = "antispam_word"
        unique_together = (("group", "kind", "text"),)
