"""What can be done on a platform, as values that survive in a row."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import ChatRef, MemberId, MessageId
from bot.domain.messages import Enclosure, Mention, MentionAll, Segment, Text
from bot.domain.ports import Ability, Outcome, Platform, Result
from bot.domain.things import GroupThing, ThingKind
from bot.effects import enclosures
from bot.effects.enclosures import Handout
from bot.effects.segments_json import segments_from_json, segments_to_json


@dataclass(frozen=True, slots=True)
class Send:
    """``marker`` is a visible part of the text by which it is found again, "" if there is none.

    A marker allows a second sending where nobody can tell whether the first one arrived.
    """

    chat: ChatRef
    parts: tuple[Segment, ...]
    marker: str = ""


@dataclass(frozen=True, slots=True)
class SendFile:
    """A file made by whoever registered ``kind`` with the enclosures; ``about`` is JSON for them."""

    chat: ChatRef
    kind: str
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Recall:
    chat: ChatRef
    message: MessageId


@dataclass(frozen=True, slots=True)
class Mute:
    """``duration`` zero lifts."""

    chat: ChatRef
    member: MemberId
    duration: timedelta


@dataclass(frozen=True, slots=True)
class Kick:
    """``joined_at`` as it was known at the decision: whoever joined again later is not kicked."""

    chat: ChatRef
    member: MemberId
    refuse_rejoin: bool
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SetCard:
    chat: ChatRef
    member: MemberId
    card: str


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """``flag`` and ``sub_type`` as they came with the request."""

    chat: ChatRef
    flag: str
    sub_type: str
    approve: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Announce:
    chat: ChatRef
    text: str


@dataclass(frozen=True, slots=True)
class React:
    chat: ChatRef
    message: MessageId
    emoji: str


@dataclass(frozen=True, slots=True)
class RemoveThing:
    """An announcement, an essence message or a file; ``kind``, ``thing`` and ``handle`` as the platform listed it."""

    chat: ChatRef
    kind: str
    thing: str
    handle: Mapping[str, Any]

    @property
    def named(self) -> GroupThing:
        return GroupThing(ThingKind(self.kind), self.thing, "", handle=self.handle)


Action = Send | SendFile | Recall | Mute | Kick | SetCard | AnswerRequest | Announce | React | RemoveThing


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file with its content: never a row."""

    chat: ChatRef
    handout: Handout


_NAMES: dict[str, type[Any]] = {
    "send": Send,
    "send_file": SendFile,
    "recall": Recall,
    "mute": Mute,
    "kick": Kick,
    "set_card": SetCard,
    "answer_request": AnswerRequest,
    "announce": Announce,
    "react": React,
    "remove_thing": RemoveThing,
}
_TYPES = {kind: name for name, kind in _NAMES.items()}

_ABILITIES: dict[type[Any], Ability] = {
    SendFile: Ability.FILES,
    Recall: Ability.RECALL,
    Mute: Ability.MUTE,
    Kick: Ability.KICK,
    SetCard: Ability.SET_CARD,
    AnswerRequest: Ability.JOIN_REQUESTS,
    Announce: Ability.ANNOUNCE,
    React: Ability.REACT,
}


def name_of(action: Action) -> str:
    """``send``, ``kick`` and so on: the word of logs and rows."""
    return _TYPES[type(action)]


def ability(action: Action) -> Ability | None:
    """What a platform must be able to do for this; None for sending, which all can."""
    return _ABILITIES.get(type(action))


def text_of(action: Send) -> str:
    """The plain text of a message: its text segments and the names of the mentioned."""
    words: list[str] = []
    for part in action.parts:
        match part:
            case Text(text):
                words.append(text)
            case Mention(user, name):
                words.append(f"@{name or user}")
            case MentionAll():
                words.append("@全体成员")
            case _:
                continue
    return "".join(words)


async def prepared(action: Action, now: datetime) -> Action | ReadyFile:
    """The action with its pictures or its file made, right before it is performed."""
    match action:
        case Send(chat, parts, marker) if any(isinstance(part, Enclosure) for part in parts):
            return Send(chat, await enclosures.filled(parts, now), marker)
        case SendFile(chat, kind, about):
            handout = await enclosures.make(kind, about, now)
            return action if handout is None else ReadyFile(chat, handout)
        case _:
            return action


async def perform(platform: Platform, action: Action | ReadyFile) -> Result:
    """Ask the platform for it, once. What holds enclosures must have been ``prepared``."""
    match action:
        case Send(chat, parts):
            return await platform.send(chat, parts)
        case SendFile():
            return Result(Outcome.DENIED, "nothing to hand out")
        case ReadyFile(chat, handout):
            return await platform.send_file(chat, handout.name, handout.content)
        case Recall(chat, message):
            return await platform.recall(chat, message)
        case Mute(chat, member, duration):
            return await platform.mute(chat, member, duration)
        case Kick(chat, member, refuse_rejoin):
            return await platform.kick(chat, member, refuse_rejoin=refuse_rejoin)
        case SetCard(chat, member, card):
            return await platform.set_card(chat, member, card)
        case AnswerRequest():
            return await platform.answer_request(
                action.flag, action.sub_type, approve=action.approve, reason=action.reason
            )
        case Announce(chat, text):
            return await platform.announce(chat, text)
        case React(chat, message, emoji):
            return await platform.react(chat, message, emoji)
        case RemoveThing(chat=chat):
            return await platform.remove_thing(chat, action.named)


def action_to_json(action: Action) -> dict[str, Any]:
    """Durations in seconds, times as ISO text, segments by ``segments_json``."""
    row: dict[str, Any] = {"type": name_of(action), **asdict(action), "chat": asdict(action.chat)}
    match action:
        case Send(parts=parts):
            row["parts"] = segments_to_json(parts)
        case Mute(duration=duration):
            row["duration"] = duration.total_seconds()
        case Kick(joined_at=joined_at):
            row["joined_at"] = joined_at.isoformat() if joined_at else None
        case _:
            pass
    return row


def action_from_json(row: dict[str, Any]) -> Action:
    fields = dict(row)
    name = str(fields.pop("type"))
    fields["chat"] = ChatRef(**fields["chat"])
    if name == "send":
        fields["parts"] = segments_from_json(fields["parts"])
    elif name == "mute":
        fields["duration"] = timedelta(seconds=fields["duration"])
    elif name == "kick" and fields["joined_at"]:
        fields["joined_at"] = datetime.fromisoformat(fields["joined_at"])
    action: Action = _NAMES[name](**fields)
    return action
