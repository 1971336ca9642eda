import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tortoise.expressions import F

from bot.store import audit
from bot.store.audit import AuditProblem
from bot.store.models import AuditEntry, AuditHead
from bot.store.transaction import transact

AT = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=8)))


async def write(count: int, chain: str = "group:1") -> None:
    for number in range(count):
        await transact(
            lambda n=number: audit.record(
                chain, at=AT, actor="10", action="case.opened", subject=f"case:{n}", member="王", steps=[1, 2.5, None]
            )
        )


async def test_an_untouched_chain_is_whole(store: str) -> None:
    await write(5)
    assert await audit.verify("group:1") is None
    assert await audit.verify("never used") is None


async def test_entries_written_at_once_stand_in_one_order(store: str) -> None:
    await asyncio.gather(*(write(1) for _ in range(30)))
    positions = await AuditEntry.filter(chain="group:1").order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(1, 31))
    assert await audit.verify("group:1") is None


async def test_an_altered_entry_is_found(store: str) -> None:
    await write(5)
    await AuditEntry.filter(position=3).update(subject="case:99")
    assert await audit.verify("group:1") == AuditProblem(3, "altered")


async def test_altered_details_are_found(store: str) -> None:
    await write(3)
    entry = await AuditEntry.get(position=2)
    entry.details = {**entry.details, "member": "李"}
    await entry.save()
    assert await audit.verify("group:1") == AuditProblem(2, "altered")


async def test_a_removed_entry_is_found(store: str) -> None:
    await write(5)
    await AuditEntry.filter(position=2).delete()
    assert await audit.verify("group:1") == AuditProblem(2, "missing")


async def test_a_removed_end_is_found(store: str) -> None:
    await write(5)
    await AuditEntry.filter(position=5).delete()
    assert await audit.verify("group:1") == AuditProblem(5, "missing")


async def test_a_head_that_does_not_fit_the_last_entry_is_found(store: str) -> None:
    await write(5)
    await AuditHead.filter(chain="group:1").update(digest="0" * 64)
    assert await audit.verify("group:1") == AuditProblem(5, "head")


async def test_reordered_entries_are_found(store: str) -> None:
    await write(4)
    await AuditEntry.filter(position=2).update(position=100)
    await AuditEntry.filter(position=3).update(position=2)
    await AuditEntry.filter(position=100).update(position=F("position") - 97)
    assert await audit.verify("group:1") == AuditProblem(2, "altered")


async def test_a_removed_entry_with_renumbered_followers_is_found(store: str) -> None:
    await write(4)
    await AuditEntry.filter(position=2).delete()
    await AuditEntry.filter(position=3).update(position=2)
    await AuditEntry.filter(position=4).update(position=3)
    assert await audit.verify("group:1") == AuditProblem(2, "altered")


async def test_chains_do_not_mix(store: str) -> None:
    await write(2, "group:1")
    await write(3, "group:2")
    await AuditEntry.filter(chain="group:2", position=1).update(at=datetime(2020, 1, 1, tzinfo=UTC))
    assert await audit.verify("group:1") is None
    assert await audit.verify("group:2") == AuditProblem(1, "altered")


async def test_a_rolled_back_decision_leaves_no_entry_and_no_gap(store: str) -> None:
    async def fails() -> None:
        await audit.record("group:1", at=AT, actor="10", action="case.opened")
        raise LookupError

    with pytest.raises(LookupError):
        await transact(fails)
    await write(1)
    assert await audit.verify("group:1") is None


async def test_outside_a_transaction_nothing_is_recorded(store: str) -> None:
    with pytest.raises(RuntimeError):
        await audit.record("group:1", at=AT, actor="10", action="case.opened")
