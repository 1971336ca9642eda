"""The V11 actions that only look."""

from typing import TYPE_CHECKING, Any

from sandbox.faults import Switch
from sandbox.world import Chat, Group, JoinRequest, Member, Refused

from .params import Params

if TYPE_CHECKING:
    from .implementation import QQLink


class Failed(Exception):
    """A business failure, with the implementation's own words."""


def get_login_info(link: "QQLink", params: Params) -> Any:
    return {"user_id": int(link.account.id), "nickname": link.account.nickname}


def get_status(link: "QQLink", params: Params) -> Any:
    return {"online": link.account.online, "good": True, "stat": {}}


def get_version_info(link: "QQLink", params: Params) -> Any:
    return {
        "app_name": link.profile.app_name,
        "app_version": link.profile.app_version,
        "protocol_version": "v11",
    }


def get_stranger_info(link: "QQLink", params: Params) -> Any:
    person = link.world.people.get(params.id("user_id"))
    if person is None:
        raise Failed("无法获取用户信息")
    return {"user_id": int(person.id), "nickname": person.nickname, "sex": "unknown", "age": 0}


def get_friend_list(link: "QQLink", params: Params) -> Any:
    friends = (person for person in link.world.people.values() if person.is_friend and person.id != link.account.id)
    return [{"user_id": int(person.id), "nickname": person.nickname, "remark": ""} for person in friends]


def _group(link: "QQLink", params: Params) -> Group:
    group = link.world.groups.get(params.id("group_id"))
    if group is None or link.account.id not in group.members:
        raise Failed(f"群{params.id('group_id')}不存在")
    return group


def _group_info(group: Group) -> dict[str, Any]:
    return {
        "group_all_shut": -1 if group.is_whole_muted else 0,
        "group_remark": "",
        "group_id": int(group.id),
        "group_name": group.name,
        "member_count": len(group.members),
        "max_member_count": group.max_members,
    }


def get_group_info(link: "QQLink", params: Params) -> Any:
    return _group_info(_group(link, params))


def get_group_list(link: "QQLink", params: Params) -> Any:
    return [_group_info(group) for group in link.world.groups_of(link.account.id)]


def member_info(link: "QQLink", group: Group, member: Member) -> dict[str, Any]:
    muted = int(member.muted_until.timestamp()) if member.is_muted(link.world.clock()) and member.muted_until else 0
    joined = int(member.joined_at.timestamp())
    return {
        "group_id": int(group.id),
        "user_id": int(member.id),
        "nickname": member.person.nickname,
        "card": member.card,
        "sex": "unknown",
        "age": 0,
        "area": "",
        "level": "12",
        "qq_level": 0,
        "join_time": joined,
        "last_sent_time": int(member.last_sent_at.timestamp()) if member.last_sent_at else joined,
        "title_expire_time": 0,
        "unfriendly": False,
        "card_changeable": True,
        "is_robot": member.id == link.account.id,
        "shut_up_timestamp": muted,
        "role": member.role.value,
        "title": member.title,
    }


def _stale(link: "QQLink", group: Group) -> list[dict[str, Any]]:
    """The member list as it was when the cache was last fresh."""
    if link.faults.is_on(Switch.STALE_MEMBERS) and group.id in link.member_cache:
        return link.member_cache[group.id]
    return [member_info(link, group, member) for member in group.members.values()]


def get_group_member_list(link: "QQLink", params: Params) -> Any:
    return _stale(link, _group(link, params))


def get_group_member_info(link: "QQLink", params: Params) -> Any:
    group, user = _group(link, params), params.id("user_id")
    if link.faults.is_on(Switch.STALE_MEMBERS):
        for info in _stale(link, group):
            if info["user_id"] == int(user):
                return info
    if user not in group.members:
        raise Failed(f"群({group.id})成员{user}不存在")
    return member_info(link, group, group.members[user])


def get_msg(link: "QQLink", params: Params) -> Any:
    number = link.frames.number(params.values.get("message_id"))
    if number is None:
        raise Failed("消息不存在")
    message = link.world.messages[number]
    if message.recalled_by is not None:
        raise Failed("消息不存在")
    return link.frames.message(message)


def get_group_msg_history(link: "QQLink", params: Params) -> Any:
    """With ``message_seq`` (a message id here) the page that ends with it, else the newest."""
    group = _group(link, params)
    if link.faults.is_on(Switch.HISTORY_ABSENT):
        return {"messages": []}
    log = [message for message in link.world.history(Chat("group", group.id)) if message.recalled_by is None]
    count = params.number("count", 20)
    start = link.frames.number(params.values.get("message_seq"))
    if params.has("message_seq") and params.text("message_seq") != "0":
        if start is None:
            raise Failed(f"消息{params.text('message_seq')}不存在")
        is_forward = params.flag("reverse_order", False) or params.flag("reverseOrder", False)
        if is_forward:
            return {"messages": [link.frames.message(m) for m in log if m.number >= start][:count]}
        log = [message for message in log if message.number <= start]
    return {"messages": [link.frames.message(message) for message in log[-count:]]}


def get_friend_msg_history(link: "QQLink", params: Params) -> Any:
    if link.faults.is_on(Switch.HISTORY_ABSENT):
        return {"messages": []}
    log = link.world.history(Chat("private", params.id("user_id"), link.account.id))
    return {"messages": [link.frames.message(message) for message in log[-params.number("count", 20) :]]}


def get_forward_msg(link: "QQLink", params: Params) -> Any:
    """A forward holds the messages whose numbers its id names, as ``fwd-1-2-3``."""
    reference = params.text("id", params.text("message_id", ""))
    numbers = [int(part) for part in reference.split("-")[1:] if part.isdigit()]
    found = [link.world.messages[number] for number in numbers if number in link.world.messages]
    if not found:
        raise Failed("消息已过期或者为内层消息，无法获取转发消息")
    return {"messages": [link.frames.message(message) for message in found]}


def get_group_notice(link: "QQLink", params: Params) -> Any:
    return [
        {
            "notice_id": shown.id,
            "sender_id": int(shown.author),
            "publish_time": int(shown.at.timestamp()),
            "message": {"text": shown.text, "image": [], "images": []},
        }
        for shown in reversed(_group(link, params).announcements)
    ]


def get_group_at_all_remain(link: "QQLink", params: Params) -> Any:
    left = _group(link, params).all_mentions_left
    return {
        "can_at_all": left > 0,
        "remain_at_all_count_for_group": left,
        "remain_at_all_count_for_uin": left,
    }


def get_group_shut_list(link: "QQLink", params: Params) -> Any:
    now = link.world.clock()
    return [
        {
            "uid": f"u_{member.id}",
            "uin": member.id,
            "nick": member.person.nickname,
            "cardName": member.card,
            "shutUpTime": int(member.muted_until.timestamp()),
        }
        for member in _group(link, params).members.values()
        if member.muted_until is not None and member.is_muted(now)
    ]


def get_group_system_msg(link: "QQLink", params: Params) -> Any:
    def entry(request: JoinRequest) -> dict[str, Any]:
        group = link.world.groups.get(request.group)
        return {
            "request_id": int(request.flag),
            "invitor_uin": int(request.inviter) if request.inviter else 0,
            "requester_uin": int(request.user),
            "requester_nick": request.nickname,
            "group_id": int(request.group),
            "group_name": group.name if group else "",
            "message": request.comment,
            "checked": request.approved is not None,
            "actor": int(request.operator) if request.operator else 0,
        }

    requests = list(link.world.requests.values())
    asked = [request for request in requests if request.sub_type == "add"][-params.number("count", 50) :]
    invited = [request for request in requests if request.sub_type == "invite"]
    return {
        "join_requests": [entry(request) for request in reversed(asked)],
        "invited_requests": [entry(request) for request in invited],
        "InvitedRequest": [entry(request) for request in invited],
    }


def get_file(link: "QQLink", params: Params) -> Any:
    """Also images: the content comes along as base64."""
    reference = params.text("file_id", params.text("file", params.text("id", ""))).strip("/").split("-", 1)[0]
    try:
        file = link.world.file(reference)
    except Refused:
        raise Failed("file not found") from None
    return link.file_answer(file)


def get_group_file_url(link: "QQLink", params: Params) -> Any:
    return {"url": get_file(link, params)["url"]}


def get_group_root_files(link: "QQLink", params: Params) -> Any:
    group = _group(link, params)
    files = (link.world.files[file] for file in group.files)
    return {
        "files": [
            {
                "group_id": int(group.id),
                "file_id": f"/{file.id}",
                "file_name": file.name,
                "size": file.size,
                "busid": 102,
            }
            for file in files
        ],
        "folders": [],
    }


def can_send(link: "QQLink", params: Params) -> Any:
    return {"yes": True}


QUERIES = {
    "get_login_info": get_login_info,
    "get_status": get_status,
    "get_version_info": get_version_info,
    "get_stranger_info": get_stranger_info,
    "get_friend_list": get_friend_list,
    "get_group_info": get_group_info,
    "get_group_list": get_group_list,
    "get_group_member_list": get_group_member_list,
    "get_group_member_info": get_group_member_info,
    "get_msg": get_msg,
    "get_group_msg_history": get_group_msg_history,
    "get_friend_msg_history": get_friend_msg_history,
    "get_forward_msg": get_forward_msg,
    "_get_group_notice": get_group_notice,
    "get_group_at_all_remain": get_group_at_all_remain,
    "get_group_shut_list": get_group_shut_list,
    "get_group_system_msg": get_group_system_msg,
    "get_file": get_file,
    "get_image": get_file,
    "get_group_file_url": get_group_file_url,
    "get_group_root_files": get_group_root_files,
    "can_send_image": can_send,
    "can_send_record": can_send,
}
