"""What may be refused about drafts, and why."""

from bot.domain.errors import Refusal, WrongUsage


class NothingToRead(Refusal):
    """Neither a file was answered nor a text pasted."""

    code = "charter.nothing_to_read"


class NotReadable(Refusal):
    """The file could not be fetched or read; ``reason`` is a line for people."""

    code = "charter.not_readable"


class WrongLines(Refusal):
    """A draft file with errors, each with its line; nothing was taken over."""

    code = "charter.wrong_lines"


class WrongChange(WrongUsage):
    """A change of a clause that cannot be read; ``reason`` is a line for people."""

    code = "charter.wrong_change"


class NoSuchDraftClause(Refusal):
    code = "charter.no_such_draft_clause"


class NotInThisState(Refusal):
    """The draft is at a stage where this cannot be done."""

    code = "charter.not_in_this_state"


class HasErrors(Refusal):
    """What was read as an error must be mended, or seen and accepted, before the draft is reviewed."""

    code = "charter.has_errors"


class NeedsTwo(Refusal):
    """The regulation asks for two persons, and this one has reviewed it."""

    code = "charter.needs_two"


class OnlyOwner(Refusal):
    """The owner of the group or a superuser brings a regulation into force."""

    code = "charter.only_owner"


class OnlySuperuser(Refusal):
    """Several groups have this regulation: the owner of one does not decide for the others."""

    code = "charter.only_superuser"


class TooEarly(Refusal):
    """No version holds from a time that has passed."""

    code = "charter.too_early"


class NothingToAccept(Refusal):
    """No revision waits for this member's acceptance."""

    code = "charter.nothing_to_accept"


class SeveralToAccept(Refusal):
    code = "charter.several_to_accept"


class NoVote(Refusal):
    """There is no vote on the draft that runs now."""

    code = "charter.no_vote"


class TrialRuns(Refusal):
    """A trial of some draft is under way."""

    code = "charter.trial_runs"


class NoFiles(Refusal):
    """The platform has no files."""

    code = "charter.no_files"
