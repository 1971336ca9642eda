"""The QQ-like side over a real WebSocket; every frame is checked against the specification."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sandbox.harness import Wire, qq
from sandbox.offices import ADMIN, LI_LEI, OWNER, QQ_BOT, QQ_GROUP
from sandbox.world import Chat, Role

from .stub import StubBot, stub

GROUP = int(QQ_GROUP)


@asynccontextmanager
async def pair(**options: Any) -> AsyncIterator[tuple[StubBot, Wire]]:
    async with stub("v11") as bot, qq(bot.url, "secret", **options) as link:
        yield bot, link


async def test_it_introduces_itself_as_a_qq_implementation_does() -> None:
    async with pair() as (bot, _):
        first = await bot.event(meta_event_type="lifecycle")
        assert bot.events[0] is first
        assert first["sub_type"] == "connect"
        assert bot.headers[0]["X-Self-ID"] == QQ_BOT
        assert bot.headers[0]["X-Client-Role"] == "Universal"
        assert bot.headers[0]["Authorization"] == "Bearer secret"


async def test_a_group_message_has_napcats_shape() -> None:
    async with pair() as (bot, link):
        first = link.say(QQ_GROUP, "李雷", "今天的日报发一下")
        link.say(QQ_GROUP, "林静", "收到", quote=first, mention=["李雷"])
        frame = await bot.event(post_type="message", user_id=int(ADMIN))
        quoted = await bot.event(post_type="message", user_id=int(LI_LEI))
        assert quoted["sender"] == {"user_id": 10000101, "nickname": "小李", "card": "研发-李雷", "role": "member"}
        assert quoted["message_seq"] == quoted["message_id"] == quoted["real_id"] > 0
        assert quoted["real_seq"] == "1"
        assert quoted["group_name"] == "研发一组"
        assert [part["type"] for part in frame["message"]] == ["reply", "at", "text"]
        assert frame["message"][0]["data"]["id"] == str(quoted["message_id"])
        assert frame["message"][1]["data"]["qq"] == LI_LEI
        assert frame["raw_message"].startswith("[CQ:reply,id=")


async def test_an_advertisement_is_recalled_and_the_recall_is_told() -> None:
    async with pair() as (bot, link):
        said = link.say(QQ_GROUP, "李雷", "加微信领红包")
        frame = await bot.event(post_type="message")
        answer = await bot.call("delete_msg", message_id=frame["message_id"])
        assert (answer["status"], answer["data"]) == ("ok", None)
        recall = await bot.event(notice_type="group_recall")
        assert (recall["operator_id"], recall["user_id"]) == (int(QQ_BOT), int(LI_LEI))
        assert said.recalled_by == QQ_BOT
        again = await bot.call("delete_msg", message_id=frame["message_id"])
        assert (again["retcode"], again["message"]) == (1200, "Recall failed")
        assert (await bot.call("get_msg", message_id=frame["message_id"]))["message"] == "消息不存在"


async def test_the_bots_text_is_heard_and_answered_with_an_id() -> None:
    async with pair(reports_self=True) as (bot, link):
        answer = await bot.call("send_group_msg", group_id=GROUP, message="[CQ:at,qq=10000101] 请看群规 &#91;1&#93;")
        own = await bot.event(post_type="message_sent")
        assert own["message_id"] == answer["data"]["message_id"]
        assert link.texts(QQ_GROUP) == [" 请看群规 [1]"]
        history = await bot.call("get_group_msg_history", group_id=GROUP, count=5)
        assert [entry["message_id"] for entry in history["data"]["messages"]] == [own["message_id"]]


async def test_own_messages_come_back_only_when_switched_on() -> None:
    async with pair() as (bot, link):
        await bot.call("send_msg", message_type="group", group_id=str(QQ_GROUP), message=[_text("在")])
        link.say(QQ_GROUP, "李雷", "哦")
        await bot.event(post_type="message")
        assert [event["post_type"] for event in bot.events if event["post_type"] != "meta_event"] == ["message"]


def _text(words: str) -> dict[str, Any]:
    return {"type": "text", "data": {"text": words}}


async def test_muting_needs_power_and_obeys_napcats_default_of_zero() -> None:
    async with pair() as (bot, link):
        assert (await bot.call("set_group_ban", group_id=GROUP, user_id=int(LI_LEI), duration=600))["status"] == "ok"
        told = await bot.event(notice_type="group_ban")
        assert (told["sub_type"], told["duration"]) == ("ban", 600)
        info = await bot.call("get_group_member_info", group_id=GROUP, user_id=int(LI_LEI))
        assert info["data"]["shut_up_timestamp"] > info["data"]["join_time"]
        shut = await bot.call("get_group_shut_list", group_id=GROUP)
        assert [entry["uin"] for entry in shut["data"]] == [LI_LEI]
        await bot.call("set_group_ban", group_id=GROUP, user_id=int(LI_LEI))
        assert link.world.member(QQ_GROUP, LI_LEI).muted_until is None
        owner = await bot.call("set_group_ban", group_id=GROUP, user_id=int(OWNER), duration=60)
        admin = await bot.call("set_group_ban", group_id=GROUP, user_id=int(ADMIN), duration=60)
        assert [owner["message"], admin["message"]] == ["cannot ban owner", "cannot ban admin"]
        too_long = await bot.call("set_group_ban", group_id=GROUP, user_id=int(LI_LEI), duration=2_592_000)
        assert too_long["retcode"] == 1200


async def test_a_bot_without_power_is_told_so_except_where_napcat_does_not_look() -> None:
    async with pair(bot_role="member") as (bot, link):
        mute = await bot.call("set_group_ban", group_id=GROUP, user_id=int(LI_LEI), duration=60)
        assert (mute["retcode"], mute["message"]) == (1200, "ERR_NOT_GROUP_ADMIN")
        assert (await bot.call("_send_group_notice", group_id=GROUP, content="x"))["status"] == "failed"
        kick = await bot.call("set_group_kick", group_id=GROUP, user_id=int(LI_LEI), reject_add_request=False)
        assert kick["status"] == "ok"
        assert LI_LEI in link.world.group(QQ_GROUP).members
        assert not (await link.next_call("set_group_kick")).is_executed


async def test_someone_kicked_for_good_is_not_let_in_again() -> None:
    async with pair() as (bot, link):
        await bot.call("set_group_kick", group_id=GROUP, user_id=int(LI_LEI), reject_add_request=True)
        gone = await bot.event(notice_type="group_decrease")
        assert (gone["sub_type"], gone["user_id"], gone["operator_id"]) == ("kick", int(LI_LEI), int(QQ_BOT))
        info = await bot.call("get_group_member_info", group_id=GROUP, user_id=int(LI_LEI), no_cache=True)
        assert info["message"] == f"群({QQ_GROUP})成员{LI_LEI}不存在"
        assert LI_LEI in link.world.group(QQ_GROUP).refused


async def test_a_join_request_is_approved_once() -> None:
    async with pair() as (bot, link):
        link.request_join(QQ_GROUP, 10009004, "问题：姓名部门\n答案：张三 研发部", nickname="三三")
        asked = await bot.event(post_type="request")
        assert (asked["sub_type"], asked["comment"]) == ("add", "问题：姓名部门\n答案：张三 研发部")
        waiting = await bot.call("get_group_system_msg")
        assert waiting["data"]["join_requests"][0]["checked"] is False
        approve = {"flag": asked["flag"], "sub_type": "add", "approve": True, "reason": ""}
        assert (await bot.call("set_group_add_request", **approve))["status"] == "ok"
        joined = await bot.event(notice_type="group_increase")
        assert (joined["sub_type"], joined["user_id"]) == ("approve", 10009004)
        assert (await bot.call("set_group_add_request", **approve))["message"] == "No such request"


async def test_a_refused_applicant_stays_outside() -> None:
    async with pair() as (bot, link):
        request = link.request_join(QQ_GROUP, 10009005, "你好")
        asked = await bot.event(post_type="request")
        await bot.call("set_group_add_request", flag=asked["flag"], sub_type="add", approve=False, reason="请写姓名")
        assert (request.approved, request.reason) == (False, "请写姓名")
        assert "10009005" not in link.world.group(QQ_GROUP).members


async def test_every_kind_of_event_fits_the_specification() -> None:
    async with pair(reports_self=True, bot_role="admin") as (bot, link):
        world = link.world
        said = link.say(QQ_GROUP, "李雷", [{"type": "image", "data": {"file": world.add_file("a.png", b"x").id}}])
        link.react(said, "韩梅梅")
        link.upload(QQ_GROUP, "李雷", "报价单.xlsx", b"1234")
        world.set_essence(said.number, OWNER)
        link.recall(said, "李雷")
        world.set_admin(QQ_GROUP, LI_LEI, True, OWNER)
        world.mute_all(QQ_GROUP, True, OWNER)
        world.mute_all(QQ_GROUP, False, OWNER)
        world.set_title(QQ_GROUP, LI_LEI, "月度之星", OWNER)
        world.rename(QQ_GROUP, "研发二组", ADMIN)
        world.poke(Chat("group", QQ_GROUP), LI_LEI, QQ_BOT)
        world.poke(Chat("private", LI_LEI, QQ_BOT), LI_LEI, QQ_BOT)
        world.set_card(QQ_GROUP, LI_LEI, "研发-李小雷", LI_LEI)
        link.say(QQ_GROUP, LI_LEI, "改了名片")
        link.whisper(LI_LEI, "/help")
        link.join(QQ_GROUP, 10009002, "新人", inviter=LI_LEI)
        link.leave(QQ_GROUP, 10009002)
        world.request_friend(LI_LEI, "我是李雷")
        world.add_group("700800900", "新群")
        world.invite_account("700800900", LI_LEI)
        world.kick(QQ_GROUP, LI_LEI, OWNER)
        world.set_online(QQ_BOT, False)
        await bot.event(notice_type="bot_offline")
        kinds = {f"{e.get('notice_type', e['post_type'])}.{e.get('sub_type', '')}" for e in bot.events}
        expected = "message.normal message.friend group_msg_emoji_like. group_upload. essence.add group_recall."
        expected += " group_admin.set group_ban.ban group_ban.lift_ban notify.title notify.group_name notify.poke"
        expected += (
            " group_card. group_increase.invite group_decrease.leave group_decrease.kick request.invite bot_offline."
        )
        assert set(expected.split()) <= kinds


async def test_a_changed_card_is_told_when_its_bearer_speaks() -> None:
    async with pair() as (bot, link):
        await bot.call("set_group_card", group_id=GROUP, user_id=int(LI_LEI), card="研发-李小雷")
        assert not [event for event in bot.events if event.get("notice_type") == "group_card"]
        link.say(QQ_GROUP, LI_LEI, "早")
        await bot.event(post_type="message")
        card = await bot.event(notice_type="group_card")
        assert (card["card_old"], card["card_new"]) == ("研发-李雷", "研发-李小雷")
        assert bot.events.index(card) == len(bot.events) - 2


async def test_unknown_actions_and_bad_parameters_have_their_own_codes() -> None:
    async with pair() as (bot, _):
        unknown = await bot.call("set_group_anonymous_ban", group_id=GROUP)
        assert (unknown["retcode"], unknown["wording"]) == (1404, "不支持的Api set_group_anonymous_ban")
        assert (await bot.call("set_group_ban", group_id="x", user_id=1))["retcode"] == 1400
        assert (await bot.call("send_group_msg", group_id=GROUP))["retcode"] == 1400
        assert (await bot.call("get_group_info", group_id=1))["retcode"] == 1200


async def test_it_can_pass_for_other_implementations() -> None:
    async with pair(app_name="Lagrange.OneBot", bot_role="member") as (bot, link):
        version = await bot.call("get_version_info")
        assert version["data"]["app_name"] == "Lagrange.OneBot"
        lie = await bot.call("set_group_ban", group_id=GROUP, user_id=int(LI_LEI), duration=60)
        assert lie["status"] == "ok"
        assert link.world.member(QQ_GROUP, LI_LEI).muted_until is None
        assert (await bot.call("nonsense"))["retcode"] == 404


async def test_a_muted_bot_cannot_speak() -> None:
    async with pair(bot_role=Role.MEMBER) as (bot, link):
        link.world.mute(QQ_GROUP, QQ_BOT, 600, ADMIN)
        answer = await bot.call("send_group_msg", group_id=GROUP, message="在")
        assert answer["retcode"] == 1200
        assert '"result": 120' in answer["message"]


async def test_a_group_file_comes_as_message_and_as_upload_and_can_be_fetched() -> None:
    async with pair() as (bot, link):
        link.upload(QQ_GROUP, "林静", "花名册.csv", "姓名,部门".encode())
        upload = await bot.event(notice_type="group_upload")
        message = await bot.event(post_type="message")
        assert message["message"][0]["data"]["file_id"] == upload["file"]["id"]
        answer = await bot.call("get_file", file_id=upload["file"]["id"])
        assert answer["data"]["base64"]
        assert answer["data"]["file_name"] == "花名册.csv"


async def test_three_thousand_members_come_in_one_answer() -> None:
    async with pair(size=3000) as (bot, _):
        answer = await bot.call("get_group_member_list", group_id=GROUP)
        assert len(answer["data"]) == 3000
        assert len({entry["user_id"] for entry in answer["data"]}) == 3000


async def test_flags_and_message_ids_look_as_each_implementation_writes_them() -> None:
    async with pair(app_name="LLOneBot") as (bot, link):
        request = link.request_join(QQ_GROUP, 10009004, "张三")
        asked = await bot.event(post_type="request")
        assert asked["flag"] == f"{QQ_GROUP}|{request.flag}|22|0"
        answer = await bot.call("set_group_add_request", flag=asked["flag"], sub_type="add", approve=True)
        assert (answer["status"], request.approved) == ("ok", True)
        for number in range(12):
            link.say(QQ_GROUP, "李雷", str(number))
        await bot.event(raw_message="11")
        ids = [event["message_id"] for event in bot.events if event["post_type"] == "message"]
        assert len(set(ids)) == 12
        assert min(ids) < 0 < max(ids)


async def test_what_is_no_call_is_kept_aside_and_the_line_stays() -> None:
    async with pair() as (bot, link):
        await bot.send_raw("{not json")
        await bot.send_raw('{"action": "get_status", "params": [1]}')
        broken = await bot.call(
            "send_group_msg", group_id=GROUP, message=[{"type": "image", "data": {"file": "base64://x"}}]
        )
        assert broken["retcode"] == 1400
        assert len(link.link.strange) == 2
        assert link.link.connections == 1
