"""The V11 actions that only look."""

from typing import TYPE_CHECKING, Any

from sandbox.faults import Switch
from sandbox.world import Group, Member

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


def group_of(link: "QQLink", params: Params) -> Group:
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
    return _group_info(group_of(link, params))


def get_group_list(link: "QQLink", params: Params) -> Any:
    return [_group_info(group) for group in link.world.groups_of(link.account.id)]


def member_info(link: "QQLink", group: Group, member: Member) -> dict[str, Any]:
    muted = int(member.muted_until.timestamp()) if member.is_muted(link.world.clock()) and member.muted_until else 0
    joined = int(member.joined_at.timestamp())
    spoke = int(member.last_sent_at.timestamp()) if member.last_sent_at else joined
    if link.faults.is_on(Switch.ZERO_TIMES):
        joined = spoke = 0
    elif link.faults.is_on(Switch.TIMES_ARE_NOW):
        joined = spoke = int(link.world.clock().timestamp())
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
        "last_sent_time": spoke,
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
    listed = _stale(link, group_of(link, params))
    if link.faults.is_on(Switch.EMPTY_MEMBERS):
        return []
    return listed[: len(listed) // 2] if link.faults.is_on(Switch.TORN_MEMBERS) else listed


def get_group_member_info(link: "QQLink", params: Params) -> Any:
    group, user = group_of(link, params), params.id("user_id")
    if link.faults.is_on(Switch.STALE_MEMBERS):
        for info in _stale(link, group):
            if info["user_id"] == int(user):
                return info
    if user not in group.members:
        raise Failed(f"群({group.id})成员{user}不存在")
    return member_info(link, group, group.members[user])


def get_group_at_all_remain(link: "QQLink", params: Params) -> Any:
    left = group_of(link, params).all_mentions_left
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
        for member in group_of(link, params).members.values()
        if member.muted_until is not None and member.is_muted(now)
    ]


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
    "get_group_at_all_remain": get_group_at_all_remain,
    "get_group_shut_list": get_group_shut_list,
    "can_send_image": can_send,
    "can_send_record": can_send,
}
