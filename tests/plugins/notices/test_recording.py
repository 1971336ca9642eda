"""Answers are written together, in any order and number, and none is lost or doubled."""

import asyncio
import random
from typing import Any

import pytest

from bot.domain.ids import MemberId, MessageId
from bot.domain.messages import IncomingMessage, Quote, Text
from bot.store.errors import StoreUnavailable
from plugins.notices.models import Notice, NoticeVersion, Receipt
from plugins.notices.service import board, load_board, recording
from plugins.notices.service.entries import Answering, Written
from plugins.notices.service.files import notice_file
from plugins.notices.service.recording import Ledger
from plugins.notices.service.tallying import tally_of
from tests.plugins.notices.roster import enrol, link, set_state
from tests.support.house import TestHouse


def words(house: TestHouse, member: str, n: int, text: str = "收到", quote: str = "") -> IncomingMessage:
    now = house.clock.now()
    parts = (Quote(MessageId(quote)), Text(text)) if quote else (Text(text),)
    return IncomingMessage(
        house.account, house.chat, MessageId(f"r{member}-{n}"), MemberId(member), f"员工{member}", parts, now, now
    )


def by(house: TestHouse, member: str) -> Answering:
    return Answering(house.account, MemberId(member), f"员工{member}", "word")


async def test_a_rush_is_written_by_few_transactions(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[int] = []
    write = recording.write_receipts

    async def counted(batch: Any) -> Any:
        batches.append(len(batch))
        return await write(batch)

    monkeypatch.setattr(recording, "write_receipts", counted)
    await house.say("林静", "/notice 停电")
    people = [house.member(f"员工{n}") for n in range(400)]
    crowd = [(member, n) for member in people for n in range(3)]
    random.Random(1).shuffle(crowd)
    for member, n in crowd:
        house.house.intake.message(words(house, member, n))
    await house.house.lanes.drain(30)
    assert await Receipt.all().count() == 400
    assert sum(batches) == 400
    assert len(batches) <= 5


async def test_answers_in_any_order_with_doubles_over_both_stores_end_the_same(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电")
    await house.say("林静", "/notice 停水")
    people = [house.member(f"员工{n}") for n in range(40)]
    said = [(member, number) for member in people for number in (1, 2) for _ in range(2)]
    random.Random(7).shuffle(said)
    for n, (member, number) in enumerate(said):
        house.house.intake.message(words(house, member, n, f"收到 #{number}"))
    await house.settle()
    rows = await Receipt.all().values_list("notice__number", "member_id")
    assert sorted(rows) == sorted({(number, str(member)) for member, number in said})
    board.clear()
    await load_board()
    assert all(not board.waiting(house.group.id, MemberId(member)) for member in people)


async def test_an_answer_waits_while_the_store_is_away_and_is_written_once(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.say("林静", "/notice 停电")
    (notice,) = board.open_in(house.group.id).values()
    ledger, write = Ledger(), recording.write_receipts
    entry = ledger.put(house.group, notice, by(house, "1"), house.clock.now())

    async def away(batch: Any) -> Any:
        raise StoreUnavailable("in_use")

    monkeypatch.setattr(recording, "write_receipts", away)
    with pytest.raises(StoreUnavailable):
        await ledger.settle(entry)
    assert not entry.settled
    monkeypatch.setattr(recording, "write_receipts", write)
    same = ledger.put(house.group, notice, by(house, "1"), house.clock.now())
    assert same is entry
    assert await ledger.settle(entry) is Written.FRESH
    assert await Receipt.all().count() == 1


async def test_an_answer_that_cannot_be_written_holds_up_no_other(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.say("林静", "/notice 停电")
    (notice,) = board.open_in(house.group.id).values()
    ledger, write = Ledger(), recording.write_receipts

    async def picky(batch: Any) -> Any:
        if any(entry.by.member == "2" for entry in batch):
            raise ValueError("2")
        return await write(batch)

    monkeypatch.setattr(recording, "write_receipts", picky)
    entries = [ledger.put(house.group, notice, by(house, str(n)), house.clock.now()) for n in range(4)]
    results = await asyncio.gather(*(ledger.settle(entry) for entry in entries), return_exceptions=True)
    assert [type(result) for result in results] == [Written, Written, ValueError, Written]
    assert await Receipt.all().count() == 3


async def test_a_cancelled_writer_leaves_the_others_to_go_on(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    (notice,) = board.open_in(house.group.id).values()
    ledger = Ledger()
    first, second = (ledger.put(house.group, notice, by(house, n), house.clock.now()) for n in "12")
    writer = asyncio.ensure_future(ledger.settle(first))
    await asyncio.sleep(0)
    waiter = asyncio.ensure_future(ledger.settle(second))
    await asyncio.sleep(0)
    writer.cancel()
    assert await waiter in (Written.FRESH, Written.KNOWN)
    assert sorted([row.member_id for row in await Receipt.all()]) == ["1", "2"]


async def test_of_those_who_wait_one_writes_and_the_others_sleep_until_they_are_written(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    (notice,) = board.open_in(house.group.id).values()
    ledger = Ledger()
    entries = [ledger.put(house.group, notice, by(house, str(n)), house.clock.now()) for n in range(6)]
    waiters = [asyncio.ensure_future(ledger.settle(entry)) for entry in entries]
    await asyncio.sleep(0)
    waiters[0].cancel()  # it was writing
    waiters[1].cancel()  # its turn comes when the first one ends
    rest = await asyncio.gather(*waiters[2:])
    assert set(rest) <= {Written.FRESH, Written.KNOWN}
    assert await Receipt.all().count() == 6
    assert not any(entry.waiters for entry in entries)


async def test_a_new_version_is_asked_of_everybody_and_the_row_is_brought_up_to_it(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电")
    await house.say("王强", "收到")
    row = await Notice.get(number=1)
    await Notice.filter(id=row.id).update(version=2, asked_version=2)
    await NoticeVersion.create(
        notice_id=row.id, version=2, text="停电到晚上", edited_by="1", edited_name="林静", edited_at=house.clock.now()
    )
    await load_board()
    notice = notice_file(await Notice.get(id=row.id))
    assert (await tally_of(house.group, notice)).answered == 0
    await house.say("王强", "收到")
    await house.say("李雷", "收到")
    result = await tally_of(house.group, notice)
    assert [(answer.name, answer.version) for answer in result.answers] == [("王强", 2), ("李雷", 2)]
    assert await Receipt.all().count() == 2


async def test_who_is_on_leave_is_counted_apart_until_back(house: TestHouse) -> None:
    person = await enrol(house, "王强", state="on_leave")
    await enrol(house, "李雷", state="on_leave")
    await house.say("林静", "/notice 停电")
    notice = notice_file(await Notice.get(number=1))
    result = await tally_of(house.group, notice)
    assert {p.name for p in result.away} == {"王强", "李雷"}
    assert {p.name for p in result.missing} == {"赵敏", "周明"}
    await house.say("李雷", "收到")
    await house.say("林静", "/notice 1")
    assert "应回 3 人，已回 1 人，未回 2 人，请假 1 人" in house.last()
    assert "请假（未计入）：王强" in house.last()
    await set_state(person, "in_post")
    result = await tally_of(house.group, notice)
    assert "王强" in {p.name for p in result.missing}
    assert result.away == ()


async def test_a_person_with_two_accounts_answers_once(house: TestHouse) -> None:
    person = await enrol(house, "王强")
    house.member("王强的手机")
    await link(house, "王强的手机", person)
    await house.say("林静", "/notice 停电")
    notice = notice_file(await Notice.get(number=1))
    assert sum(p.person == person for p in (await tally_of(house.group, notice)).missing) == 1
    await house.say("王强的手机", "收到")
    await house.say("王强", "收到")
    assert await Receipt.all().count() == 1
    result = await tally_of(house.group, notice)
    assert result.answered == 1
    assert person not in {p.person for p in result.missing}
    await house.say("王强的手机", "/ack 1 撤回")
    assert board.waiting(house.group.id, house.id_of("王强"))


async def test_a_reply_to_a_message_about_several_notices_answers_all_of_them(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    await house.say("林静", "/notice 停水")
    for notice in board.open_in(house.group.id).values():
        board.locate(house.group.id, notice.id, (house.account, MessageId("both")))
    house.house.intake.message(words(house, house.id_of("王强"), 1, quote="both"))
    await house.settle()
    assert await Receipt.all().count() == 2


async def test_what_is_no_longer_open_is_not_recorded(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    (notice,) = board.open_in(house.group.id).values()
    await Notice.filter(id=notice.id).update(state="withdrawn")
    ledger = Ledger()
    entry = ledger.put(house.group, notice, by(house, "1"), house.clock.now())
    assert await ledger.settle(entry) is Written.CLOSED
    assert not board.open_in(house.group.id)
