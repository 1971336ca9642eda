"""Fetching avatars where the deployment allows it: few at once, bounded in time, and only a hash of each kept."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from loguru import logger

from bot.domain.ids import MemberId
from bot.domain.ports import Platform
from bot.governance.picture_process import PictureReader
from plugins.names.domain.faces import Face, face_of

KEPT = 10_000
"""Accounts whose avatar is remembered; who was looked at longest ago is forgotten first."""
MOST_BYTES = 512 * 1024
AT_ONCE = 4
MOST_A_LOOK = 500
SECONDS_A_LOOK = 30.0
GIVES_UP_AFTER = 12
"""So many failures one after the other: the place does not answer, and the next look will see."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """``face`` None: plain, or not to be had (``failed``, where an older one is kept)."""

    face: Face | None
    at: datetime
    failed: bool = False


class Avatars:
    """The faces of accounts of one platform. ``failures`` counts what could not be had since the start."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self.failures = 0
        self._seen: OrderedDict[MemberId, _Seen] = OrderedDict()
        self._reader: PictureReader | None = None

    def faces(self) -> Mapping[MemberId, Face]:
        return {member: seen.face for member, seen in self._seen.items() if seen.face is not None}

    async def look(
        self,
        platform: Platform,
        address: str,
        guarded: Sequence[MemberId],
        others: Sequence[MemberId],
        *,
        now: datetime,
        keeps: timedelta,
    ) -> None:
        """Ask for those not looked at within ``keeps``: the guarded first, then whoever waited longest.

        ``address`` has ``{id}`` where the account stands. What time and bounds leave out has its turn next.
        """
        waiting = [member for member in others if self._is_due(member, now - keeps)]
        waiting.sort(key=lambda member: self._seen[member].at.timestamp() if member in self._seen else 0.0)
        first = [member for member in guarded if self._is_due(member, now - keeps) or self._seen[member].failed]
        asked = [*first, *waiting][:MOST_A_LOOK]
        before, in_a_row = self.failures, 0
        try:
            async with asyncio.timeout(SECONDS_A_LOOK):
                for start in range(0, len(asked), AT_ONCE):
                    batch = asked[start : start + AT_ONCE]
                    for is_there in await asyncio.gather(*(self._ask(platform, address, each, now) for each in batch)):
                        in_a_row = 0 if is_there else in_a_row + 1
                    if in_a_row >= GIVES_UP_AFTER:
                        break
        except TimeoutError:
            logger.warning("looking at avatars took too long: the rest has its turn next time")
        if self.failures > before:
            logger.info("{} avatar(s) of {} could not be had", self.failures - before, len(asked))

    def forget(self, member: MemberId) -> None:
        self._seen.pop(member, None)

    def clear(self) -> None:
        self._seen.clear()

    async def close(self) -> None:
        """End the process that opens pictures."""
        if self._reader is not None:
            await self._reader.close()
            self._reader = None

    def _is_due(self, member: MemberId, since: datetime) -> bool:
        seen = self._seen.get(member)
        return seen is None or seen.at <= since

    async def _ask(self, platform: Platform, address: str, member: MemberId, now: datetime) -> bool:
        data = await platform.download("", address.replace("{id}", member), MOST_BYTES)
        self._reader = self._reader or PictureReader()
        reading = await self._reader.read(data) if data else None
        if reading is None:
            self.failures += 1
            old = self._seen.get(member)
            self._keep(member, _Seen(old.face if old is not None else None, now, failed=True))
            return False
        self._keep(member, _Seen(face_of(reading.small), now))
        return True

    def _keep(self, member: MemberId, seen: _Seen) -> None:
        self._seen[member] = seen
        self._seen.move_to_end(member)
        if len(self._seen) > self._kept:
            self._seen.popitem(last=False)


avatars = Avatars()
