"""Telling whoever is above: found, told by e-mail on a real server, in private or by hand, and corrected."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.members import SYSTEM, Actor, Role
from bot.domain.ports import Outcome
from bot.domain.regulation import Clause, Duty, RegulationText, clauses_to_json
from bot.effects import mail
from bot.effects.post import Post
from bot.governance import cases, contacts, people
from bot.governance.cases.document import case_document
from bot.governance.contacts import Contact
from bot.governance.directory import directory
from bot.governance.regulations import digest
from bot.settings import read_server
from bot.store import models
from tests.support.house import TestHouse
from tests.support.postbox import Postbox, open_postbox

EVIL = "<script>alert(1)</script>{{7*7}}"


@pytest.fixture
async def box(house: TestHouse) -> AsyncIterator[Postbox]:
    """The bot's mail goes to this box; the regulation reports ads to personnel and the superior."""
    server: asyncio.Server = await open_postbox(box := Postbox())
    mail.use(Post(read_server(f"smtp://127.0.0.1:{box.port}?tls=none"), "qungui@example.com"))
    yield box
    mail.use(None)
    server.close()


async def under(house: TestHouse, ladder: str = "kick+escalate", **more: str) -> None:
    regulation = RegulationText(
        "本群细则",
        "3.0",
        (
            Clause("第一条", "不得发布广告。", (Duty("moderation.ads"),)),
            Clause(
                "第二条",
                "屡教不改的，移出并报告人力资源部门。",
                (Duty("sanction.kick", "auto", {"ladder": ladder}), Duty("sanction.escalate", "auto", more)),
            ),
        ),
    )
    house.clock.advance(1)
    now = house.clock.now()
    await models.Regulation.create(
        organisation_id=house.group.organisation_id, group_id=house.group.id, title=regulation.title,
        version=regulation.version, digest=digest(regulation), effective_from=now,
        clauses=clauses_to_json(regulation.clauses),
    )  # fmt: skip
    await directory.reload(house.group.id, now=now)


async def know(house: TestHouse, name: str, duty: str, email: str | None = None, account: str | None = None) -> None:
    contact = Contact(name, duty, email, house.chat.platform if account else None, account)  # type: ignore[arg-type]
    await contacts.add_contact(house.group, contact, actor=SYSTEM, now=house.clock.now())


async def breach(house: TestHouse, masked: str = "加＊＊＊", **more: Any) -> cases.CaseFile:
    regulation = house.group.regulation
    assert regulation is not None
    clause = regulation.clause("moderation.ads")
    assert clause is not None
    evidence = {
        "masked": masked,
        "text": "加微信abc123",
        "checks": [{"name": "words", "verdict": "ads", "evidence": EVIL}, {"name": "links", "verdict": "clean"}],
    }
    accused = cases.Accused(house.id_of("王强"), EVIL)
    case = await cases.open_case(
        house.group, cases.Breach("moderation.ads", clause, "发布广告", evidence), accused,
        actor=SYSTEM, now=house.clock.now(), **more,
    )  # type: ignore[arg-type]  # fmt: skip
    await house.settle()
    return case


def admin(house: TestHouse, name: str = "林静") -> Actor:
    return Actor(house.id_of(name), name, Role.ADMIN)


async def states() -> list[tuple[str, str, str]]:
    return [(row.recipient, row.way, row.state) for row in await models.Escalation.all().order_by("id")]


async def test_a_step_with_escalation_sends_the_case_file_to_whom_the_regulation_names(
    house: TestHouse, box: Postbox
) -> None:
    await under(house, to="人力资源部门")
    await know(house, "孙姐", "人力资源部", "hr@example.com")
    await know(house, "保卫", "安全保卫处", "safe@example.com")
    await breach(house)
    assert box.recipients == [["hr@example.com"]]
    [letter] = box.taken
    assert letter["Subject"].startswith("【群规上报】案件 #1")
    body = letter.get_body()
    assert body is not None
    assert "孙姐：" in body.get_content()
    assert "移出并上报" in body.get_content()
    [file] = letter.iter_attachments()
    page = file.get_content()
    assert file.get_filename() == "case-1.html"
    assert "不得发布广告。" in page
    assert "加＊＊＊" in page
    assert "abc123" not in page + body.get_content()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert len(house.calls("kick")) == 1
    assert await states() == [("孙姐", "mail", "sent")]
    assert "移出本群并按规定上报" in house.last()


async def test_only_where_the_regulation_entitles_the_reader_the_whole_message_is_shown(
    house: TestHouse, box: Postbox
) -> None:
    await under(house, to="人力资源部", evidence="full")
    await know(house, "孙姐", "人力资源部", "hr@example.com")
    await breach(house)
    [file] = box.taken[0].iter_attachments()
    assert "加微信abc123" in file.get_content()


async def test_the_page_needs_nothing_from_elsewhere(house: TestHouse) -> None:
    await under(house, "warn>kick")
    await breach(house)
    case = await breach(house)
    page = await case_document(house.group, case, now=house.clock.now(), reason="请处理")
    assert "http://" not in page
    assert "https://" not in page
    assert "src=" not in page
    assert "@media print" in page
    assert "计入的此前案件" in page
    assert "请处理" in page


async def test_nothing_is_told_of_a_case_that_only_was_proposed(house: TestHouse, box: Postbox) -> None:
    await under(house, to="人力资源部")
    await know(house, "孙姐", "人力资源部", "hr@example.com")
    await breach(house, doubtful=True)
    assert box.taken == []
    await house.say("林静", "/确认 1")
    assert len(box.taken) == 1


async def test_a_refusing_server_is_told_to_the_administrators(house: TestHouse, box: Postbox) -> None:
    await under(house, to="人力资源部")
    await know(house, "孙姐", "人力资源部", "hr@example.com")
    box.answers = ["550 no such mailbox here"]
    await breach(house)
    assert await states() == [("孙姐", "mail", "failed")]
    assert "案件 #1 未能上报给 孙姐（邮件）" in house.last()
    assert "hr@example.com" not in house.last()
    await house.say("林静", "/上报 1")
    assert await states() == [("孙姐", "mail", "failed"), ("孙姐", "mail", "sent")]


async def test_an_absent_server_is_tried_for_a_day_and_then_told(house: TestHouse, box: Postbox) -> None:
    await under(house, to="人力资源部")
    await know(house, "孙姐", "人力资源部", "hr@example.com")
    mail.use(Post(read_server("smtp://127.0.0.1:1?tls=none"), "qungui@example.com"))
    await breach(house)
    for wait in mail.WAITS:
        assert not any("未能上报" in said for said in house.said())
        await house.pass_time(wait)
    assert sum("未能上报" in said for said in house.said()) == 1


async def test_somebody_with_an_account_is_told_in_private(house: TestHouse) -> None:
    await under(house, to="人力资源部")
    await know(house, "孙姐", "人力资源部", account="30001")
    house.platform.add_member("30001", Role.MEMBER, group="901", card="孙姐")
    await breach(house)
    [told] = house.platform.sent_privately("30001")
    assert "【上报】孙姐" in told
    assert await states() == [("孙姐", "chat", "sent")]


async def test_a_private_message_that_does_not_arrive_is_told(house: TestHouse) -> None:
    await under(house, to="人力资源部")
    await know(house, "孙姐", "人力资源部", account="30001")
    case = await breach(house, step=None, doubtful=True)
    house.platform.script("send", Outcome.DENIED)
    await cases.escalate(house.group, case, now=house.clock.now())
    await house.settle()
    assert await states() == [("孙姐", "chat", "failed")]
    assert "未能上报给 孙姐（私信）" in house.last()


async def test_whom_nobody_knows_how_to_reach_is_named_to_the_administrators(house: TestHouse) -> None:
    await under(house, to="公安机关")
    await breach(house)
    assert await states() == [("公安机关", "hand", "hand")]
    assert any("案件 #1 须上报：公安机关" in said for said in house.said())


async def test_without_anybody_the_owner_is_asked_for_contacts(house: TestHouse) -> None:
    await under(house)
    await breach(house)
    assert any("还没有登记联系人" in said for said in house.said())


async def test_the_superior_is_found_in_the_roster_and_their_account_by_the_link(house: TestHouse) -> None:
    await under(house, to="上级领导")
    rows: dict[str, models.Person] = {}
    for name, superior in (("王强", "李雷"), ("李雷", None)):
        rows[name] = await models.Person.create(
            organisation_id=house.group.organisation_id, name=name, superior=superior
        )
        await models.Membership.get_or_create(
            group_id=house.group.id, member_id=house.id_of(name), defaults={"first_seen_at": house.clock.now()}
        )
        await models.Membership.filter(member_id=house.id_of(name)).update(person_id=rows[name].id)
    people.forget_rosters()
    await know(house, "周总", "主管", account="30009")
    await breach(house)
    assert [(name, way) for name, way, _ in await states()] == [("李雷", "chat")]


async def test_nobody_is_told_about_themselves(house: TestHouse) -> None:
    await under(house, to="人力资源部")
    await know(house, "王强", "人力资源部", account=house.id_of("王强"))
    await breach(house)
    assert await states() == []


async def test_a_pardon_corrects_what_was_told_and_drops_what_was_not(house: TestHouse, box: Postbox) -> None:
    await under(house, to="人力资源部")
    await know(house, "孙姐", "人力资源部", "hr@example.com")
    await know(house, "老吴", "人力资源部", "wu@example.com")
    box.answers = ["", "451 later"]
    await breach(house)
    assert [state for *_, state in await states()] == ["sent", "queued"]
    await cases.pardon_case(house.group, 1, "误判", actor=admin(house), now=house.clock.now())
    await house.pass_time(timedelta(hours=2))
    assert [to for [to] in box.recipients] == ["hr@example.com", "hr@example.com"]
    assert "【更正】案件 #1 已撤销" in box.taken[1]["Subject"]
    assert [state for *_, state in await states()] == ["corrected", "cancelled"]


async def test_who_can_only_be_told_by_hand_is_not_said_to_have_been_told(house: TestHouse) -> None:
    await know(house, "孙姐", "人力资源部", "hr@example.com")  # no mail server is set up
    await breach(house)
    before = len(house.said())
    await house.say("林静", "/上报 1 人力资源部")
    [told] = house.said()[before:]
    assert "案件 #1 须上报：孙姐" in told


async def test_in_the_group_only_that_it_was_reported_is_read(house: TestHouse, box: Postbox) -> None:
    await under(house, "warn>kick", to="人力资源部")
    await know(house, "孙姐", "人力资源部", "hr@example.com")
    await breach(house)
    before = len(house.said())
    await house.say("林静", "/上报 1 情节恶劣")
    assert house.said()[before:] == ["已上报（案件 #1）。"]
    body = box.taken[0].get_body()
    assert body is not None
    assert "情节恶劣" in body.get_content()
    await house.say("林静", "/上报 1")
    assert "已经上报过" in house.last()
    await house.say("林静", "/案件 1")
    assert "已上报。" in house.last()
    assert "孙姐" not in house.last()


async def test_an_administration_group_reads_to_whom(house: TestHouse, box: Postbox) -> None:
    for name in ("陈立", "林静"):
        house.platform.add_member(house.id_of(name), Role.ADMIN, group="800", card=name)
    house.platform.add_member(house.platform.account, Role.MEMBER, group="800")
    await house.say("陈立", "/管理群 800")
    await under(house, to="人力资源部")
    await know(house, "孙姐", "人力资源部", "hr@example.com")
    await breach(house)
    assert any("案件 #1 已上报：孙姐（邮件）" in said for said in house.platform.sent("800"))
    assert not any("孙姐" in said for said in house.said())


async def test_a_report_can_go_to_one_contact_alone(house: TestHouse, box: Postbox) -> None:
    await under(house, "warn>kick", to="人力资源部")
    await know(house, "孙姐", "人力资源部", "hr@example.com")
    await know(house, "老郑", "保卫处", "safe@example.com")
    await breach(house)
    await house.say("林静", "/escalate 1 保卫处 请到现场")
    assert box.recipients == [["safe@example.com"]]


async def test_kicking_on_a_clause_that_reports_by_itself_reports(house: TestHouse, box: Postbox) -> None:
    await under(house, "warn>kick", to="人力资源部")
    await know(house, "孙姐", "人力资源部", "hr@example.com")
    await house.say("林静", "/踢 第二条 屡教不改", mention="王强")
    assert box.recipients == [["hr@example.com"]]
    await house.say("林静", "/踢 第一条 广告", mention="李雷")
    assert len(box.recipients) == 1
