"""What members may not do with an activity; each has its one line in templates/activities."""

from bot.domain.errors import Refusal


class DraftRefused(Refusal):
    """Something in an announcement cannot be read; ``problem`` says which, ``said`` the words."""

    code = "activities.draft_refused"

    def __init__(self, problem: str, said: str = "") -> None:
        super().__init__(problem=problem, said=said)


class NotOpen(Refusal):
    """The activity is cancelled, over, rejected or not yet approved; ``state`` says which."""

    code = "activities.not_open"


class SignUpClosed(Refusal):
    """The time to sign up or to withdraw is over."""

    code = "activities.sign_up_closed"


class AlreadySignedUp(Refusal):
    code = "activities.already_signed_up"


class NotSignedUp(Refusal):
    code = "activities.not_signed_up"


class PartyTooLarge(Refusal):
    """More people than there are places, or than one member may bring."""

    code = "activities.party_too_large"


class WhichOne(Refusal):
    """The number was left out and not exactly one activity fits; ``activities`` lists those that do."""

    code = "activities.which_one"


class NotYours(Refusal):
    """Only the organiser of the activity or an administrator may do this."""

    code = "activities.not_yours"


class Begun(Refusal):
    """The activity has begun: it cannot be changed or cancelled any more."""

    code = "activities.begun"


class NotBegun(Refusal):
    """There is nothing to sum up before the activity begins."""

    code = "activities.not_begun"


class CheckInShut(Refusal):
    """Outside the time of check-in; ``activity`` says from when until when."""

    code = "activities.check_in_shut"


class WrongCode(Refusal):
    """``left`` further tries; at 0 only the organiser can check this member in."""

    code = "activities.wrong_code"


class AlreadyCheckedIn(Refusal):
    code = "activities.already_checked_in"


class NobodyFound(Refusal):
    """None of the names that the organiser gave is a member's; ``names`` are those."""

    code = "activities.nobody_found"


class AlreadyDecided(Refusal):
    """The activity no longer waits for an administrator."""

    code = "activities.already_decided"


class NoCalendarFile(Refusal):
    """This platform's account cannot send files; the calendar has an address instead."""

    code = "activities.no_calendar_file"
