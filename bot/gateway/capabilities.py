"""What an account can do: told by its implementation, corrected by what failed."""

from collections.abc import Iterable

from bot.domain.ports import Ability, Capabilities

A = Ability
_V11 = frozenset(
    {
        A.RECALL, A.MUTE, A.KICK, A.BAN, A.SET_CARD, A.ROLES, A.JOIN_REQUESTS, A.JOIN_EVENTS, A.MESSAGE_IDS,
        A.HISTORY, A.REACT, A.ANNOUNCE, A.QUOTE, A.MENTION, A.MENTION_ALL, A.MEMBER_LIST, A.FILES,
    }
)  # fmt: skip

_V11_LACKS: dict[str, frozenset[Ability]] = {
    "go-cqhttp": frozenset({A.REACT}),
    # Its announcement call answers ok and publishes nothing.
    "lagrange": frozenset({A.ANNOUNCE}),
}

_ACTION_GIVES: dict[str, Ability] = {
    "delete_msg": A.RECALL,
    "delete_message": A.RECALL,
    "set_group_ban": A.MUTE,
    "set_group_card": A.SET_CARD,
    "set_group_add_request": A.JOIN_REQUESTS,
    "get_group_msg_history": A.HISTORY,
    "set_msg_emoji_like": A.REACT,
    "set_group_reaction": A.REACT,
    "_send_group_notice": A.ANNOUNCE,
    "get_group_member_list": A.MEMBER_LIST,
    "set_group_kick": A.KICK,
    "upload_group_file": A.FILES,
}

V12_KICK = ("wx.delete_groupmember", "wx.kick_groupmember", "kick_group_member")
V12_ANNOUNCE = ("wx.set_group_announcement",)
V12_ACCEPT_FRIEND = ("wx.accept_friend", "wx.verify_friend_apply")
_V12_ANY: dict[Ability, tuple[str, ...]] = {
    A.RECALL: ("delete_message",),
    A.KICK: V12_KICK,
    A.ANNOUNCE: V12_ANNOUNCE,
    A.MEMBER_LIST: ("get_group_member_list",),
    A.FILES: ("upload_file",),
}
# Reads quotes but cannot send them, tells no message id, reports no joins; its mention of all
# fails the whole message unless the bot owns the group.
_V12_BARE = ("comwechat", "vanilla")


def v11(app_name: str, lost: Iterable[Ability] = ()) -> Capabilities:
    """``app_name`` is "" while the implementation has not answered; then nothing is missing yet."""
    lower = app_name.lower()
    lacks = frozenset[Ability]().union(*(gone for name, gone in _V11_LACKS.items() if name in lower))
    return Capabilities(app_name, _V11 - lacks - frozenset(lost))


def v12(impl: str, actions: Iterable[str], lost: Iterable[Ability] = ()) -> Capabilities:
    """From what ``get_supported_actions`` answered; without an answer only what every message needs."""
    offered = frozenset(actions)
    able = {ability for ability, names in _V12_ANY.items() if offered.intersection(names)}
    able.add(A.MENTION)
    if not impl.lower().startswith(_V12_BARE):
        able |= {A.QUOTE, A.MESSAGE_IDS, A.JOIN_EVENTS, A.MENTION_ALL}
    return Capabilities(impl, frozenset(able) - frozenset(lost))


def abilities_of(action: str) -> frozenset[Ability]:
    """What is gone once ``action`` turned out to be unknown to the implementation."""
    if action == "set_group_kick":
        return frozenset({A.KICK, A.BAN})
    ability = _ACTION_GIVES.get(action) or next((able for able, names in _V12_ANY.items() if action in names), None)
    return frozenset({ability}) if ability is not None else frozenset()
