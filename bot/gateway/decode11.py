"""A V11 event frame → what happened, in the domain's words. Plain functions over dictionaries.

This is the way of every chat message, so nothing here validates a model: what is missing is read
as missing, what is of the wrong type as missing too.
"""

from datetime import datetime

from bot.domain.events import (
    AccountState,
    BotInvited,
    Event,
    FriendRequested,
    Heartbeat,
    JoinRequested,
    OwnMessage,
    Unknown,
)
from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import Role
from bot.domain.messages import IncomingMessage, Text
from bot.gateway.fields import Frame, dict_of, handle_of, id_of, name_of, number_of, text_of, time_of
from bot.gateway.notices11 import decode_notice
from bot.gateway.segments11 import segments_of

PLATFORM = "qq"
_ROLES = {"owner": Role.OWNER, "admin": Role.ADMIN, "member": Role.MEMBER}
_DEFAULT_HEARTBEAT_SECONDS = 30.0


def decode(frame: Frame, account: AccountId, now: datetime) -> IncomingMessage | Event | None:
    """What the frame says; None where it only concerns the connection itself.

    ``account`` is the one the connection was made for: a frame's own ``self_id`` decides nothing.
    """
    match frame.get("post_type"):
        case "message" | "message_sent" as post:
            return _message(frame, account, now, own=post == "message_sent")
        case "notice":
            event = decode_notice(frame, account, time_of(frame.get("time"), now))
        case "request":
            event = _request(frame, account, time_of(frame.get("time"), now))
        case "meta_event":
            if frame.get("meta_event_type") == "lifecycle":
                return None
            event = _heartbeat(frame, account, time_of(frame.get("time"), now))
        case _:
            event = None
    return event or unknown(frame, account, now)


def unknown(frame: Frame, account: AccountId, now: datetime) -> Unknown:
    names = ("post_type", "message_type", "notice_type", "request_type", "meta_event_type", "sub_type")
    kind = ".".join(text for name in names if (text := text_of(frame.get(name))))
    group, user = id_of(frame.get("group_id")), id_of(frame.get("user_id"))
    chat = ChatRef(PLATFORM, group=group) if group else ChatRef(PLATFORM, user=MemberId(user or account))
    return Unknown(account=account, chat=chat, at=time_of(frame.get("time"), now), kind=kind[:128], frame=frame)


def _message(frame: Frame, account: AccountId, now: datetime, *, own: bool) -> IncomingMessage | Event:
    user, message = id_of(frame.get("user_id")), handle_of(frame.get("message_id"))
    kind, group = frame.get("message_type"), id_of(frame.get("group_id"))
    if not user or not message or (kind == "group" and not group) or kind not in ("group", "private"):
        return unknown(frame, account, now)
    body = frame.get("message")
    segments = segments_of(body if body is not None else frame.get("raw_message"))
    sent_at = time_of(frame.get("time"), now)
    if own or user == account:
        # A private message of ours belongs to the chat with the other one, whom ``target_id`` names.
        other = MemberId(id_of(frame.get("target_id")) or user)
        chat = ChatRef(PLATFORM, group=group) if kind == "group" else ChatRef(PLATFORM, user=other)
        text = "".join(segment.text for segment in segments if isinstance(segment, Text)).strip()
        return OwnMessage(account=account, chat=chat, at=sent_at, message=MessageId(message), text=text)
    sender = dict_of(frame.get("sender"))
    anonymous = frame.get("sub_type") == "anonymous" or type(frame.get("anonymous")) is dict
    role = sender.get("role")
    return IncomingMessage(
        account,
        ChatRef(PLATFORM, group) if kind == "group" else ChatRef(PLATFORM, None, MemberId(user)),
        MessageId(message),
        MemberId(user),
        name_of(sender.get("card")) or name_of(sender.get("nickname")) if not anonymous else _anonymous_name(frame),
        segments,
        sent_at,
        now,
        _ROLES.get(role) if type(role) is str and not anonymous else None,
        _sequence(frame, message),
        anonymous,
    )


def _anonymous_name(frame: Frame) -> str:
    source, sender = dict_of(frame.get("anonymous")), dict_of(frame.get("sender"))
    return name_of(source.get("name")) or name_of(sender.get("nickname"))


def _sequence(frame: Frame, message: str) -> str | None:
    """The group's own numbering. NapCat repeats its local message id in ``message_seq``: not that."""
    if real := id_of(frame.get("real_seq")):
        return real
    sequence = id_of(frame.get("message_seq"))
    return sequence if sequence != message else None


def _request(frame: Frame, account: AccountId, at: datetime) -> Event | None:
    user, group, flag = id_of(frame.get("user_id")), id_of(frame.get("group_id")), text_of(frame.get("flag"))[:500]
    if not user or not flag:
        return None
    comment = text_of(frame.get("comment"))[:2000]
    if frame.get("request_type") == "friend":
        chat = ChatRef(PLATFORM, user=MemberId(user))
        return FriendRequested(account=account, chat=chat, at=at, member=MemberId(user), flag=flag, comment=comment)
    if frame.get("request_type") != "group" or not group:
        return None
    chat = ChatRef(PLATFORM, group=group)
    if frame.get("sub_type") == "invite":
        return BotInvited(account=account, chat=chat, at=at, inviter=MemberId(user), flag=flag)
    inviter = id_of(frame.get("invitor_id"))
    return JoinRequested(
        account=account,
        chat=chat,
        at=at,
        member=MemberId(user),
        flag=flag,
        sub_type=text_of(frame.get("sub_type")) or "add",
        comment=comment,
        inviter=MemberId(inviter) if inviter else None,
    )


def _heartbeat(frame: Frame, account: AccountId, at: datetime) -> Event | None:
    if frame.get("meta_event_type") != "heartbeat":
        return None
    interval = number_of(frame.get("interval")) or 0.0
    return Heartbeat(
        account=account,
        chat=ChatRef(PLATFORM, user=MemberId(account)),
        at=at,
        interval_seconds=interval / 1000 if interval > 0 else _DEFAULT_HEARTBEAT_SECONDS,
        online=online_of(dict_of(frame.get("status"))),
    )


def online_of(status: Frame) -> bool | None:
    """``online`` as told; null means that the implementation does not know."""
    online = status.get("online")
    return online if type(online) is bool else None


def account_state(account: AccountId, at: datetime, *, online: bool | None, reason: str) -> AccountState:
    chat = ChatRef(PLATFORM, user=MemberId(account))
    return AccountState(account=account, chat=chat, at=at, online=online, reason=reason)
