"""Member descriptions of both protocols → the domain's."""

from datetime import datetime

from bot.domain.ids import MemberId
from bot.domain.members import MemberInfo, Role
from bot.gateway.fields import Frame, first_text, id_of, text_of, when_of

_ROLES = {"owner": Role.OWNER, "admin": Role.ADMIN, "member": Role.MEMBER}


def member11(data: Frame, now: datetime) -> MemberInfo | None:
    """None where the answer names nobody."""
    user = id_of(data.get("user_id"))
    if user is None:
        return None
    muted_until = when_of(data.get("shut_up_timestamp"))
    return MemberInfo(
        id=MemberId(user),
        nickname=text_of(data.get("nickname")),
        card=text_of(data.get("card")),
        role=_ROLES.get(text_of(data.get("role"))),
        title=text_of(data.get("title")),
        joined_at=when_of(data.get("join_time")),
        last_sent_at=when_of(data.get("last_sent_time")),
        muted_until=muted_until if muted_until is not None and muted_until > now else None,
        is_robot=data.get("is_robot") is True,
    )


def member12(data: Frame, card: str = "") -> MemberInfo | None:
    """V12 knows neither roles nor times. ``card`` is the name in the group where it was asked for apart."""
    user = id_of(data.get("user_id"))
    if user is None:
        return None
    return MemberInfo(
        id=MemberId(user),
        nickname=first_text(data, "user_name", "nickname"),
        card=card or text_of(data.get("user_displayname")),
    )
