"""The V11 actions that change the world, and the words they fail with."""

from typing import TYPE_CHECKING, Any

from sandbox.world import Message, Refused, Role, Segment

from . import cq
from .params import BadParams, Params
from .queries import Failed

if TYPE_CHECKING:
    from .implementation import QQLink

SEND_TIMEOUT = (
    "Timeout: NTEvent serviceAndMethod:NodeIKernelMsgService/sendMsg "
    "ListenerName:NodeIKernelMsgListener/onMsgInfoListUpdate EventRet:\n"
    '{\n    "result": %d,\n    "errMsg": "%s"\n}\n'
)
WORDS = {
    "not_admin": "ERR_NOT_GROUP_ADMIN",
    "muted": SEND_TIMEOUT % (120, ""),
    "whole_muted": SEND_TIMEOUT % (120, ""),
    "not_a_member": SEND_TIMEOUT % (110, "已被移出该群"),
    "unknown_group": SEND_TIMEOUT % (110, "已被移出该群"),
    "unknown_message": "Recall failed",
    "already_recalled": "Recall failed",
    "unknown_request": "No such request",
    "request_settled": "No such request",
    "target_protected": 'Timeout: NTEvent EventRet: {"result": 7}',
    "duration": "duration out of range",
}


def _sendable(link: "QQLink", params: Params) -> tuple[list[Segment], int | None]:
    if "message" not in params.values:
        raise BadParams("参数错误: message")
    try:
        raw = cq.listed(params.values["message"], auto_escape=params.flag("auto_escape", False))
    except cq.BadMessage as error:
        raise Failed(str(error)) from None
    parts, quoted = cq.inward(link.world, raw)
    if not parts:
        raise Failed("消息体无法解析, 请检查是否发送了不支持的消息类型")
    return parts, link.frames.number(quoted) if quoted else None


def _sent(link: "QQLink", message: Message) -> dict[str, Any]:
    return {"message_id": link.frames.handle(message)}


def send_group_msg(link: "QQLink", params: Params) -> Any:
    group = params.id("group_id")
    parts, quote = _sendable(link, params)
    if any(part["type"] == "at" and part["data"]["user"] == "all" for part in parts):
        found = link.world.group(group)
        if link.world.member(group, link.account.id).role is Role.MEMBER or found.all_mentions_left < 1:
            raise Failed(SEND_TIMEOUT % (0, ""))
        found.all_mentions_left -= 1
    return _sent(link, link.world.say(group, link.account.id, parts, quote=quote))


def send_private_msg(link: "QQLink", params: Params) -> Any:
    user = params.id("user_id")
    parts, quote = _sendable(link, params)
    person = link.world.people.get(user)
    shares_group = any(user in group.members for group in link.world.groups_of(link.account.id))
    if person is None or not (person.is_friend or shares_group):
        raise Failed("无法获取用户信息")
    return _sent(link, link.world.say_private(link.account.id, user, link.account.id, parts, quote=quote))


def send_msg(link: "QQLink", params: Params) -> Any:
    kind = params.text("message_type", "group" if params.has("group_id") else "private")
    return send_group_msg(link, params) if kind == "group" else send_private_msg(link, params)


def delete_msg(link: "QQLink", params: Params) -> Any:
    number = link.frames.number(params.id("message_id"))
    if number is None:
        raise Failed("Recall failed")
    link.world.recall(number, link.account.id)


def set_group_ban(link: "QQLink", params: Params) -> Any:
    group, user = params.id("group_id"), params.id("user_id")
    seconds = params.number("duration", link.profile.mute_default_seconds)
    if user not in link.world.group(group).members:
        raise Failed("uid error")
    target, own = link.world.member(group, user).role, link.world.member(group, link.account.id).role
    if target is Role.OWNER:
        raise Failed("cannot ban owner")
    if target is Role.ADMIN and own is not Role.OWNER:
        raise Failed("cannot ban admin")
    link.world.mute(group, user, seconds, link.account.id)


def set_group_whole_ban(link: "QQLink", params: Params) -> Any:
    link.world.mute_all(params.id("group_id"), params.flag("enable", True), link.account.id)


def set_group_kick(link: "QQLink", params: Params) -> Any:
    link.world.kick(
        params.id("group_id"), params.id("user_id"), link.account.id, for_good=params.flag("reject_add_request", False)
    )


def set_group_card(link: "QQLink", params: Params) -> Any:
    group, user = params.id("group_id"), params.id("user_id")
    if user not in link.world.group(group).members:
        raise Failed(f"群({group})成员{user}不存在")
    try:
        link.world.set_card(group, user, params.text("card", ""), link.account.id)
    except Refused:
        raise Failed("设置群名片未生效") from None


def set_group_name(link: "QQLink", params: Params) -> Any:
    link.world.rename(params.id("group_id"), params.text("group_name"), link.account.id)


def set_group_admin(link: "QQLink", params: Params) -> Any:
    link.world.set_admin(params.id("group_id"), params.id("user_id"), params.flag("enable", True), link.account.id)


def set_group_special_title(link: "QQLink", params: Params) -> Any:
    link.world.set_title(params.id("group_id"), params.id("user_id"), params.text("special_title", ""), link.account.id)


def set_group_leave(link: "QQLink", params: Params) -> Any:
    link.world.leave(params.id("group_id"), link.account.id)


def set_group_add_request(link: "QQLink", params: Params) -> Any:
    link.world.settle_request(
        link.frames.request_flag(params.text("flag")),
        params.flag("approve", True),
        link.account.id,
        params.text("reason", ""),
    )


def set_friend_add_request(link: "QQLink", params: Params) -> Any:
    flag = link.frames.request_flag(params.text("flag"))
    link.world.settle_request(flag, params.flag("approve", True), link.account.id)


def set_msg_emoji_like(link: "QQLink", params: Params) -> Any:
    number = link.frames.number(params.id("message_id"))
    if number is None:
        raise Failed("msg not found")
    link.world.react(number, link.account.id, params.text("emoji_id"), added=params.flag("set", True))
    return {"result": 0, "errMsg": "success"}


def send_group_notice(link: "QQLink", params: Params) -> Any:
    link.world.announce(params.id("group_id"), link.account.id, params.text("content"))


def _essence(link: "QQLink", params: Params, *, added: bool) -> Any:
    number = link.frames.number(params.id("message_id"))
    if number is None:
        raise Failed("msg not found")
    link.world.set_essence(number, link.account.id, added=added)


def set_essence_msg(link: "QQLink", params: Params) -> Any:
    return _essence(link, params, added=True)


def delete_essence_msg(link: "QQLink", params: Params) -> Any:
    return _essence(link, params, added=False)


def del_group_notice(link: "QQLink", params: Params) -> Any:
    link.world.take_down(params.id("group_id"), params.text("notice_id"), link.account.id)


def delete_group_file(link: "QQLink", params: Params) -> Any:
    link.world.delete_file(params.id("group_id"), params.text("file_id").strip("/"), link.account.id)


def upload_group_file(link: "QQLink", params: Params) -> Any:
    group, name = params.id("group_id"), params.text("name")
    file = cq.content_of(link.world, params.text("file"), name)
    link.world.say(group, link.account.id, [{"type": "file", "data": {"file": file.id}}])
    link.world.group(group).files.append(file.id)
    file.at, file.uploader = link.world.clock(), link.account.id
    return {"file_id": f"/{file.id}"}


def group_poke(link: "QQLink", params: Params) -> Any:
    link.poke(params.id("group_id"), params.id("user_id"))


def mark_read(link: "QQLink", params: Params) -> Any:
    return None


DEEDS = {
    "send_msg": send_msg,
    "send_group_msg": send_group_msg,
    "send_private_msg": send_private_msg,
    "delete_msg": delete_msg,
    "set_group_ban": set_group_ban,
    "set_group_whole_ban": set_group_whole_ban,
    "set_group_kick": set_group_kick,
    "set_group_card": set_group_card,
    "set_group_name": set_group_name,
    "set_group_admin": set_group_admin,
    "set_group_special_title": set_group_special_title,
    "set_group_leave": set_group_leave,
    "set_group_add_request": set_group_add_request,
    "set_friend_add_request": set_friend_add_request,
    "set_msg_emoji_like": set_msg_emoji_like,
    "_send_group_notice": send_group_notice,
    "_del_group_notice": del_group_notice,
    "_delete_group_notice": del_group_notice,
    "delete_group_file": delete_group_file,
    "set_essence_msg": set_essence_msg,
    "delete_essence_msg": delete_essence_msg,
    "upload_group_file": upload_group_file,
    "group_poke": group_poke,
    "send_poke": group_poke,
    "mark_msg_as_read": mark_read,
    "mark_group_msg_as_read": mark_read,
    "clean_cache": mark_read,
}
