"""One message with something that is not text: fetched, looked into, judged, and acted upon as one."""

import asyncio
import hashlib
from dataclasses import dataclass, field, replace
from functools import partial

from bot.domain.messages import File, Forward, Forwarded, Image, IncomingMessage, Segment
from bot.domain.ports import Platform
from bot.effects.accounts import accounts
from bot.governance.directory import GroupState
from bot.governance.picture_process import PICTURE_BYTES, PictureReader, Reading
from bot.settings import current

from .. import service
from ..domain.media.checks import check_known
from ..domain.media.files import ending_of
from ..domain.message import Sender
from ..domain.policy import Policy
from ..domain.verdict import Action, Verdict
from ..policies import policies
from .forwards import as_written, lay_open
from .judging import PICTURE_ENDINGS, by_rules, gravity, is_worth_it, judge_file, judge_forwarded, judge_reading
from .known import KnownPictures, Seen
from .limits import FILE_BYTES, PICTURES_A_MESSAGE
from .waiting import Waiting


@dataclass(slots=True)
class Look:
    """One message while it is looked into: verdicts on its parts, and the pictures that led to one."""

    message: IncomingMessage
    group: GroupState
    platform: Platform
    policy: Policy
    sender: Sender
    verdicts: list[Verdict] = field(default_factory=list[Verdict])
    pictures: list[tuple[Seen, Verdict]] = field(default_factory=list[tuple[Seen, Verdict]])

    @property
    def gravest(self) -> Verdict | None:
        acting = [verdict for verdict in self.verdicts if verdict.action is not Action.NONE]
        return max(acting, key=gravity, default=None)


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
        look = Look(message, group, platform, policy, sender)
        handed_on = await self._lay_open(look)
        parts: list[Segment] = [*message.segments, *(part for item in handed_on for part in item.segments)]
        # Six at most: nobody needs more to advertise.
        fetched = [part for part in parts if isinstance(part, Image | File) and is_worth_it(part, policy)]
        for part in fetched[:PICTURES_A_MESSAGE]:
            await self._look_at(part, look)
        verdict = look.gravest
        if verdict is None:
            return
        number = await service.act_on(message, group, verdict, now=message.received_at)
        if number is not None and verdict.action is Action.RECALL:
            for seen, of_picture in look.pictures:
                await self.known.remember(group, seen, of_picture.code, number, now=message.received_at)

    async def close(self) -> None:
        """Forget what waits and end the reading process."""
        self.waiting.stop()
        if self._reader is not None:
            await self._reader.close()
            self._reader = None

    async def _lay_open(self, look: Look) -> list[Forwarded]:
        """Judge what forwards hold, message by message, and hand it back for the pictures in it."""
        handles = [part.id for part in look.message.segments if isinstance(part, Forward)]
        items = await lay_open(look.platform, handles) if handles else []
        look.verdicts += [judge_forwarded(authored, look.policy) for authored in as_written(items, look.sender)]
        return items

    async def _look_at(self, part: Image | File, look: Look) -> None:
        limit = PICTURE_BYTES if isinstance(part, Image) else FILE_BYTES
        data = await look.platform.download(part.file, part.url, limit)
        if not data:
            return
        if isinstance(part, File):
            look.verdicts.append(await asyncio.to_thread(judge_file, part.name, data, look.policy, look.sender))
            if ending_of(part.name) not in PICTURE_ENDINGS:
                return
        verdict, seen = await self._judge_picture(data, look)
        look.verdicts.append(verdict)
        if verdict.action is Action.RECALL:
            look.pictures.append((seen, verdict))

    async def _judge_picture(self, data: bytes, look: Look) -> tuple[Verdict, Seen]:
        seen, organisation = Seen(hashlib.sha256(data).hexdigest()), look.group.organisation_id
        code = self.known.code_of(organisation, seen)
        reading = await self.reader.read(data) if code is None else None
        if reading is not None:
            seen = replace(seen, print=reading.print)
            code = self.known.code_of(organisation, seen)
        if code is not None:
            return by_rules([check_known(code, look.policy.forbids)], look.policy, look.sender), seen
        return judge_reading(reading or Reading(), look.message.text, look.policy, look.sender), seen


looking = Looking()
