"""From findings to the one case: several breaches, clauses that say how they are served, and who is spared."""

from typing import Any

import pytest

from bot.domain.ids import MessageId
from bot.domain.messages import IncomingMessage, Text
from bot.governance import signals
from bot.governance.directory import directory
from bot.store import models
from plugins.antispam import listeners
from plugins.antispam.policies import policies
from tests.support.house import TestHouse

AD = "日结兼职 一天三百 加微信 abc12345"
BOTH = "日结兼职一天三百，你这个傻逼快来加微信 abc12345"
LEAK = "张三的身份证号是11010519491231002X"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    listeners.window.clear()
    listeners.pauses._until.clear()  # pyright: ignore[reportPrivateUsage]


async def cases() -> list[models.Case]:
    return await models.Case.all().order_by("number")


async def regulate(house: TestHouse, code: str, **changes: Any) -> None:
    """Change how the built-in regulation serves a code; ``via=None`` takes the duty out."""
    row = await models.Regulation.get()
    for clause in row.clauses:
        kept: list[dict[str, Any]] = []
        for duty in clause["duties"]:
            if duty["code"] == f"moderation.{code}":
                duty.update(changes)
            if duty.get("via", "auto") is not None:
                kept.append(duty)
        clause["duties"] = kept
    await models.Regulation.all().update(clauses=row.clauses)
    policies._made.clear()  # pyright: ignore[reportPrivateUsage]
    await directory.reload(house.group.id, now=house.clock.now())


async def test_several_breaches_in_one_message_are_one_case_that_names_them_all(house: TestHouse) -> None:
    message = await house.say("王强", BOTH)
    [case] = await cases()
    named = {case.offence, *(each["code"] for each in case.evidence["also"])}
    assert named >= {"moderation.recruitment", "moderation.abuse"}
    assert [c["message"] for c in house.calls("recall")] == [message]
    told = case.evidence["masked"]
    assert not any(word in told for word in ("abc12345", "傻逼", "日结"))


async def test_evidence_says_which_checks_led_and_keeps_the_clean_ones(house: TestHouse) -> None:
    await house.say("王强", AD)
    [case] = await cases()
    evidence = case.evidence
    assert evidence["hard"] is True
    assert evidence["acting"] is True
    assert evidence["leading"][0] == "words"
    by_name = {check["name"]: check for check in evidence["checks"]}
    assert by_name["words"]["leads"]
    assert by_name["flood"] == {"name": "flood", "verdict": "clean", "score": 0.0, "evidence": "", "leads": False}
    assert "abc12345" not in str(evidence["checks"])


async def test_the_same_delivery_told_twice_is_one_case(house: TestHouse) -> None:
    now = house.clock.now()
    message = IncomingMessage(
        house.account, house.chat, MessageId("again"), house.id_of("王强"), "王强", (Text(AD),), now, now
    )
    house.house.intake.message(message)
    house.house.intake.message(message)
    await house.settle()
    work = listeners.judge(message, house.group)
    assert work is not None
    await work()
    assert len(await cases()) == 1


async def test_a_regulation_that_does_not_forbid_it_never_acts_on_it(house: TestHouse) -> None:
    for code in ("recruitment", "ads", "spam", "illegal", "finance"):
        await regulate(house, code, via=None)
    await house.say("王强", AD)
    assert await cases() == []
    await house.say("王强", "你这个傻逼")
    assert [case.offence for case in await cases()] == ["moderation.abuse"]


async def test_a_clause_that_a_person_applies_is_only_proposed(house: TestHouse) -> None:
    await regulate(house, "recruitment", via="assist")
    await house.say("王强", AD)
    [case] = await cases()
    assert case.state == "proposed"
    assert house.calls("recall") == house.calls("mute") == []


async def test_a_clause_that_is_only_told_opens_nothing(house: TestHouse) -> None:
    await regulate(house, "privacy", via="show")
    await house.say("王强", LEAK)
    assert await cases() == []


async def test_a_clause_that_only_reminds_leaves_the_message(house: TestHouse) -> None:
    await regulate(house, "recruitment", parameters={"action": "remind"})
    await house.say("王强", AD)
    [case] = await cases()
    assert case.sanction == "remind"
    assert house.calls("recall") == []


async def test_an_anonymous_sender_is_not_acted_upon(house: TestHouse) -> None:
    now = house.clock.now()
    message = IncomingMessage(
        house.account,
        house.chat,
        MessageId("anonymous"),
        house.id_of("王强"),
        "匿名",
        (Text(AD),),
        now,
        now,
        anonymous=True,
    )
    house.house.intake.message(message)
    await house.settle()
    assert await cases() == []


async def test_quoting_an_offence_to_report_it_is_at_most_shown_to_a_person(house: TestHouse) -> None:
    await house.say("王强", f"我要举报，有人私聊我发“{AD}”")
    assert [case.state for case in await cases()] == ["proposed"]
    assert house.calls("recall") == house.calls("mute") == []


async def test_slashes_do_not_hide_a_flood_and_commands_are_none(house: TestHouse) -> None:
    for number in range(12):
        await house.say("王强", f"/第{number}句话没有这个命令")
    assert [case.offence for case in await cases()] == ["moderation.flood"]
    for _ in range(12):
        await house.say("李雷", "/群规")
    assert len(await cases()) == 1


async def test_a_member_who_has_just_come_is_watched_more_closely(house: TestHouse) -> None:
    link = "看看这个 https://unheard-of-name.com/a"
    await house.say("王强", link)
    assert await cases() == []
    listeners.trust.arrive(house.group.id, house.id_of("李雷"), house.clock.now())
    await house.say("李雷", link)
    assert [case.state for case in await cases()] == ["proposed"]


async def test_a_breach_costs_trust(house: TestHouse) -> None:
    await house.say("王强", AD)
    newcomer, trusted = listeners.trust.sender_of(house.group.id, house.id_of("王强"), house.clock.now())
    assert (newcomer, trusted) == (True, False)


async def test_a_word_cut_into_pieces_is_put_together(house: TestHouse) -> None:
    for piece in ("代开", "增值税", "发票"):
        await house.say("王强", piece)
    assert [case.offence for case in await cases()] == ["moderation.illegal"]


async def test_what_is_sent_in_pieces_is_one_case_and_all_its_pieces_go(house: TestHouse) -> None:
    await house.say("王强", "早")
    sent = [await house.say("王强", piece) for piece in ("代", "开", "发", "票", "加我微", "信abc12345")]
    [case] = await cases()
    assert case.message_id == sent[3]
    assert {c["message"] for c in house.calls("recall")} == set(sent)


async def test_pieces_that_go_on_stay_in_their_one_case(house: TestHouse) -> None:
    sent = [await house.say("王强", piece) for piece in ("日结兼", "职一天三百", "加我v", "abc12345")]
    [case] = await cases()
    assert case.sanction == "warn"
    assert {c["message"] for c in house.calls("recall")} == set(sent)


async def test_a_leak_together_with_something_else_is_not_let_off(house: TestHouse) -> None:
    await house.say("王强", f"{AD}，{LEAK}")
    await house.say("李雷", LEAK)
    together, alone = await cases()
    assert together.sanction == "warn"
    assert alone.sanction == "remind"


async def test_a_flood_s_surplus_is_taken_away_under_its_one_case(house: TestHouse) -> None:
    sent = [await house.say("王强", f"第{number}句话各不相同") for number in range(12)]
    [case] = await cases()
    assert [c["message"] for c in house.calls("recall")] == sent[8:]
    assert case.message_id == sent[8]


async def test_a_disabled_group_is_forgotten(house: TestHouse) -> None:
    await house.say("王强", "第一句话")
    await signals.emit(signals.GroupDisabled(house.group.id), signals.Context(house.group.id, house.clock.now()))
    assert not listeners.window._members  # pyright: ignore[reportPrivateUsage]


async def test_what_a_person_confirms_is_taken_away_however_doubtful_it_was(house: TestHouse) -> None:
    message = await house.say("王强", f"大家注意，这是骗子：{AD}")
    [case] = await cases()
    assert (case.state, house.calls("recall")) == ("proposed", [])
    await house.say("林静", f"/确认 {case.number}")
    assert [c["message"] for c in house.calls("recall")] == [message]
