"""The platform port over OneBot V11 (QQ)."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import timedelta

from bot.domain.events import ListedRequest
from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import MemberInfo
from bot.domain.messages import Forwarded, Segment
from bot.domain.ports import HistoryItem, Outcome, Result
from bot.domain.things import GroupThing, ThingKind
from bot.gateway import pacing
from bot.gateway.account import LIST_SECONDS, Account, Surroundings
from bot.gateway.capabilities import v11
from bot.gateway.compose import compose, encode11
from bot.gateway.decode11 import PLATFORM
from bot.gateway.download import fetch, from_base64
from bot.gateway.fields import Frame, dict_of, first_text, is_list, list_of
from bot.gateway.forwards import forwarded_messages
from bot.gateway.history11 import history_items
from bot.gateway.link import Link
from bot.gateway.members import member11
from bot.gateway.outcomes import is_gone
from bot.gateway.requests11 import FILTERED, MOST, requests_of
from bot.gateway.requests11 import LISTING as LISTING_REQUESTS
from bot.gateway.things import IN_FOLDER, LISTING, MOST_FILES, REMOVING, folders_of, removal, things_of

LONGEST_MUTE = timedelta(days=29, hours=23, minutes=59, seconds=59)


def wire_id(text: str) -> int | str:
    """An id as V11 wants it: a number where it is one. WeChat's ids over V11 stay text."""
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) <= 18 else text


class Platform11(Account):
    def __init__(self, link: Link, account: AccountId, around: Surroundings) -> None:
        super().__init__(link, account, PLATFORM, pacing.QQ, around)
        self._capabilities = v11("")

    async def learn(self) -> None:
        """Ask who is there; until the answer nothing is taken for missing."""
        result = await self.ask("get_version_info", {}, urgent=True)
        app = first_text(dict_of(result.data), "app_name", "impl") if result.outcome is Outcome.DONE else ""
        self._capabilities = v11(app, self._lost)

    async def send_piece(self, chat: ChatRef, parts: Sequence[Segment]) -> Result:
        message = compose(parts, encode11)
        if chat.group is not None:
            return await self.deliver("send_group_msg", {"group_id": wire_id(chat.group), "message": message})
        return await self.deliver("send_private_msg", {"user_id": wire_id(chat.user or ""), "message": message})

    async def send_file(self, chat: ChatRef, name: str, content: bytes) -> Result:
        params: Frame = {"file": f"base64://{b64encode(content).decode()}", "name": name}
        if chat.group is not None:
            return await self.deliver("upload_group_file", {"group_id": wire_id(chat.group), **params})
        return await self.deliver("upload_private_file", {"user_id": wire_id(chat.user or ""), **params})

    async def recall(self, chat: ChatRef, message: MessageId) -> Result:
        return await self.act("delete_msg", {"message_id": wire_id(message)}, urgent=True)

    async def mute(self, chat: ChatRef, member: MemberId, duration: timedelta) -> Result:
        """``duration`` zero lifts; at most 29 days 23:59:59 is sent."""
        if chat.group is None:
            return _NO_GROUP
        seconds = int(min(max(duration, timedelta(0)), LONGEST_MUTE).total_seconds())
        # A part of a second would be sent as 0, which lifts instead.
        seconds = max(seconds, 1) if duration > timedelta(0) else 0
        return await self.act("set_group_ban", {**_who(chat.group, member), "duration": seconds}, urgent=True)

    async def kick(self, chat: ChatRef, member: MemberId, *, refuse_rejoin: bool) -> Result:
        if chat.group is None:
            return _NO_GROUP
        params = {**_who(chat.group, member), "reject_add_request": refuse_rejoin}
        return await self.act("set_group_kick", params, urgent=True)

    async def set_card(self, chat: ChatRef, member: MemberId, card: str) -> Result:
        if chat.group is None:
            return _NO_GROUP
        return await self.act("set_group_card", {**_who(chat.group, member), "card": card})

    async def answer_request(self, flag: str, sub_type: str, *, approve: bool, reason: str) -> Result:
        """``sub_type`` ``friend`` answers a friend's request; all others are about groups."""
        if sub_type == "friend":
            return await self.act("set_friend_add_request", {"flag": flag, "approve": approve})
        # go-cqhttp takes a request without its sub_type for an invitation.
        params: Frame = {"flag": flag, "sub_type": sub_type or "add", "approve": approve}
        return await self.act("set_group_add_request", {**params, "reason": "" if approve else reason})

    async def announce(self, chat: ChatRef, text: str) -> Result:
        if chat.group is None:
            return _NO_GROUP
        return await self.act("_send_group_notice", {"group_id": wire_id(chat.group), "content": text})

    async def react(self, chat: ChatRef, message: MessageId, emoji: str) -> Result:
        if "lagrange" in self._capabilities.implementation.lower():
            group = {"group_id": wire_id(chat.group or ""), "message_id": wire_id(message)}
            return await self.act("set_group_reaction", {**group, "code": emoji, "is_add": True})
        return await self.act("set_msg_emoji_like", {"message_id": wire_id(message), "emoji_id": emoji, "set": True})

    async def member(self, chat: ChatRef, member: MemberId) -> MemberInfo | Outcome:
        """Asked afresh, past every cache. DENIED means "no such member", UNKNOWN "no answer"."""
        if chat.group is None:
            return Outcome.DENIED
        result = await self.ask("get_group_member_info", {**_who(chat.group, member), "no_cache": True})
        if result.outcome is Outcome.DONE:
            return member11(dict_of(result.data), self._clock.now()) or Outcome.UNKNOWN
        return Outcome.DENIED if is_gone(result) else Outcome.UNKNOWN

    async def members(self, chat: ChatRef) -> list[MemberInfo] | None:
        if chat.group is None:
            return None
        params: Frame = {"group_id": wire_id(chat.group), "no_cache": True}
        result = await self.ask("get_group_member_list", params, LIST_SECONDS)
        if result.outcome is not Outcome.DONE or not is_list(result.data):
            return None
        now = self._clock.now()
        found = (member11(dict_of(entry), now) for entry in list_of(result.data))
        return [info for info in found if info is not None]

    async def history(self, chat: ChatRef, count: int) -> list[HistoryItem] | None:
        """The newest ``count`` messages. Only the parameters every implementation reads alike are sent:
        where to start is a message id to one, a sequence to another."""
        if chat.group is not None:
            params: Frame = {"group_id": wire_id(chat.group), "count": count}
            result = await self.ask("get_group_msg_history", params, LIST_SECONDS)
        else:
            params = {"user_id": wire_id(chat.user or ""), "count": count}
            result = await self.ask("get_friend_msg_history", params, LIST_SECONDS)
        if result.outcome is not Outcome.DONE:
            return None
        return history_items(result.data, self._clock.now(), count)

    async def message_exists(self, chat: ChatRef, message: MessageId) -> bool | None:
        """False after a recall; None where the platform cannot tell."""
        result = await self.ask("get_msg", {"message_id": wire_id(message)})
        if result.outcome is Outcome.DONE:
            return bool(dict_of(result.data)) or None
        return False if is_gone(result) else None

    async def group_name(self, chat: ChatRef) -> str | None:
        if chat.group is None:
            return None
        result = await self.ask("get_group_info", {"group_id": wire_id(chat.group), "no_cache": True})
        return first_text(dict_of(result.data), "group_name") or None

    async def mentions_of_all_left(self, chat: ChatRef) -> int | None:
        """The account's own number counts too; go-cqhttp, NapCat and LLOneBot tell both."""
        if chat.group is None:
            return None
        result = await self.ask("get_group_at_all_remain", {"group_id": wire_id(chat.group)})
        data = dict_of(result.data)
        if result.outcome is not Outcome.DONE or data.get("can_at_all") is False:
            return 0 if result.outcome is Outcome.DONE else None
        told = [data.get(f"remain_at_all_count_for_{whom}") for whom in ("group", "uin")]
        counts = [count for count in told if isinstance(count, int)]
        return min(counts) if counts else None

    async def download(self, file: str, url: str, limit_bytes: int) -> bytes | None:
        """By the link that came with the message; where that one leads nowhere, through the implementation."""
        if url and (content := await fetch(url, limit_bytes, trusted_host=self.link.peer)) is not None:
            return content
        if not file:
            return None
        result = await self.ask("get_file", {"file_id": file, "file": file}, LIST_SECONDS)
        data = dict_of(result.data)
        if content := from_base64(first_text(data, "base64", "data"), limit_bytes):
            return content
        found = first_text(data, "url")
        return await fetch(found, limit_bytes, trusted_host=self.link.peer) if found else None

    async def join_requests(self) -> list[ListedRequest] | None:
        """The newest of every list that the implementation keeps."""
        found: list[ListedRequest] | None = None
        for actions, filtered in ((LISTING_REQUESTS, False), (FILTERED, True)):
            for action in actions:
                result = await self.ask(action, {"count": MOST}, LIST_SECONDS)
                if result.outcome is Outcome.UNSUPPORTED:
                    continue
                listed = requests_of(result, self.account, self._clock.now(), filtered=filtered)
                found = found if listed is None else [*(found or []), *listed]
                break
        return found

    async def things(self, chat: ChatRef, kind: ThingKind) -> list[GroupThing] | None:
        """Of files those in folders too, one level deep: there is no deeper one."""
        if chat.group is None:
            return None
        params: Frame = {"group_id": wire_id(chat.group), "file_count": MOST_FILES}
        for action in LISTING[kind]:
            result = await self.ask(action, params, LIST_SECONDS)
            if result.outcome is not Outcome.DONE:
                continue
            found = things_of(kind, result.data)
            for folder in folders_of(result.data) if found is not None and kind is ThingKind.FILE else ():
                inside = await self.ask(IN_FOLDER, {**params, "folder_id": folder}, LIST_SECONDS)
                found = [*(found or []), *(things_of(kind, inside.data) or [])]
            return found
        return None

    async def remove_thing(self, chat: ChatRef, thing: GroupThing) -> Result:
        params = {"group_id": wire_id(chat.group or ""), **removal(thing)}
        if thing.kind is ThingKind.ESSENCE:
            params["message_id"] = wire_id(thing.id)
        result = _NO_GROUP
        for action in REMOVING[thing.kind]:
            result = await self.act(action, params)
            if result.outcome is not Outcome.UNSUPPORTED:
                break
        return result

    async def forwarded(self, forward: str, *, most: int) -> list[Forwarded] | None:
        """The first ``most`` messages of a merged forward, in order; None where they cannot be had."""
        # NapCat and go-cqhttp read ``message_id``, the standard says ``id``.
        result = await self.ask("get_forward_msg", {"id": forward, "message_id": forward}, LIST_SECONDS)
        return forwarded_messages(result.data, most) if result.outcome is Outcome.DONE else None


_NO_GROUP = Result(Outcome.DENIED, "not a group")


def _who(group: str, member: MemberId) -> Frame:
    return {"group_id": wire_id(group), "user_id": wire_id(member)}
