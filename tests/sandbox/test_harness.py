"""The hands and waits that tests of the bot rely on."""

import pytest

from sandbox.harness import qq
from sandbox.offices import ADMIN, LI_LEI, QQ_BOT, QQ_GROUP
from sandbox.world import Refused

from .stub import stub

GROUP = int(QQ_GROUP)


async def test_members_are_found_by_id_nickname_card_or_the_name_in_the_card() -> None:
    async with stub("v11") as bot, qq(bot.url) as link:
        assert {link.user(GROUP, who) for who in (10000101, LI_LEI, "小李", "研发-李雷", "李雷")} == {LI_LEI}
        link.leave(GROUP, "李雷")
        assert link.user(QQ_GROUP, "李雷") == LI_LEI
        with pytest.raises(Refused, match="没有「张无忌」"):
            link.user(QQ_GROUP, "张无忌")


async def test_each_call_is_given_out_once_and_in_order() -> None:
    async with stub("v11") as bot, qq(bot.url) as link:
        for words in ("一", "二"):
            await bot.call("send_group_msg", group_id=GROUP, message=words)
        assert [(await link.next_call("send_group_msg"))["message"] for _ in range(2)] == ["一", "二"]
        with pytest.raises(TimeoutError):
            await link.next_call("send_group_msg", timeout=0.01)


async def test_one_waits_for_words_said_after_a_message() -> None:
    async with stub("v11") as bot, qq(bot.url) as link:
        await bot.call("send_group_msg", group_id=GROUP, message="模式：观察")
        asked = link.say(QQ_GROUP, "陈立", "/mode enforce")
        await bot.send("send_group_msg", group_id=GROUP, message="模式：执行")
        assert (await link.said_like(QQ_GROUP, "模式", after=asked)).text == "模式：执行"
        assert await link.next_text(QQ_GROUP, after=1) == "模式：执行"


async def test_what_is_said_in_private_stays_apart() -> None:
    async with stub("v11") as bot, qq(bot.url) as link:
        link.whisper(LI_LEI, "/appeal 1 不是我")
        heard = await bot.event(message_type="private")
        await bot.call("send_private_msg", user_id=heard["user_id"], message="已收到")
        assert link.private_texts(LI_LEI) == ["已收到"]
        assert link.texts(QQ_GROUP) == []


async def test_an_unreachable_bot_is_tried_again_until_it_is_there() -> None:
    async with qq("ws://127.0.0.1:9", retry=0.01, wait=False) as link:
        await link.until(lambda: len(link.link.refusals) > 2)
        assert not link.link.is_connected


async def test_the_bots_power_is_as_asked_for() -> None:
    async with stub("v11") as bot, qq(bot.url, bot_role="owner", size=50) as link:
        members = (await bot.call("get_group_member_list", group_id=GROUP))["data"]
        roles = {str(member["user_id"]): member["role"] for member in members}
        assert (len(roles), roles[QQ_BOT], roles[ADMIN]) == (50, "owner", "admin")
        assert len(link.calls) == 1
