"""What may not be done to a case, and why."""

from bot.domain.errors import Refusal


class NoClause(Refusal):
    """No clause of the regulation in force allows this: nothing may be done."""

    code = "cases.no_clause"


class NotThenInForce(NoClause):
    """The clause was not in force when it was done, nor another that forbade it."""

    code = "cases.not_then_in_force"


class AlreadyDecided(Refusal):
    """The case is not in a state that this decision could change."""

    code = "cases.already_decided"


class OwnDecision(Refusal):
    """An appeal is decided by another administrator than the one who sanctioned."""

    code = "cases.own_decision"


class NotYours(Refusal):
    """Only the member concerned may appeal."""

    code = "cases.not_yours"


class OwnCase(Refusal):
    """Nobody decides a case against themselves, whatever power they have."""

    code = "cases.own_case"


class AppealPending(Refusal):
    """There is an open appeal against this case."""

    code = "cases.appeal_pending"


class AppealedBefore(Refusal):
    """A case is appealed once; it was, and has been decided."""

    code = "cases.appealed_before"


class AppealTooLate(Refusal):
    """The time in which this case could be appealed is over."""

    code = "cases.appeal_too_late"


class NoAppeal(Refusal):
    """There is no open appeal to decide."""

    code = "cases.no_appeal"
