"""The one way in: doubles, echoes, second accounts, and events that keep the roster."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat import listeners
from bot.chat.listeners import Work, listener, listening
from bot.domain.events import (
    CardChanged,
    Event,
    GroupGone,
    MemberJoined,
    MemberLeft,
    MessageRecalled,
    OwnMessage,
    RoleChanged,
    Unknown,
)
from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import SYSTEM, Role
from bot.domain.messages import IncomingMessage, Text
from bot.effects.accounts import accounts
from bot.governance import groups, roster
from bot.governance.directory import GroupState, directory
from bot.store import models
from tests.support.house import TestHouse
from tests.support.platform import FakePlatform


def message(house: TestHouse, text: str, **more: object) -> IncomingMessage:
    made = IncomingMessage(
        account=house.account,
        chat=house.chat,
        id=MessageId("one"),
        sender=house.id_of("王强"),
        sender_name="王强",
        segments=(Text(text),),
        sent_at=house.clock.now(),
        received_at=house.clock.now(),
    )
    return replace(made, **more)  # type: ignore[arg-type]


async def told(house: TestHouse, *messages: IncomingMessage) -> None:
    for each in messages:
        house.house.intake.message(each)
    await house.settle()


async def test_the_same_message_twice_is_heard_once(house: TestHouse) -> None:
    await told(house, *[message(house, "/群规")] * 3)
    assert len(house.said()) == 1
    assert house.house.intake.counters.doubles == 2


async def test_our_own_echo_is_no_command(house: TestHouse) -> None:
    await told(house, message(house, "/停用", sender=MemberId(house.account)))
    assert house.said() == []
    assert directory.find(house.chat) is not None


async def test_of_two_accounts_only_the_primary_one_acts(house: TestHouse) -> None:
    second = FakePlatform("10002", clock=house.clock)
    accounts.up(second)
    await told(house, message(house, "/群规", account=second.account), message(house, "/群规"))
    assert len(house.said()) == 1
    assert second.called("send") == []


async def test_another_account_of_ours_is_archived_and_not_judged(house: TestHouse) -> None:
    accounts.up(FakePlatform("10002", clock=house.clock))
    await told(house, message(house, "日结兼职 一天三百 加微信 abc12345", sender=MemberId("10002")))
    assert await models.Case.all().count() == 0


async def test_after_a_silence_another_account_takes_over(house: TestHouse) -> None:
    second = FakePlatform("10002", clock=house.clock)
    second.groups = house.platform.groups
    accounts.up(second)
    accounts.down(house.account)
    await told(house, message(house, "早", account=second.account, id=MessageId("a")))
    assert house.group.account == house.account
    house.clock.advance(timedelta(minutes=2))
    await told(house, message(house, "早", account=second.account, id=MessageId("b")))
    assert house.group.account == AccountId("10002")
    await told(house, message(house, "/群规", account=second.account, id=MessageId("c")))
    assert len(second.called("send")) == 1


async def test_a_listener_that_fails_silences_neither_the_rest_nor_commands(house: TestHouse) -> None:
    heard: list[str] = []

    @listener("test.fails", order=1)
    def fails(message: IncomingMessage, group: GroupState) -> Work | None:
        raise RuntimeError("a bug")

    @listener("test.hears", order=99)
    def hears(message: IncomingMessage, group: GroupState) -> Work | None:
        heard.append(message.text)
        return None

    try:
        await told(house, message(house, "/群规"))
    finally:
        listening()[:] = [one for one in listening() if not one.name.startswith("test.")]
    assert heard == ["/群规"]
    assert len(house.said()) == 1
    assert house.house.intake.counters.listener_failures == 1


async def happen(house: TestHouse, event: type[Event], **fields: object) -> None:
    await house.happen(event(account=house.account, chat=house.chat, at=house.clock.now(), **fields))  # type: ignore[arg-type]


async def test_events_keep_the_roster(house: TestHouse) -> None:
    group, wang = house.group.id, house.id_of("王强")
    await happen(house, RoleChanged, member=wang, is_admin=True)
    await happen(house, CardChanged, member=wang, card="财务部-王强" + "长" * 300)
    member = await roster.member_of(group, wang)
    assert member is not None
    assert member.role is Role.ADMIN
    assert member.card.startswith("财务部-王强")
    await happen(house, MemberLeft, member=wang, kicked=True, operator=house.id_of("林静"))
    member = await roster.member_of(group, wang)
    assert member is not None
    assert member.left_at is not None
    await happen(house, MemberJoined, member=wang)
    member = await roster.member_of(group, wang)
    assert member is not None
    assert member.left_at is None


async def test_the_bot_s_own_coming_is_no_member_s(house: TestHouse) -> None:
    await models.Membership.filter(member_id=house.account).delete()
    await happen(house, MemberJoined, member=MemberId(house.account))
    assert await roster.member_of(house.group.id, MemberId(house.account)) is None


async def test_a_demotion_counts_at_once(house: TestHouse) -> None:
    await house.say("林静", "/停止执法")
    house.platform.add_member(house.id_of("林静"), Role.MEMBER)
    await happen(house, RoleChanged, member=house.id_of("林静"), is_admin=False)
    await house.say("林静", "/恢复执法")
    assert "权限" in house.last()


async def test_a_dissolved_group_is_disabled_and_keeps_its_records(house: TestHouse) -> None:
    await house.say("林静", "/警告 理由", mention="王强")
    await happen(house, GroupGone, dissolved=True)
    assert directory.find(house.chat) is None
    assert await models.Case.all().count() == 1


async def test_a_recalled_message_is_marked(house: TestHouse) -> None:
    said = await house.say("王强", "说错了")
    await house.house.archive.flush()
    await happen(house, MessageRecalled, message=said, operator=house.id_of("王强"))
    row = await models.ArchivedMessage.get(message_id=said)
    assert row.recalled_by == house.id_of("王强")


@pytest.mark.parametrize("kind", [Unknown, OwnMessage])
async def test_other_frames_do_nothing(house: TestHouse, kind: type[Event]) -> None:
    fields = {"kind": "x"} if kind is Unknown else {"message": "1", "text": "x"}
    await happen(house, kind, **fields)
    assert house.said() == []


async def test_a_disabled_group_keeps_what_was_set(house: TestHouse) -> None:
    await house.say("陈立", "/任命 管理员", mention="李雷")
    await groups.disable_group(house.group, actor=SYSTEM, now=house.clock.now())
    await house.say("李雷", "/停止执法")
    before = len(house.said())
    house.clock.advance(60)
    await house.say("陈立", "/启用")
    assert len(house.said()) == before + 1
    assert house.group.mode == "enforce"
    assert house.group.grants == {house.id_of("李雷"): Role.ADMIN}


async def test_a_command_sees_what_the_one_before_it_did(house: TestHouse) -> None:
    chen = {"sender": house.id_of("陈立"), "sender_name": "陈立"}
    await told(
        house,
        message(house, "/停用", id=MessageId("a"), **chen),
        message(house, "/模式 观察", id=MessageId("b"), **chen),
    )
    assert len(house.said()) == 1
    house.clock.advance(60)
    await told(
        house,
        message(house, "/启用", id=MessageId("c"), **chen),
        message(house, "/模式 协助", id=MessageId("d"), **chen),
    )
    assert house.group.mode == "assist"


def _hasty(house: TestHouse, how_many: int, start: str, **more: object) -> list[IncomingMessage]:
    return [message(house, "/群规 词", id=MessageId(f"{start}{n}"), **more) for n in range(how_many)]


async def test_the_thirteenth_command_in_a_row_is_told_to_be_too_fast_and_the_next_are_not_answered(
    house: TestHouse,
) -> None:
    await told(house, *_hasty(house, 20, "a"))
    assert len(house.said()) == 13
    assert "命令发得太快" in house.last()
    assert not any("太快" in text for text in house.said()[:-1])
    assert house.house.intake.counters.too_fast == 8
    house.clock.advance(8)
    await told(house, *_hasty(house, 5, "b"))
    assert [("太快" in text) for text in house.said()[13:]] == [False, False]
    house.clock.advance(48)
    await told(house, *_hasty(house, 20, "c"))
    assert sum("太快" in text for text in house.said()) == 2
    await told(house, message(house, "/群规 词", id=MessageId("d"), sender=house.id_of("李雷")))
    assert "太快" not in house.last()


async def test_where_the_bot_has_no_place_nobody_is_told_to_be_too_fast(house: TestHouse) -> None:
    await told(house, *_hasty(house, 20, "a", chat=ChatRef("qq", "901")))
    assert house.platform.sent("901") == []
    assert house.said() == []


async def test_what_is_said_in_private_reaches_private_listeners_at_the_pace_of_commands(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def listen(said: IncomingMessage) -> Work | None:
        async def work() -> None:
            heard.append(said.text)

        return work if said.text.startswith("收到") else None

    monkeypatch.setattr(listeners, "_private", {})
    listeners.private_listener("test")(listen)
    private = ChatRef("qq", user=house.id_of("王强"))
    lines = [message(house, f"收到{n}", chat=private, id=MessageId(f"p{n}")) for n in range(20)]
    await told(house, message(house, "收到"), message(house, "在吗", chat=private, id=MessageId("two")), *lines)
    assert heard == [f"收到{n}" for n in range(12)]


async def test_a_private_listener_that_fails_is_counted_and_silences_nobody(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(said: IncomingMessage) -> Work | None:
        raise ValueError(said.text)

    monkeypatch.setattr(listeners, "_private", {})
    listeners.private_listener("broken")(fail)
    before = house.house.intake.counters.listener_failures
    await told(house, message(house, "/help", chat=ChatRef("qq", user=house.id_of("王强"))))
    assert house.house.intake.counters.listener_failures == before + 1
    assert house.platform.sent_privately(house.id_of("王强"))
