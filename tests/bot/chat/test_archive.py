"""The archive: batches off the message's way, kept while the store is away, pruned in time."""

from datetime import timedelta
from typing import Any

import pytest

from bot.chat import archive as archives
from bot.chat.archive import BATCH, MOST_WAITING, Archive, prune
from bot.domain.ids import AccountId, MessageId
from bot.domain.messages import File, IncomingMessage, Text
from bot.store import models
from bot.store.errors import StoreUnavailable
from tests.support.house import TestHouse


def message(house: TestHouse, number: int = 1, **more: Any) -> IncomingMessage:
    now = house.clock.now()
    fields: dict[str, Any] = {
        "account": house.account, "chat": house.chat, "id": MessageId(f"x{number}"), "sender": house.id_of("王强"),
        "sender_name": "王强", "segments": (Text("你好"),), "sent_at": now, "received_at": now,
    }  # fmt: skip
    return IncomingMessage(**{**fields, **more})


@pytest.fixture
async def archive(house: TestHouse) -> Archive:
    await house.house.archive.flush()
    await models.ArchivedMessage.all().delete()
    return Archive(house.clock)


async def test_more_than_a_batch_is_written_in_order(house: TestHouse, archive: Archive) -> None:
    for number in range(BATCH + 20):
        archive.keep(house.group, message(house, number))
    assert await archive.flush() == BATCH + 20
    rows = await models.ArchivedMessage.all().order_by("id")
    assert [row.message_id for row in rows] == [f"x{number}" for number in range(BATCH + 20)]
    assert await archive.flush() == 0


async def test_a_message_told_twice_is_one_row(house: TestHouse, archive: Archive) -> None:
    for _ in range(2):
        archive.keep(house.group, message(house))
        await archive.flush()
    assert await models.ArchivedMessage.all().count() == 1


async def test_nothing_is_lost_while_the_store_is_away(
    house: TestHouse, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(batch: object) -> None:
        raise StoreUnavailable("unreachable")

    archive.keep(house.group, message(house))
    with monkeypatch.context() as patch:
        patch.setattr(archives, "_write", away)
        with pytest.raises(StoreUnavailable):
            await archive.flush()
    assert len(archive.waiting) == 1
    assert await archive.flush() == 1


async def test_memory_is_bounded_and_what_is_lost_is_counted(house: TestHouse, archive: Archive) -> None:
    group, one = house.group, message(house)
    for _ in range(MOST_WAITING + 1):
        archive.keep(group, one)
    assert len(archive.waiting) <= MOST_WAITING
    assert archive.lost == BATCH


async def test_who_spoke_is_noted_but_not_for_the_anonymous(house: TestHouse, archive: Archive) -> None:
    await models.Membership.all().update(last_spoke_at=None)
    archive.keep(house.group, message(house, 1))
    archive.keep(house.group, message(house, 2, sender=house.id_of("李雷"), anonymous=True))
    await archive.flush()
    spoke = await models.Membership.filter(last_spoke_at__isnull=False)
    assert [row.member_id for row in spoke] == [house.id_of("王强")]


async def test_segments_are_kept(house: TestHouse, archive: Archive) -> None:
    archive.keep(house.group, message(house, segments=(Text("看"), File("名单.xlsx", "f1"))))
    await archive.flush()
    row = await models.ArchivedMessage.get()
    assert row.text == "看"
    assert "名单.xlsx" in str(row.segments)


@pytest.mark.parametrize("text", ["{{ x }}", "[CQ:at,qq=all]", "👨‍👩‍👧\u202e", "字" * 20_000, "'; DROP TABLE x; --"])
async def test_any_text_is_kept_as_it_is(house: TestHouse, archive: Archive, text: str) -> None:
    archive.keep(house.group, message(house, segments=(Text(text),)))
    await archive.flush()
    assert (await models.ArchivedMessage.get()).text == text


async def test_an_author_is_known_from_memory_then_from_the_store(house: TestHouse, archive: Archive) -> None:
    archive.keep(house.group, message(house))
    group, wang = house.group.id, house.id_of("王强")
    assert await archive.author(group, house.account, MessageId("x1")) == wang
    await archive.flush()
    archive.recent.clear()
    assert await archive.author(group, house.account, MessageId("x1")) == wang
    assert await archive.author(group, AccountId("other"), MessageId("x1")) is None
    assert await archive.author(group, house.account, MessageId("none")) is None


async def test_old_and_recalled_messages_go_and_evidence_stays(house: TestHouse, archive: Archive) -> None:
    now, days = house.clock.now(), house.group.archive_days
    for number, age in enumerate((0, days - 1, days + 1, days + 1)):
        archive.keep(house.group, message(house, number, sent_at=now - timedelta(days=age)))
    archive.keep(house.group, message(house, 10))
    archive.keep(house.group, message(house, 11))
    await archive.flush()
    await models.ArchivedMessage.filter(message_id="x3").update(kept_for_case=1)
    await models.ArchivedMessage.filter(message_id="x10").update(recalled_at=now - timedelta(days=2))
    await models.ArchivedMessage.filter(message_id="x11").update(recalled_at=now - timedelta(hours=2))
    assert await prune(house.group, now=now) == 2
    left = {row.message_id for row in await models.ArchivedMessage.all()}
    assert left == {"x0", "x1", "x3", "x11"}
