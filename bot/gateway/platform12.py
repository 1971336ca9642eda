"""The platform port over OneBot V12 (WeChat): much less is possible, and nothing is taken for granted."""

import asyncio
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.events import ListedRequest
from bot.domain.ids import ChatRef, MemberId, MessageId
from bot.domain.members import MemberInfo
from bot.domain.messages import File, Forwarded, Image, Mention, Quote, Segment, Text
from bot.domain.ports import Ability, HistoryItem, Outcome, Result
from bot.domain.things import GroupThing, ThingKind
from bot.gateway import pacing
from bot.gateway.account import LIST_SECONDS, Account, Surroundings
from bot.gateway.capabilities import V12_ACCEPT_FRIEND, V12_ANNOUNCE, V12_KICK, v12
from bot.gateway.compose import by_name, compose, encode12, image_source, mentions_together
from bot.gateway.decode12 import Self
from bot.gateway.download import fetch, from_base64
from bot.gateway.fields import Frame, dict_of, first_text, is_list, list_of, text_of
from bot.gateway.link import Link
from bot.gateway.members import member12
from bot.gateway.outcomes import is_gone
from bot.gateway.things import LISTING, REMOVING, removal, things_of

_LEARN_SECONDS = 5.0
_META = frozenset({"get_supported_actions", "get_status", "get_version"})
_MENTIONS_NOBODY = "10006"
_UNKNOWN_SEGMENT = "10005"


class Platform12(Account):
    """``impl`` is what the implementation called itself when it connected."""

    def __init__(
        self, link: Link, me: Self, impl: str, around: Surroundings, actions: frozenset[str] | None = None
    ) -> None:
        """``actions`` is what the connection has already been told it offers."""
        limits = pacing.QQ if me.platform == "qq" else pacing.WECHAT
        super().__init__(link, me.account, me.platform, limits, around)
        self._me = me
        self._impl = impl
        self._actions = actions or frozenset[str]()
        self._learnt = asyncio.Event()
        self._capabilities = v12(impl, self._actions)
        if actions is not None:
            self._learnt.set()

    def envelope(self, action: str) -> Frame | None:
        if action in _META:
            return None
        return {"self": {"platform": self._me.named, "user_id": self._me.account}}

    async def learn(self) -> None:
        """Ask what the implementation offers; without an answer only sending is taken to be there."""
        result = await self.ask("get_supported_actions", {}, _LEARN_SECONDS, urgent=True)
        if result.outcome is Outcome.DONE:
            self._actions = actions_of(result.data)
        self._capabilities = v12(self._impl, self._actions, self._lost)
        self._learnt.set()

    async def _offered(self, *names: str) -> str | None:
        """The first of these actions that the account has, waiting for its list where need be."""
        try:
            async with asyncio.timeout(_LEARN_SECONDS):
                await self._learnt.wait()
        except TimeoutError:
            return None
        return next((name for name in names if name in self._actions), None)

    async def _act_if_offered(self, names: tuple[str, ...], params: Frame, *, urgent: bool = False) -> Result:
        action = await self._offered(*names)
        if action is None:
            return Result(Outcome.UNSUPPORTED, f"{names[0]} is not offered")
        return await self.act(action, params, urgent=urgent)

    async def send_piece(self, chat: ChatRef, parts: Sequence[Segment]) -> Result:
        ready = [await self._uploaded(part) if isinstance(part, Image) else part for part in parts]
        result = await self._send(chat, ready)
        if result.detail.startswith(_MENTIONS_NOBODY) and any(isinstance(part, Mention) for part in ready):
            # One mention of somebody who is not in the group, and nothing at all was sent.
            result = await self._send(chat, by_name(mentions_together(ready)))
        elif result.detail.startswith(_UNKNOWN_SEGMENT) and any(isinstance(part, Quote) for part in ready):
            self.lose(frozenset({Ability.QUOTE}))
            result = await self._send(chat, [part for part in ready if not isinstance(part, Quote)])
        if result.outcome is Outcome.UNVERIFIED:
            self.lose(frozenset({Ability.MESSAGE_IDS}))
        return result

    async def _send(self, chat: ChatRef, parts: Sequence[Segment]) -> Result:
        message = compose(mentions_together(parts), encode12)
        if chat.group is not None:
            params: Frame = {"detail_type": "group", "group_id": chat.group, "message": message}
        else:
            params = {"detail_type": "private", "user_id": chat.user or "", "message": message}
        return await self.deliver("send_message", params)

    async def _uploaded(self, image: Image) -> Segment:
        """The image with a file id of this implementation; what cannot be uploaded becomes a word."""
        source = image_source(image)
        if source == image.file and not source.startswith(("http", "base64://")):
            return image
        params: Frame = {"type": "url", "name": "image", "url": source}
        if source.startswith("base64://"):
            params = {"type": "data", "name": "image", "data": source.removeprefix("base64://")}
        result = await self.ask("upload_file", params, LIST_SECONDS)
        file = first_text(dict_of(result.data), "file_id")
        return replace(image, file=file, url="") if file else Text("[图片]")

    async def send_file(self, chat: ChatRef, name: str, content: bytes) -> Result:
        params: Frame = {"type": "data", "name": name, "data": b64encode(content).decode()}
        result = await self.ask("upload_file", params, LIST_SECONDS)
        file = first_text(dict_of(result.data), "file_id")
        if not file:
            return Result(result.outcome if not result.accepted else Outcome.DENIED, result.detail or "no file id")
        return await self._send(chat, [File(name, file)])

    async def recall(self, chat: ChatRef, message: MessageId) -> Result:
        return await self._act_if_offered(("delete_message",), {"message_id": message}, urgent=True)

    async def mute(self, chat: ChatRef, member: MemberId, duration: timedelta) -> Result:
        return _CANNOT

    async def kick(self, chat: ChatRef, member: MemberId, *, refuse_rejoin: bool) -> Result:
        """``refuse_rejoin`` has no counterpart: who is refused is refused by us, when they come back."""
        action = await self._offered(*V12_KICK)
        if action is None or chat.group is None:
            return _CANNOT
        who: Frame = {"user_list": [member]} if action.startswith("wx.") else {"user_id": member}
        return await self.act(action, {"group_id": chat.group, **who}, urgent=True)

    async def set_card(self, chat: ChatRef, member: MemberId, card: str) -> Result:
        return _CANNOT

    async def answer_request(self, flag: str, sub_type: str, *, approve: bool, reason: str) -> Result:
        """Only friend requests exist, and these can be accepted or left alone."""
        v3, _, v4 = flag.partition("\n")
        if sub_type != "friend" or not approve:
            return _CANNOT
        return await self._act_if_offered(V12_ACCEPT_FRIEND, {"v3": v3, "v4": v4})

    async def announce(self, chat: ChatRef, text: str) -> Result:
        return await self._act_if_offered(V12_ANNOUNCE, {"group_id": chat.group or "", "announcement": text})

    async def react(self, chat: ChatRef, message: MessageId, emoji: str) -> Result:
        return _CANNOT

    async def member(self, chat: ChatRef, member: MemberId) -> MemberInfo | Outcome:
        """Asked afresh. DENIED means "no such member", UNKNOWN "no answer"."""
        who: Frame = {"group_id": chat.group or "", "user_id": member}
        result = await self.ask("get_group_member_info", who)
        if result.outcome is not Outcome.DONE:
            return Outcome.DENIED if is_gone(result) else Outcome.UNKNOWN
        data = dict_of(result.data)
        card = text_of(data.get("user_displayname"))
        if not card and await self._offered("wx.get_groupmember_nickname"):
            # ComWeChat tells the name in the group only here, one member at a time.
            asked = await self.ask("wx.get_groupmember_nickname", who)
            card = text_of(asked.data) or first_text(dict_of(asked.data), "nickname", "user_displayname")
        return member12(data, card) or Outcome.UNKNOWN

    async def members(self, chat: ChatRef) -> list[MemberInfo] | None:
        result = await self.ask("get_group_member_list", {"group_id": chat.group or ""}, LIST_SECONDS)
        if result.outcome is not Outcome.DONE or not is_list(result.data):
            return None
        found = (member12(dict_of(entry)) for entry in list_of(result.data))
        return [info for info in found if info is not None]

    async def history(self, chat: ChatRef, count: int) -> list[HistoryItem] | None:
        return None

    async def message_exists(self, chat: ChatRef, message: MessageId) -> bool | None:
        return None

    async def group_name(self, chat: ChatRef) -> str | None:
        result = await self.ask("get_group_info", {"group_id": chat.group or ""})
        return first_text(dict_of(result.data), "group_name") or None

    async def mentions_of_all_left(self, chat: ChatRef) -> int | None:
        """The standard does not tell."""
        return None

    async def download(self, file: str, url: str, limit_bytes: int) -> bytes | None:
        """Through the implementation, which holds the file; by the link only where there is no handle."""
        if file:
            result = await self.ask("get_file", {"file_id": file, "type": "data"}, LIST_SECONDS)
            if content := from_base64(first_text(dict_of(result.data), "data"), limit_bytes):
                return content
        return await fetch(url, limit_bytes, trusted_host=self.link.peer) if url else None

    async def join_requests(self) -> list[ListedRequest] | None:
        """Neither the standard nor any WeChat implementation tells of them."""
        return None

    async def things(self, chat: ChatRef, kind: ThingKind) -> list[GroupThing] | None:
        """The standard has none of them; asked only where the implementation offers it."""
        action = await self._offered(*_named(LISTING[kind]))
        if action is None:
            return None
        result = await self.ask(action, {"group_id": chat.group or ""}, LIST_SECONDS)
        return things_of(kind, result.data) if result.outcome is Outcome.DONE else None

    async def remove_thing(self, chat: ChatRef, thing: GroupThing) -> Result:
        return await self._act_if_offered(
            _named(REMOVING[thing.kind]), {"group_id": chat.group or "", **removal(thing)}
        )

    async def forwarded(self, forward: str, *, most: int) -> list[Forwarded] | None:
        """The standard has no forwards."""
        return None


def actions_of(data: object) -> frozenset[str]:
    """The answer to get_supported_actions as names."""
    return frozenset(text for entry in list_of(data) if (text := text_of(entry)))


def _named(actions: tuple[str, ...]) -> tuple[str, ...]:
    """Extensions carry their platform's prefix; some do not."""
    return tuple(f"{prefix}{action}" for action in actions for prefix in ("", "qq.", "wx."))


_CANNOT = Result(Outcome.UNSUPPORTED, "not possible on this platform")
