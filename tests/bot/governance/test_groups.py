"""Enabling a group and setting how it is kept."""

import asyncio

import pytest

from bot.domain.errors import Refusal
from bot.domain.ids import AccountId, ChatRef
from bot.domain.members import SYSTEM, Role
from bot.governance import groups
from bot.governance.directory import directory
from bot.governance.groups import AlreadyEnabled
from bot.store import audit, models
from tests.support.clock import START

CHAT, ACCOUNT = ChatRef("qq", "900"), AccountId("10001")


async def enable(chat: ChatRef = CHAT, name: str = "测试群") -> None:
    await groups.enable_group(chat, ACCOUNT, name=name, mode="observe", actor=SYSTEM, now=START)


@pytest.fixture(autouse=True)
def _nothing_known(store: str) -> None:
    directory.clear()


async def test_a_group_is_enabled_once() -> None:
    await enable()
    with pytest.raises(AlreadyEnabled):
        await enable()


async def test_of_two_who_enable_at_once_one_does() -> None:
    answers = await asyncio.gather(enable(), enable(), return_exceptions=True)
    assert sum(isinstance(a, AlreadyEnabled) for a in answers) == 1
    assert await models.Group.all().count() == 1


async def test_groups_enabled_at_once_belong_to_one_organisation() -> None:
    await asyncio.gather(*(enable(ChatRef("qq", str(number))) for number in range(5)))
    assert await models.Organisation.all().count() == 1
    assert len({g.organisation_id for g in directory.enabled()}) == 1
    assert await models.Regulation.all().count() == 1


async def test_a_long_name_is_cut_and_no_name_keeps_the_old_one() -> None:
    await enable(name="群" * 300)
    group = directory.find(CHAT)
    assert group is not None
    assert len(group.name) == 200
    await groups.disable_group(group, actor=SYSTEM, now=START)
    await enable(name="")
    group = directory.find(CHAT)
    assert group is not None
    assert len(group.name) == 200


async def test_of_two_accounts_one_takes_a_silent_group_over() -> None:
    await enable()
    group = directory.find(CHAT)
    assert group is not None
    later = START.replace(hour=3)
    answers = await asyncio.gather(
        *(groups.take_over(group.id, AccountId(a), now=later, unless_seen_since=START.replace(hour=2)) for a in "ab")
    )
    assert sorted(answers) == [False, True]


async def test_a_group_whose_account_is_there_is_not_taken_over() -> None:
    await enable()
    group = directory.find(CHAT)
    assert group is not None
    await groups.keep_primary(ACCOUNT, now=START.replace(hour=2))
    assert not await groups.take_over(
        group.id, AccountId("b"), now=START.replace(hour=2, minute=1), unless_seen_since=START.replace(hour=2)
    )


async def test_everything_is_in_the_audit_chain() -> None:
    await enable()
    group = directory.find(CHAT)
    assert group is not None
    await groups.set_mode(group, "enforce", actor=SYSTEM, now=START)
    await groups.set_halted(group, True, actor=SYSTEM, now=START)
    await groups.grant_role(group, SYSTEM.id, Role.ADMIN, actor=SYSTEM, now=START)
    await groups.revoke_role(group, SYSTEM.id, actor=SYSTEM, now=START)
    entries = await models.AuditEntry.filter(chain=f"group:{group.id}").order_by("position")
    assert [e.action for e in entries] == [
        "group.enabled", "group.mode", "group.halted", "role.granted", "role.revoked",
    ]  # fmt: skip
    assert await audit.verify(f"group:{group.id}") is None


async def test_a_change_during_a_reading_of_all_groups_is_not_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    await enable()
    group = directory.find(CHAT)
    assert group is not None
    read = models.Grant.filter

    async def halt_meanwhile() -> None:
        monkeypatch.undo()
        await groups.set_halted(group, True, actor=SYSTEM, now=START)

    class Slow:
        def __init__(self, query: object) -> None:
            self.query = query

        def __await__(self):  # type: ignore[no-untyped-def]
            yield from halt_meanwhile().__await__()
            return (yield from self.query.__await__())  # type: ignore[attr-defined]

    monkeypatch.setattr(models.Grant, "filter", lambda **how: Slow(read(**how)))
    await directory.load(now=START)
    found = directory.find(CHAT)
    assert found is not None
    assert found.halted


async def test_a_group_disabled_elsewhere_is_dropped_and_one_enabled_elsewhere_is_found() -> None:
    await enable()
    await models.Group.all().update(enabled=False)
    await directory.load(now=START)
    assert directory.find(CHAT) is None
    await models.Group.all().update(enabled=True, mode="assist")
    await directory.load(now=START)
    found = directory.find(CHAT)
    assert found is not None
    assert found.mode == "assist"


def test_an_already_enabled_group_is_a_refusal_for_people() -> None:
    assert issubclass(AlreadyEnabled, Refusal)
