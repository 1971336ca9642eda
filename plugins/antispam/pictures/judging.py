"""What follows from a part of a message: pure, and by the same rules as for talk."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.domain.messages import File, Forward, Image, Segment
from bot.governance.picture_process import PICTURE_BYTES, Reading

from ..domain.assess import assess
from ..domain.context import Context
from ..domain.deciding import Findings, decide
from ..domain.media.checks import check_codes, check_content, check_packed
from ..domain.media.codes import CodeKind, judge_code, says_anything
from ..domain.media.files import HEAD_BYTES, ending_of, is_innocent
from ..domain.message import Authored, Sender
from ..domain.policy import Policy
from ..domain.talk.window import WindowFacts
from ..domain.verdict import Action, Check, Evidence, Verdict
from .limits import FILE_BYTES

PICTURE_ENDINGS = frozenset({"png", "jpg", "jpeg", "gif", "webp", "bmp"})
_NO_WINDOW = WindowFacts()
_NO_CONTEXT = Context()
_MOST_ENTRIES = 2_000
_OTHERS_WORDS = frozenset({"abuse", "discrimination", "rumor"})


def is_worth_it(part: Segment, policy: Policy) -> bool:
    """Whether a part of a message has to be fetched to be judged. Stickers are not, nor papers that nobody forbids."""
    match part:
        case Image():
            return not part.sticker and (part.size is None or part.size <= PICTURE_BYTES)
        case Forward():
            return True
        case File():
            small = part.size is None or part.size <= FILE_BYTES
            picture = ending_of(part.name) in PICTURE_ENDINGS
            checked = "links" in policy.forbids and bool(policy.extensions) and is_innocent(part.name)
            return small and (picture or checked)
        case _:
            return False


def gravity(verdict: Verdict) -> tuple[Action, bool, float]:
    """A rule that acts by itself outweighs what is only likely."""
    return verdict.action, verdict.leading is not None and verdict.leading.hard, verdict.score


def judge_reading(reading: Reading, words: str, policy: Policy, sender: Sender) -> Verdict:
    """What a picture shows, judged together with the ``words`` beside it; also the codes' own nature."""
    links = [code for code in reading.codes if judge_code(code) is not CodeKind.PLAIN]
    texts = [code for code in reading.codes if judge_code(code) is CodeKind.PLAIN and says_anything(code)]
    shown = "\n".join(text for text in (*texts, reading.text) if text.strip())
    checks = [check_codes(reading.codes, sender, policy.forbids)]
    if not links and not shown:
        return decide(Authored("", sender=sender), Findings(checks), _NO_CONTEXT, policy)
    authored = Authored("\n".join(part for part in (words, shown) if part), urls=tuple(links), sender=sender)
    verdict = assess(authored, _NO_WINDOW, policy)
    by_codes = decide(authored, Findings(checks), _NO_CONTEXT, policy)
    if gravity(by_codes) > gravity(verdict):
        verdict = by_codes._replace(checks=(*by_codes.checks, *verdict.checks))
    if reading.codes:
        return with_source(verdict, "codes", "qr", reading.codes)
    return with_source(verdict, "pictures", "picture_text", [reading.text])


def judge_file(name: str, data: bytes, policy: Policy, sender: Sender) -> Verdict:
    """A file by its first bytes and, where it is a zip, by the names it lists. May take half a second."""
    checks = [check_content(name, data[:HEAD_BYTES], policy.extensions)]
    if ending_of(name) == "zip":
        checks.append(check_packed(_entries(data), policy.extensions))
    return by_rules(checks, policy, sender)


def judge_forwarded(message: Authored, policy: Policy) -> Verdict:
    """A message that was handed on. Insults in it are somebody else's: a person looks first."""
    verdict = with_source(assess(message, _NO_WINDOW, policy), "forwards", "forward", [message.text])
    if verdict.code not in _OTHERS_WORDS:
        return verdict
    breaches = tuple(replace(breach, action=min(breach.action, Action.REVIEW)) for breach in verdict.breaches)
    return verdict._replace(action=min(verdict.action, Action.REVIEW), breaches=breaches)


def _entries(data: bytes) -> list[str]:
    """The names a zip lists, nothing unpacked; [] where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [info.filename for info in archive.infolist()[:_MOST_ENTRIES]]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        return []


def by_rules(checks: Sequence[Check], policy: Policy, sender: Sender) -> Verdict:
    """A verdict by checks that need no text."""
    return decide(Authored("", sender=sender), Findings(checks), _NO_CONTEXT, policy)


def with_source(verdict: Verdict, name: str, sign: str, texts: Iterable[str]) -> Verdict:
    """Where the judged text came from: told with the checks that led to a case, and no reason by itself."""
    evidence = tuple(Evidence(sign, text) for text in texts if text.strip())
    source = Check(name, evidence=evidence)
    if verdict.action is not Action.NONE:
        source = source._replace(verdict=verdict.code, action=Action.REVIEW)
    return verdict._replace(checks=(source, *verdict.checks))
