"""An offence sent in pieces: which of the short messages before the last one belong to it."""

from collections.abc import Sequence

from bot.domain.ids import GroupId, MessageId
from bot.domain.messages import IncomingMessage

from .domain.assess import assess
from .domain.message import Authored
from .domain.policy import Policy
from .domain.talk.window import WindowFacts
from .domain.verdict import Action, Verdict
from .lessons.recent import recent

_ALONE = WindowFacts()


def acts_together(verdict: Verdict) -> bool:
    """Whether the message acts only by what was said before it."""
    acting = {check.name for check in verdict.checks if check.acts and check.action is Action.RECALL}
    return acting == {"pieces"}


def pieces_before(
    group_id: GroupId, message: IncomingMessage, pieces: Sequence[str], policy: Policy
) -> list[MessageId]:
    """The earlier messages that the offence begins in: the fewest that act together with the last one."""
    said = recent.last_of(group_id, message.sender, message.id, len(pieces))
    texts = [Authored.of(each).text for each in said]
    for first in range(len(said) - 1, -1, -1):
        joined = "".join([*texts[first:], Authored.of(message).text])
        if assess(Authored(joined), _ALONE, policy).action is Action.RECALL:
            return [each.id for each in said[first:]]
    return []
