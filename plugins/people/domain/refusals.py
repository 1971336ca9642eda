"""What may not be, told to people."""

from bot.domain.errors import Refusal


class NotInAGroup(Refusal):
    """Said in private by somebody who is in none of our groups."""

    code = "people.not_in_a_group"


class NotRegistered(Refusal):
    """The account is of nobody on the roster."""

    code = "people.not_registered"


class NotAPhone(Refusal):
    """What was given as phone is no mobile number."""

    code = "people.not_a_phone"


class NothingChanged(Refusal):
    """The roster says so already."""

    code = "people.nothing_changed"


class AlreadyAsked(Refusal):
    """A change of the same thing waits already."""

    code = "people.already_asked"


class AlreadyDecided(Refusal):
    code = "people.already_decided"


class Unknown(Refusal):
    """The person of the change is not on the roster any more."""

    code = "people.unknown"
