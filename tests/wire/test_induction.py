"""The first day on both protocols: welcome, acceptance, questions until passed."""

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta

import pytest

from sandbox.world import Platform
from tests.wire.process import PATIENCE, Process
from tests.wire.room import Room, room_on
from tests.wire.test_topic import add_clause
from tests.wire.times import Times, started_at

TRAINING = "新成员须回复“同意”后完成群规答题，答对2题，通过前不得发言。"
A_WHILE = timedelta(seconds=5)


@pytest.fixture(scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Process, Times]]:
    async with started_at(tmp_path_factory.mktemp("induction"), "wire-token-3301") as (process, times):
        yield process, times
    assert process.tracebacks() == [], "\n".join(process.lines)


async def _trained(process: Process, room: Room, **parameters: str) -> None:
    """The group's regulation asks for acceptance in words and for two right answers."""
    parameters = {"questions": "2", **parameters}
    add_clause(process, room, TRAINING, {"code": "join.training", "via": "auto", "parameters": parameters})
    with closing(sqlite3.connect(process.folder / "qungui.db", timeout=10, isolation_level=None)) as store:
        [group] = store.execute("select id from work_group where external_id = ?", (room.group,)).fetchone()
        [clauses] = store.execute("select clauses from regulation where group_id = ?", (group,)).fetchone()
        first, *others = json.loads(clauses)
        first["duties"] = [{"code": "join.rules", "via": "auto", "parameters": {"accept": "explicit"}}]
        store.execute("update regulation set clauses = ? where group_id = ?", (json.dumps([first, *others]), group))
    owner = room.superuser if room.world.platform is Platform.WECHAT else "陈立"
    await room.order(owner, "/模式 执行", "模式已改为执行")


def _right(process: Process, member: str) -> str:
    """The letter that is right for the question that waits."""
    with closing(sqlite3.connect(process.folder / "qungui.db", timeout=10)) as store:
        [question] = store.execute("select question from induction_course where member_id = ?", (member,)).fetchone()
    return str(json.loads(question)["right"])


async def _private(room: Room, member: str, part: str, after: int) -> str:
    def ask() -> str | None:
        return next((words for words in room.wire.private_texts(member)[after:] if part in words), None)

    await room.wire.until(lambda: ask() is not None, PATIENCE)
    return ask() or ""


async def test_on_qq_a_newcomer_is_muted_until_they_have_passed_in_private(office: tuple[Process, Times]) -> None:
    process, times = office
    async with room_on(process, clock=times.now) as room:
        await room.open()
        await _trained(process, room, until="muted")
        new = room.wire.new_id()
        room.wire.join(room.group, new, "新来的小周")
        await room.hears("欢迎")
        times.on(timedelta(seconds=12))
        invited = await room.hears("请阅读《基本群规》")
        assert "回复“同意”" in invited
        assert "答对 2 题" in invited
        muted = await room.call("set_group_ban")
        assert (muted["user_id"], muted["duration"] > 0) == (int(new), True)
        room.wire.whisper(new, "/考核")
        first = await _private(room, new, "第 1 题", 0)
        assert re.search(r"^A\. .+\nB\. ", first, re.MULTILINE)
        times.on(A_WHILE)
        said = len(room.wire.private_texts(new))
        room.wire.whisper(new, "B" if _right(process, new) == "A" else "A")
        wrong = await _private(room, new, "答错了", said)
        assert "可看第" in wrong
        assert "第 2 题" in wrong
        for _ in range(2):
            times.on(A_WHILE)
            said = len(room.wire.private_texts(new))
            room.wire.whisper(new, _right(process, new))
            await _private(room, new, "题", said)
        assert "已通过" in room.wire.private_texts(new)[-1]
        # Answers alone are not the word that is asked for.
        listed = await room.order("林静", "/考核 名单", "未完成入群要求 1 人")
        assert "未认同群规" in listed
        room.say("林静", room.at("新来的小周", "/考核 免试"))
        await room.hears("已免试")
        lifted = await room.call("set_group_ban", 2)
        assert (lifted["user_id"], lifted["duration"]) == (int(new), 0)


async def test_on_wechat_a_newcomer_accepts_and_answers_in_the_group(office: tuple[Process, Times]) -> None:
    process, times = office
    async with room_on(process, Platform.WECHAT, clock=times.now) as room:
        await room.open()
        await _trained(process, room)
        new = room.wire.new_id()
        room.wire.join(room.group, new, "新来的小郑")  # no event tells of it: the list shows it
        times.on(timedelta(minutes=11))
        await room.hears("欢迎")
        times.on(timedelta(seconds=12))
        assert "回复“同意”" in await room.hears("请阅读《基本群规》")
        await room.order("新来的小郑", "同意", "已记录")
        await room.order("新来的小郑", "/考核", "第 1 题")
        for answer in ("第 2 题", "已通过"):
            times.on(A_WHILE)
            await room.order("新来的小郑", _right(process, new), answer)
        assert "没有未完成" in await room.order("超级", "/考核 名单", "入群要求")
        with closing(sqlite3.connect(process.folder / "qungui.db", timeout=10)) as store:
            how = store.execute("select how from induction_acceptance where member_id = ?", (new,)).fetchall()
        assert how == [("word",)]


async def test_who_does_not_begin_is_reminded_and_handed_to_a_person(office: tuple[Process, Times]) -> None:
    process, times = office
    async with room_on(process, clock=times.now) as room:
        await room.open()
        await _trained(process, room)
        room.wire.join(room.group, room.wire.new_id(), "不说话的小冯")
        times.on(timedelta(seconds=12))
        await room.hears("请阅读《基本群规》")
        for _ in range(2):
            await room.settled()
            times.on(timedelta(days=1, hours=1))
            assert "还没有完成入群要求" in await room.hears("以上 1 位新成员")
        await room.settled()
        times.on(timedelta(days=1, hours=1))
        handed = await room.hears("仍未完成入群要求")
        assert "不说话的小冯" in handed
        assert "未认同群规" in handed
