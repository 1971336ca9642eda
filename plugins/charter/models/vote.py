"""A vote on a draft, and the ballots: one a member, the last one counts while it runs."""

# Tortoise's own idiom (a Meta class, foreign keys named as text) is not fully typed:
# pyright: reportIncompatibleVariableOverride=false, reportUnknownVariableType=false

from tortoise import fields
from tortoise.models import Model


class RevisionVote(Model):
    """``state``: open, passed, failed or stopped. ``effective_from`` None: at once when it passes.

    ``quorum`` and ``majority`` are texts as the regulation stated them when the vote began; the counts are None
    while it runs.
    """

    id = fields.IntField(primary_key=True)
    draft = fields.ForeignKeyField("charter.RegulationDraft", related_name=False, on_delete=fields.CASCADE)
    draft_id: int
    state = fields.CharField(max_length=10, default="open")
    quorum = fields.CharField(max_length=10)
    majority = fields.CharField(max_length=10)
    opened_by = fields.CharField(max_length=64)
    opened_at = fields.DatetimeField()
    closes_at = fields.DatetimeField()
    effective_from = fields.DatetimeField(null=True)
    eligible = fields.IntField(null=True)
    in_favour = fields.IntField(null=True)
    against = fields.IntField(null=True)
    abstained = fields.IntField(null=True)

    class Meta:
        table = "revision_vote"


class Ballot(Model):
    """``choice``: yes, no or abstain."""

    id = fields.IntField(primary_key=True)
    vote = fields.ForeignKeyField("charter.RevisionVote", related_name=False, on_delete=fields.CASCADE)
    vote_id: int
    member_id = fields.CharField(max_length=64)
    choice = fields.CharField(max_length=8)
    cast_at = fields.DatetimeField()

    class Meta:
        table = "revision_ballot"
        unique_together = (("vote", "member_id"),)
