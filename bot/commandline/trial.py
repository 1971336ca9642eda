"""The process that tries a regulation: ``python -m bot.commandline.trial``, messages from standard input.

The whole bot on a scratch store: its areas, its cases, its outbox, and a simulated platform. Commands in the archive
are not given again. What it answers is read by ``bot.governance.trials``.
"""

import asyncio
import importlib
import resource
import sys
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from bot.chat.commands import PREFIXES
from bot.commandline.storing import tables_of_areas
from bot.domain.ids import AccountId, ChatRef, GroupId, MemberId, MessageId
from bot.domain.members import MemberInfo, Role
from bot.domain.messages import IncomingMessage, Segment, Text
from bot.domain.regulation import RegulationText, clauses_from_json
from bot.effects.accounts import accounts
from bot.effects.segments_json import segments_from_json
from bot.effects.simulated import SimulatedPlatform
from bot.governance import regulations, signals, trials
from bot.governance.directory import directory
from bot.settings import Settings
from bot.store import models
from bot.wiring import House

MEMORY = 2 * 1024 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]
_TURN = timedelta(hours=1)
"""So often the worker looks for what has fallen due where nothing was said."""


class ReplayClock:
    """Stands at the time of the message that is replayed."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._began = now

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._began).total_seconds()

    def reach(self, moment: datetime) -> None:
        self._now = max(self._now, moment)


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = orjson.dumps(asyncio.run(replay()))
    sys.stdout.buffer.write(answer)
    return 0


async def replay() -> dict[str, Any]:
    """The setting from the first line, then message by message."""
    for room in sorted((ROOT / "plugins").glob("*/__init__.py")):
        importlib.import_module(f"plugins.{room.parent.name}")
    setting: dict[str, Any] = orjson.loads(sys.stdin.buffer.readline())
    with tempfile.TemporaryDirectory(prefix="qungui-trial-") as folder:
        clock = ReplayClock(datetime.fromisoformat(setting["since"]))
        values = {"database_url": f"sqlite://{folder}/trial.db", "data_dir": Path(folder), "log_level": "ERROR"}
        house = House(Settings(_env_file=None, **values), clock)  # type: ignore[call-arg]
        house.worker.database_clock = house.worker.leases.database_clock = False
        await house.prepare(tables_of_areas())
        try:
            platform = await _furnish(setting, clock)
            read = await _replay_messages(house, clock, setting)
            return await _found(platform, read)
        finally:
            await house.stop()


async def _furnish(setting: dict[str, Any], clock: ReplayClock) -> SimulatedPlatform:
    """The group as it is, under the regulation that is tried, in mode enforce."""
    now = clock.now()
    await models.Organisation.create(id=1, name="")
    text = RegulationText(setting["title"], setting["version"], clauses_from_json(setting["clauses"]))
    await models.Regulation.create(
        organisation_id=1, title=text.title, version=text.version, digest=regulations.digest(text),
        effective_from=now, clauses=setting["clauses"],
    )  # fmt: skip
    group = await models.Group.create(
        organisation_id=1, platform=setting["platform"], external_id=setting["group"], name=setting["name"],
        enabled=True, mode="enforce", primary_account=setting["account"], enabled_at=now, members_seen_at=now,
    )  # fmt: skip
    infos = {
        MemberId(member): MemberInfo(MemberId(member), nickname, card, Role(role) if role is not None else None)
        for member, nickname, card, role, _ in setting["members"]
    }
    rows = [
        models.Membership(
            group_id=group.id, member_id=member, nickname=nickname, card=card, role=role,
            first_seen_at=datetime.fromisoformat(first_seen),
        )
        for member, nickname, card, role, first_seen in setting["members"]
    ]  # fmt: skip
    await models.Membership.bulk_create(rows, batch_size=500)
    for member, role in setting["grants"]:
        await models.Grant.create(group_id=group.id, member_id=member, role=role, granted_by="", granted_at=now)
    await directory.load(now=now)
    await trials.restore(GroupId(group.id), setting["carried"])
    platform = SimulatedPlatform(AccountId(setting["account"]), setting["platform"], infos)
    accounts.up(platform)
    await directory.load(now=now)
    await signals.emit(signals.KernelStarted(), signals.Context(None, now))
    return platform


async def _replay_messages(house: House, clock: ReplayClock, setting: dict[str, Any]) -> int:
    chat, account = ChatRef(setting["platform"], setting["group"]), AccountId(setting["account"])
    turned, read = clock.now(), 0
    for line in sys.stdin.buffer:
        message = _message(orjson.loads(line), chat, account)
        read += 1
        clock.reach(message.sent_at)
        if message.sender == account or message.text.startswith(PREFIXES):
            continue
        house.intake.message(message)
        if not house.lanes.is_idle() or clock.now() - turned > _TURN:
            turned = clock.now()
            await house.archive.flush()
            await house.lanes.drain(60)
            while await house.worker.step():
                await house.lanes.drain(60)
    clock.reach(datetime.fromisoformat(setting["now"]))
    await house.archive.flush()
    while await house.worker.step():
        await house.lanes.drain(60)
    return read


def _message(row: list[Any], chat: ChatRef, account: AccountId) -> IncomingMessage:
    number, member, name, text, segments, _, sent = row
    parts: tuple[Segment, ...] = segments_from_json(segments) if segments else (Text(text),)
    at = datetime.fromisoformat(sent)
    return IncomingMessage(account, chat, MessageId(number), MemberId(member), name, parts, at, at)


async def _found(platform: SimulatedPlatform, read: int) -> dict[str, Any]:
    cases = await models.Case.all().order_by("number")
    return {
        "messages": read,
        "deeds": Counter(deed.name for deed in platform.deeds),
        "cases": [
            {
                "message": _source(case),
                "member": case.member_id,
                "name": case.member_name,
                "clause": case.clause,
                "offence": case.offence,
                "sanction": case.sanction,
                "seconds": case.duration_seconds,
                "state": case.state,
                "escalates": "escalate" in (case.extras or "") or case.sanction == "escalate",
                "at": case.opened_at.isoformat(),
            }
            for case in cases
        ],
    }


def _source(case: models.Case) -> str | None:
    """The message it is about, also where that is not recalled."""
    parts = (case.source_key or "").split(":")
    return case.message_id or (parts[3] if parts[0] == "message" and len(parts) > 4 else None)


if __name__ == "__main__":
    sys.exit(main())
