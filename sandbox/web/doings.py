"""What can be done on the page. Each takes the request's fields; raises Refused, KeyError or ValueError."""

from collections.abc import Mapping
from typing import Any

from sandbox.faults import Kind, Switch
from sandbox.harness import Wire
from sandbox.town import Town
from sandbox.world import Message, Segment

Body = Mapping[str, Any]


def _wire(town: Town, body: Body) -> Wire:
    chat = str(body["chat"])
    return town.wires[chat.split(":", 2)[1]] if chat.startswith("p:") else town.wire_of(chat)


def _message(town: Town, body: Body) -> tuple[Wire, Message]:
    platform, number = str(body["message"]).split(":", 1)
    wire = town.wires[platform]
    return wire, wire.world.message(int(number))


def say(town: Town, body: Body) -> Any:
    """``chat``, ``user``, ``text``; may have ``quote`` (a message's id) and ``mentions`` (user ids or all).

    A mention stands where ``@名字`` is in the text, else in front.
    """
    wire, chat, user = _wire(town, body), str(body["chat"]), str(body["user"])
    words = str(body["text"])
    quote = int(str(body["quote"]).split(":", 1)[1]) if body.get("quote") else None
    if chat.startswith("p:"):
        peer = chat.split(":", 2)[2]
        message = wire.world.say_private(wire.account.id, peer, peer, words, quote=quote)
    else:
        parts = wire.mentioned(chat, words, [str(name) for name in body.get("mentions", [])])
        message = wire.world.say(chat, wire.user(chat, user), parts, quote=quote)
    return {"number": message.number}


def upload(town: Town, body: Body, content: bytes, headers: Mapping[str, str]) -> Any:
    """``chat``, ``user``, ``name``, ``kind`` image or file; the content is the request's body."""
    wire, chat, name = _wire(town, body), str(body["chat"]), str(body["name"])
    if body.get("kind") != "image" and not chat.startswith("p:"):
        return {"number": wire.world.upload(chat, wire.user(chat, str(body["user"])), name, content).number}
    kind = "image" if body.get("kind") == "image" else "file"
    file = wire.world.add_file(name, content, headers.get("content-type", "application/octet-stream"))
    parts: list[Segment] = [{"type": kind, "data": {"file": file.id}}]
    if chat.startswith("p:"):
        peer = chat.split(":", 2)[2]
        return {"number": wire.world.say_private(wire.account.id, peer, peer, parts).number}
    return {"number": wire.world.say(chat, wire.user(chat, str(body["user"])), parts).number}


def react(town: Town, body: Body) -> Any:
    wire, message = _message(town, body)
    users = message.reactions.get(str(body["emoji"]), [])
    wire.world.react(message.number, str(body["user"]), str(body["emoji"]), added=str(body["user"]) not in users)


def recall(town: Town, body: Body) -> Any:
    wire, message = _message(town, body)
    wire.world.recall(message.number, str(body["user"]))


def join(town: Town, body: Body) -> Any:
    """Ask to be let in (QQ): ``chat``, ``user``, ``nickname``, ``comment``."""
    wire = _wire(town, body)
    user = str(body.get("user") or "") or wire.new_id()
    request = wire.request_join(str(body["chat"]), user, str(body.get("comment", "")), nickname=str(body["nickname"]))
    return {"flag": request.flag}


def invite(town: Town, body: Body) -> Any:
    """Be invited and so be in (WeChat): ``chat``, ``nickname``, ``inviter``."""
    wire = _wire(town, body)
    user = str(body.get("user") or "") or wire.new_id()
    wire.join(str(body["chat"]), user, str(body["nickname"]), inviter=str(body["inviter"]))
    return {"user": user}


def act(town: Town, body: Body) -> Any:
    """What people do by hand: ``chat``, ``operator``, ``what``, ``user``; some need ``value``."""
    wire, group = _wire(town, body), str(body["chat"])
    operator, user, value = str(body["operator"]), str(body.get("user", "")), str(body.get("value", ""))
    match str(body["what"]):
        case "kick":
            wire.world.kick(group, user, operator)
        case "leave":
            wire.world.leave(group, user)
        case "mute":
            wire.world.mute(group, user, int(value or 600), operator)
        case "unmute":
            wire.world.mute(group, user, 0, operator)
        case "admin" | "unadmin":
            wire.world.set_admin(group, user, body["what"] == "admin", operator)
        case "card":
            wire.world.set_card(group, user, value, operator)
        case "announce":
            wire.world.announce(group, operator, value)
        case unknown:
            raise ValueError(unknown)


def fault(town: Town, body: Body) -> Any:
    """``platform``; either ``switch`` and ``on``, or ``action`` and ``kind`` (empty lifts it)."""
    wire = town.wires[str(body["platform"])]
    if "switch" in body:
        wire.faults.switch(Switch(str(body["switch"])), bool(body["on"]))
    elif body.get("kind"):
        wire.faults.stand(str(body["action"]), Kind(str(body["kind"])), seconds=float(body.get("seconds", 3)))
    else:
        wire.faults.lift(str(body["action"]))
    town.tell_sides()


def line(town: Town, body: Body) -> Any:
    """The line itself: ``platform`` and ``what`` drop, reconnect, offline or online."""
    wire = town.wires[str(body["platform"])]
    match str(body["what"]):
        case "drop":
            wire.link.hang_up()
        case "reconnect":
            wire.link.reconnect()
        case "offline" | "online":
            wire.world.set_online(wire.account.id, body["what"] == "online")
        case unknown:
            raise ValueError(unknown)
    town.tell_sides()


DOINGS = {
    "say": say,
    "react": react,
    "recall": recall,
    "join": join,
    "invite": invite,
    "act": act,
    "fault": fault,
    "line": line,
}
