"""无条不罚, as a property: in no history is anything done to a member without a case that stands on a clause in force.

A machine of rules over the whole bot on a real store: talk, commands, revisions by chat and by store, acceptances,
pardons, appeals, card changes, faults of the platform and the end of the worker in the middle of a call.
``PROPERTY_EXAMPLES=300`` looks deeper than the seconds that every run can spare.
"""

import asyncio
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.domain.ports import Outcome
from bot.store import audit, engine
from plugins.charter.catalogue import vocabulary
from plugins.charter.domain.judge import read_regulation
from plugins.charter.reading import read_text
from plugins.charter.service import drafts
from tests.bot.governance.histories import (
    DECISIONS,
    MEMBERS,
    ORDERS,
    TEXTS,
    History,
    Step,
    begin,
)
from tests.bot.governance.histories_texts import HARSH, NOTHING_FORBIDDEN, VERSIONS

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "10"))
STEPS = 8
BUSY = 3
"""Calls in a row that the platform has no time for: what was decided waits for half a minute."""
_who = st.sampled_from(MEMBERS)
_number = st.integers(1, 8)
_breach = st.sampled_from(TEXTS[1:4])
_act = st.sampled_from(["recall", "mute", "kick"])
_sharp = st.sampled_from(["/踢 屡教不改", "/禁言 10m 吵闹"])
_version = st.sampled_from(range(len(VERSIONS)))
_failure = st.sampled_from([Outcome.UNKNOWN, Outcome.DENIED, Outcome.LIMITED, Outcome.UNVERIFIED])
Steps = tuple[Step, ...]


def _one(kind: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Steps]:
    return st.tuples(st.tuples(st.just(kind), *arguments))


@st.composite
def _pardoned_before_it_is_done(draw: st.DrawFn) -> Steps:
    """The platform is too busy; what waits is taken back, and the platform has time again."""
    who, words = draw(_who), draw(_sharp)
    busy = [("fault", name, Outcome.LIMITED, BUSY) for name in ("mute", "kick")]
    back = [("decide", "/撤销案件 {} 误判", number) for number in range(1, 9)]
    return (*busy, ("order", words, who), *back, ("time", 700))


@st.composite
def _halted_or_promoted_before_it_is_done(draw: st.DrawFn) -> Steps:
    """What was decided waits; meanwhile all is halted, or its member became an administrator."""
    who = draw(_who)
    busy = [("fault", name, Outcome.LIMITED, BUSY) for name in ("recall", "mute", "kick")]
    meanwhile: list[Steps] = [(("command", "林静", "/停止执法"),), (("grant", who, True),)]
    return (*busy, ("say", who, draw(_breach)), *draw(st.sampled_from(meanwhile)), ("time", 700))


@st.composite
def _revised_before_it_is_done(draw: st.DrawFn) -> Steps:
    """A card waits for the platform; meanwhile the clause that asked for it may be gone."""
    busy = ("fault", "set_card", Outcome.LIMITED, BUSY)
    return (busy, ("rename", draw(_who), "小甜甜"), ("revise", draw(_version), 0), ("time", 700))


@st.composite
def _breaks_what_was_just_revised(draw: st.DrawFn) -> Steps:
    """Twice: the first breach of a clause nobody was told is education."""
    who, text = draw(_who), draw(_breach)
    return (("revise", VERSIONS.index(HARSH), 0), ("say", who, text), ("say", who, text))


@st.composite
def _killed_at_it(draw: st.DrawFn) -> Steps:
    """The worker ends in the middle of an act, before or after it took effect."""
    when, who = draw(st.sampled_from(["before", "after"])), draw(_who)
    return (("kill", draw(_act), when), ("say", who, draw(_breach)), ("order", draw(_sharp), who))


@st.composite
def _revised_by_chat(draw: st.DrawFn) -> Steps:
    who = draw(_who)
    return (("propose",), ("announce", draw(st.booleans())), ("command", who, "收到"), ("say", who, draw(_breach)))


HAPPENINGS: tuple[st.SearchStrategy[Steps], ...] = (
    _one("say", _who, st.sampled_from(TEXTS)),
    _one("say", _who, _breach),
    _breaks_what_was_just_revised(),
    _one("order", st.sampled_from(ORDERS), _who),
    _one("order_old", st.sampled_from(["/警告 第一条 旧事", "/警告 第四条 旧事"]), _who),
    _one("decide", st.sampled_from(DECISIONS), _number),
    _pardoned_before_it_is_done(),
    _revised_before_it_is_done(),
    _halted_or_promoted_before_it_is_done(),
    _one("appeal", _who, _number),
    _one("command", st.just("陈立"), st.sampled_from(["/模式 观察", "/模式 协助", "/模式 执行", "/模式 执行"])),
    _one("command", st.just("林静"), st.sampled_from(["/停止执法", "/恢复执法"])),
    _revised_by_chat(),
    _one("withdraw"),
    _one("revise", _version, st.just(3600)),
    _one("supplement"),
    _one("retract"),
    _one("rename", _who, st.sampled_from(["小甜甜", "研发部-张三", "", "群主"])),
    _one("fault", st.sampled_from(["recall", "mute", "kick", "send", "set_card"]), _failure),
    _killed_at_it(),
    _one("grant", _who, st.booleans()),
    _one("time", st.sampled_from([30, 700, 4000, 90_000])),
    _one("restart"),
    _one("rejoin", _who),
)  # fmt: skip
"""Chosen evenly, and not by rules of the machine: those hypothesis leaves out by turns, and then little happens."""
_anything = st.integers(0, len(HAPPENINGS) - 1).flatmap(lambda place: HAPPENINGS[place])


class AnyHistory(RuleBasedStateMachine):
    """Each rule is one thing that happens; after each the platform has seen nothing that stands on nothing."""

    store = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.history: History

    def _do(self, *step: Any) -> None:
        self.runner.run(self.history.do(step))

    @initialize(first=st.lists(_anything, min_size=8, max_size=8))
    def open(self, first: list[Steps]) -> None:
        """With a past: else the shortest histories, in which nothing is done, are the most."""
        self.history = self.runner.run(begin(self.store))
        for steps in first:
            self.something_happens(steps)

    @rule(steps=_anything)
    def something_happens(self, steps: Steps) -> None:
        for step in steps:
            self._do(*step)

    @invariant()
    def nothing_was_done_without_a_clause(self) -> None:
        assert self.history.platform.wrong == []

    def teardown(self) -> None:
        try:
            self._do("time", 700)
            assert self.history.platform.wrong == []
            assert self.runner.run(audit.verify(f"group:{self.history.house.group.id}")) is None
        finally:
            self.runner.run(engine.close_store())
            self.runner.close()


@pytest.fixture
def store_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Drafts are read in this process: the limited child takes a second to start."""
    monkeypatch.setattr(
        drafts, "check_bytes", lambda data, name: read_regulation(read_text(data, name), vocabulary(), name=name)
    )
    yield f"sqlite://{tmp_path}/history.db"


def test_nothing_is_done_to_a_member_without_a_case_on_a_clause_in_force(store_url: str) -> None:
    machine = type("AnyHistoryHere", (AnyHistory,), {"store": store_url})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking a whole bot takes minutes
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )


async def test_the_watch_sees_what_stands_on_a_case_and_what_does_not(sqlite_store: str) -> None:
    """The property would be empty if nothing were ever done, or if the watch saw nothing wrong in anything."""
    history = await begin(sqlite_store)
    await history.do(("say", "王强", TEXTS[1]))
    await history.do(("order", "/踢 屡教不改", "李雷"))
    assert len(history.platform.acted) == 2
    assert history.platform.wrong == []
    await history.platform.mute(history.house.chat, history.house.id_of("王强"), timedelta(minutes=1))
    await history.platform.set_card(history.house.chat, history.house.id_of("周新"), "大王")
    assert len(history.platform.wrong) == 2


async def test_a_killed_worker_is_followed_by_one_that_looks_before_it_repeats(sqlite_store: str) -> None:
    """Killed before the call and after it: the act is done once, on its case, or asked of a person."""
    for when in ("before", "after"):
        history = await begin(sqlite_store)
        await history.do(("kill", "kick", when))
        await history.do(("order", "/踢 屡教不改", "李雷"))
        await history.do(("time", 700))
        assert history.killed == 1
        assert history.platform.wrong == []
        assert history.platform.group().kicked.count(history.house.id_of("李雷")) == 1, when


async def test_a_card_is_set_as_the_clause_in_force_asks(sqlite_store: str) -> None:
    history = await begin(sqlite_store)
    await history.do(("rename", "王强", "小甜甜"))
    await history.do(("time", 90_000))
    assert history.platform.cards_set >= 1
    assert history.platform.wrong == []


@pytest.mark.parametrize("words", ["/踢 屡教不改", "/禁言 10m 吵闹"])
async def test_what_waits_for_a_busy_platform_is_not_done_once_its_case_is_taken_back(
    sqlite_store: str, words: str
) -> None:
    history = await begin(sqlite_store)
    for name in ("mute", "kick"):
        await history.do(("fault", name, Outcome.LIMITED, BUSY))
    await history.do(("order", words, "李雷"))
    await history.do(("decide", "/撤销案件 {} 误判", 1))
    await history.do(("time", 700))
    group = history.platform.group()
    assert history.platform.wrong == []
    assert group.kicked == []
    assert not any(call.arguments.get("duration") for call in history.platform.called("mute")[1:])


@pytest.mark.parametrize("meanwhile", [("command", "林静", "/停止执法"), ("grant", "李雷", True)])
async def test_what_waits_is_not_done_once_all_is_halted_or_its_member_an_administrator(
    sqlite_store: str, meanwhile: Step
) -> None:
    history = await begin(sqlite_store)
    await history.do(("fault", "recall", Outcome.LIMITED, BUSY))
    await history.do(("say", "李雷", TEXTS[1]))
    await history.do(meanwhile)
    await history.do(("time", 700))
    assert len(history.platform.called("recall")) == 1
    assert history.platform.wrong == []


async def test_a_card_that_waits_is_not_set_once_no_clause_asks_for_it(sqlite_store: str) -> None:
    history = await begin(sqlite_store)
    await history.do(("fault", "set_card", Outcome.LIMITED, BUSY))
    await history.do(("rename", "王强", "小甜甜"))
    await history.do(("revise", VERSIONS.index(NOTHING_FORBIDDEN), 0))
    await history.do(("time", 700))
    assert history.platform.cards_set == 1
    assert history.platform.group().members[history.house.id_of("王强")].card == "小甜甜"
    assert history.platform.wrong == []
