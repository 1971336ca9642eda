"""Links and files: what they lead to, and what they pretend to be. Nothing is fetched."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address
from pathlib import Path

from ..text.normalise import Normalised, Span, fold

DOMAINS = Path(__file__).parents[2] / "words" / "domains.lst"


def _read(path: Path) -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {}
    kind = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif not line.startswith("#"):
            lists[kind] = lists.get(kind, frozenset()) | frozenset(line.split())
    return lists


_LISTS = _read(DOMAINS)
EXECUTABLES = _LISTS["executables"]
_LABEL = "[a-z0-9一-鿿]"
_URL = re.compile(
    rf"(?P<scheme>https?://|www\.)?(?P<host>(?:{_LABEL}(?:[a-z0-9一-鿿-]{{0,61}}{_LABEL})?\.){{1,4}}"
    r"[a-z][a-z0-9-]{1,20}|\d{1,3}(?:\.\d{1,3}){3})(?P<port>:\d{2,5})?(?P<path>[/?#][!-~]{0,500})?"
)
_FAKE_LETTERS = str.maketrans("013457", "oieast")
_RIGHT_TO_LEFT = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EXTENSION = re.compile(r"\.([a-z0-9]{1,8})\s*$")


_CLOSED = ("/+", "/joinchat/")
"""How Telegram, and the hosts that forward to it, write an invitation into a closed channel."""
_TOKEN = 12


class LinkKind(StrEnum):
    KNOWN = "known"
    UNKNOWN = "unknown"
    CHEAP = "cheap_domain"
    SHORT = "shortener"
    INVITE = "invitation"
    DENIED = "denied"
    LOOK_ALIKE = "look_alike"
    ADDRESS = "bare_address"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Link:
    kind: LinkKind
    host: str
    text: str
    span: Span | None = None

    @property
    def abroad(self) -> bool:
        """An invitation into a group or channel of a foreign messenger."""
        return self.kind is LinkKind.INVITE and not self.host.endswith("qq.com")

    @property
    def closed(self) -> bool:
        """An invitation into a closed channel abroad."""
        return self.kind is LinkKind.INVITE and any(sign in self.text for sign in _CLOSED)


def covers(domains: Collection[str], host: str) -> bool:
    """Whether ``host`` or a parent of it is listed."""
    labels = host.split(".")
    return any(".".join(labels[i:]) in domains for i in range(len(labels)))


def find_links(text: Normalised, allowed: Collection[str], denied: Collection[str]) -> list[Link]:
    """The links written in a text; a bare ``name.tld`` counts where the last label is a known one."""
    found: list[Link] = []
    for match in _URL.finditer(text.folded):
        host = match["host"].strip(".")
        last = host.rsplit(".", 1)[-1]
        numeric = last.isdigit()
        before = text.folded[match.start() - 1 : match.start()] if match.start() else ""
        if before == "@" or (not match["scheme"] and (numeric or last not in _LISTS["top_level"])):
            continue
        kind = judge_host(host, match["path"] or "", allowed, denied)
        found.append(Link(kind, host, match[0], text.span(match.start(), match.end())))
    return found


def judge_url(url: str, allowed: Collection[str], denied: Collection[str]) -> Link | None:
    """A card's link."""
    match = _URL.search(fold(url))
    return Link(judge_host(match["host"], match["path"] or "", allowed, denied), match["host"], url) if match else None


def judge_host(host: str, path: str, allowed: Collection[str], denied: Collection[str]) -> LinkKind:
    """What a host is; the group's own lists come first, a known host outweighs everything else."""
    if covers(denied, host):
        return LinkKind.DENIED
    if covers(allowed, host) or host.endswith((".gov.cn", ".edu.cn")):
        return LinkKind.KNOWN
    if len(path) > _TOKEN and path.startswith(_CLOSED):
        return LinkKind.INVITE
    if (host in _LISTS["invites"] and len(path) > 1) or (host == "weixin.qq.com" and path.startswith("/g/")):
        return LinkKind.INVITE
    if covers(_LISTS["shorteners"], host):
        return LinkKind.SHORT
    if covers(_LISTS["known"], host):
        return LinkKind.KNOWN
    extension = _EXTENSION.search(path.split("?")[0])
    if extension and extension[1] in EXECUTABLES - _LISTS["not_as_url"]:
        return LinkKind.PROGRAM
    return _judge_stranger(host)


def _judge_stranger(host: str) -> LinkKind:
    labels = host.split(".")
    if labels[-1].isdigit():
        try:
            return LinkKind.KNOWN if IPv4Address(host).is_private else LinkKind.ADDRESS
        except ValueError:
            return LinkKind.UNKNOWN
    plain = [label.translate(_FAKE_LETTERS) for label in labels[:-1]]
    pieces = {piece for label in (*labels[:-1], *plain) for piece in label.split("-")}
    if pieces & _LISTS["brands"] or any(label.startswith("xn--") and _hides_latin(label) for label in labels):
        return LinkKind.LOOK_ALIKE
    return LinkKind.CHEAP if labels[-1] in _LISTS["cheap"] else LinkKind.UNKNOWN


def _hides_latin(label: str) -> bool:
    """Whether an internationalised label is made of letters that look Latin, or cannot be read."""
    try:
        return fold(label.encode("ascii").decode("idna")).isascii()
    except UnicodeError:
        return True


def judge_file(name: str, extensions: Collection[str]) -> str | None:
    """Why a file name is dangerous: ``disguised`` (double extension, reversed text), ``program``, or None."""
    parts = fold(name).strip().rstrip(".").split(".")
    last = parts[-1].strip() if len(parts) > 1 else ""
    if _RIGHT_TO_LEFT.search(name):
        return "disguised"
    if last in EXECUTABLES and len(parts) > 2 and parts[-2].strip() in _LISTS["documents"]:
        return "disguised"
    return "program" if last in extensions else None
