"""Until a member has been told a clause a first breach of it is brought to mind, not punished."""

from datetime import timedelta

from bot.domain.events import MemberJoined
from bot.domain.ids import MemberId
from bot.domain.regulation import Clause, Duty, RegulationText
from bot.governance import enacting, informed, regulations
from bot.governance.directory import directory
from tests.support.house import TestHouse

SINGING = "不得在群里发语音唱歌。"


def with_clause(text: str, *duties: Duty, version: str = "2.0") -> RegulationText:
    basic = regulations.basic()
    return RegulationText(basic.title, version, (*basic.clauses, Clause("第二十七条", text, duties)))


async def revise(house: TestHouse, text: RegulationText, *, after: timedelta = timedelta(0)) -> regulations.Regulation:
    now = house.clock.now()
    made = await enacting.enact(house.group.organisation_id, text, effective_from=now + after, now=now)
    await directory.load(now=now)
    return made


async def test_a_clause_of_the_first_regulation_is_punished_at_once(house: TestHouse) -> None:
    await house.say("林静", "/警告 第四条 发广告", mention="王强")
    assert "警告" in house.last()


async def test_a_new_clause_is_first_brought_to_mind_and_then_punished(house: TestHouse) -> None:
    await revise(house, with_clause(SINGING))
    await house.say("林静", "/警告 第二十七条 唱歌", mention="王强")
    assert house.last().startswith("@王强 提醒")
    assert "首次只作提醒" in house.last()
    await house.say("林静", "/警告 第二十七条 又唱歌", mention="王强")
    assert "警告：违反《基本群规》第二十七条" in house.last()
    assert "第 1 次" in house.last()


async def test_what_was_known_before_a_revision_is_still_known(house: TestHouse) -> None:
    await revise(house, with_clause(SINGING))
    await house.say("林静", "/警告 第四条 发广告", mention="王强")
    assert "警告：违反" in house.last()


async def test_who_accepted_the_revision_is_punished_for_the_new_clause(house: TestHouse) -> None:
    made = await revise(house, with_clause(SINGING))
    wang = house.id_of("王强")
    await informed.tell_version(house.group.id, made.id, how=informed.ACCEPTED, now=house.clock.now(), member=wang)
    await house.say("林静", "/警告 第二十七条 唱歌", mention="王强")
    assert "警告：违反" in house.last()
    await house.say("林静", "/警告 第二十七条 唱歌", mention="李雷")
    assert "提醒" in house.last()


async def test_accepting_a_revision_tells_only_what_is_new_in_it(house: TestHouse) -> None:
    await revise(house, with_clause(SINGING))
    later = await revise(house, with_clause(SINGING + "也不得朗诵。", version="3.0"))
    wang, group = house.id_of("王强"), house.group
    await informed.tell_version(group.id, later.id, how=informed.ACCEPTED, now=house.clock.now(), member=wang)
    [old] = [c for c in with_clause(SINGING).clauses if c.path == "第二十七条"]
    assert not await informed.knows(later, group.id, wang, old)
    assert await informed.knows(later, group.id, wang, later.text.clauses[-1])


async def test_who_comes_in_under_the_new_version_has_been_told(house: TestHouse) -> None:
    await revise(house, with_clause(SINGING))
    house.member("周新", id="30001")
    await house.happen(
        MemberJoined(account=house.account, chat=house.chat, member=MemberId("30001"), at=house.clock.now())
    )
    await house.say("林静", "/警告 第二十七条 唱歌", mention="周新")
    assert "警告：违反" in house.last()


async def test_a_promotion_tells_those_who_are_there_and_nobody_who_comes_later(house: TestHouse) -> None:
    made = await revise(house, with_clause(SINGING))
    group, now = house.group, house.clock.now()
    await informed.tell_clauses(group.id, [SINGING], how=informed.PROMOTED, now=now)
    clause = made.text.clauses[-1]
    assert await informed.knows(made, group.id, house.id_of("王强"), clause)
    house.clock.advance(60)
    await revise(house, with_clause("别的。", version="3"))
    house.member("周新", id="30001")
    await house.happen(
        MemberJoined(account=house.account, chat=house.chat, member=MemberId("30001"), at=house.clock.now())
    )
    assert not await informed.knows(made, group.id, MemberId("30001"), clause)


async def test_an_automatic_case_recalls_but_does_not_mute_for_a_clause_nobody_was_told(house: TestHouse) -> None:
    clauses = tuple(
        Clause(c.path, c.text + "（修订）" if c.duties[0].code.startswith("moderation.") else c.text, c.duties)
        for c in regulations.basic().clauses
    )
    await revise(house, RegulationText("基本群规", "2.0", clauses))
    spam = "兼职日结，一天三百，加微信 vx88886666 了解，名额有限"
    for _ in range(2):
        await house.say("王强", spam)
    assert len(house.calls("recall")) == 2
    assert not house.calls("mute")
    await house.say("王强", spam)
    assert len(house.calls("recall")) == 3


async def test_an_act_before_the_effective_date_is_judged_by_what_was_in_force_then(house: TestHouse) -> None:
    said = await house.say("王强", "我唱首歌")
    await house.house.archive.flush()
    house.clock.advance(60)
    await revise(house, with_clause(SINGING))
    await house.say("林静", "/警告 第二十七条 唱歌", mention="王强", quote=str(said))
    assert "当时的群规没有禁止" in house.last()
    await house.say("林静", "/警告 第四条 广告", mention="王强", quote=str(said))
    await house.say("王强", "/依据 1")
    assert "《基本群规》1.2 第四条" in house.last()
