"""The working day as data, and the player that plays it."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from sandbox.day import WORKING_DAY, roster_table
from sandbox.harness import Wire
from sandbox.offices import QQ_GROUP, WX_GROUP
from sandbox.player import PLACEHOLDER, SOON, Player, soon
from sandbox.steps import Do, Find, Step
from sandbox.town import Town
from sandbox.world import Message
from sandbox.world.changes import Change, Said


def town() -> Town:
    """A town whose bot is nowhere."""
    return Town("ws://127.0.0.1:9", "")


async def no_sleep(seconds: float) -> None:
    await asyncio.sleep(0)


def answer_with_numbers(wire: Wire) -> None:
    """In place of a bot: every command is answered with the next number."""
    numbers = iter(range(41, 1000))

    def subscriber(changes: Sequence[Change]) -> None:
        for change in changes:
            if isinstance(change, Said) and change.message.author != wire.account.id and change.group:
                words = change.message.text
                if words.startswith("/"):
                    wire.world.say(change.group, wire.account.id, f"通知 #{next(numbers)} 已记录，签到码 4821")

    wire.world.subscribe(subscriber)


def texts(messages: list[Message]) -> list[str]:
    return [message.text for message in messages]


def test_the_day_takes_about_two_minutes_and_shows_every_area() -> None:
    assert 100 <= WORKING_DAY[-1].at <= 140
    assert [step.at for step in WORKING_DAY] == sorted(step.at for step in WORKING_DAY)
    words = "\n".join(step.text for step in WORKING_DAY)
    commands = "enable mode 通知 收到 催办 花名册 申请 驳回 活动 报名 签到 警告 申诉 撤销案件 清理 记录 踢"
    for command in commands.split():
        assert f"/{command}" in words, command


def test_everybody_in_the_day_exists_and_every_number_is_found_before_it_is_needed() -> None:
    place, found = town(), set[str]()
    for step in WORKING_DAY:
        wire = place.wire_of(step.chat)
        if step.who and step.do is not Do.ASK_IN:
            assert wire.user(step.chat, step.who) in wire.world.group(step.chat).members
        for name in step.mention:
            assert wire.user(step.chat, name)
        assert {*PLACEHOLDER.findall(step.text)} <= found | {SOON}, step
        found |= {find.name for find in step.find}
        found |= {step.remember} if step.remember else set()
        assert not step.on or step.on in found, step


async def test_the_whole_day_is_played_and_leaves_nothing_out() -> None:
    place = town()
    for wire in place.wires.values():
        answer_with_numbers(wire)
    player = Player(place, WORKING_DAY, no_sleep)
    await player.play()
    assert player.skipped == []
    assert place.day_view["state"] == "done"
    qq, wechat = place.wires["qq"], place.wires["wechat"]
    said = texts([message for message in qq.world.messages.values() if message.author != qq.account.id])
    assert any(re.fullmatch(r"/收到 \d+", words) for words in said)
    assert any(re.fullmatch(r"/签到 \d+ 4821", words) for words in said)
    assert wechat.world.group(WX_GROUP).left.keys() == {"wxid_wangwu"}


async def test_a_step_whose_number_is_never_said_is_left_out() -> None:
    place = town()
    steps = [
        Step(at=0, chat=QQ_GROUP, who="林静", text="/通知 开会", find=(Find("n", r"#(\d+)"),)),
        Step(at=1, chat=QQ_GROUP, who="李雷", text="/收到 {n}"),
        Step(at=2, chat=QQ_GROUP, who="李雷", text="算了"),
    ]
    player = Player(place, steps, no_sleep)
    await player.play()
    assert [step.text for step in player.skipped] == ["/收到 {n}"]
    assert texts(place.wires["qq"].world.chats[QQ_GROUP]) == ["/通知 开会", "算了"]


async def test_the_day_can_be_played_again() -> None:
    place = town()
    for wire in place.wires.values():
        answer_with_numbers(wire)
    player = Player(place, WORKING_DAY, no_sleep)
    await player.play()
    qq = place.wires["qq"]
    qq.world.mute(QQ_GROUP, qq.user(QQ_GROUP, "王小明"), 600, qq.user(QQ_GROUP, "陈立"))
    await player.play()
    left_out = {step.do for step in player.skipped}
    assert left_out <= {Do.ASK_IN, Do.INVITE}


def test_soon_is_said_as_people_say_it() -> None:
    assert soon(datetime(2026, 11, 23, 6, 10, tzinfo=UTC)) == "今天 14:35"
    assert soon(datetime(2026, 11, 23, 15, 50, tzinfo=UTC)) == "明天 00:15"


def test_the_roster_names_the_applicant_who_fits() -> None:
    wire = town().wire_of(QQ_GROUP)
    rows = roster_table(wire.world, QQ_GROUP).decode("utf-8-sig").splitlines()
    assert rows[0] == "姓名,部门,电话,工号,职务,状态"
    assert any(row.startswith("孙悦,研发部,1380013") and row.endswith(",在职") for row in rows)
    assert sum(row.endswith(",离职") for row in rows) == 1
    assert all(len(row.split(",")[2]) == 11 for row in rows[1:])


def test_the_first_groups_are_as_large_as_asked_for() -> None:
    place = Town("ws://127.0.0.1:9", "", size=120)
    assert len(place.wires["qq"].world.group(QQ_GROUP).members) == 120
    assert len(place.wires["wechat"].world.group(WX_GROUP).members) == 120
