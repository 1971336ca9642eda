"""Member lists that lie, and what lies about in a group, on a real connection."""

from typing import Any

import pytest

from sandbox.faults import Switch
from sandbox.offices import LI_LEI, OWNER, QQ_GROUP

from .test_faults import GROUP, pair


async def members(bot: Any) -> list[dict[str, Any]]:
    answer = await bot.call("get_group_member_list", group_id=GROUP)
    return answer["data"]  # type: ignore[no-any-return]


async def test_a_list_can_be_torn_or_empty_while_the_single_member_is_still_told() -> None:
    async with pair() as (bot, link):
        whole = await members(bot)
        link.faults.switch(Switch.TORN_MEMBERS)
        assert await members(bot) == whole[: len(whole) // 2]
        link.faults.switch(Switch.EMPTY_MEMBERS)
        assert await members(bot) == []
        last = whole[-1]["user_id"]
        answer = await bot.call("get_group_member_info", group_id=GROUP, user_id=last)
        assert answer["data"]["user_id"] == last


@pytest.mark.parametrize("switch", [Switch.ZERO_TIMES, Switch.TIMES_ARE_NOW])
async def test_times_can_be_nothing_or_now(switch: Switch) -> None:
    async with pair() as (bot, link):
        link.faults.switch(switch)
        told = {info["last_sent_time"] for info in await members(bot)}
        now = int(link.world.clock().timestamp())
        assert told == {0} if switch is Switch.ZERO_TIMES else all(abs(now - each) <= 2 for each in told)


async def test_announcements_essence_and_files_are_listed_and_removed() -> None:
    async with pair() as (bot, link):
        link.world.announce(QQ_GROUP, OWNER, "旧公告")
        said = link.say(QQ_GROUP, "李雷", "重要安排")
        link.world.set_essence(said.number, OWNER)
        link.upload(QQ_GROUP, LI_LEI, "表.xlsx", b"1")
        [notice] = (await bot.call("_get_group_notice", group_id=GROUP))["data"]
        [essence] = (await bot.call("get_essence_msg_list", group_id=GROUP))["data"]
        [file] = (await bot.call("get_group_root_files", group_id=GROUP))["data"]["files"]
        assert essence["content"][0]["data"]["text"] == "重要安排"
        assert (file["download_times"], file["uploader"]) == (0, int(LI_LEI))
        await bot.call("_del_group_notice", group_id=GROUP, notice_id=notice["notice_id"])
        await bot.call("delete_essence_msg", message_id=essence["message_id"])
        await bot.call("delete_group_file", group_id=GROUP, file_id=file["file_id"], busid=102)
        assert link.world.group(QQ_GROUP).announcements == []
        assert link.world.group(QQ_GROUP).files == []
        assert not said.is_essence
