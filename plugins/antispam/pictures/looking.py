"""One message with something that is not text: fetched, looked into, judged, and acted upon as one."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bot.domain.messages import File, Forward, Image, IncomingMessage, Segment
from bot.domain.ports import Platform
from bot.effects.accounts import accounts
from bot.governance.directory import GroupState
from bot.settings import current

from .. import service
from ..domain.assess import assess
from ..domain.context import Context
from ..domain.deciding import Findings, decide
from ..domain.media.checks import check_codes, check_content, check_known, check_packed
from ..domain.media.codes import CodeKind, judge_code, says_anything
from ..domain.media.files import HEAD_BYTES, ending_of, is_innocent
from ..domain.message import Authored, Sender
from ..domain.policy import Policy
from ..domain.talk.window import WindowFacts
from ..domain.verdict import Action, Check, Evidence, Verdict
from ..policies import policies
from .forwards import as_written, lay_open
from .known import KnownPictures, Seen
from .limits import FILE_BYTES, PICTURE_BYTES, PICTURES_A_MESSAGE
from .reader import PictureReader, Reading
from .waiting import Waiting

PICTURE_ENDINGS = frozenset({"png", "jpg", "jpeg", "gif", "webp", "bmp"})
_NO_WINDOW = WindowFacts()
_NO_CONTEXT = Context()
_MOST_ENTRIES = 2_000
_OTHERS_WORDS = frozenset({"abuse", "discrimination", "rumor"})


@dataclass(slots=True)
class Found:
    """Verdicts on each part of a message, and the pictures that led to one."""

    verdicts: list[Verdict] = field(default_factory=list[Verdict])
    pictures: list[tuple[Seen, Verdict]] = field(default_factory=list[tuple[Seen, Verdict]])

    @property
    def gravest(self) -> Verdict | None:
        acting = [verdict for verdict in self.verdicts if verdict.action is not Action.NONE]
        return max(acting, key=_gravity, default=None)


def _gravity(verdict: Verdict) -> tuple[Action, bool, float]:
    """A rule that acts by itself outweighs what is only likely."""
    return verdict.action, verdict.leading is not None and verdict.leading.hard, verdict.score


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


class Looking:
    """The stage behind the chat: what waits, the process that reads pictures, and what was recalled before."""

    def __init__(self) -> None:
        self.waiting = Waiting()
        self.known = KnownPictures()
        self._reader: PictureReader | None = None

    @property
    def reader(self) -> PictureReader:
        if self._reader is None:
            self._reader = PictureReader(with_text=current().picture_text)
        return self._reader

    def put(self, message: IncomingMessage, group: GroupState, sender: Sender) -> bool:
        """Let a message be looked into soon; False where too many wait. Who is not yet trusted comes first."""
        return self.waiting.put(partial(self.look_into, message, group, sender), urgent=not sender.is_trusted)

    async def look_into(self, message: IncomingMessage, group: GroupState, sender: Sender) -> None:
        """Judge what the message carries; the gravest finding becomes its case."""
        policy, platform = policies.of(group), accounts.get(message.account)
        if policy is None or platform is None:
            return
        found = Found()
        for part in self._parts(message, policy):
            await self._look(part, message, group, platform, policy, sender, found)
        await self._look_into_forwards(message, platform, policy, sender, found)
        verdict = found.gravest
        if verdict is None:
            return
        number = await service.act_on(message, group, verdict, now=message.received_at)
        if number is not None and verdict.action is Action.RECALL:
            for seen, of_picture in found.pictures:
                await self.known.remember(group, seen, of_picture.code, number, now=message.received_at)

    def _parts(self, message: IncomingMessage, policy: Policy) -> list[Image | File]:
        """The pictures and files to be fetched, at most six: nobody needs more to advertise."""
        found = (part for part in message.segments if isinstance(part, Image | File) and is_worth_it(part, policy))
        return list(found)[:PICTURES_A_MESSAGE]

    async def _look(
        self,
        part: Image | File,
        message: IncomingMessage,
        group: GroupState,
        platform: Platform,
        policy: Policy,
        sender: Sender,
        found: Found,
    ) -> None:
        limit = PICTURE_BYTES if isinstance(part, Image) else FILE_BYTES
        data = await platform.download(part.file, part.url, limit)
        if not data:
            return
        if isinstance(part, File) and ending_of(part.name) not in PICTURE_ENDINGS:
            found.verdicts.append(_judge_file(part.name, data, message, policy, sender))
            return
        if isinstance(part, File):
            found.verdicts.append(_judge_file(part.name, data, message, policy, sender))
        verdict, seen = await self._judge_picture(data, message, group, policy, sender)
        found.verdicts.append(verdict)
        if verdict.action is Action.RECALL:
            found.pictures.append((seen, verdict))

    async def _judge_picture(
        self, data: bytes, message: IncomingMessage, group: GroupState, policy: Policy, sender: Sender
    ) -> tuple[Verdict, Seen]:
        seen = Seen(hashlib.sha256(data).hexdigest())
        code = self.known.code_of(group.organisation_id, seen)
        reading = await self.reader.read(data) if code is None else None
        if reading is not None:
            seen = replace(seen, print=reading.print)
            code = self.known.code_of(group.organisation_id, seen)
        if code is not None:
            return _by_rules([check_known(code, policy.forbids)], message, policy, sender), seen
        return judge_reading(reading or Reading(), message.text, policy, sender), seen

    async def _look_into_forwards(
        self, message: IncomingMessage, platform: Platform, policy: Policy, sender: Sender, found: Found
    ) -> None:
        handles = [part.id for part in message.segments if isinstance(part, Forward)]
        if not handles:
            return
        items = await lay_open(platform, handles)
        for authored in as_written(items, sender):
            verdict = assess(authored, _NO_WINDOW, policy)
            if verdict.action is not Action.NONE:
                found.verdicts.append(_with_source(_as_heard(verdict), "forward", [authored.text]))

    async def close(self) -> None:
        """Forget what waits and end the reading process."""
        self.waiting.stop()
        if self._reader is not None:
            await self._reader.close()
            self._reader = None


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
    if _gravity(by_codes) > _gravity(verdict):
        verdict = replace(by_codes, checks=(*by_codes.checks, *verdict.checks))
    return _with_source(verdict, "qr" if reading.codes else "picture_text", [*reading.codes, reading.text])


def _judge_file(name: str, data: bytes, message: IncomingMessage, policy: Policy, sender: Sender) -> Verdict:
    checks = [check_content(name, data[:HEAD_BYTES], policy.extensions)]
    if ending_of(name) == "zip":
        checks.append(check_packed(_entries(data), policy.extensions))
    return _by_rules(checks, message, policy, sender)


def _entries(data: bytes) -> list[str]:
    """The names a zip lists, nothing unpacked; [] where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [info.filename for info in archive.infolist()[:_MOST_ENTRIES]]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        return []


def _by_rules(checks: Sequence[Check], message: IncomingMessage, policy: Policy, sender: Sender) -> Verdict:
    return decide(Authored(message.text, sender=sender), Findings(checks), _NO_CONTEXT, policy)


def _as_heard(verdict: Verdict) -> Verdict:
    """Insults that are handed on are somebody else's: a person looks first."""
    if verdict.code not in _OTHERS_WORDS:
        return verdict
    breaches = tuple(replace(breach, action=min(breach.action, Action.REVIEW)) for breach in verdict.breaches)
    return replace(verdict, action=min(verdict.action, Action.REVIEW), breaches=breaches)


def _with_source(verdict: Verdict, sign: str, texts: Iterable[str]) -> Verdict:
    """Where the judged text came from, told with the checks."""
    evidence = tuple(Evidence(sign, text) for text in texts if text.strip())
    return replace(verdict, checks=(Check(sign, evidence=evidence), *verdict.checks))


looking = Looking()
