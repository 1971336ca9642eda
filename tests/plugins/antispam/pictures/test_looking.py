"""Pictures, files and forwards through the whole house."""

import io
import zipfile
from collections.abc import AsyncIterator

import pytest

from bot.domain.members import Role
from bot.domain.messages import Card, File, Forward, Forwarded, Image, Segment, Text
from bot.store import models
from plugins.antispam.pictures.known import KnownPictures, Seen
from plugins.antispam.pictures.looking import looking
from plugins.antispam.pictures.models import RecalledPicture
from tests.support.house import TestHouse
from tests.support.pictures import bomb, code, png, poster, scenery

AD = "代开发票 加微信 abc12345"
CLOSED = "https://t.me/+AbCdEfGhIjKl"
PROGRAM = b"MZ\x90\x00\x03" + bytes(60) + b"\x80\x00\x00\x00" + bytes(400)


@pytest.fixture(autouse=True)
async def _its_own_stage() -> AsyncIterator[None]:
    yield
    await looking.close()
    looking.waiting.dropped = looking.waiting.failures = 0
    looking.known = KnownPictures()


async def show(house: TestHouse, who: str, *parts: Segment) -> None:
    """Said, looked into, and settled."""
    await house.say(who, list(parts))
    await looking.waiting.drain()
    await house.settle()
    assert looking.waiting.failures == 0


def picture(house: TestHouse, content: bytes, name: str = "a.png", **more: object) -> Image:
    house.platform.files[name] = content
    return Image(name, size=len(content), **more)  # type: ignore[arg-type]


async def open_cases() -> list[models.Case]:
    return await models.Case.all().order_by("number")


async def test_an_advertisement_in_a_code_is_recalled_and_a_case_tells_where_it_stood(house: TestHouse) -> None:
    await show(house, "王强", picture(house, png(poster(AD))))
    [case] = await open_cases()
    assert len(house.calls("recall")) == 1
    assert "codes" in [check["name"] for check in case.evidence["checks"] if check["leads"]]
    assert all("abc12345" not in text for text in house.said())


async def test_an_invitation_into_a_closed_group_acts_by_itself(house: TestHouse) -> None:
    await show(house, "王强", picture(house, png(poster(CLOSED))))
    assert len(house.calls("recall")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "https://docs.qq.com/form/page/DUabc",
        "https://meeting.tencent.com/dm/AbC123",
        "https://weixin.qq.com/g/AwYAAabcdef",
        "wxp://f2f0abcdef",
        "https://qr.alipay.com/fkx123",
        "SN:20261123-000123",
        "6901234567892",
        "https://www.12306.cn/index/",
        "WIFI:S:office;T:WPA;P:12345678;;",
        "https://rsj.beijing.gov.cn/a",
    ],
)
async def test_codes_of_daily_life_are_left_alone(house: TestHouse, text: str) -> None:
    await house.pass_time(7200)
    await show(house, "王强", picture(house, png(code(text))))
    assert not house.calls("recall")


async def test_plain_pictures_stickers_and_broken_ones_are_left_alone(house: TestHouse) -> None:
    await show(house, "王强", picture(house, png(scenery(1))))
    await show(house, "王强", picture(house, png(poster(AD)), "s.png", sticker=True))
    await show(house, "王强", picture(house, bomb(), "b.png"))
    await show(house, "王强", picture(house, b"<html>", "h.png"))
    await show(house, "王强", Image("gone.png"))
    assert await open_cases() == []


async def test_a_picture_larger_than_the_limit_is_not_fetched(house: TestHouse) -> None:
    await show(house, "王强", Image("a.png", size=6 * 1024 * 1024))
    assert not house.calls("download")


async def test_an_administrator_s_pictures_are_nobody_s_business(house: TestHouse) -> None:
    await show(house, "林静", picture(house, png(poster(AD))))
    assert await open_cases() == []


async def test_the_same_picture_acts_again_at_once_until_its_case_is_pardoned(house: TestHouse) -> None:
    data = png(poster(AD))
    await show(house, "王强", picture(house, data))
    [row] = await RecalledPicture.all()
    [case] = await open_cases()
    assert row.case_id == case.id
    smaller = png(poster(AD).resize((300, 466)), "JPEG", quality=40)
    await show(house, "李雷", picture(house, smaller, "c.jpg"))
    again = (await open_cases())[-1]
    assert again.evidence["leading"] == ["pictures"]
    await house.say("林静", f"/撤销案件 {case.number} 误判")
    assert await RecalledPicture.filter(case_id=case.id).count() == 0


async def test_what_another_process_has_learnt_is_read_and_what_it_has_forgotten_too(house: TestHouse) -> None:
    data = png(poster(AD))
    await show(house, "王强", picture(house, data))
    looking.known, here = KnownPictures(), looking.known
    await looking.known.load()
    [row] = await RecalledPicture.all()
    seen = Seen(row.digest)
    assert looking.known.code_of(house.group.organisation_id, seen) == row.code
    await row.delete()
    await here.load()
    assert here.code_of(house.group.organisation_id, seen) is None


async def test_an_observed_case_teaches_no_picture(house: TestHouse) -> None:
    await house.say("陈立", "/模式 观察")
    await show(house, "王强", picture(house, png(poster(AD))))
    assert len(await open_cases()) == 1
    assert await RecalledPicture.all().count() == 0


@pytest.mark.parametrize(
    ("name", "content", "recalled"),
    [
        ("季度报表.xlsx", PROGRAM, True),
        ("说明.pdf", b"%PDF-1.7\n" + bytes(400), False),
        ("季度报表.xlsx", b"PK\x03\x04" + bytes(400), False),
        ("笔记.txt", "MZ 是 DOS 程序的开头".encode(), False),
        ("没有后缀", PROGRAM, True),
    ],
)
async def test_a_file_is_judged_by_what_it_is(house: TestHouse, name: str, content: bytes, recalled: bool) -> None:
    house.platform.files["f"] = content
    await show(house, "王强", File(name, "f", size=len(content)))
    assert bool(house.calls("recall")) is recalled


async def test_a_disguised_program_in_an_archive_acts_and_a_broken_one_does_not(house: TestHouse) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("资料/报表.pdf.exe", b"x")
    house.platform.files["z"] = buffer.getvalue()
    await show(house, "王强", File("资料.zip", "z", size=500))
    assert len(house.calls("recall")) == 1
    house.platform.files["z"] = buffer.getvalue()[:40]
    await show(house, "王强", File("资料2.zip", "z", size=40))
    assert len(house.calls("recall")) == 1


async def test_a_double_ending_acts_without_being_fetched(house: TestHouse) -> None:
    await show(house, "王强", File("工资表.pdf.exe", "f"))
    assert len(house.calls("recall")) == 1
    assert not house.calls("download")


async def test_an_advertisement_within_a_forward_is_the_forwarder_s(house: TestHouse) -> None:
    house.platform.forwards["fw"] = [
        Forwarded("路人", (Text("大家好"),)),
        Forwarded("路人", (Text(AD),)),
    ]
    await show(house, "王强", Forward("fw"))
    [case] = await open_cases()
    assert case.member_id == house.id_of("王强")
    assert "forwards" in [check["name"] for check in case.evidence["checks"] if check["leads"]]
    assert all("abc12345" not in text for text in house.said())


async def test_a_chat_about_work_may_be_forwarded(house: TestHouse) -> None:
    house.platform.forwards["fw"] = [
        Forwarded(f"同事{n}", (Text(f"第{n}项进展：接口联调完成，明天 10:30 评审"),)) for n in range(30)
    ]
    await show(house, "王强", Forward("fw"))
    assert await open_cases() == []


async def test_insults_that_are_handed_on_are_shown_to_a_person_first(house: TestHouse) -> None:
    house.platform.forwards["fw"] = [Forwarded("路人", (Text("你这个傻逼去死吧"),))]
    await show(house, "王强", Forward("fw"))
    assert not house.calls("recall")


@pytest.mark.parametrize(("depth", "found"), [(1, True), (3, True), (4, False), (9, False)])
async def test_forwards_are_laid_open_three_deep(house: TestHouse, depth: int, found: bool) -> None:
    for level in range(1, depth):
        house.platform.forwards[f"fw{level}"] = [Forwarded("路人", (Forward(f"fw{level + 1}"),))]
    house.platform.forwards[f"fw{depth}"] = [Forwarded("路人", (Text(AD),))]
    await show(house, "王强", Forward("fw1"))
    assert bool(await open_cases()) is found
    assert len(house.calls("forwarded")) <= 3


async def test_a_forward_that_holds_itself_or_too_much_ends(house: TestHouse) -> None:
    house.platform.forwards["fw"] = [Forwarded("路人", (Forward("fw"), Text("好的")))] * 500
    await show(house, "王强", Forward("fw"))
    assert len(house.calls("forwarded")) == 1
    house.platform.forwards["long"] = [Forwarded("路人", (Text("会议纪要。" * 1000),)) for _ in range(50)]
    house.platform.forwards["long"].append(Forwarded("路人", (Text(AD),)))
    await show(house, "王强", Forward("long"))
    assert await open_cases() == []


async def test_a_forward_that_cannot_be_had_is_nothing(house: TestHouse) -> None:
    await show(house, "王强", Forward("gone"))
    assert await open_cases() == []


async def test_a_picture_within_a_forward_is_looked_at_too(house: TestHouse) -> None:
    house.platform.forwards["fw"] = [Forwarded("路人", (picture(house, png(poster(AD)), "in.png"),))]
    await show(house, "王强", Forward("fw"))
    assert len(house.calls("recall")) == 1


async def test_of_many_pictures_six_are_looked_at(house: TestHouse) -> None:
    await show(house, "王强", *(picture(house, png(scenery(n, (90, 90))), f"{n}.png") for n in range(20)))
    assert len(house.calls("download")) == 6


async def test_a_card_within_a_forward_counts(house: TestHouse) -> None:
    house.platform.forwards["fw"] = [Forwarded("路人", (Card(AD, "说明", "http://1cbc.top/x"),))]
    await show(house, "王强", Forward("fw"))
    assert len(await open_cases()) == 1


async def test_plain_talk_and_quiet_groups_wait_for_nobody(house: TestHouse) -> None:
    await show(house, "王强", Text("明天十点开会"))
    await show(house, "王强", Card("周报", "第47周"))
    assert not house.calls("download")
    assert len(looking.waiting) == 0


async def test_one_named_administrator_by_the_bot_is_spared_unasked(house: TestHouse) -> None:
    house.member("新来", Role.MEMBER)
    await house.say("陈立", "/任命 管理员", mention="新来")
    await show(house, "新来", picture(house, png(poster(AD))))
    assert not house.calls("download")
