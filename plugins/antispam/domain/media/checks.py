"""What was found beside the text, as checks."""

from collections.abc import Collection, Iterable, Sequence

from bot.domain.messages import Card

from ..message import Sender
from ..verdict import Action, Check, Evidence
from .cards import judge_cards
from .codes import CodeKind, judge_code
from .files import hides_program, judge_file

_CERTAIN = 0.97
_LIKELY = 0.9
_DOUBTFUL = 0.6
_NEWCOMER_CODES = frozenset({CodeKind.PAYMENT, CodeKind.CONTACT, CodeKind.GROUP})
_ADVERTISING = frozenset({"coupon", "vote"})


def check_cards(cards: Iterable[Card], sender: Sender, forbids: Collection[str]) -> Check:
    """Coupons and requests for votes are shown to a person; people and groups recommended, where a newcomer does it."""
    signs = judge_cards(cards)
    evidence = tuple(Evidence(sign.kind, sign.text) for sign in signs)
    asks = any(sign.kind in _ADVERTISING for sign in signs) or (sender.is_newcomer and bool(signs))
    if not asks:
        return Check("cards", evidence=evidence)
    code = "ads" if "ads" in forbids else "spam"
    return Check("cards", code, _DOUBTFUL, Action.REVIEW, evidence)


def check_codes(codes: Sequence[str], sender: Sender, forbids: Collection[str]) -> Check:
    """What codes lead to. Invitations into groups abroad act; a newcomer's codes for money or contact are shown.

    What a code says in words or as a link is judged like a text, elsewhere.
    """
    kinds = [judge_code(code) for code in codes]
    found = zip(kinds, codes, strict=True)
    evidence = tuple(Evidence(f"qr_{kind.removesuffix('_code')}", code) for kind, code in found)
    code = "ads" if "ads" in forbids else "spam"
    if CodeKind.CLOSED in kinds:
        return Check("codes", code, _LIKELY, Action.RECALL, evidence, hard=True)
    if sender.is_newcomer and not _NEWCOMER_CODES.isdisjoint(kinds):
        return Check("codes", code, _DOUBTFUL, Action.REVIEW, evidence)
    return Check("codes", evidence=evidence)


def check_content(name: str, head: bytes, extensions: Collection[str]) -> Check:
    """A file that is a program under an innocent name acts."""
    if not hides_program(name, head, extensions):
        return Check("files")
    return Check("files", "links", _CERTAIN, Action.RECALL, (Evidence("mismatch", name),), hard=True)


def check_packed(names: Iterable[str], extensions: Collection[str]) -> Check:
    """What an archive holds: a disguised program acts, a plain one is shown to a person."""
    last = (name.rsplit("/", 1)[-1] for name in names)
    found = [(name, reason) for name in last if (reason := judge_file(name, extensions)) in ("disguised", "program")]
    if not found:
        return Check("files")
    disguised = any(reason == "disguised" for _, reason in found)
    evidence = tuple(Evidence("packed", name) for name, _ in found[:5])
    action, score = (Action.RECALL, _LIKELY) if disguised else (Action.REVIEW, _DOUBTFUL)
    return Check("files", "links", score, action, evidence, hard=disguised)


def check_known(code: str, forbids: Collection[str]) -> Check:
    """A picture that was recalled before, and whose case stands, acts again at once."""
    if code not in forbids:
        return Check("pictures")
    return Check("pictures", code, _CERTAIN, Action.RECALL, (Evidence("known_picture", "="),), hard=True)
