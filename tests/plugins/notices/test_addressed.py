"""Being addressed: waited for within the clause's time, reminded once, counted, never while it would be unfair."""

import pytest

from bot.domain.events import MessageRecalled, Reacted
from bot.domain.messages import Mention, Segment, Text
from bot.domain.people import Person
from bot.governance.regulations import Regulation
from plugins.notices.addressed import service
from plugins.notices.addressed.clause import asks, read
from plugins.notices.addressed.memory import questions
from plugins.notices.addressed.weekly import report_week, week_of
from plugins.notices.models import Addressed
from tests.plugins.notices.conftest import HOUR, MINUTE
from tests.plugins.notices.rules import with_duty, with_people
from tests.support.house import TestHouse

RULE = "被@后应在20分钟内回复。"


@pytest.fixture
async def asked(house: TestHouse) -> TestHouse:
    questions.clear()
    with_duty(house, "notice.addressed", RULE, within="20m")
    return house


def at(house: TestHouse, *names: str, text: str = "报表好了吗？") -> list[Segment]:
    segments: list[Segment] = [Mention(house.id_of(name), name) for name in names]
    return [*segments, Text(f" {text}")]


async def states(house: TestHouse) -> dict[str, str]:
    names = {number: name for name, number in house.names.items()}
    return {names[row.member_id]: row.state for row in await Addressed.all().order_by("id")}


def reminded(house: TestHouse) -> list[str]:
    return [text for text in house.said() if "还没有看到回复" in text]


async def test_whoever_does_not_answer_is_reminded_once_and_then_counted(asked: TestHouse) -> None:
    await asked.say("赵敏", at(asked, "王强", "李雷"))
    await asked.pass_time(10 * MINUTE)
    await asked.say("李雷", "好了，发你了")
    await asked.pass_time(10 * MINUTE)
    assert len(reminded(asked)) == 1
    assert reminded(asked)[0].startswith("@王强 【待回复")
    assert await states(asked) == {"王强": "open", "李雷": "answered"}
    await asked.pass_time(20 * MINUTE)
    assert await states(asked) == {"王强": "missed", "李雷": "answered"}
    await asked.pass_time(5 * HOUR)
    assert len(reminded(asked)) == 1
    assert not questions.open_in(asked.group.id)


async def test_a_late_answer_is_an_answer_until_it_was_counted(asked: TestHouse) -> None:
    await asked.say("赵敏", at(asked, "王强"))
    await asked.pass_time(25 * MINUTE)
    await asked.say("王强", "刚看到")
    await asked.pass_time(2 * HOUR)
    assert await states(asked) == {"王强": "answered"}


async def test_a_reaction_to_the_question_is_an_answer(asked: TestHouse) -> None:
    message = await asked.say("赵敏", at(asked, "王强"))
    await asked.happen(
        Reacted(
            account=asked.account,
            chat=asked.chat,
            at=asked.clock.now(),
            member=asked.id_of("王强"),
            message=message,
            emoji="76",
        )
    )
    assert await states(asked) == {"王强": "answered"}


async def test_a_question_taken_back_is_void(asked: TestHouse) -> None:
    message = await asked.say("赵敏", at(asked, "王强"))
    event = MessageRecalled(account=asked.account, chat=asked.chat, at=asked.clock.now(), message=message)
    await asked.happen(event)
    await asked.pass_time(2 * HOUR)
    assert await states(asked) == {"王强": "void"}
    assert reminded(asked) == []


async def test_only_leaders_are_waited_for(asked: TestHouse) -> None:
    await with_people(asked, Person("李雷", "运维部", superior="周明"), Person("周明", "运维部"))
    await asked.say("王强", at(asked, "李雷"))
    assert await states(asked) == {}
    await asked.say("周明", at(asked, "李雷", "王强"))
    assert await states(asked) == {"李雷": "open"}


async def test_thanks_commands_and_mentions_of_many_ask_nothing(asked: TestHouse) -> None:
    for n in range(6):
        asked.member(f"员工{n}")
    await asked.pass_time(11 * MINUTE)
    await asked.say("赵敏", at(asked, "王强", text="辛苦了！"))
    await asked.say("赵敏", at(asked, *(f"员工{n}" for n in range(6))))
    assert await states(asked) == {}


async def test_working_hours_count_only(asked: TestHouse) -> None:
    await asked.pass_time(8 * HOUR + 50 * MINUTE)  # Monday, 17:50
    await asked.say("赵敏", at(asked, "王强"))
    await asked.pass_time(15 * HOUR)  # Tuesday, 08:50
    assert reminded(asked) == []
    await asked.pass_time(20 * MINUTE)
    assert len(reminded(asked)) == 1


async def test_nobody_on_leave_is_waited_for(asked: TestHouse) -> None:
    await with_people(asked, Person("王强", "运维部", state="on_leave"))
    await asked.say("赵敏", at(asked, "王强"))
    assert await states(asked) == {}


async def test_open_questions_survive_a_restart(asked: TestHouse) -> None:
    await asked.say("赵敏", at(asked, "王强"))
    questions.clear()
    await service.load()
    await asked.say("王强", "好了")
    assert await states(asked) == {"王强": "answered"}


async def test_the_week_is_told_by_department_and_not_in_the_group(asked: TestHouse) -> None:
    await with_people(asked, Person("王强", "运维部"), Person("李雷", "财务部"))
    await asked.say("赵敏", at(asked, "王强", "李雷"))
    await asked.say("李雷", "好了")
    await asked.pass_time(20 * MINUTE)
    await asked.pass_time(20 * MINUTE)
    lines = await week_of(asked.group, asked.clock.now())
    assert [(line.department, line.asked, line.in_time, line.missed) for line in lines] == [
        ("运维部", 1, 0, 1),
        ("财务部", 1, 1, 0),
    ]
    said = len(asked.said())
    await report_week(asked.group, now=asked.clock.now())
    await report_week(asked.group, now=asked.clock.now())
    await asked.settle()
    assert len(asked.said()) == said
    told = asked.platform.sent_privately(asked.id_of("林静"))
    assert len([text for text in told if "运维部：1 次，及时 0，未回复 1" in text]) == 1
    assert "王强" not in told[-1]


async def test_without_such_a_clause_nothing_is_noted(house: TestHouse) -> None:
    await house.say("赵敏", at(house, "王强"))
    assert await Addressed.all().count() == 0


@pytest.mark.parametrize(
    ("code", "text", "within", "minutes"),
    [
        ("notice.addressed", "另有规定。", "", 30),
        ("notice.ack", "被@的成员应在20分钟内回复。", "20m", 20),
        ("presence", "领导提问应在30分钟内答复。", "30m", 30),
        ("notice.ack", "通知应在20分钟内回复。", "20m", None),
        ("notice.ack", "被@后两天内回复。", "2d", None),
    ],
)
async def test_which_clauses_are_meant(
    house: TestHouse, code: str, text: str, within: str, minutes: int | None
) -> None:
    parameters = {"within": within} if within else {}
    with_duty(house, code, text, **parameters)
    regulation = house.group.regulation
    assert isinstance(regulation, Regulation)
    found = read(regulation)
    assert (found.within / MINUTE if found else None) == minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [("谢谢！", False), ("辛苦了", False), ("收到", False), ("生日快乐", False), ("", True), ("好了吗", True),
     ("谢谢，另外报表发我一下", True), ("在吗", True)],
)  # fmt: skip
def test_which_words_want_an_answer(text: str, expected: bool) -> None:
    assert asks(text) is expected
