"""The table of who has been told which clauses: written by ``bot.governance.informed`` alone."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model


class ClauseTelling(Model):
    """``member_id`` "" means everybody present then. Either ``clause``, a digest of its words, or ``version``.

    ``version`` is a regulation's row, 0 where one clause was told. ``how``: enabled, entry, accepted, promoted,
    case.
    """

    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, on_delete=fields.CASCADE)
    group_id: int
    member_id = fields.CharField(max_length=64)
    how = fields.CharField(max_length=10)
    clause = fields.CharField(max_length=64, default="")
    version = fields.IntField(default=0)
    told_at = fields.DatetimeField()

    class Meta:
        table = "clause_telling"
        unique_together = (("group", "member_id", "how", "clause", "version"),)
