"""What is judged: what the sender wrote, never what they quoted."""

from typing import NamedTuple

from bot.domain.messages import Card, File, IncomingMessage, Text


class Sender(NamedTuple):
    """Facts about the sender that weigh in. Administrators are judged but not acted upon.

    ``is_trusted``: known here by real messages over some time; soft evidence alone only asks then.
    """

    is_newcomer: bool = False
    is_admin: bool = False
    is_trusted: bool = False


_ORDINARY = Sender()


class Authored(NamedTuple):
    """``text`` is the authored text followed by the cards' titles and descriptions, a line each.

    ``answers``: it replies to somebody's message.
    """

    text: str
    urls: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    sender: Sender = _ORDINARY
    answers: bool = False

    @classmethod
    def of(cls, message: IncomingMessage, sender: Sender | None = None) -> "Authored":
        if len(message.segments) == 1 and isinstance(message.segments[0], Text):
            return cls(message.text, sender=sender or _ORDINARY)
        cards = [s for s in message.segments if isinstance(s, Card)]
        lines = [message.text, *(part for c in cards for part in (c.title, c.description))]
        return cls(
            text="\n".join(line for line in lines if line),
            urls=tuple(c.url for c in cards if c.url),
            files=tuple(s.name for s in message.segments if isinstance(s, File)),
            cards=tuple(cards),
            sender=sender or _ORDINARY,
            answers=message.quoted is not None,
        )
