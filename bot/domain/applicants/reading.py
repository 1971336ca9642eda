"""What an applicant's free text states."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.applicants.lexer import Lexicon
from bot.domain.applicants.prepare import prepare
from bot.domain.applicants.settling import Notes, settle
from bot.domain.applicants.walking import Walk


@dataclass(frozen=True, slots=True)
class Application:
    """``fields`` holds only what was stated: the five of the roster, and ``child``, ``relation``, ``class``.

    ``doubts`` are codes in a fixed order; any of them wants a person to look.
    """

    fields: dict[str, str]
    speaks_for_other: bool
    doubts: tuple[str, ...]


def read_application(
    text: str, departments: Sequence[str] = (), names: Collection[str] = (), *, lexicon: Lexicon | None = None
) -> Application:
    """Reads any order and any separators; a ``lexicon`` built once spares the work for every text."""
    words = lexicon or Lexicon(departments=departments, names=names)
    prepared = prepare(text)
    notes = Notes(doubts=set(prepared.doubts))
    Walk(words, words.tokens(prepared.text), notes).run()
    fields = settle(notes)
    other = prepared.speaks_for_other or notes.other or ("child" in notes.extra and "name" not in fields)
    if other and "name" not in fields and notes.referrers:
        fields["name"] = notes.referrers[0]
    return Application({**fields, **notes.extra}, other, tuple(sorted(notes.doubts)))
