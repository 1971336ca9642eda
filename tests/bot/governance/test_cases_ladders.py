"""Which ladder answers which breach: the clause's own, the regulation's, the built-in one; combined steps done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.members import SYSTEM, Actor, Role
from bot.domain.regulation import Clause, Duty, RegulationText, clauses_to_json
from bot.domain.sanctions import Sanction, Step, parse_step
from bot.governance import cases, ladders
from bot.governance.directory import directory
from bot.governance.regulations import basic, digest
from bot.store import models
from tests.support.house import TestHouse

ADS, ABUSE, LINKS = "moderation.ads", "moderation.abuse", "moderation.links"


def text(**clauses: dict[str, dict[str, str]]) -> RegulationText:
    """One clause a keyword: its duties by code (``__`` for the dot), each with its parameters."""
    made = [
        Clause(path, f"{path}的内容", tuple(Duty(code, "auto", given) for code, given in duties.items()))
        for path, duties in clauses.items()
    ]
    return RegulationText("本群细则", "3.0", tuple(made))


GENERAL = {"sanction.kick": {"ladder": "warn>kick", "window": "10d"}}


def shape(regulation: RegulationText, path: str, code: str) -> tuple[str, timedelta, timedelta | None, str]:
    clause = regulation.find(path)
    assert clause is not None
    ladder = ladders.ladder_for(regulation, clause, code)
    steps = ">".join("+".join((step.sanction.value, *step.extras)) for step in ladder.steps)
    return steps, ladder.window, ladder.decay, ladder.count


DAYS = timedelta(days=1)


@pytest.mark.parametrize(
    ("duties", "expected"),
    [
        ({ADS: {}}, ("warn>kick", 10 * DAYS, None, "all")),
        ({ADS: {"ladder": "recall+remind>mute:1d"}}, ("remind+recall>mute", 10 * DAYS, None, "all")),
        ({ADS: {"window": "3d"}}, ("warn>kick", 3 * DAYS, None, "all")),
        ({ADS: {"decay": "2d", "count": "clause"}}, ("warn>kick", 10 * DAYS, 2 * DAYS, "clause")),
        ({ADS: {}, "sanction.mute": {"ladder": "mute:1d>kick", "window": "5d"}}, ("mute>kick", 5 * DAYS, None, "all")),
        ({ADS: {"ladder": "warn>shout"}}, ("warn>mute>mute>kick", 10 * DAYS, None, "all")),
        ({ADS: {"window": "lang", "decay": "x", "count": "y"}}, ("warn>kick", 30 * DAYS, None, "all")),
    ],
)
def test_a_clause_s_own_words_come_before_the_regulation_s(
    duties: dict[str, dict[str, str]], expected: tuple[str, timedelta, timedelta | None, str]
) -> None:
    assert shape(text(第一条=duties, 第九条=GENERAL), "第一条", ADS) == expected


def test_the_window_of_a_flood_is_not_that_of_its_ladder() -> None:
    flood = {"moderation.flood": {"window": "10s", "messages": "8"}}
    assert shape(text(第一条=flood, 第九条=GENERAL), "第一条", "moderation.flood")[1] == 10 * DAYS
    flood = {"moderation.flood": {"window": "10s", "ladder_window": "2d"}}
    assert shape(text(第一条=flood, 第九条=GENERAL), "第一条", "moderation.flood")[1] == 2 * DAYS


def test_a_ladder_of_one_clause_does_not_answer_another() -> None:
    own = {ADS: {}, "sanction.kick": {"ladder": "kick", "window": "1d"}}
    regulation = text(第一条=own, 第二条={ABUSE: {}}, 第九条=GENERAL)
    assert shape(regulation, "第二条", ABUSE)[0] == "warn>kick"
    assert shape(regulation, "第一条", ADS)[0] == "kick"


def test_the_built_in_ladder_is_that_of_the_contract() -> None:
    ladder = ladders.general(basic())
    assert ladder.window == timedelta(days=30)
    assert ladder.decay is None
    assert ladder.steps == (
        Step(Sanction.WARN),
        Step(Sanction.MUTE, timedelta(minutes=10)),
        Step(Sanction.MUTE, timedelta(days=1)),
        Step(Sanction.KICK),
    )
    assert ladders.general(RegulationText("x", "1", ())) == ladder


@pytest.mark.parametrize(
    ("given", "expected"), [({}, None), ({"action": "recall+remind"}, "recall+remind"), ({"action": "??"}, None)]
)
def test_a_duty_names_its_action(given: dict[str, str], expected: str | None) -> None:
    clause = Clause("第一条", "x", (Duty(ADS, "auto", given),))
    assert ladders.action_of(clause, ADS) == (parse_step(expected) if expected else None)
    assert ladders.action_of(clause, ABUSE) is None


async def under(house: TestHouse, regulation: RegulationText) -> None:
    """The group's regulation from now on."""
    house.clock.advance(1)
    now = house.clock.now()
    await models.Regulation.create(
        organisation_id=house.group.organisation_id, group_id=house.group.id, title=regulation.title,
        version=regulation.version, digest=digest(regulation), effective_from=now,
        clauses=clauses_to_json(regulation.clauses),
    )  # fmt: skip
    await directory.reload(house.group.id, now=now)


async def breach(house: TestHouse, code: str, *also: str, step: Step | None = None, **more: str) -> cases.CaseFile:
    regulation = house.group.regulation
    assert regulation is not None
    clauses = {each: regulation.clause(each) for each in (code, *also)}
    found = [cases.Also(each, clause) for each, clause in clauses.items() if clause is not None]
    what = cases.Breach(code, found[0].clause, "理由", also=tuple(found[1:]), **more)  # type: ignore[arg-type]
    accused = cases.Accused(house.id_of("王强"), "王强")
    case = await cases.open_case(house.group, what, accused, actor=SYSTEM, now=house.clock.now(), step=step)
    await house.settle()
    return case


async def test_cases_count_by_clause_where_the_regulation_says_so(house: TestHouse) -> None:
    general = {"sanction.kick": {"ladder": "warn>mute:1h>kick", "count": "clause"}}
    await under(house, text(第一条={ADS: {}}, 第二条={ABUSE: {}}, 第九条=general))
    rungs = [(await breach(house, code)).step_number for code in (ADS, ABUSE, ADS, ABUSE, ABUSE)]
    assert rungs == [1, 1, 2, 2, 3]


async def test_a_case_of_two_clauses_counts_for_both(house: TestHouse) -> None:
    general = {"sanction.kick": {"ladder": "warn>mute:1h>kick", "count": "clause"}}
    await under(house, text(第一条={ADS: {}}, 第二条={ABUSE: {}}, 第九条=general))
    await breach(house, ADS, ABUSE)
    assert [(await breach(house, code)).step_number for code in (ABUSE, ADS)] == [2, 2]


async def test_articles_numbered_anew_do_not_lose_or_borrow_cases(house: TestHouse) -> None:
    general = {"sanction.kick": {"ladder": "warn>mute:1h>kick", "count": "clause"}}
    await under(house, text(第一条={ADS: {}}, 第二条={ABUSE: {}}, 第九条=general))
    await breach(house, ADS)
    await under(house, text(第一条={ABUSE: {}}, 第二条={ADS: {}}, 第九条=general))
    assert (await breach(house, ABUSE)).step_number == 1
    assert (await breach(house, ADS)).step_number == 2


async def test_several_breaches_of_one_message_are_one_case_with_the_severest_step(house: TestHouse) -> None:
    strict = {ABUSE: {"ladder": "mute:1d"}}
    await under(house, text(第一条={ADS: {}}, 第二条=strict, 第九条=GENERAL))
    case = await breach(house, ADS, ABUSE)
    assert (case.clause, case.also) == ("第一条", ((ABUSE, "第二条"),))
    assert case.step == Step(Sanction.MUTE, timedelta(days=1))
    assert "第一条、第二条" in house.last()
    assert await models.Case.all().count() == 1
    await house.say("林静", "/案件 1")
    assert "第一条、第二条" in house.last()


async def test_a_reminder_of_the_ladder_counts_and_a_mere_one_does_not(house: TestHouse) -> None:
    await under(house, text(第一条={ADS: {}}, 第九条={"sanction.kick": {"ladder": "remind>mute:1h>kick"}}))
    await breach(house, ADS, step=Step(Sanction.REMIND))
    found = [(await breach(house, ADS)).step.sanction for _ in range(3)]
    assert found == [Sanction.REMIND, Sanction.MUTE, Sanction.KICK]


async def test_an_action_with_a_main_sanction_is_done_instead_of_the_ladder(house: TestHouse) -> None:
    await under(house, text(第一条={LINKS: {"action": "recall+remind"}}, 第二条={ADS: {}}, 第九条=GENERAL))
    for _ in range(3):
        assert (await breach(house, LINKS)).step == parse_step("recall+remind")
    assert (await breach(house, ADS)).step_number == 1


async def test_an_action_without_one_stands_beside_the_rung(house: TestHouse) -> None:
    await under(house, text(第一条={ADS: {"action": "bulletin"}}, 第九条=GENERAL))
    assert (await breach(house, ADS)).step == parse_step("warn+bulletin")
    assert [("警告：违反" in t, "【通报】" in t) for t in house.said()] == [(True, False), (False, True)]


async def test_quiet_time_takes_rungs_off_in_the_store_too(house: TestHouse) -> None:
    await under(house, text(第一条={ADS: {}}, 第九条={"sanction.kick": {"ladder": "warn>mute:1h>kick", "decay": "7d"}}))
    assert [(await breach(house, ADS)).step_number for _ in range(2)] == [1, 2]
    await house.pass_time(timedelta(days=7))
    assert (await breach(house, ADS)).step_number == 2
    await house.pass_time(timedelta(days=14))
    assert (await breach(house, ADS)).step_number == 1


async def test_a_combined_step_is_kept_confirmed_and_done(house: TestHouse) -> None:
    await under(house, text(第一条={ADS: {}}, 第九条={"sanction.kick": {"ladder": "mute:1h+bulletin+recall"}}))
    await house.say("陈立", "/模式 协助")
    message = await house.say("王强", "广告")
    case = await breach(house, ADS, message=message)
    assert case.step == parse_step("recall+mute:1h+bulletin")
    assert "撤回并禁言1小时并通报" in house.last()
    await house.say("林静", "/确认 1")
    assert len(house.calls("recall")) == len(house.calls("mute")) == 1
    assert sum("【通报】" in said for said in house.said()) == 1


async def test_a_step_that_recalls_takes_away_what_an_administrator_pointed_at(house: TestHouse) -> None:
    await under(house, text(第一条={ADS: {}}, 第九条={"sanction.warn": {"ladder": "recall+warn>kick"}}))
    message = await house.say("王强", "广告")
    await house.say("林静", "/警告 发广告", quote=message)
    assert [call["message"] for call in house.calls("recall")] == [message]


async def test_more_messages_of_one_flood_go_under_its_case(house: TestHouse) -> None:
    first, more = await house.say("王强", "刷"), await house.say("王强", "刷屏")
    case = await breach(house, ADS, message=first)
    now = house.clock.now()
    assert await cases.recall_also(house.group, case.number, more, now=now)
    assert not await cases.recall_also(house.group, case.number, more, now=now)
    await house.settle()
    assert [call["message"] for call in house.calls("recall")] == [first, more]
    actor = Actor(house.id_of("林静"), "林静", Role.ADMIN)
    await cases.pardon_case(house.group, case.number, "误判", actor=actor, now=now)
    assert not await cases.recall_also(house.group, case.number, replace(case).message or more, now=now)
