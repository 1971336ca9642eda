"""What may be refused about notices."""

from bot.domain.errors import Refusal


class DeadlineUnread(Refusal):
    """What stands after 截止 is no time."""

    code = "notices.deadline_unread"


class DeadlinePast(Refusal):
    """The deadline is not in the future."""

    code = "notices.deadline_past"


class AudienceUnknown(Refusal):
    """What stands after 给 is neither a department of the roster nor a mention."""

    code = "notices.audience_unknown"


class NobodyAsked(Refusal):
    """Nobody of the group belongs to the audience that was named."""

    code = "notices.nobody_asked"


class TooLong(Refusal):
    code = "notices.too_long"


class TooManyWaiting(Refusal):
    """This member has enough notices waiting for review."""

    code = "notices.too_many_waiting"


class AlreadyDecided(Refusal):
    """The notice does not wait for review (any more)."""

    code = "notices.already_decided"


class AlreadyClosed(Refusal):
    code = "notices.already_closed"


class NotPublished(Refusal):
    """The notice waits for review or was rejected: there is nothing to remind of or to close."""

    code = "notices.not_published"


class StillPublishing(Refusal):
    """The notice goes out to very many people, and has not come to all of them yet."""

    code = "notices.still_publishing"


class FilesUnsupported(Refusal):
    """This platform's account cannot send files, and there are more than ``most`` lines."""

    code = "notices.files_unsupported"


class NoAnswerAsked(Refusal):
    """The notice was published with 免回复."""

    code = "notices.no_answer_asked"


class NotAsked(Refusal):
    """The notice went to others."""

    code = "notices.not_asked"


class RemindedRecently(Refusal):
    """There was a reminder within the last ten minutes."""

    code = "notices.reminded_recently"


class PlanUnread(Refusal):
    """What stands after 定时 is no time."""

    code = "notices.plan_unread"


class PlanPast(Refusal):
    """The planned time is not in the future, or the rule never comes."""

    code = "notices.plan_past"


class NotAdministratorThere(Refusal):
    """The notice is for groups in which whoever publishes it is no administrator; ``groups`` names them."""

    code = "notices.not_administrator_there"


class ManagedElsewhere(Refusal):
    """The notice is kept in another group, ``group``, under ``number``."""

    code = "notices.managed_elsewhere"


class EnclosureLost(Refusal):
    """A picture or file could not be fetched: expired or above ``most_mb``; ``name`` is a file's."""

    code = "notices.enclosure_lost"


class TooManyEnclosures(Refusal):
    code = "notices.too_many_enclosures"


class NotYours(Refusal):
    """Only the author, or an administrator, may do this to the notice; ``state`` says which it is."""

    code = "notices.not_yours"


class WrongState(Refusal):
    """The notice is in a ``state`` in which this cannot be done to it; ``wanted`` is what was asked for."""

    code = "notices.wrong_state"


class NothingChanged(Refusal):
    code = "notices.nothing_changed"


class OnlyTextAndDeadline(Refusal):
    """Of a published notice nothing else can be changed."""

    code = "notices.only_text_and_deadline"


class ListUnknown(Refusal):
    code = "notices.list_unknown"


class ListEmpty(Refusal):
    """No words after the name mean anybody; ``word`` is the first that does not."""

    code = "notices.list_empty"


class TooManyDrafts(Refusal):
    code = "notices.too_many_drafts"


class NotTheirLeader(Refusal):
    """Only administrators, the superior and the head of the department answer for somebody."""

    code = "notices.not_their_leader"


class OneNotice(Refusal):
    """Several notices, or none, wait for those who are answered for."""

    code = "notices.one_notice"


class NothingToTakeBack(Refusal):
    """There is no answer of this member."""

    code = "notices.nothing_to_take_back"


class TooLateToTakeBack(Refusal):
    """The answer is older than five minutes."""

    code = "notices.too_late_to_take_back"
