"""Announcements, essence messages and files as implementations list them, and how they are taken away."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.domain.ids import AccountId, ChatRef
from bot.domain.ports import Outcome
from bot.domain.things import GroupThing, ThingKind
from bot.gateway.decode12 import Self
from bot.gateway.platform11 import Platform11
from bot.gateway.platform12 import Platform12
from bot.gateway.things import things_of
from tests.bot.gateway.lines import Heard, Line, around
from tests.support.clock import FakeClock

GROUP = ChatRef("qq", "600700800")
NOTICE = {
    "notice_id": "n1",
    "sender_id": 10001,
    "publish_time": 1_700_000_000,
    "message": {"text": "旧公告", "image": []},
}
ESSENCE = {
    "message_id": -77,
    "sender_id": 10001,
    "sender_time": 1_700_000_000,
    "operator_time": 1_700_000_100,
    "content": [{"type": "text", "data": {"text": "安排"}}],
}
FILE = {"file_id": "/f1", "file_name": "表.xlsx", "busid": 102, "file_size": "7", "modify_time": 1_700_000_000}


@pytest.fixture
async def line(clock: FakeClock) -> AsyncIterator[tuple[Line, Platform11]]:
    heard = Heard(Line({"_get_group_notice": [NOTICE], "get_essence_msg_list": [ESSENCE]}), clock)
    yield heard.line, Platform11(heard.link, AccountId("3001"), around(clock))
    await heard.link.close()
    await heard.running


async def test_announcements_and_essence_messages_are_read(line: tuple[Line, Platform11]) -> None:
    [notice] = await line[1].things(GROUP, ThingKind.ANNOUNCEMENT) or []
    assert (notice.id, notice.text, notice.author) == ("n1", "旧公告", "10001")
    [essence] = await line[1].things(GROUP, ThingKind.ESSENCE) or []
    assert (essence.id, essence.text) == ("-77", "安排")
    assert essence.at is not None
    assert essence.at.timestamp() == 1_700_000_100


async def test_files_of_folders_are_read_too(line: tuple[Line, Platform11]) -> None:
    line[0].answers["get_group_root_files"] = {"files": [FILE], "folders": [{"folder_id": "/d"}]}
    line[0].answers["get_group_files_by_folder"] = {"files": [{**FILE, "file_id": "/f2", "download_times": 0}]}
    first, second = await line[1].things(GROUP, ThingKind.FILE) or []
    assert (first.id, first.size, first.downloads, first.handle) == ("/f1", 7, None, {"busid": 102})
    assert (second.id, second.downloads) == ("/f2", 0)
    assert line[0].asked("get_group_files_by_folder")[0]["folder_id"] == "/d"


async def test_the_name_an_implementation_knows_is_used(line: tuple[Line, Platform11]) -> None:
    line[0].answers["_delete_group_notice"] = {}
    result = await line[1].remove_thing(GROUP, GroupThing(ThingKind.ANNOUNCEMENT, "n1", ""))
    assert result.outcome is Outcome.UNVERIFIED
    assert line[0].asked("_delete_group_notice") == [{"group_id": 600700800, "notice_id": "n1"}]
    line[0].answers |= {"delete_essence_msg": {}, "delete_group_file": {}}
    await line[1].remove_thing(GROUP, GroupThing(ThingKind.ESSENCE, "-77", ""))
    assert line[0].asked("delete_essence_msg") == [{"group_id": 600700800, "message_id": -77}]
    await line[1].remove_thing(GROUP, GroupThing(ThingKind.FILE, "/f1", "", handle={"busid": 102}))
    assert line[0].asked("delete_group_file") == [{"group_id": 600700800, "file_id": "/f1", "busid": 102}]


async def test_what_cannot_be_listed_is_not_taken_for_empty(line: tuple[Line, Platform11]) -> None:
    line[0].answers.clear()
    for kind in ThingKind:
        assert await line[1].things(GROUP, kind) is None


@pytest.mark.parametrize("data", [None, "x", 5, {}, {"files": "x"}, {"files": None}])
@pytest.mark.parametrize("kind", list(ThingKind))
def test_an_answer_without_a_list_is_none(kind: ThingKind, data: Any) -> None:
    assert things_of(kind, data) is None


@pytest.mark.parametrize("entry", [None, 3, {}, {"notice_id": None}, {"file_id": []}, {"message_id": {}}])
@pytest.mark.parametrize("kind", list(ThingKind))
def test_an_entry_that_names_nothing_is_left_out(kind: ThingKind, entry: Any) -> None:
    assert things_of(kind, {"files": [entry]} if kind is ThingKind.FILE else [entry]) == []


async def test_wechat_is_asked_only_for_what_it_offers(clock: FakeClock) -> None:
    heard = Heard(
        Line({"get_supported_actions": ["qq.get_essence_msg_list"], "qq.get_essence_msg_list": [ESSENCE]}), clock
    )
    platform = Platform12(heard.link, Self(AccountId("wxid_bot"), "wechat", "wx"), "ComWechat", around(clock))
    await platform.learn()
    assert await platform.things(ChatRef("wechat", "g"), ThingKind.ANNOUNCEMENT) is None
    [essence] = await platform.things(ChatRef("wechat", "g"), ThingKind.ESSENCE) or []
    assert essence.text == "安排"
    assert (await platform.remove_thing(ChatRef("wechat", "g"), essence)).outcome is Outcome.UNSUPPORTED
    assert {call["action"] for call in heard.line.calls} == {"get_supported_actions", "qq.get_essence_msg_list"}
    await heard.link.close()
    await heard.running
