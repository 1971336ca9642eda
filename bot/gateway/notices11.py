"""V11 notices → events. A notice that lacks what its event must have is left to be unknown."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.domain.events import (
    AccountState,
    CardChanged,
    Event,
    FileUploaded,
    GroupGone,
    GroupRenamed,
    MemberJoined,
    MemberLeft,
    MemberMuted,
    MessageRecalled,
    Reacted,
    RoleChanged,
)
from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.gateway.fields import (
    Frame,
    dict_of,
    first_text,
    handle_of,
    id_of,
    list_of,
    name_of,
    number_of,
    size_of,
    text_of,
)

PLATFORM = "qq"
_LONGEST_MUTE = 2_592_000

Base = dict[str, Any]
"""Account, chat and time: what every event has."""


def decode_notice(frame: Frame, account: AccountId, at: datetime) -> Event | None:
    """The event, or None where the notice is of no known kind or lacks what matters."""
    kind = text_of(frame.get("notice_type"))
    if kind == "notify":
        kind = f"notify.{text_of(frame.get('sub_type'))}"
    group, user = id_of(frame.get("group_id")), _member(frame, "user_id")
    if group:
        read = _IN_GROUP.get(kind)
        base = {"account": account, "chat": ChatRef(PLATFORM, group=group), "at": at}
        return read(frame, base, user) if read is not None else None
    if kind == "bot_offline":
        chat = ChatRef(PLATFORM, user=MemberId(account))
        reason = first_text(frame, "message", "tag")
        return AccountState(account=account, chat=chat, at=at, online=False, reason=reason)
    if kind == "friend_recall" and user and (message := handle_of(frame.get("message_id"))):
        chat = ChatRef(PLATFORM, user=user)
        return MessageRecalled(
            account=account, chat=chat, at=at, message=MessageId(message), author=user, operator=user
        )
    return None


def _member(frame: Frame, name: str) -> MemberId | None:
    user = id_of(frame.get(name))
    return MemberId(user) if user else None


def _increase(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    if user is None:
        return None
    operator = _member(frame, "operator_id")
    # go-cqhttp calls every join an approval, with nobody as operator: then it is not known.
    invited = {"invite": True, "approve": False if operator else None}.get(text_of(frame.get("sub_type")))
    return MemberJoined(**base, member=user, operator=operator, invited=invited)


def _decrease(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    way, operator = text_of(frame.get("sub_type")), _member(frame, "operator_id")
    if way == "disband":
        return GroupGone(**base, removed_by=operator, dissolved=True)
    if way == "kick_me" or user == base["account"]:
        return GroupGone(**base, removed_by=operator if operator != base["account"] else None)
    if user is None:
        return None
    return MemberLeft(**base, member=user, operator=operator, kicked={"leave": False, "kick": True}.get(way))


def _dismiss(frame: Frame, base: Base, user: MemberId | None) -> Event:
    return GroupGone(**base, removed_by=_member(frame, "operator_id") or user, dissolved=True)


def _ban(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    seconds, operator = number_of(frame.get("duration")), _member(frame, "operator_id")
    if frame.get("sub_type") == "lift_ban":
        return MemberMuted(**base, member=user, operator=operator, seconds=0)
    if frame.get("sub_type") != "ban":
        return None
    # For the whole group the duration is -1 or raw nonsense: it holds until it is lifted.
    endless = user is None or seconds is None or not 0 < seconds <= _LONGEST_MUTE
    return MemberMuted(
        **base, member=user, operator=operator, seconds=None if endless or seconds is None else int(seconds)
    )


def _recall(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    message = handle_of(frame.get("message_id"))
    if not message:
        return None
    return MessageRecalled(**base, message=MessageId(message), author=user, operator=_member(frame, "operator_id"))


def _admin(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    way = text_of(frame.get("sub_type"))
    return RoleChanged(**base, member=user, is_admin=way == "set") if user and way in ("set", "unset") else None


def _upload(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    file = dict_of(frame.get("file"))
    name = first_text(file, "name")
    if user is None or not name:
        return None
    return FileUploaded(**base, member=user, name=name, file=first_text(file, "id"), size=size_of(file.get("size")))


def _card(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    return CardChanged(**base, member=user, card=name_of(frame.get("card_new"))) if user else None


def _renamed(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    name = first_text(frame, "name_new", "group_name", "name")[:200]
    return GroupRenamed(**base, name=name, operator=_member(frame, "operator_id") or user) if name else None


def _emoji_like(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    """NapCat and LLOneBot: one emoji an event, in a list."""
    likes = list_of(frame.get("likes"))
    emoji = first_text(dict_of(likes[0]), "emoji_id") if likes else first_text(frame, "emoji_id", "code")
    message = handle_of(frame.get("message_id"))
    if not user or not message or not emoji:
        return None
    return Reacted(**base, member=user, message=MessageId(message), emoji=emoji, added=frame.get("is_add") is not False)


def _reaction(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    """Lagrange's own form: the operator is who reacted."""
    who, message = _member(frame, "operator_id") or user, handle_of(frame.get("message_id"))
    emoji = first_text(frame, "code", "emoji_id")
    if who is None or not message or not emoji:
        return None
    added = frame.get("sub_type") != "remove"
    return Reacted(**base, member=who, message=MessageId(message), emoji=emoji, added=added)


_IN_GROUP: dict[str, Callable[[Frame, Base, MemberId | None], Event | None]] = {
    "group_increase": _increase,
    "group_decrease": _decrease,
    "group_dismiss": _dismiss,
    "group_ban": _ban,
    "group_recall": _recall,
    "group_admin": _admin,
    "group_upload": _upload,
    "group_card": _card,
    "notify.group_name": _renamed,
    "group_name_change": _renamed,
    "group_msg_emoji_like": _emoji_like,
    "reaction": _reaction,
}
