"""The crash drill: killed at any moment, on a line that loses things, nothing is forgotten and nothing done twice.

``DRILL_KILLS`` is how many kills there are in all; the seed is printed, and ``DRILL_SEED`` repeats a run.
"""

import os
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from tests.drill.ledger import plain
from tests.drill.lives import ACTIONS, BOT, FAULTS, GROUP, Drill, drilling
from tests.support import stores

KILLS = int(os.environ.get("DRILL_KILLS") or (40 if os.environ.get("CI") == "true" else 30))
SEED = int(os.environ.get("DRILL_SEED") or 20261123)


@pytest.fixture(params=["sqlite", "postgres"])
async def drill_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield f"sqlite://{tmp_path / 'drill.db'}"
        return
    try:
        url = await stores.make_postgres_database()
    except (OSError, asyncpg.PostgresError) as error:
        pytest.skip(stores.no_postgres(error))
    yield url
    await stores.drop_postgres_database(url)


async def run(drill: Drill, kills: int) -> None:
    for number in range(kills):
        if number % 5 == 0:
            for action in ACTIONS:
                drill.wire.faults.stand(action, drill.chance.choice(FAULTS), probability=0.06)
        await drill.live_and_die()
    await drill.wire.until(lambda: drill.wire.link.is_connected)
    await drill.settle()


async def test_with_history_nothing_is_lost_and_nothing_done_twice(tmp_path: Path, drill_url: str) -> None:
    kills = max(2, KILLS * 2 // 5)
    print(f"seed {SEED}, {kills} kills")
    async with drilling(tmp_path, drill_url, SEED) as drill:
        await run(drill, kills)
        effects = await drill.ledger.effects()
        assert {row["state"] for row in effects} <= {"done", "dead", "cancelled"}
        await everything_decided_was_said_once(drill)
        await every_sanction_was_done_once(drill)
        await every_doubt_was_shown(drill)
        done = Counter(row["action"]["type"] for row in effects if row["state"] == "done")
        shown = [row["key"] for row in effects if row["state"] == "dead"]
        print(f"{drill.bots.births} lives, done: {dict(done)}, shown to a person: {shown}")
        assert drill.bots.complaints == []
        assert done["send"] >= kills / 2


async def everything_decided_was_said_once(drill: Drill) -> None:
    """The group's history has exactly what the outbox calls done, and every notice that was accepted."""
    said = Counter(message.text for message in drill.wire.said(GROUP))
    effects = [row for row in await drill.ledger.effects() if row["action"]["type"] == "send"]
    wanted = Counter(plain(row["action"]["parts"]) for row in effects if row["state"] == "done")
    doubtful = {plain(row["action"]["parts"]) for row in effects if row["state"] == "dead"}
    assert wanted - said == Counter(), "called done and not there"
    assert {words: count for words, count in (said - wanted).items() if words not in doubtful} == {}, "said twice"
    heads = Counter(words.split("】")[0] for words in said.elements() if words.startswith("【通知 #"))
    for row in await drill.ledger.rows("SELECT number FROM notice"):
        head = f"【通知 #{row['number']}"
        assert heads[head] == 1 or any(words.startswith(head) for words in doubtful), head


async def every_sanction_was_done_once(drill: Drill) -> None:
    """Each mute and kick that is called done took effect once, and who was to be removed is gone."""
    cases = await drill.ledger.rows("SELECT id, number, member_id, sanction, duration_seconds FROM moderation_case")
    assert len({row["number"] for row in cases}) == len(cases)
    done = {row["key"] for row in await drill.ledger.effects() if row["state"] == "done"}
    executed = [call for call in drill.wire.calls if call.is_executed]
    muted = Counter((str(c["user_id"]), c["duration"]) for c in executed if c.action == "set_group_ban")
    kicked = Counter(str(c["user_id"]) for c in executed if c.action == "set_group_kick")
    mutes = {row["id"]: (row["member_id"], row["duration_seconds"]) for row in cases if row["sanction"] == "mute"}
    kicks = {row["id"]: row["member_id"] for row in cases if row["sanction"] == "kick"}
    print(f"{len(cases)} cases, {len(mutes)} mutes, {len(kicks)} kicks")
    wrong = {case: (what, muted[what]) for case, what in mutes.items() if muted[what] != (f"case:{case}:mute" in done)}
    assert wrong == {}, "mutes: case, member and seconds, how often"
    assert set(muted) <= set(mutes.values())
    members = drill.wire.world.group(GROUP).members
    for case, member in kicks.items():
        if f"case:{case}:kick" in done:
            assert kicked[member] == 1
            assert member not in members
    assert set(kicked) <= set(kicks.values())


async def every_doubt_was_shown(drill: Drill) -> None:
    """What nobody can tell the outcome of is told to the administrators, unless it was such a telling itself."""
    effects = await drill.ledger.effects()
    put, log = {row["key"] for row in effects}, drill.bots.log.read_text("utf-8")
    for row in (row for row in effects if row["state"] == "dead"):
        assert row["outcome"] == "needs_person"
        if row["payload"]["owner"] == "" and not row["key"].startswith("dead:"):
            # what belongs to no group can be told to nobody in a chat, and stands in the log
            told = f"dead:{row['key']}" in put or row["group_id"] is None
            assert told, row["key"]
            assert f"{row['key']} could not be done and needs a person" in log


async def test_without_history_no_doubt_is_kept_from_people(tmp_path: Path) -> None:
    kills = max(2, KILLS // 5)
    seed = SEED + 1
    print(f"seed {seed}, {kills} kills")
    async with drilling(tmp_path, f"sqlite://{tmp_path / 'drill.db'}", seed) as drill:
        drill.wire.faults.switch("history_absent")
        await run(drill, kills)
        effects = await drill.ledger.effects()
        assert {row["state"] for row in effects} <= {"done", "dead", "cancelled"}
        said = Counter(message.text for message in drill.wire.said(GROUP))
        for row in effects:
            if row["action"]["type"] == "send" and row["state"] == "done":
                assert said[plain(row["action"]["parts"])] >= 1, row["key"]
        # what may be said twice carries its number, by which a second copy is recognised
        twice = [words for words, count in said.items() if count > 1]
        assert all("#" in words for words in twice), twice
        await every_sanction_was_done_once(drill)
        await every_doubt_was_shown(drill)
        print(f"said twice: {len(twice)}; shown to a person: {[r['key'] for r in effects if r['state'] == 'dead']}")
        assert drill.bots.complaints == []
        assert BOT in drill.wire.world.group(GROUP).members
