"""What may be refused about clean-ups."""

from bot.domain.errors import Refusal


class NothingToRun(Refusal):
    """There is no preview to confirm."""

    code = "cleanup.nothing_to_run"


class NotLatest(Refusal):
    """A later preview has replaced this one, or it was dropped."""

    code = "cleanup.not_latest"


class AlreadyConfirmed(Refusal):
    """The round is under way: nothing is left to confirm."""

    code = "cleanup.already_confirmed"


class AlreadyFinished(Refusal):
    code = "cleanup.already_finished"


class NeedsAnother(Refusal):
    """The second confirmation of a large round comes from another administrator."""

    code = "cleanup.needs_another"


class NobodyLeft(Refusal):
    """Since the preview the reasons of everybody in it have gone."""

    code = "cleanup.nobody_left"


class KeepTooLong(Refusal):
    code = "cleanup.keep_too_long"


class NotChecked(Refusal):
    """The regulation asks the departments first, and not all of them have answered."""

    code = "cleanup.not_checked"


class NothingToCheck(Refusal):
    """Nobody's superior is being asked, or all have answered."""

    code = "cleanup.nothing_to_check"
