"""Nobody does here what they may only do elsewhere, or not at all: the whole command table, generated."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.commands import Command, table
from bot.domain.ids import MemberId, MessageId
from bot.domain.members import Role
from bot.domain.messages import Card, Forward, IncomingMessage, Mention, Other, Quote, Segment, Text
from bot.governance.directory import directory
from bot.store import models
from plugins.activities.models import ActivityRow
from plugins.notices.models import Notice
from tests.security.conftest import FIRST, SECOND, Neighbours
from tests.support.house import load_areas

load_areas()
POWERFUL = ("mute", "kick", "recall", "set_card", "answer_request", "announce")
OF_POWER = [command for command in table.all() if command.role > Role.MEMBER]
WORDS = {"grant": "admin", "mode": "observe", "mute": "10m 理由", "console": "901", "word": "add 测试词",
         "unban": "20004", "allow": "add 测试词", "cleanup": "", "roster": "检查"}  # fmt: skip


def called(command: Command, name: str = "") -> str:
    """The command in its right form, on 李雷 where it needs somebody, on number 1 where it needs a number."""
    words = WORDS.get(command.name, "1 理由" if "编号 " in command.usage else "1" if "编号" in command.usage else "")
    if command.acts_on and not words:
        words = "理由" if "理由" in command.usage else ""
    return f"/{name or command.name} {words}".strip()


async def rows() -> dict[str, int]:
    return {
        "cases": await models.Case.all().count(),
        "grants": await models.Grant.all().count(),
        "bans": await models.Ban.all().count(),
        "enabled": await models.Group.filter(enabled=True).count(),
    }


def acts(house: Neighbours) -> list[str]:
    return [call.name for call in house.platform.calls if call.name in POWERFUL]


async def give(house: Neighbours, who: str, command: Command, **options: object) -> None:
    target = "李雷" if command.acts_on else None
    await house.say(who, called(command), mention=target, **options)  # type: ignore[arg-type]
    house.clock.advance(timedelta(minutes=1))


async def test_no_member_and_no_stranger_can_use_any_command_of_power(house: Neighbours) -> None:
    """Whatever the frame claims: by a member, an administrator of the other group, and somebody of no group."""
    house.names["过客"] = "77777"
    before, state = await rows(), house.state(FIRST)
    for command in OF_POWER:
        for who in ("王强", "何丽", "过客"):
            for claim in (Role.OWNER, Role.SUPERUSER):
                await give(house, who, command, claim=claim)
                assert acts(house) == [], (command.name, who, claim)
                assert await rows() == before, (command.name, who, claim)
                assert house.state(FIRST) == state, (command.name, who, claim)


async def test_anonymous_words_command_nothing(house: Neighbours) -> None:
    before, said = await rows(), len(house.said())
    for number, command in enumerate(table.all()):
        for sender in ("80000000", house.names["陈立"], "90000"):
            message = IncomingMessage(
                house.account, house.chat, MessageId(f"anon{number}{sender}"), MemberId(sender), "匿名的人",
                (Text(called(command)), Mention(house.id_of("李雷"), "李雷")), house.clock.now(), house.clock.now(),
                Role.OWNER, None, True,
            )  # fmt: skip
            house.house.intake.message(message)
            await house.settle()
        house.clock.advance(timedelta(minutes=1))
    assert acts(house) == []
    assert await rows() == before
    assert all("权限" in text or "群规" in text for text in house.said()[said:] if "群名片" not in text)


async def test_the_bot_never_obeys_itself(house: Neighbours) -> None:
    for number, command in enumerate(table.all()):
        message = IncomingMessage(
            house.account, house.chat, MessageId(f"self{number}"), MemberId(house.account), "群规",
            (Text(called(command)), Mention(house.id_of("李雷"), "李雷")), house.clock.now(), house.clock.now(),
            Role.OWNER,
        )  # fmt: skip
        house.house.intake.message(message)
    await house.settle()
    assert house.said() == []
    assert acts(house) == []


HIDDEN: list[tuple[str, tuple[Segment, ...]]] = [
    ("a quotation", (Quote(MessageId("1")), Text("看这个"), Other("quote", {"text": "/踢 @李雷"}))),
    ("a card", (Card("/停用", "/停用", "https://x.cn/停用"),)),
    ("a forward", (Forward("/停用"),)),
    ("a file's name", (Other("file", {"name": "/停用"}),)),
    ("a later line", (Text("各位请看\n/停用"),)),
    ("an inner word", (Text("请发 /停用"),)),
    ("zero width inside", (Text("/停\u200b用"),)),
    ("zero width before", (Text("/\u200b停用"),)),
    ("zero width at the front", (Text("\u200b/停用"),)),
    ("a direction mark", (Text("\u202e/停用"),)),
    ("a soft hyphen", (Text("/停\xad用"),)),
    ("a look-alike slash", (Text("∕停用"),)),
    ("two slashes", (Text("//停用"),)),
    ("CQ code as text", (Text("[CQ:at,qq=all]/停用"),)),
]


@pytest.mark.parametrize(("where", "segments"), HIDDEN, ids=[name for name, _ in HIDDEN])
async def test_a_command_hidden_somewhere_is_none(house: Neighbours, where: str, segments: tuple[Segment, ...]) -> None:
    await house.say("陈立", list(segments))
    assert directory.find(house.chat) is not None
    assert acts(house) == []


async def test_what_a_quoted_message_says_is_not_commanded_by_who_quotes_it(house: Neighbours) -> None:
    said = await house.say("王强", "/停用")
    await house.say("陈立", "看看他写了什么", quote=said)
    assert directory.find(house.chat) is not None


async def test_a_frame_that_comes_again_with_other_words_or_another_sender_is_not_obeyed(house: Neighbours) -> None:
    said = await house.say("王强", "大家早")
    now = house.clock.now()
    for sender in ("王强", "陈立"):
        again = IncomingMessage(
            house.account, house.chat, said, house.id_of(sender), sender, (Text("/停用"),), now, now, Role.OWNER
        )
        house.house.intake.message(again)
        house.house.intake.message(replace(again, sequence="7"))
    await house.settle()
    assert directory.find(house.chat) is not None


async def make_numbers(house: Neighbours) -> None:
    """One of everything numbered, in the second group only, so that the first group has none of it."""
    house.at(SECOND)
    house.clock.advance(timedelta(minutes=5))
    await house.say("何丽", "/警告 理由", mention="孙浩")
    await house.say("何丽", "/通知 明天停电，请提前保存文件")
    await house.say("何丽", "/活动 郊游 | 3月6日14:00 | 公园 | 一起去走走")
    await house.say("孙浩", "/通知 我也有一件事要说")
    house.clock.advance(timedelta(minutes=5))
    house.at(FIRST)


async def everything() -> list[tuple[object, ...]]:
    """What was decided in the second group."""
    group = await models.Group.get(external_id=SECOND)
    cases = await models.Case.filter(group_id=group.id).order_by("id").values_list("number", "state", "decided_by")
    notices = await Notice.filter(group_id=group.id).order_by("id").values_list("number", "state")
    activities = await ActivityRow.filter(group_id=group.id).order_by("id").values_list("number", "state")
    return [*cases, *notices, *activities]


def told_of_numbers(house: Neighbours) -> list[str]:
    """What the second group has read but for the morning's list of cards, which comes by the clock."""
    return [text for text in house.platform.sent(SECOND) if "群名片" not in text]


async def test_numbers_of_another_group_are_nobody_s_business_here(house: Neighbours) -> None:
    """Administrators of the first group with every number of the second: nothing is shown and nothing happens."""
    await make_numbers(house)
    before, told = await everything(), told_of_numbers(house)
    house.platform.calls.clear()
    secrets = ("停电", "郊游", "孙浩", "一件事")
    for command in table.all():
        if "编号" not in command.usage and "案件号" not in command.usage:
            continue
        for number in range(1, 5):
            for who in ("陈立", "王强"):
                words = (
                    "1234"
                    if command.name == "checkin"
                    else "理由"
                    if "理由" in command.usage or command.name == "summary"
                    else ""
                )
                await house.say(who, f"/{command.name} {number} {words}".strip())
                house.clock.advance(timedelta(minutes=1))
                heard = [text for text in house.said() if any(secret in text for secret in secrets)]
                assert heard == [], (command.name, number, who)
    assert await everything() == before
    assert told_of_numbers(house) == told
    assert [call for call in house.platform.calls if call.name in POWERFUL] == []


async def test_numbers_of_another_group_are_not_shown_in_private(house: Neighbours) -> None:
    await make_numbers(house)
    for who in ("陈立", "王强", "90000"):
        for words in ("/依据 1", "/申诉 1 不服", "/案件 1", "/查看 1", "/show 2", "/通知 2", "/活动 3", "/记录"):
            await house.say(who, words, private=True)
            house.clock.advance(timedelta(minutes=1))
        assert not [
            t for t in house.platform.sent_privately(house.id_of(who)) if "孙浩" in t or "停电" in t or "第" in t
        ]
    appealed = await models.Appeal.all().count()
    assert appealed == 0


async def test_a_private_chat_gives_no_power_at_all(house: Neighbours) -> None:
    before = await rows()
    for command in table.all():
        for who in ("陈立", "90000"):
            await give(house, who, command, private=True, claim=Role.OWNER)
    assert acts(house) == []
    assert await rows() == before
    private = {command.name for command in table.all() if command.private}
    assert not {command.name for command in OF_POWER} & private


async def test_somebody_of_another_group_is_named_by_id_without_reaching_that_group(house: Neighbours) -> None:
    """孙浩 is no member here: whatever is ordered against him stays in this group."""
    number = house.names["孙浩"]
    for words in (f"/mute {number} 10m 理由", f"/kick {number} 理由", f"/warn {number} 理由", f"/unmute {number}"):
        await house.say("林静", words)
    assert MemberId(number) in house.platform.group(SECOND).members
    assert {call["chat"].group for call in house.platform.calls if call.name in POWERFUL} <= {FIRST}
    assert await models.Case.filter(group__external_id=SECOND).count() == 0


async def test_an_owner_elsewhere_is_nobody_here_and_a_grant_stays_in_its_group(house: Neighbours) -> None:
    house.join("郑远", FIRST)
    house.join("李雷", SECOND)
    await house.say("陈立", "/任命 admin", mention="李雷")
    await house.at(SECOND).say("李雷", "/禁言 10m 理由", mention="孙浩")
    await house.at(FIRST).say("郑远", "/禁言 10m 理由", mention="王强")
    assert acts(house) == []
    assert await models.Grant.filter(group__external_id=SECOND).count() == 0


async def test_who_was_left_the_group_has_no_power_any_more(house: Neighbours) -> None:
    del house.platform.group(FIRST).members[house.id_of("林静")]
    house.clock.advance(timedelta(minutes=2))
    await house.say("林静", "/踢 理由", mention="李雷", claim=Role.ADMIN)
    assert acts(house) == []


async def test_somebody_appointed_who_left_has_no_power_from_outside(house: Neighbours) -> None:
    """A grant is for members: whoever left gives no orders through the administration group either."""
    await house.say("陈立", "/任命 admin", mention="李雷")
    await house.say("陈立", "/管理群 902")
    house.platform.group("902")
    del house.platform.group(FIRST).members[house.id_of("李雷")]
    house.clock.advance(timedelta(minutes=2))
    await house.at("902").say("李雷", "/禁言 10m 理由", mention="王强")
    assert acts(house) == []
