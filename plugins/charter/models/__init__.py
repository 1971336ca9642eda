"""Tables of the charter: drafts and their announcement, acceptance, votes, trials."""

from .draft import Acceptance, DraftMessage, RegulationDraft
from .trial import Trial
from .vote import Ballot, RevisionVote

__all__ = ["Acceptance", "Ballot", "DraftMessage", "RegulationDraft", "RevisionVote", "Trial"]
