"""The pictures an organisation has recalled, in memory and in the store."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.governance import cases
from bot.governance.directory import GroupState
from bot.store.transaction import after_commit, insert_once, transaction

from .models import RecalledPicture

MOST = 2_000
"""Of one organisation; the oldest are forgotten first."""
MOST_DIFFERENT_BITS = 8
"""Of 256: what compressing a picture afresh changes. Different pictures differ in 80 and more."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture as it is compared."""

    digest: str
    print: str = ""


@dataclass(frozen=True, slots=True)
class _Kept:
    code: str
    case_id: int
    bits: int | None

    def looks_like(self, bits: int) -> bool:
        return self.bits is not None and (self.bits ^ bits).bit_count() <= MOST_DIFFERENT_BITS


class KnownPictures:
    """Read at start and when another process may have written."""

    def __init__(self) -> None:
        self._kept: dict[int, dict[str, _Kept]] = {}
        self._state: tuple[int, int] = (0, 0)

    async def load(self) -> None:
        """Read them all, unless nothing was added or taken away since."""
        newest = await RecalledPicture.all().order_by("-id").first()
        state = (newest.id if newest is not None else 0, await RecalledPicture.all().count())
        if state == self._state:
            return
        self._state = state
        kept: dict[int, dict[str, _Kept]] = {}
        for row in await RecalledPicture.all().order_by("id"):
            entry = _Kept(row.code, row.case_id, int(row.print, 16) if row.print else None)
            kept.setdefault(row.organisation_id, {})[row.digest] = entry
        self._kept = kept

    def code_of(self, organisation: int, seen: Seen) -> str | None:
        """What this very picture, or one that looks the same, was recalled for; None where it was not."""
        kept = self._kept.get(organisation)
        if kept is None:
            return None
        if seen.digest in kept:
            return kept[seen.digest].code
        bits = int(seen.print, 16) if seen.print else None
        near = (entry.code for entry in kept.values() if bits is not None and entry.looks_like(bits))
        return next(near, None)

    async def remember(self, group: GroupState, seen: Seen, code: str, number: int, *, now: datetime) -> None:
        """Remember a picture of a case; one that does not stand (proposed, observed) teaches nothing."""
        case = await cases.find_case(group.id, number)
        if case.state == "standing" and await self._write(group.organisation_id, seen, code, case.id, now):
            await self.load()

    @transaction
    async def _write(self, organisation: int, seen: Seen, code: str, case_id: int, now: datetime) -> bool:
        row = RecalledPicture(
            organisation_id=organisation, digest=seen.digest, print=seen.print, code=code, case_id=case_id, at=now
        )
        if not await insert_once(row):
            return False
        kept = await RecalledPicture.filter(organisation_id=organisation).order_by("-id").offset(MOST).first()
        if kept is not None:
            await RecalledPicture.filter(organisation_id=organisation, id__lte=kept.id).delete()
        return True

    async def forget(self, case_id: int) -> None:
        """The case was wrong, and so was what it taught. Called inside the deciding transaction."""
        await RecalledPicture.filter(case_id=case_id).delete()
        after_commit(partial(self._drop, case_id))

    def _drop(self, case_id: int) -> None:
        self._state = (-1, -1)
        self._kept = {
            organisation: {digest: entry for digest, entry in kept.items() if entry.case_id != case_id}
            for organisation, kept in self._kept.items()
        }
