"""What the page is told of the world: plain JSON values."""

from typing import Any

from .calls import Call
from .harness import Wire
from .words import EMOJI, about, deed_words, outcome_words, person
from .world import Chat, Group, Message, Role, World, changes

View = dict[str, Any]


def chat_key(platform: str, chat: Chat) -> str:
    return chat.id if chat.is_group else f"p:{platform}:{chat.id}"


def side_view(name: str, wire: Wire) -> View:
    return {
        "platform": name,
        "account": {"id": wire.account.id, "name": wire.account.nickname, "online": wire.account.online},
        "connected": wire.link.is_connected,
        "trouble": "" if wire.link.is_connected else (wire.link.refusals[-1] if wire.link.refusals else ""),
        "switches": sorted(wire.faults.switches),
        "faults": wire.faults.standing,
    }


def group_view(name: str, group: Group) -> View:
    shown = group.announcements[-1] if group.announcements else None
    return {
        "id": group.id,
        "platform": name,
        "name": group.name,
        "count": len(group.members),
        "wholeMuted": group.is_whole_muted,
        "announcement": {"text": shown.text, "at": _millis(shown.at)} if shown else None,
    }


def members_view(world: World, group: str) -> list[View]:
    found = world.group(group)
    members = sorted(found.members.values(), key=lambda member: -member.role.rank)
    here = [
        {
            "id": member.id,
            "name": member.name,
            "nickname": member.person.nickname,
            "role": member.role.value,
            "title": member.title,
            "mutedUntil": _millis(member.muted_until) if member.is_muted(world.clock()) else 0,
            "left": "",
        }
        for member in members
    ]
    gone = [
        {"id": left.id, "name": left.name, "nickname": left.name, "role": "member", "mutedUntil": 0, "left": left.how}
        for left in found.left.values()
    ]
    return [*here, *gone]


def _millis(moment: Any) -> int:
    return int(moment.timestamp() * 1000) if moment else 0


def message_view(wire: Wire, platform: str, message: Message) -> View:
    world, group = wire.world, message.chat.id if message.chat.is_group else ""
    member = world.groups[group].members.get(message.author) if group in world.groups else None
    recalled = None
    if message.recalled_by is not None:
        recalled = {"by": person(wire, message.recalled_by, group), "own": message.recalled_by == message.author}
    return {
        "id": f"{platform}:{message.number}",
        "number": message.number,
        "platform": platform,
        "chat": chat_key(platform, message.chat),
        "author": message.author,
        "name": message.author_name,
        "role": member.role.value if member else Role.MEMBER.value,
        "bot": message.author == wire.account.id,
        "at": _millis(message.at),
        "parts": [part_view(wire, group, part) for part in message.segments],
        "quote": _quote_view(world, message),
        "recalled": recalled,
        "essence": message.is_essence,
        "reactions": [
            {"emoji": emoji, "glyph": EMOJI.get(emoji, "🙂"), "names": [world.name_of(user, group) for user in users]}
            for emoji, users in message.reactions.items()
        ],
    }


def part_view(wire: Wire, group: str, part: Any) -> View:
    kind, data = part["type"], part["data"]
    if kind == "text":
        return {"type": "text", "text": data["text"]}
    if kind == "at":
        name = "全体成员" if data["user"] == "all" else wire.world.name_of(data["user"], group)
        return {"type": "at", "name": name, "self": data["user"] in (wire.account.id, "all")}
    if kind in ("image", "file") and data.get("file") in wire.world.files:
        file = wire.world.files[data["file"]]
        return {"type": kind, "name": file.name, "size": file.size, "url": f"/files/{file.id}"}
    if kind == "face":
        return {"type": "text", "text": EMOJI.get(str(data.get("id")), "[表情]")}
    return {"type": "text", "text": f"[{kind}]"}


def _quote_view(world: World, message: Message) -> View | None:
    quoted = world.messages.get(message.quote) if message.quote is not None else None
    if quoted is None:
        return None
    names = (str(world.files[part["data"]["file"]].name) for part in quoted.segments if part["type"] == "file")
    words = quoted.text or "".join(f"[文件] {name}" for name in names) or "[图片]"
    return {"name": quoted.author_name, "text": words[:80], "recalled": quoted.recalled_by is not None}


def call_view(wire: Wire, platform: str, call: Call, known: View | None = None) -> View:
    """``known`` is the earlier view of the same call: its words were made before it took effect."""
    outcome, tone = outcome_words(call)
    message = about(wire, call)
    group = str(call.params.get("group_id", "")) or (message.chat.id if message and message.chat.is_group else "")
    return {
        "id": f"{platform}:{call.number}",
        "platform": platform,
        "chat": group,
        "at": _millis(call.at),
        "action": call.action,
        "words": known["words"] if known else deed_words(wire, call),
        "speech": call.action.startswith("send_"),
        "outcome": outcome,
        "tone": tone,
    }


class Lines:
    """The small grey lines between the messages."""

    def __init__(self) -> None:
        self.all: list[View] = []

    def of(self, wire: Wire, platform: str, change: changes.Change) -> View | None:
        words = line_words(wire, change)
        if not words:
            return None
        line = {
            "id": f"line:{len(self.all)}",
            "chat": change.group,
            "platform": platform,
            "at": _millis(wire.world.clock()),
            "text": words,
        }
        self.all.append(line)
        return line


def line_words(wire: Wire, change: changes.Change) -> str:
    def name(user: str) -> str:
        return person(wire, user, change.group)

    match change:
        case changes.Joined():
            how = f"被 {name(change.operator)} 邀请" if change.invited and change.operator else ""
            return f"{name(change.user)} {how}加入了群聊"
        case changes.Left():
            return (
                f"{name(change.user)} 被 {name(change.operator)} 移出了群聊"
                if change.kicked
                else f"{name(change.user)} 退出了群聊"
            )
        case changes.Muted():
            whom = name(change.user) if change.user else "全体成员"
            did = f"被 {name(change.operator)} 禁言 {duration(change.seconds)}"
            return f"{whom} {did}" if change.seconds else f"{whom} 被 {name(change.operator)} 解除禁言"
        case changes.RoleSet():
            return f"{name(change.user)} {'成为' if change.is_admin else '不再是'}管理员"
        case changes.Renamed():
            return f"{name(change.operator)} 把群名改为「{change.name}」"
        case changes.Requested():
            words = change.request.comment.replace("\n", " ")
            return f"{change.request.nickname} 申请加入：「{words}」"
        case changes.Settled():
            done = "通过" if change.request.approved else "拒绝"
            reason = f"：{change.request.reason}" if change.request.reason else ""
            return f"{name(change.request.operator)} {done}了 {change.request.nickname} 的申请{reason}"
        case changes.Announced():
            return f"{name(change.announcement.author)} 发布了群公告"
        case changes.CardSet():
            return f"{change.old or change.user} 的群名片改为「{change.new}」"
        case changes.Poked():
            return f"{name(change.user)} 戳了戳 {name(change.target)}" if change.group else ""
        case _:
            return ""


def duration(seconds: int) -> str:
    if seconds < 0:
        return ""
    for unit, name in ((86_400, "天"), (3_600, "小时"), (60, "分钟")):
        if seconds >= unit:
            return f"{seconds // unit} {name}" if seconds % unit == 0 else f"{seconds / unit:.1f} {name}"
    return f"{seconds} 秒"
