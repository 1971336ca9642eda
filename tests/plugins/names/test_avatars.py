"""Avatars through the whole house: asked for only where that is wanted, told once, forgotten with the account."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot import settings
from bot.domain.events import MemberJoined
from bot.domain.ids import MemberId
from bot.domain.members import SYSTEM, Role
from bot.domain.people import Person, RosterSheet
from bot.governance import people
from bot.governance.directory import directory
from bot.governance.picture_process import PictureReader, Reading
from bot.settings import Settings
from bot.store.models import AuditEntry
from plugins.names.models import Impersonation
from plugins.names.service import look_at_faces, run_round
from plugins.names.service.avatars import GIVES_UP_AFTER, Avatars, avatars
from tests.support.house import TestHouse
from tests.support.pictures import png

from .test_faces import drawing
from .test_names import DAY, MORNING, all_right, heard, link, rename

ADDRESS = "https://avatar.example.com/{id}?s=100"


@pytest.fixture(autouse=True)
async def address(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The deployment allows it; what was counted and remembered is gone after each test."""
    monkeypatch.setattr(settings, "_chosen", Settings(_env_file=None, avatar_url=ADDRESS))  # type: ignore[call-arg]
    avatars.clear()
    avatars.failures = 0
    yield
    avatars.clear()
    await avatars.close()


def wears(house: TestHouse, who: str, seed: int, **options: object) -> None:
    picture = drawing(seed)
    if options:
        picture = picture.resize((140, 140))
    url = ADDRESS.replace("{id}", house.id_of(who))
    house.platform.files[url] = png(picture, **options)  # type: ignore[arg-type]


async def all_wear_their_own(house: TestHouse) -> None:
    await all_right(house)
    for seed, who in enumerate(("陈立", "林静", "赵敏", "王强", "李雷", house.account), 10):
        wears(house, who, seed)


async def come(house: TestHouse, member: str) -> None:
    house.platform.add_member(member, nickname="小新")
    event = MemberJoined(account=house.account, chat=house.chat, at=house.clock.now(), member=MemberId(member))
    await house.happen(event)
    await house.pass_time(7)


async def test_an_avatar_like_an_administrators_is_told_in_the_morning_and_once(house: TestHouse) -> None:
    await all_wear_their_own(house)
    wears(house, "李雷", 11, kind="JPEG", quality=60)
    await house.pass_time(MORNING)
    [text] = heard(house, "可能冒充")
    assert f"研发部-李雷（{house.id_of('李雷')}）的头像与管理员“研发部-林静”（{house.id_of('林静')}）" in text
    assert "第十一条" in text
    assert f"/警告 {house.id_of('李雷')}" in text
    assert await AuditEntry.filter(action="name.like", subject=f"member:{house.id_of('李雷')}").count() == 1
    wears(house, "李雷", 11, kind="JPEG", quality=90)
    await house.pass_time(DAY)
    assert len(heard(house, "可能冒充")) == 1
    wears(house, "李雷", 12)
    await house.pass_time(DAY)
    assert "赵敏" in heard(house, "可能冒充")[1]


async def test_a_newcomer_with_an_administrators_avatar_is_told_within_seconds(house: TestHouse) -> None:
    await all_wear_their_own(house)
    await house.pass_time(MORNING)
    before = len(house.calls("download"))
    wears(house, "31000", 11)
    await come(house, "31000")
    [text] = heard(house, "可能冒充")
    assert "31000" in text
    assert [call["url"] for call in house.calls("download")[before:]] == [ADDRESS.replace("{id}", "31000")]


async def test_nothing_is_asked_where_no_address_is_set(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_chosen", Settings(_env_file=None))  # type: ignore[call-arg]
    await all_wear_their_own(house)
    wears(house, "李雷", 11)
    await house.pass_time(MORNING)
    await come(house, "31000")
    assert house.calls("download") == []
    assert heard(house, "可能冒充") == []


async def test_nothing_is_asked_where_no_clause_forbids_posing(house: TestHouse) -> None:
    regulation = house.group.regulation
    assert regulation is not None
    kept = tuple(each for each in regulation.text.clauses if each.duty("conduct.impersonation") is None)
    assert len(kept) < len(regulation.text.clauses)
    text = replace(regulation.text, clauses=kept)
    directory._put(replace(house.group, regulation=replace(regulation, text=text)))
    await all_wear_their_own(house)
    wears(house, "李雷", 11)
    await run_round(house.group.id, "round", now=house.clock.now())
    await look_at_faces(house.group, house.clock.now())
    assert house.calls("download") == []


async def test_no_message_has_an_avatar_asked_for(house: TestHouse) -> None:
    await all_wear_their_own(house)
    await house.say("李雷", "早上好")
    await house.say("李雷", "/名片")
    assert house.calls("download") == []


async def test_on_wechat_nothing_is_asked(wechat: TestHouse) -> None:
    await all_wear_their_own(wechat)
    await wechat.pass_time(MORNING)
    assert wechat.calls("download") == []


async def test_administrators_and_programs_pass_for_nobody(house: TestHouse) -> None:
    await all_wear_their_own(house)
    wears(house, "赵敏", 11)
    wears(house, house.account, 11)
    house.platform.add_member("32000", nickname="助手", is_robot=True)
    wears(house, "32000", 11)
    await house.pass_time(MORNING)
    assert heard(house, "的头像与") == []


async def test_one_persons_two_accounts_may_look_alike(house: TestHouse) -> None:
    await all_wear_their_own(house)
    await house.say("陈立", "/任命 admin", mention="王强")
    await link(house, "王强")
    mine, somebody = house.member("二号"), house.member("三号")
    await link(house, "王强", account=mine)
    for who in ("王强", mine, somebody):
        wears(house, who, 30)
    await house.pass_time(MORNING)
    [text] = heard(house, "的头像与")
    assert (somebody in text, mine in text) == (True, False)


async def test_a_leader_by_the_card_alone_may_be_an_impostor(house: TestHouse) -> None:
    """Who takes a leader's card and an administrator's picture is not spared for the card."""
    boss = Person("孙总", "研发部", "总经理", "13500135000", "A1001")
    await people.import_roster(
        house.group.organisation_id, RosterSheet((boss,), ()), now=house.clock.now(), actor=SYSTEM
    )
    await all_wear_their_own(house)
    wears(house, "李雷", 11)
    rename(house, "李雷", card="研发部-孙总")
    await house.pass_time(MORNING)
    assert house.id_of("李雷") in "".join(heard(house, "的头像与"))


async def test_whoever_has_become_an_administrator_meanwhile_is_not_told(house: TestHouse) -> None:
    await all_wear_their_own(house)
    wears(house, "李雷", 11)
    members = house.platform.group().members
    members[house.id_of("李雷")] = replace(members[house.id_of("李雷")], role=Role.ADMIN)
    await house.pass_time(MORNING)
    assert heard(house, "的头像与") == []


async def test_avatars_that_cannot_be_had_are_counted_and_hold_up_nothing(house: TestHouse) -> None:
    await all_right(house, "王强")
    wears(house, "林静", 11)
    house.platform.files[ADDRESS.replace("{id}", house.id_of("李雷"))] = b"<html>not a picture"
    await house.pass_time(MORNING)
    assert heard(house, "群名片应为") != []
    assert avatars.failures == len(house.calls("download")) - 1 > 0


async def test_a_place_that_does_not_answer_is_left_alone_until_the_next_look(house: TestHouse) -> None:
    for number in range(60):
        house.member(f"研发部-赵{number}")
    await all_right(house)
    await house.pass_time(MORNING)
    assert len(house.calls("download")) == GIVES_UP_AFTER


async def test_whoever_is_gone_is_forgotten(house: TestHouse) -> None:
    await all_wear_their_own(house)
    wears(house, "李雷", 11)
    await house.pass_time(MORNING)
    assert await Impersonation.filter(kind="picture").count() == 1
    house.platform.group().members.pop(house.id_of("李雷"))
    await house.pass_time(DAY)
    assert await Impersonation.filter(kind="picture").count() == 0
    assert house.id_of("李雷") not in avatars.faces()


async def test_no_more_faces_are_kept_than_said(house: TestHouse) -> None:
    await all_wear_their_own(house)
    small = Avatars(kept=2)
    ids = [house.id_of(who) for who in ("林静", "王强", "李雷")]
    await small.look(house.platform, ADDRESS, ids[:1], ids[1:], now=house.clock.now(), keeps=DAY)
    await small.close()
    assert list(small.faces()) == ids[1:]


async def test_a_process_that_fails_on_a_picture_costs_only_that_picture(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def read(self: PictureReader, data: bytes) -> Reading | None:
        return None

    monkeypatch.setattr(PictureReader, "read", read)
    await all_wear_their_own(house)
    await house.pass_time(MORNING)
    assert avatars.failures == len(house.calls("download"))
    assert heard(house, "的头像与") == []
