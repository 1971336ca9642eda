"""The actions of ComWeChatBotClient: what each takes and does. Nothing else exists on this side."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sandbox.world import Group, Member, Refused

from .sending import Problem, send_message

if TYPE_CHECKING:
    from .implementation import WeChatLink


@dataclass(frozen=True, slots=True)
class Action:
    """``required`` and ``optional`` are all the parameters it knows; any other is refused."""

    perform: Callable[["WeChatLink", dict[str, Any]], Any]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


def _group(link: "WeChatLink", params: dict[str, Any]) -> Group:
    group = link.world.groups.get(str(params["group_id"]))
    if group is None or link.account.id not in group.members:
        raise Problem(35000, "NoThisGroup")
    return group


def _member(link: "WeChatLink", params: dict[str, Any]) -> Member:
    member = _group(link, params).members.get(str(params["user_id"]))
    if member is None:
        raise Problem(35000, "NoThisUserInGroup")
    return member


def get_supported_actions(link: "WeChatLink", params: dict[str, Any]) -> Any:
    return list(link.actions)


def get_status(link: "WeChatLink", params: dict[str, Any]) -> Any:
    return link.status()


def get_version(link: "WeChatLink", params: dict[str, Any]) -> Any:
    return link.version()


def get_self_info(link: "WeChatLink", params: dict[str, Any]) -> Any:
    return _person(link.account.id, link.account.nickname)


def _person(user: str, nickname: str, **more: str) -> dict[str, Any]:
    return {"user_id": user, "user_name": nickname, "user_displayname": "", **more}


def get_user_info(link: "WeChatLink", params: dict[str, Any]) -> Any:
    person = link.world.people.get(str(params["user_id"]))
    if person is None:
        raise Problem(35000, "NoThisUser")
    return _person(person.id, person.nickname, user_remark="")


def get_friend_list(link: "WeChatLink", params: dict[str, Any]) -> Any:
    people = (person for person in link.world.people.values() if person.is_friend and person.id != link.account.id)
    return [_person(person.id, person.nickname, user_remark="") for person in people]


def get_group_info(link: "WeChatLink", params: dict[str, Any]) -> Any:
    group = _group(link, params)
    return {"group_id": group.id, "group_name": group.name}


def get_group_list(link: "WeChatLink", params: dict[str, Any]) -> Any:
    return [{"group_id": group.id, "group_name": group.name} for group in link.world.groups_of(link.account.id)]


def get_group_member_info(link: "WeChatLink", params: dict[str, Any]) -> Any:
    member = _member(link, params)
    return _person(member.id, member.person.nickname)


def get_group_member_list(link: "WeChatLink", params: dict[str, Any]) -> Any:
    return link.members_of(_group(link, params))


def get_groupmember_nickname(link: "WeChatLink", params: dict[str, Any]) -> Any:
    return _member(link, params).name


def set_group_name(link: "WeChatLink", params: dict[str, Any]) -> Any:
    link.world.rename(_group(link, params).id, str(params["group_name"]), link.account.id)


def set_group_nickname(link: "WeChatLink", params: dict[str, Any]) -> Any:
    link.world.set_card(_group(link, params).id, link.account.id, str(params["nickname"]), link.account.id)


def set_group_announcement(link: "WeChatLink", params: dict[str, Any]) -> Any:
    link.world.announce(_group(link, params).id, link.account.id, str(params["announcement"]))


def delete_groupmember(link: "WeChatLink", params: dict[str, Any]) -> Any:
    group = _group(link, params)
    for user in _users(params):
        link.world.kick(group.id, user, link.account.id)


def add_groupmember(link: "WeChatLink", params: dict[str, Any]) -> Any:
    group = _group(link, params)
    for user in _users(params):
        link.world.join(group.id, user, operator=link.account.id, invited=True)


def _users(params: dict[str, Any]) -> list[str]:
    users = params["user_list"]
    if not isinstance(users, list):
        raise Problem(10003, "user_list value is not a valid list")
    return [str(user) for user in users]


def upload_file(link: "WeChatLink", params: dict[str, Any]) -> Any:
    if params["type"] not in ("data", "url", "path"):
        raise Problem(10004, f"不支持的type:{params['type']}")
    content = base64.b64decode(str(params.get("data", ""))) if params["type"] == "data" else b""
    return {"file_id": link.world.add_file(str(params["name"]), content).id}


def get_file(link: "WeChatLink", params: dict[str, Any]) -> Any:
    try:
        file = link.world.file(str(params["file_id"]))
    except Refused:
        raise Problem(32000, "文件不存在") from None
    answer: dict[str, Any] = {"name": file.name, "sha256": sha256(file.content).hexdigest()}
    if params["type"] == "data":
        return {**answer, "data": base64.b64encode(file.content).decode()}
    if params["type"] == "url" and link.file_base:
        return {**answer, "url": f"{link.file_base}/files/{file.id}", "headers": {}}
    raise Problem(10004, f"不支持的type:{params['type']}")


def accept_friend(link: "WeChatLink", params: dict[str, Any]) -> Any:
    flag = str(params["v3"]).removeprefix("v3_").removesuffix("@stranger")
    link.world.settle_request(flag, True, link.account.id)


def done(link: "WeChatLink", params: dict[str, Any]) -> Any:
    return None


def clean_cache(link: "WeChatLink", params: dict[str, Any]) -> Any:
    return 0


KICK = Action(delete_groupmember, ("group_id", "user_list"))
INVITE = Action(add_groupmember, ("group_id", "user_list"))
ACTIONS = {
    "get_supported_actions": Action(get_supported_actions),
    "get_status": Action(get_status),
    "get_version": Action(get_version),
    "send_message": Action(send_message, ("detail_type", "message"), ("user_id", "group_id")),
    "get_self_info": Action(get_self_info),
    "get_user_info": Action(get_user_info, ("user_id",)),
    "get_friend_list": Action(get_friend_list),
    "get_group_info": Action(get_group_info, ("group_id",)),
    "get_group_list": Action(get_group_list),
    "get_group_member_info": Action(get_group_member_info, ("group_id", "user_id")),
    "get_group_member_list": Action(get_group_member_list, ("group_id",)),
    "set_group_name": Action(set_group_name, ("group_id", "group_name")),
    "upload_file": Action(upload_file, ("type", "name"), ("url", "headers", "path", "data", "sha256")),
    "get_file": Action(get_file, ("file_id", "type")),
    "wx.accept_friend": Action(accept_friend, ("v3", "v4")),
    "wx.set_remark": Action(done, ("user_id", "remark")),
    "wx.set_group_announcement": Action(set_group_announcement, ("group_id", "announcement")),
    "wx.set_group_nickname": Action(set_group_nickname, ("group_id", "nickname")),
    "wx.get_groupmember_nickname": Action(get_groupmember_nickname, ("group_id", "user_id")),
    "wx.delete_groupmember": KICK,
    "wx.add_groupmember": INVITE,
    "wx.clean_cache": Action(clean_cache, (), ("days",)),
}
OLDER_NAMES = {
    "wx.delete_groupmember": "wx.kick_groupmember",
    "wx.add_groupmember": "wx.invite_groupmember",
    "wx.accept_friend": "wx.verify_friend_apply",
    "wx.set_remark": "wx.edit_remark",
    "wx.clean_cache": "wx.clean_file_cache",
}


def supported(*, is_older: bool) -> dict[str, Action]:
    """The actions by the names of the current or of an older build."""
    return {OLDER_NAMES.get(name, name) if is_older else name: action for name, action in ACTIONS.items()}
