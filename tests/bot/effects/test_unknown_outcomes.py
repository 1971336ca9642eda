import pytest

from bot.domain.ids import AccountId, MessageId
from bot.domain.messages import Mention, Text
from bot.domain.ports import Ability, Outcome
from bot.effects.actions import Announce, AnswerRequest, Kick, React, Send

from .conftest import GRACE, WANG, Bench, moderation

WITHOUT_HISTORY = frozenset(Ability) - {Ability.HISTORY, Ability.MEMBER_LIST}


@pytest.mark.parametrize("delivered", [True, False])
async def test_a_lost_answer_to_a_message_is_looked_up_before_anything_is_sent_again(
    bench: Bench, delivered: bool
) -> None:
    bench.platform.add_message("早", WANG)
    await bench.say("通知 #1042·提醒2", marker="#1042")
    bench.platform.script("send", Outcome.UNKNOWN, effect=delivered)
    await bench.step()
    assert await bench.step(GRACE - 1) == 0
    await bench.step(1)
    assert bench.platform.sent() == ["通知 #1042·提醒2"]
    assert [state for _, state, _ in bench.settled] == ["done"]


async def test_the_same_text_of_an_hour_ago_is_no_proof(bench: Bench) -> None:
    await bench.say("请确认 #7", key="first", marker="#7")
    await bench.step()
    bench.clock.advance(3600)
    await bench.say("请确认 #7", key="second", marker="#7")
    bench.platform.script("send", Outcome.UNKNOWN)
    await bench.step()
    await bench.step(GRACE)
    assert bench.platform.sent() == ["请确认 #7", "请确认 #7"]


async def test_another_message_with_the_same_marker_is_no_proof(bench: Bench) -> None:
    await bench.say("案件 #12：请管理员到后台处理，并在二十四小时内答复当事人，谢谢大家", key="a", marker="案件 #12")
    await bench.say("案件 #12 已结束", key="b", marker="案件 #12")
    await bench.step()
    bench.platform.script("send", Outcome.UNKNOWN)
    await bench.say("案件 #12：王，你已被提醒", key="c", marker="案件 #12")
    await bench.step()
    await bench.step(GRACE)
    assert bench.platform.sent()[-1] == "案件 #12：王，你已被提醒"
    assert len(bench.platform.sent()) == 3


async def test_our_own_message_coming_back_proves_it(bench: Bench) -> None:
    bench.platform.capabilities = type(bench.platform.capabilities)("", WITHOUT_HISTORY)
    action = Send(bench.chat, (Mention(WANG, "王"), Text(" 请确认 #9")), "#9")
    await bench.put(action)
    bench.platform.script("send", Outcome.UNKNOWN, effect=True)
    await bench.step()
    bench.evidence.note("own", AccountId("10001"), bench.chat, "5", "@王 请确认 #9")
    await bench.step(GRACE)
    assert len(bench.platform.called("send")) == 1
    assert bench.settled == [("one", "done", "found")]


async def test_without_history_a_marked_message_may_be_sent_twice_more_but_not_for_ever(bench: Bench) -> None:
    bench.platform.capabilities = type(bench.platform.capabilities)("", WITHOUT_HISTORY)
    await bench.say("通知 #3", marker="#3")
    bench.platform.script("send", Outcome.UNKNOWN, times=9)
    for _ in range(30):
        await bench.step(5)
    assert len(bench.platform.called("send")) == 3
    assert [state for _, state, _ in bench.settled] == ["needs_person"]


async def test_without_history_a_message_without_marker_is_not_sent_again(bench: Bench) -> None:
    bench.platform.capabilities = type(bench.platform.capabilities)("", WITHOUT_HISTORY)
    await bench.say("好的")
    bench.platform.script("send", Outcome.UNKNOWN)
    for _ in range(12):
        await bench.step(5)
    assert len(bench.platform.called("send")) == 1
    assert bench.settled == [("one", "needs_person", "unknown")]


@pytest.mark.parametrize("name", ["kick", "mute", "recall", "set_card"])
async def test_an_unknown_outcome_that_happened_is_not_repeated(bench: Bench, name: str) -> None:
    action = moderation(bench)[name]
    await bench.put(action)
    bench.platform.script(name, Outcome.UNKNOWN, effect=True)
    await bench.step()
    await bench.step(GRACE)
    assert len(bench.platform.called(name)) == 1
    assert bench.settled == [("one", "done", "found")]


@pytest.mark.parametrize("name", ["kick", "mute", "set_card"])
async def test_an_unknown_outcome_nobody_can_tell_is_shown_within_a_minute_and_not_repeated(
    bench: Bench, name: str
) -> None:
    bench.platform.capabilities = type(bench.platform.capabilities)("", WITHOUT_HISTORY | {Ability.KICK})
    await bench.put(moderation(bench)[name])
    bench.platform.script(name, Outcome.UNKNOWN)
    for _ in range(12):
        await bench.step(5)
    assert len(bench.platform.called(name)) == 1
    assert bench.settled == [("one", "needs_person", "unknown")]


async def test_a_member_who_came_again_after_the_decision_is_not_kicked(bench: Bench) -> None:
    joined = bench.platform.group().members[WANG].joined_at
    bench.platform.add_member(WANG, joined_at=bench.clock.now())
    await bench.put(Kick(bench.chat, WANG, False, joined_at=joined))
    await bench.step()
    assert bench.platform.called("kick") == []
    assert bench.settled == [("one", "cancelled", "member_rejoined")]


async def test_a_request_answered_twice_counts_as_answered(bench: Bench) -> None:
    await bench.put(AnswerRequest(bench.chat, "flag-1", "add", True, ""))
    bench.platform.script("answer_request", Outcome.UNKNOWN, effect=True)
    await bench.step()
    await bench.step(GRACE)
    assert [state for _, state, _ in bench.settled] == ["done"]


async def test_an_announcement_of_unknown_outcome_is_shown_to_a_person(bench: Bench) -> None:
    await bench.put(Announce(bench.chat, "公告"))
    bench.platform.script("announce", Outcome.UNKNOWN)
    for _ in range(12):
        await bench.step(5)
    assert len(bench.platform.called("announce")) == 1
    assert [state for _, state, _ in bench.settled] == ["needs_person"]


async def test_a_reaction_of_unknown_outcome_is_given_again_once(bench: Bench) -> None:
    await bench.put(React(bench.chat, MessageId("1"), "76"))
    bench.platform.script("react", Outcome.UNKNOWN)
    await bench.step()
    await bench.step(GRACE)
    assert len(bench.platform.called("react")) == 2


@pytest.mark.parametrize("delivered", [True, False])
async def test_what_was_running_at_a_crash_is_looked_up(bench: Bench, delivered: bool) -> None:
    bench.platform.add_message("早", WANG)
    await bench.say("通知 #5", marker="#5")
    await bench.worker.leases.claim([AccountId("10001")], ["effect"], 1)
    if delivered:
        await bench.platform.send(bench.chat, (Text("通知 #5"),))
    bench.crash()
    await bench.step()
    assert (await bench.state())[0] == "unknown"
    await bench.step(GRACE)
    assert bench.platform.sent() == ["通知 #5"]
    assert [state for _, state, _ in bench.settled] == ["done"]


async def test_a_kick_running_at_a_crash_is_not_repeated_when_it_happened(bench: Bench) -> None:
    await bench.put(Kick(bench.chat, WANG, False))
    await bench.worker.leases.claim([AccountId("10001")], ["effect"], 1)
    await bench.platform.kick(bench.chat, WANG, refuse_rejoin=False)
    bench.crash()
    await bench.step()
    await bench.step(GRACE)
    assert bench.platform.group().kicked == [WANG]
    assert [state for _, state, _ in bench.settled] == ["done"]
