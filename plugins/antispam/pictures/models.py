"""Pictures that were recalled, so that the same one acts again at once."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model


class RecalledPicture(Model):
    """One picture of a case that stands: only fingerprints, ``digest`` of its bytes and ``print`` of what is seen.

    ``code`` is what it was recalled for. The row goes when the case is pardoned or rejected.
    """

    id = fields.IntField(primary_key=True)
    organisation = fields.ForeignKeyField("kernel.Organisation", related_name=False, on_delete=fields.CASCADE)
    organisation_id: int
    digest = fields.CharField(max_length=64)
    print = fields.CharField(max_length=64, default="")
    code = fields.CharField(max_length=20)
    case_id = fields.IntField(db_index=True)
    at = fields.DatetimeField()

    class Meta:
        table = "antispam_picture"
        unique_together = (("organisation", "digest"),)
