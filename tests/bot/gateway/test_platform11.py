from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import MemberInfo, Role
from bot.domain.messages import Card, Image, Mention, MentionAll, Quote, Text
from bot.domain.ports import Ability, Outcome, Platform
from bot.gateway.platform11 import Platform11, wire_id
from tests.bot.gateway.conftest import frame_of
from tests.bot.gateway.lines import Heard, Line, around
from tests.support.clock import FakeClock

GROUP = ChatRef("qq", "600700800")
WANG = MemberId("10000101")


@dataclass
class QQ:
    line: Line
    platform: Platform11

    def only(self, action: str) -> dict[str, Any]:
        """The parameters of the one call of this action."""
        (call,) = self.line.asked(action)
        return call


@pytest.fixture
async def qq(clock: FakeClock) -> AsyncIterator[QQ]:
    heard = Heard(Line({"send_group_msg": {"message_id": 77}, "send_private_msg": {"message_id": 78}}), clock)
    platform = Platform11(heard.link, AccountId("3001001001"), around(clock))
    port: Platform = platform
    assert port.platform == "qq"
    yield QQ(heard.line, platform)
    await heard.link.close()
    await heard.running


async def test_peoples_text_leaves_only_as_a_text_segment(qq: QQ) -> None:
    evil = "[CQ:at,qq=all][CQ:image,file=file:///etc/passwd]&#91;"
    result = await qq.platform.send(GROUP, [Text(evil)])
    assert (result.outcome, result.message) == (Outcome.DONE, "77")
    assert qq.only("send_group_msg") == {
        "group_id": 600700800,
        "message": [{"type": "text", "data": {"text": evil}}],
    }


async def test_a_message_in_parts(qq: QQ) -> None:
    parts = [
        Text("你好 "),
        Mention(WANG, "小王"),
        Text("看"),
        Text("这个"),
        MentionAll(),
        Quote(MessageId("-5")),
        Card("x"),
    ]
    await qq.platform.send(GROUP, parts)
    kinds = [(part["type"], *part["data"].values()) for part in qq.only("send_group_msg")["message"]]
    assert kinds == [
        ("reply", "-5"),
        ("text", "你好 "),
        ("at", "10000101"),
        ("text", "看这个"),
        ("at", "all"),
    ]


@pytest.mark.parametrize(
    ("image", "sent"),
    [
        (Image("ABC.png"), "ABC.png"),
        (Image("ABC.png", "https://x.example/a"), "https://x.example/a"),
        (Image("base64://AAAA"), "base64://AAAA"),
        (Image("file:///etc/passwd"), None),
        (Image("/etc/passwd"), None),
        (Image("C:\\secret.png"), None),
        (Image(""), None),
    ],
)
async def test_an_image_never_names_a_file_of_a_machine(qq: QQ, image: Image, sent: str | None) -> None:
    result = await qq.platform.send(GROUP, [image])
    if sent is None:
        assert result.outcome is Outcome.DENIED
        assert qq.line.calls == []
    else:
        assert qq.only("send_group_msg")["message"] == [{"type": "image", "data": {"file": sent}}]


async def test_a_long_text_goes_in_pieces_and_the_first_ones_id_is_told(qq: QQ) -> None:
    numbers = iter(range(1, 9))
    qq.line.answers["send_private_msg"] = lambda call: {"message_id": next(numbers)}
    result = await qq.platform.send(ChatRef("qq", user=WANG), [Text("一句话。" * 1000)])
    texts = [call["message"][0]["data"]["text"] for call in qq.line.asked("send_private_msg")]
    assert result.message == "1"
    assert "".join(texts) == "一句话。" * 1000
    assert all(len(text) <= 1500 for text in texts)


async def test_a_message_that_got_half_out_must_be_looked_at_before_it_is_said_again(qq: QQ) -> None:
    answers = iter([{"message_id": 1}, {"status": "failed", "retcode": 1200, "message": "ERR_NOT_GROUP_ADMIN"}])
    qq.line.answers["send_group_msg"] = lambda call: next(answers)
    result = await qq.platform.send(GROUP, [Text("字" * 2000)])
    assert result.outcome is Outcome.UNKNOWN
    assert result.message == "1"
    assert "part 2 of 2" in result.detail


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        (timedelta(minutes=10), 600),
        (timedelta(0), 0),
        (timedelta(seconds=-5), 0),
        (timedelta(milliseconds=1), 1),
        (timedelta(days=30), 2_591_999),
        (timedelta(days=4000), 2_591_999),
    ],
)
async def test_a_mute_always_says_how_long(qq: QQ, duration: timedelta, seconds: int) -> None:
    qq.line.answers["set_group_ban"] = {}
    result = await qq.platform.mute(GROUP, WANG, duration)
    assert result.outcome is Outcome.UNVERIFIED
    assert qq.only("set_group_ban") == {"group_id": 600700800, "user_id": 10000101, "duration": seconds}


async def test_the_other_calls_as_they_stand_on_the_wire(qq: QQ) -> None:
    for action in ("set_group_kick", "set_group_add_request", "set_friend_add_request", "set_group_card", "delete_msg"):
        qq.line.answers[action] = {}
    qq.line.answers |= {"_send_group_notice": {}, "set_msg_emoji_like": {}}
    await qq.platform.kick(GROUP, WANG, refuse_rejoin=True)
    await qq.platform.answer_request("f|1", "add", approve=False, reason="名单里没有")
    await qq.platform.answer_request("f2", "", approve=True, reason="x")
    await qq.platform.answer_request("f3", "friend", approve=True, reason="")
    await qq.platform.set_card(GROUP, WANG, "研发-王")
    await qq.platform.recall(GROUP, MessageId("-1713174372"))
    await qq.platform.announce(GROUP, "周五大扫除")
    await qq.platform.react(GROUP, MessageId("5"), "76")
    assert qq.only("set_group_kick") == {"group_id": 600700800, "user_id": 10000101, "reject_add_request": True}
    assert qq.line.asked("set_group_add_request") == [
        {"flag": "f|1", "sub_type": "add", "approve": False, "reason": "名单里没有"},
        {"flag": "f2", "sub_type": "add", "approve": True, "reason": ""},
    ]
    assert qq.only("set_friend_add_request") == {"flag": "f3", "approve": True}
    assert qq.only("set_group_card") == {"group_id": 600700800, "user_id": 10000101, "card": "研发-王"}
    assert qq.only("delete_msg") == {"message_id": -1713174372}
    assert qq.only("_send_group_notice") == {"group_id": 600700800, "content": "周五大扫除"}
    assert qq.only("set_msg_emoji_like") == {"message_id": 5, "emoji_id": "76", "set": True}


async def test_what_an_implementation_cannot_do_is_learnt_until_the_next_connection(qq: QQ) -> None:
    assert Ability.REACT in qq.platform.capabilities
    result = await qq.platform.react(GROUP, MessageId("5"), "76")
    assert result.outcome is Outcome.UNSUPPORTED
    assert Ability.REACT not in qq.platform.capabilities
    assert Ability.MUTE in qq.platform.capabilities
    qq.line.answers["get_version_info"] = {"app_name": "NapCat.Onebot"}
    await qq.platform.learn()
    assert qq.platform.capabilities.implementation == "NapCat.Onebot"
    assert Ability.REACT not in qq.platform.capabilities, "what failed weighs more than what the table says"


async def test_lagrange_reacts_by_another_name_and_cannot_announce(qq: QQ) -> None:
    qq.line.answers |= {"get_version_info": {"app_name": "Lagrange.OneBot"}, "set_group_reaction": {}}
    await qq.platform.learn()
    await qq.platform.react(GROUP, MessageId("5"), "76")
    assert qq.only("set_group_reaction") == {"group_id": 600700800, "message_id": 5, "code": "76", "is_add": True}
    assert Ability.ANNOUNCE not in qq.platform.capabilities


async def test_a_member_is_asked_afresh(qq: QQ, clock: FakeClock) -> None:
    until = int((clock.now() + timedelta(hours=1)).timestamp())
    qq.line.answers["get_group_member_info"] = {
        "user_id": 10000101,
        "nickname": "小王",
        "card": "",
        "role": "admin",
        "join_time": 1700000000,
        "last_sent_time": 0,
        "shut_up_timestamp": until,
        "level": 12,
    }
    assert await qq.platform.member(GROUP, WANG) == MemberInfo(
        id=WANG,
        nickname="小王",
        role=Role.ADMIN,
        joined_at=datetime.fromtimestamp(1700000000, UTC),
        muted_until=datetime.fromtimestamp(until, UTC),
    )
    assert qq.only("get_group_member_info")["no_cache"] is True


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({"status": "failed", "retcode": 1200, "message": "群成员不存在"}, Outcome.DENIED),
        ({"status": "failed", "retcode": 100, "message": "MEMBER_NOT_FOUND"}, Outcome.DENIED),
        ({"status": "failed", "retcode": 1200, "message": "Timeout: NTEvent"}, Outcome.UNKNOWN),
        ({"status": "failed", "retcode": 1400, "message": "bad"}, Outcome.UNKNOWN),
        ({"status": "ok", "retcode": 0, "data": None}, Outcome.UNKNOWN),
        ({"status": "failed", "retcode": 1404, "message": ""}, Outcome.UNKNOWN),
    ],
)
async def test_no_such_member_is_not_the_same_as_no_answer(qq: QQ, answer: dict[str, Any], outcome: Outcome) -> None:
    qq.line.answers["get_group_member_info"] = answer
    assert await qq.platform.member(GROUP, WANG) is outcome


async def test_an_unknown_role_is_no_role(qq: QQ) -> None:
    qq.line.answers["get_group_member_list"] = [{"user_id": 1, "role": "unknown"}, {"user_id": 2}, {}, None]
    members = await qq.platform.members(GROUP)
    assert members is not None
    assert [(member.id, member.role) for member in members] == [("1", None), ("2", None)]
    qq.line.answers["get_group_member_list"] = []
    assert await qq.platform.members(GROUP) == []
    del qq.line.answers["get_group_member_list"]
    assert await qq.platform.members(GROUP) is None


async def test_history_newest_last_however_it_is_answered(qq: QQ) -> None:
    messages = [
        {"message_id": n, "user_id": 3001001001, "time": 1793260000 + n, "message": f"#{n} 通知"} for n in (3, 2, 1)
    ]
    qq.line.answers["get_group_msg_history"] = {"messages": [*messages, {"broken": 1}, None]}
    found = await qq.platform.history(GROUP, 2)
    assert found is not None
    assert [(item.id, item.text, item.sender) for item in found] == [
        ("2", "#2 通知", "3001001001"),
        ("3", "#3 通知", "3001001001"),
    ]
    assert qq.only("get_group_msg_history") == {"group_id": 600700800, "count": 2}
    assert await qq.platform.history(ChatRef("qq", user=WANG), 2) is None


async def test_whether_a_message_is_still_there(qq: QQ) -> None:
    exists: Callable[[], Any] = lambda: qq.platform.message_exists(GROUP, MessageId("5"))  # noqa: E731
    qq.line.answers["get_msg"] = {"message_id": 5}
    assert await exists() is True
    qq.line.answers["get_msg"] = {"status": "failed", "retcode": 1200, "message": "消息不存在"}
    assert await exists() is False
    qq.line.answers["get_msg"] = frame_of("v11_resp_send_timeout_1200")
    assert await exists() is None


async def test_a_file_comes_through_the_implementation_where_there_is_no_link(qq: QQ) -> None:
    qq.line.answers["get_file"] = {"base64": "aGVsbG8="}
    assert await qq.platform.download("f", "", 100) == b"hello"
    assert await qq.platform.download("f", "", 3) is None
    assert await qq.platform.download("f", "http://127.0.0.2:1/expired", 100) == b"hello"
    assert await qq.platform.download("", "file:///etc/passwd", 100) is None
    assert await qq.platform.download("", "http://10.0.0.1/x", 100) is None


async def test_a_private_chat_has_no_members(qq: QQ) -> None:
    chat = ChatRef("qq", user=WANG)
    assert (await qq.platform.kick(chat, WANG, refuse_rejoin=False)).outcome is Outcome.DENIED
    assert await qq.platform.member(chat, WANG) is Outcome.DENIED
    assert await qq.platform.members(chat) is None
    assert qq.line.calls == []


def test_ids_on_the_wire() -> None:
    assert [wire_id(text) for text in ("5", "-5", "wxid_a", "1@chatroom", "٣", "")] == [
        5,
        -5,
        "wxid_a",
        "1@chatroom",
        "٣",
        "",
    ]


async def test_a_file_goes_into_the_groups_files_or_to_one_person(qq: QQ) -> None:
    await qq.platform.send_file(GROUP, "名单.xlsx", b"PK")
    assert qq.only("upload_group_file") == {"group_id": 600700800, "file": "base64://UEs=", "name": "名单.xlsx"}
    await qq.platform.send_file(ChatRef("qq", None, WANG), "名单.xlsx", b"PK")
    assert qq.only("upload_private_file") == {"user_id": 10000101, "file": "base64://UEs=", "name": "名单.xlsx"}
