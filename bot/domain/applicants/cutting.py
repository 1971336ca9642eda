"""Pieces of an applicant's text, and where one ends and the next begins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.applicants.patterns import COLON, HAN_RUN
from bot.domain.applicants.words import COLON_OR_GAP


@dataclass(frozen=True, slots=True)
class Token:
    """``kind``: a field's name, label, han, latin, separator, space, chatter, referrer, relation, kin, class, doubt.

    ``value`` of a label is the field it announces, of a doubt its code; ``known`` says that the roster has it.
    """

    kind: str
    value: str
    raw: str
    known: bool = False


def lowered(text: str) -> str:
    """Lower case of the same length."""
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def begins_unit(text: str, at: int, form: str) -> bool:
    """研究生 in 研究生院."""
    return form.endswith(("生", "户", "人")) and text[at + len(form) : at + len(form) + 1] in tuple("院处部会科")


def one_off(known: str, text: str) -> bool:
    return len(known) == len(text) and sum(a != b for a, b in zip(known, text, strict=True)) == 1


def cut_short(text: str, at: int, form: str, kind: str) -> bool:
    """A Latin word that is only the beginning or the end of a longer one."""
    before, after = text[at - 1 : at], text[at + len(form) : at + len(form) + 1]
    starts_inside = form[0].isascii() and before.isascii() and before.isalnum()
    goes_on = after.isalpha() if kind == "label" else after.isalnum()
    ends_inside = form[-1].isascii() and form[-1].isalpha() and after.isascii() and goes_on
    return starts_inside or ends_inside


def announces(text: str, at: int, form: str) -> bool:
    """Whether a word that is a label only at times is one here."""
    end = at + len(form)
    if COLON.match(text, end):
        return True
    begins = at == 0 or not text[at - 1].isalnum()
    return form in COLON_OR_GAP and begins and text[end : end + 1] == " "


def alone(text: str, at: int, form: str) -> bool:
    """A relation that stands by itself: ``王小明 爸爸``."""
    before, after = text[at - 1 : at], text[at + len(form) : at + len(form) + 1]
    return at > 0 and not before.isalnum() and not HAN_RUN.match(after or " ")


def join_residue(pieces: Iterable[Token]) -> Iterator[Token]:
    run = ""
    for piece in pieces:
        if piece.kind == "han":
            run += piece.raw
            continue
        if run:
            yield Token("han", run, run)
            run = ""
        yield piece
    if run:
        yield Token("han", run, run)
