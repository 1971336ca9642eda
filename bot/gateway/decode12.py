"""A V12 event frame → what happened, in the domain's words. Meta events are read in ``meta12``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.events import (
    Event,
    FileUploaded,
    FriendRequested,
    GroupGone,
    MemberJoined,
    MemberLeft,
    MemberMuted,
    MessageRecalled,
    OwnMessage,
    RoleChanged,
    Unknown,
)
from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.messages import IncomingMessage, Text
from bot.gateway.fields import (
    Frame,
    dict_of,
    first_text,
    handle_of,
    id_of,
    name_of,
    number_of,
    size_of,
    text_of,
    time_of,
)
from bot.gateway.segments12 import segments_of

_LONGEST_PLATFORM = 20
_PLATFORMS = {"wx": "wechat", "weixin": "wechat", "wechat": "wechat", "qq": "qq"}


@dataclass(frozen=True, slots=True)
class Self:
    """Whose event it is. ``platform`` is ours for the name the implementation gives, ``named``."""

    account: AccountId
    platform: str
    named: str


def self_of(value: object) -> Self | None:
    """The ``self`` of an event or of a bot's state; None where it names nobody."""
    source = dict_of(value)
    account = id_of(source.get("user_id"))
    if account is None:
        return None
    named = text_of(source.get("platform"))
    if len(named) > _LONGEST_PLATFORM:
        return None
    return Self(AccountId(account), _PLATFORMS.get(named.lower(), named.lower()) or "wechat", named)


def decode(frame: Frame, me: Self, now: datetime) -> IncomingMessage | Event:
    """What the frame says to account ``me``; Unknown for everything else."""
    at = time_of(frame.get("time"), now)
    event: IncomingMessage | Event | None = None
    # Every field is mandatory; a frame without sub_type is not a V12 event.
    if type(frame.get("sub_type")) is str:
        match frame.get("type"):
            case "message":
                event = _message(frame, me, at, now)
            case "notice":
                event = _notice(frame, me, at)
            case "request":
                event = _request(frame, me, at)
            case _:
                pass
    return event or unknown(frame, me, now)


def unknown(frame: Frame, me: Self, now: datetime) -> Unknown:
    names = ("type", "detail_type", "sub_type")
    kind = ".".join(text for name in names if (text := text_of(frame.get(name))))
    group, user = id_of(frame.get("group_id")), id_of(frame.get("user_id"))
    chat = ChatRef(me.platform, group=group) if group else ChatRef(me.platform, user=MemberId(user or me.account))
    return Unknown(account=me.account, chat=chat, at=time_of(frame.get("time"), now), kind=kind[:128], frame=frame)


def _message(frame: Frame, me: Self, at: datetime, now: datetime) -> IncomingMessage | Event | None:
    user, message = id_of(frame.get("user_id")), handle_of(frame.get("message_id"))
    kind, group = frame.get("detail_type"), id_of(frame.get("group_id"))
    if not user or not message or (kind == "group" and not group) or kind not in ("group", "private"):
        return None
    chat = ChatRef(me.platform, group) if kind == "group" else ChatRef(me.platform, None, MemberId(user))
    body = frame.get("message")
    segments = segments_of(body if body is not None else frame.get("alt_message"))
    if user == me.account:
        text = "".join(segment.text for segment in segments if isinstance(segment, Text)).strip()
        return OwnMessage(account=me.account, chat=chat, at=at, message=MessageId(message), text=text)
    anonymous = _extended(frame, me, "anonymous")
    return IncomingMessage(
        me.account,
        chat,
        MessageId(message),
        MemberId(user),
        name_of(dict_of(anonymous).get("name")) or _sender_name(frame, me),
        segments,
        at,
        now,
        None,
        None,
        type(anonymous) is dict,
    )


def _sender_name(frame: Frame, me: Self) -> str:
    """Standard V12 tells no name with a message; extensions may."""
    for name in ("user_displayname", "card", "nickname", "user_name"):
        if text := name_of(frame.get(name)) or name_of(_extended(frame, me, name)):
            return text
    return ""


def _extended(frame: Frame, me: Self, name: str) -> Any:
    """A field an implementation adds, written ``qq.nickname`` or inside an object named ``qq``."""
    for prefix in (me.named, "qq", "wx"):
        if (value := frame.get(f"{prefix}.{name}")) is not None:
            return value
        if (value := dict_of(frame.get(prefix)).get(name)) is not None:
            return value
    return None


def _request(frame: Frame, me: Self, at: datetime) -> Event | None:
    user = id_of(frame.get("user_id"))
    if not user or text_of(frame.get("detail_type")) not in ("wx.friend_request", "friend_request", "new_friend"):
        return None
    # Both halves are needed to accept; neither holds a line break.
    flag = "\n".join((text_of(frame.get("v3")), text_of(frame.get("v4")))).strip() or text_of(frame.get("request_id"))
    return FriendRequested(
        account=me.account,
        chat=ChatRef(me.platform, user=MemberId(user)),
        at=at,
        member=MemberId(user),
        flag=flag[:500],
        comment=first_text(frame, "content", "message", "comment")[:2000],
    )


def _notice(frame: Frame, me: Self, at: datetime) -> Event | None:
    kind, user = text_of(frame.get("detail_type")), id_of(frame.get("user_id"))
    group = id_of(frame.get("group_id"))
    if kind == "private_message_delete" and user and (message := handle_of(frame.get("message_id"))):
        chat, author = ChatRef(me.platform, user=MemberId(user)), MemberId(user)
        return MessageRecalled(account=me.account, chat=chat, at=at, message=MessageId(message), author=author)
    read = _IN_GROUP.get(kind)
    if group is None or read is None:
        return None
    base = {"account": me.account, "chat": ChatRef(me.platform, group=group), "at": at}
    return read(frame, base, MemberId(user) if user else None)


Base = dict[str, Any]


def _operator(frame: Frame) -> MemberId | None:
    operator = id_of(frame.get("operator_id"))
    return MemberId(operator) if operator else None


def _increase(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    invited = {"invite": True, "join": False}.get(text_of(frame.get("sub_type")))
    return MemberJoined(**base, member=user, operator=_operator(frame), invited=invited) if user else None


def _decrease(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    if user is None:
        return None
    operator = _operator(frame)
    if user == base["account"]:
        return GroupGone(**base, removed_by=operator if operator != user else None)
    kicked = {"leave": False, "kick": True}.get(text_of(frame.get("sub_type")))
    return MemberLeft(**base, member=user, operator=operator, kicked=kicked)


def _deleted(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    message = handle_of(frame.get("message_id"))
    return (
        MessageRecalled(**base, message=MessageId(message), author=user, operator=_operator(frame)) if message else None
    )


def _role(*, is_admin: bool) -> Callable[[Frame, Base, MemberId | None], Event | None]:
    def read(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
        del frame
        return RoleChanged(**base, member=user, is_admin=is_admin) if user else None

    return read


def _muted(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    seconds = number_of(frame.get("duration"))
    told = int(seconds) if seconds is not None and seconds > 0 else None
    return MemberMuted(**base, member=user, operator=_operator(frame), seconds=told) if user else None


def _unmuted(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    return MemberMuted(**base, member=user, operator=_operator(frame), seconds=0) if user else None


def _wechat_file(frame: Frame, base: Base, user: MemberId | None) -> Event | None:
    """The file itself is not there yet; a message with it follows."""
    name = first_text(frame, "file_name", "name")
    if user is None or not name:
        return None
    return FileUploaded(**base, member=user, name=name, file="", size=size_of(frame.get("file_length")))


_IN_GROUP: dict[str, Callable[[Frame, Base, MemberId | None], Event | None]] = {
    "group_member_increase": _increase,
    "group_member_decrease": _decrease,
    "group_message_delete": _deleted,
    # Dropped from the standard before its release; early implementations still send these.
    "group_admin_set": _role(is_admin=True),
    "group_admin_unset": _role(is_admin=False),
    "group_member_ban": _muted,
    "group_member_unban": _unmuted,
    "wx.get_group_file": _wechat_file,
}
