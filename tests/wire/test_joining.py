"""Joining on the wire: the roster as a group file, requests, newcomers."""

from tests.wire.process import PATIENCE
from tests.wire.room import Room, number_in

ROSTER = (
    "姓名,部门,职务,手机\n孙悦,研发部,工程师,13800138000\n李雷,研发部,工程师,13900139000\n"
    "郑和,仓储部,仓管员,13700137009\n"
).encode("gbk")


async def import_roster(room: Room) -> None:
    posted = room.wire.upload(room.group, "林静", "花名册.csv", ROSTER)
    room.say("林静", "/花名册 导入", quote=posted)
    await room.hears("花名册已导入")


async def test_a_certain_applicant_is_let_in_with_flag_and_sub_type_as_they_came(room: Room) -> None:
    await import_roster(room)
    before = len(room.texts)
    room.wire.request_join(room.group, room.wire.new_id(), "问题：请写姓名和部门\n答案：孙悦 研发部", nickname="孙悦")
    call = await room.call("set_group_add_request")
    event = next(e for e in reversed(room.wire.events) if e.get("request_type") == "group")
    assert call["flag"] == event["flag"]
    assert call["sub_type"] == event["sub_type"] == "add"
    assert call["approve"] is True
    await room.hears("欢迎")
    assert not any("/通过" in text for text in room.texts[before:])


async def test_a_stranger_is_put_before_the_administrators_and_refused_with_their_reason(room: Room) -> None:
    await import_roster(room)
    room.wire.request_join(room.group, room.wire.new_id(), "朋友介绍来的 13700137000", nickname="路人甲")
    told = await room.hears("待审核")
    assert "13700137000" not in told
    await room.order("林静", f"/驳回 {number_in(told)} 请写明姓名和部门", "已驳回")
    call = await room.call("set_group_add_request")
    assert call["approve"] is False
    assert call["reason"] == "请写明姓名和部门"


async def test_a_registration_sets_the_card(room: Room) -> None:
    await import_roster(room)
    await room.order("李雷", "/登记 李雷 研发部", "已完成")
    call = await room.call("set_group_card")
    assert call["card"] == "研发部-李雷"


async def test_a_newcomer_on_wechat_is_found_by_the_list_and_can_register(wechat_room: Room) -> None:
    room = wechat_room
    await room.order("李雷", "/登记 孙权 研发部", "登记 #")
    assert room.calls("set_group_card") == []


async def test_requests_filtered_or_made_while_the_line_was_cut_are_found_and_each_is_one(room: Room) -> None:
    await import_roster(room)
    room.wire.request_join(room.group, room.wire.new_id(), "你好，让我进一下", nickname="认识的")
    await room.hears("待审核")
    doubtful = room.wire.new_id()
    room.wire.request_join(room.group, doubtful, "郑和 仓储部", nickname="郑和", filtered=True)
    await room.wire.quiet()
    await room.wire.drop()
    room.wire.request_join(room.group, room.wire.new_id(), "朋友介绍来的", nickname="路人乙")
    await room.wire.reconnect(PATIENCE)
    call = await room.call("set_group_add_request")
    assert call["approve"] is True
    await room.said("欢迎")
    assert doubtful in room.world.group(room.group).members
    listed = await room.order("林静", "/申请", "让我进一下")
    assert [listed.count(words) for words in ("让我进一下", "朋友介绍来的")] == [1, 1]
    assert len(room.calls("set_group_add_request")) == 1
