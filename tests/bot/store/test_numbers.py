import asyncio

import pytest

from bot.domain.ids import GroupId
from bot.store.models import Group, Organisation
from bot.store.numbers import kind_of, next_number
from bot.store.transaction import transact


async def a_group(name: str = "900") -> GroupId:
    organisation = await Organisation.create(name="单位")
    return GroupId((await Group.create(organisation=organisation, platform="qq", external_id=name)).id)


async def test_a_hundred_callers_at_once_get_a_hundred_numbers_without_a_gap(store: str) -> None:
    group = await a_group()
    numbers = await asyncio.gather(*(transact(lambda: next_number(group, "case")) for _ in range(100)))
    assert sorted(numbers) == list(range(1, 101))


async def test_a_rollback_gives_its_number_back(store: str) -> None:
    group = await a_group()

    async def fails() -> None:
        await next_number(group, "case")
        raise LookupError

    with pytest.raises(LookupError):
        await transact(fails)
    assert await transact(lambda: next_number(group, "notice")) == 1
    assert await kind_of(group, 1) == "notice"
    assert await kind_of(group, 2) is None


async def test_every_group_counts_for_itself(store: str) -> None:
    one, two = await a_group("1"), await a_group("2")
    assert await transact(lambda: next_number(one, "case")) == 1
    assert await transact(lambda: next_number(two, "case")) == 1


async def test_outside_a_transaction_or_for_no_group_there_is_no_number(store: str) -> None:
    group = await a_group()
    with pytest.raises(RuntimeError):
        await next_number(group, "case")
    with pytest.raises(LookupError):
        await transact(lambda: next_number(GroupId(999_999), "case"))
