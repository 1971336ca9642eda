from datetime import timedelta

import pytest

from bot.domain.events import MemberLeft, MemberMuted, OwnMessage
from bot.domain.ids import AccountId, MemberId, MessageId
from bot.domain.ports import Ability, Outcome
from bot.effects import evidence as evidence_module
from bot.effects import lease, letters, outbox
from bot.effects.actions import Kick, Mute
from bot.effects.outbox import Effect, Settlement
from bot.store import models
from bot.store.transaction import transact
from tests.support.platform import FakePlatform

from .conftest import GRACE, WANG, Bench, moderation

WITHOUT_HISTORY = frozenset(Ability) - {Ability.HISTORY, Ability.MEMBER_LIST}


async def test_a_message_is_sent_once_and_its_owner_is_told(bench: Bench) -> None:
    assert await bench.say("通知 #12", marker="#12")
    assert not await bench.say("通知 #12", marker="#12")
    assert await bench.step() == 1
    assert await bench.step(60) == 0
    assert bench.platform.sent() == ["通知 #12"]
    assert bench.settled == [("one", "done", "")]


async def test_a_rolled_back_decision_sends_nothing(bench: Bench) -> None:
    async def decide() -> None:
        await bench.say("不该出现")
        raise LookupError

    with pytest.raises(LookupError):
        await transact(decide)
    assert await bench.step() == 0
    assert bench.platform.calls == []


async def test_one_chat_is_served_in_the_order_of_enqueueing(bench: Bench) -> None:
    for number in range(5):
        await bench.say(f"第{number}条", key=f"m:{number}")
    bench.platform.script("send", Outcome.LIMITED)
    await bench.step()
    assert bench.platform.sent() == []
    await bench.step(10)
    assert bench.platform.sent() == [f"第{number}条" for number in range(5)]


async def test_what_is_no_longer_right_is_dropped_at_delivery(bench: Bench) -> None:
    await bench.put(Kick(bench.chat, WANG, False))
    bench.objection = "case_not_standing"
    await bench.step()
    assert bench.platform.called("kick") == []
    assert bench.settled == [("one", "cancelled", "case_not_standing")]
    assert await bench.state() == ("cancelled", "cancelled")


async def test_past_its_time_it_is_recorded_and_never_sent_late(bench: Bench) -> None:
    await bench.say("活动提醒", valid_until=bench.clock.now() + timedelta(minutes=5))
    await bench.step(301)
    assert bench.platform.sent() == []
    assert bench.settled == [("one", "expired", "")]


async def test_it_waits_for_its_account_and_expires_without_it(bench: Bench) -> None:
    bench.worker.accounts.down(AccountId("10001"))
    await bench.say("一", key="a", valid_until=bench.clock.now() + timedelta(minutes=5))
    await bench.say("二", key="b")
    assert await bench.step() == 0
    assert await bench.step(301) == 1
    assert bench.settled == [("a", "expired", "")]
    bench.worker.accounts.up(bench.platform)
    await bench.step()
    assert bench.platform.sent() == ["二"]


async def test_not_before_its_time(bench: Bench) -> None:
    await bench.say("稍后", not_before=bench.clock.now() + timedelta(minutes=1))
    await bench.say("现在", key="two")
    await bench.step()
    assert bench.platform.sent() == ["现在"]
    await bench.step(60)
    assert bench.platform.sent() == ["现在", "稍后"]


async def test_a_cancelled_effect_is_not_done(bench: Bench) -> None:
    await bench.say("一", key="case:1:tell")
    assert await outbox.cancel("case:1:") == 1
    assert await bench.step() == 0


@pytest.mark.parametrize("outcome", [Outcome.UNSUPPORTED, Outcome.DENIED])
async def test_what_the_platform_refuses_is_settled_at_once(bench: Bench, outcome: Outcome) -> None:
    await bench.put(Mute(bench.chat, WANG, timedelta(minutes=10)))
    bench.platform.script("mute", outcome, detail="no right")
    await bench.step()
    assert await bench.step(600) == 0
    assert bench.settled == [("one", outcome.value, "no right")]


async def test_too_fast_is_tried_later_until_it_works(bench: Bench) -> None:
    await bench.say("慢一点")
    bench.platform.script("send", Outcome.LIMITED, times=3)
    for wait in (0, 7, 13, 26):
        await bench.step(wait)
    assert bench.platform.sent() == ["慢一点"]
    assert bench.settled == [("one", "done", "")]


# an ok that proves nothing


@pytest.mark.parametrize("name", ["kick", "mute", "recall", "set_card"])
async def test_moderation_is_verified_by_a_query(bench: Bench, name: str) -> None:
    await bench.put(moderation(bench)[name])
    await bench.step()
    assert bench.settled == []
    await bench.step(3)
    assert bench.settled == [("one", "done", "found")]
    assert len(bench.platform.called(name)) == 1


@pytest.mark.parametrize("name", ["kick", "mute", "recall", "set_card"])
async def test_ok_without_effect_is_tried_once_more_and_then_shown_to_a_person(bench: Bench, name: str) -> None:
    await bench.put(moderation(bench)[name])
    bench.platform.script(name, Outcome.UNVERIFIED, times=9)
    for _ in range(8):
        await bench.step(3)
    assert len(bench.platform.called(name)) == 2
    assert bench.settled == [("one", "needs_person", "without effect")]
    assert [letter.key for letter in await letters.dead_letters()] == ["one"]


@pytest.mark.parametrize("name", ["kick", "mute", "recall", "set_card"])
async def test_where_nothing_can_be_asked_it_stays_unverified(bench: Bench, name: str) -> None:
    action = moderation(bench)[name]
    bench.platform.script("member", Outcome.UNKNOWN, times=9)
    bench.platform.script("message_exists", Outcome.UNKNOWN, times=9)
    await bench.put(action)
    for _ in range(8):
        await bench.step(3)
    assert len(bench.platform.called(name)) <= 2
    assert [state for _, state, _ in bench.settled] == ["unverified" if name != "recall" else bench.settled[0][1]]


async def test_a_notice_proves_a_kick_without_a_query(bench: Bench) -> None:
    await bench.put(Kick(bench.chat, WANG, False))
    await bench.step()
    bench.evidence.note(evidence_module.LEFT, AccountId("10001"), bench.chat, WANG)
    await bench.step(3)
    assert bench.platform.called("member") == []
    assert bench.settled == [("one", "done", "found")]


async def test_cancelling_what_is_unknown_keeps_it_from_being_sent_again(bench: Bench) -> None:
    bench.platform.add_message("早", WANG)
    await bench.say("案件 #1", key="case:1:tell", marker="案件 #1")
    bench.platform.script("send", Outcome.UNKNOWN)
    await bench.step()
    await outbox.cancel("case:1:")
    await bench.step(GRACE)
    assert bench.platform.sent() == []
    assert [state for _, state, _ in bench.settled] == ["expired"]


async def test_an_owner_that_fails_is_told_again_and_the_effect_is_not_repeated(bench: Bench) -> None:
    told: list[str] = []

    async def settled(effect: Effect, settlement: Settlement) -> None:
        if not told:
            told.append("failed")
            raise ValueError("a bug")
        told.append(settlement.state)

    outbox.register("test", settled=settled)
    await bench.say("一次")
    await bench.step()
    await bench.step(31)
    assert told == ["failed", "done"]
    assert bench.platform.sent() == ["一次"]


async def test_owner_and_row_are_settled_together(bench: Bench) -> None:
    async def settled(effect: Effect, settlement: Settlement) -> None:
        await models.Organisation.create(name=settlement.state)

    outbox.register("test", settled=settled)
    await bench.say("一次")
    (job,) = await bench.worker.leases.claim([AccountId("10001")], ["effect"], 1)
    bench.clock.advance(6)
    rival = Bench(bench.clock, bench.platform, bench.worker, bench.evidence)
    rival.crash()
    await rival.step()
    await bench.worker._carry_out(job)
    assert await models.Organisation.all().count() == 0


async def test_events_are_taken_as_proof(bench: Bench) -> None:
    now, chat, account = bench.clock.now(), bench.chat, AccountId("10001")
    mark = evidence_module.evidence.mark()
    evidence_module.note_event(OwnMessage(account=account, chat=chat, at=now, message=MessageId("1"), text="嗨"))
    evidence_module.note_event(MemberLeft(account=account, chat=chat, at=now, member=MemberId("5")))
    evidence_module.note_event(MemberMuted(account=account, chat=chat, at=now, member=MemberId("6"), seconds=0))
    seen = evidence_module.evidence
    assert [f.text for f in seen.since(mark, "own", account, chat)] == ["嗨"]
    assert seen.happened(mark, evidence_module.LEFT, account, chat, "5")
    assert seen.happened(mark, evidence_module.UNMUTED, account, chat, "6")
    assert not seen.happened(seen.mark(), evidence_module.LEFT, account, chat, "5")


async def test_without_an_account_the_only_one_of_the_platform_is_taken(bench: Bench) -> None:
    await bench.say("谁都行", account=None)
    await bench.step()
    assert bench.platform.sent() == ["谁都行"]
    other = FakePlatform("10002", clock=bench.clock)
    bench.worker.accounts.up(other)
    await bench.say("不知道谁", key="two", account=None)
    await bench.step()
    assert other.calls == []
    assert (await bench.state("two"))[0] == "queued"


async def test_an_owner_that_cannot_be_asked_stops_the_effect_and_a_person_is_shown(bench: Bench) -> None:
    async def broken(effect: Effect, now: object) -> str | None:
        raise ValueError("a bug")

    outbox.register("test", check=broken)
    await bench.put(Kick(bench.chat, WANG, False))
    for _ in range(20):
        await bench.step(60)
    assert bench.platform.called("kick") == []
    assert await bench.state() == ("dead", "needs_person")


async def test_a_row_that_cannot_be_read_is_laid_aside(bench: Bench) -> None:
    now = bench.clock.now()
    await lease.enqueue("broken", "effect", now, {"action": {"type": "?"}}, now=now)
    await bench.step()
    assert await bench.state("broken") == ("dead", "unreadable")
