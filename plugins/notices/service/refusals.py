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


class FilesUnsupported(Refusal):
    """This platform's account cannot send files."""

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
