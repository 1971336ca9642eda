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


class CodeChanged(Refusal):
    """The code was right some minutes ago; no try is lost."""

    code = "activities.code_changed"


class ListClosed(Refusal):
    """The time in which the attendance list can be put right is over."""

    code = "activities.list_closed"


class NoPictures(Refusal):
    """None of what was sent is a picture that can be kept; ``most`` of ``megabytes`` each can."""

    code = "activities.no_pictures"


class ProgrammeRefused(Refusal):
    """Something in a programme cannot be read; ``problem`` says which, ``said`` the words."""

    code = "activities.programme_refused"

    def __init__(self, problem: str, said: str = "") -> None:
        super().__init__(problem=problem, said=said)


class ProgrammeNotRunning(Refusal):
    """The programme is stopped, refused or not yet approved; ``programme`` says which."""

    code = "activities.programme_not_running"


class Full(Refusal):
    """There is no place, and nobody waits for one here."""

    code = "activities.full"


class NoGuests(Refusal):
    """Only members may come."""

    code = "activities.no_guests"


class PollClosed(Refusal):
    """The vote on the date is over."""

    code = "activities.poll_closed"


class NoSuchChoice(Refusal):
    """There is no date under that letter."""

    code = "activities.no_such_choice"


class PollTied(Refusal):
    """No date was named and not exactly one is best; ``best`` are those."""

    code = "activities.poll_tied"


class PosterTooLarge(Refusal):
    """A picture could not be fetched, or is too large; ``most`` is the limit in megabytes."""

    code = "activities.poster_too_large"


class NoFiles(Refusal):
    """This platform's account cannot send files, and there are more than ``most`` lines."""

    code = "activities.no_files"
