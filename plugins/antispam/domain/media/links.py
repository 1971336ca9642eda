"""Links: what they lead to, and what they pretend to be. Nothing is fetched."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from ..text.normalise import Normalised, Span, fold
from .files import judge_file
from .imitation import Imitation, imitates, is_mixed, is_trusted
from .lists import EXECUTABLES, LISTS, covers, split_host

__all__ = ["EXECUTABLES", "Link", "LinkKind", "covers", "find_links", "judge_file", "judge_host", "judge_url"]

_LABEL = "[a-z0-9一-鿿]"
_URL = re.compile(
    rf"(?P<scheme>(?:h[tx]{{1,2}}ps?|ftp)://(?P<user>[^\s/@?#]{{1,64}}@)?|www\.)?"
    rf"(?P<host>(?:{_LABEL}[a-z0-9一-鿿-]{{0,62}}+(?<!-)\.){{1,8}}(?:xn--[a-z0-9-]{{1,30}}|[a-z]{{2,20}})"
    r"|\d{1,3}(?:\.\d{1,3}){3})(?P<port>:\d{2,5})?(?P<path>[/?#][!-~]{0,500})?"
)
_MAY_BE_HOST = re.compile(r"\.(?:[a-z]{2}|\d{1,3}\.\d)")
"""Every host has such a place."""
_NUMERIC = re.compile(
    r"h[tx]{1,2}ps?://(?:[^\s/@?#]{1,64}@)?(?P<host>0x[0-9a-f]{8}|\d{8,10}|\[[0-9a-f:.]{2,45}\])(?P<path>[:/?#][!-~]{0,500})?"
)
"""An address written as one number, or by the sixth version of the protocol."""
_DOT = r"(?:[。｡．•·]|点|\s?[(\[{]\s?(?:dot|点|\.)\s?[)\]}]\s?|\s(?:dot|点)\s)"
_SPELT_END = "|".join(sorted(LISTS["spelt_endings"], key=len, reverse=True))
_SPELT = re.compile(
    rf"(?<![a-z0-9])(?P<scheme>https?://|www{_DOT})?(?P<name>(?=[a-z0-9-]*[a-z])[a-z0-9][a-z0-9-]{{2,40}})"
    rf"{_DOT}(?P<end>{_SPELT_END})(?![a-z0-9])(?P<path>/[!-~]{{0,200}})?"
)
_MAY_BE_SPELT = re.compile(
    r"[。｡．•·](?<=[a-z0-9].)(?=[a-z])|点(?=\s?[)\]}]?\s?[a-z])|[.](?<=[(\[{\s].)(?=\s?[)\]}])|dot"
)
_EXTENSION = re.compile(r"\.([a-z0-9]{1,8})(?=$|[?&#])")
_USUAL_PORTS = frozenset({":80", ":443", ":8080", ":8443"})
_CLOSED = ("/+", "/joinchat/")
"""How Telegram, and the hosts that forward to it, write an invitation into a closed channel."""
_TOKEN = 12
_AT_HOME = ("qq.com", "wechat.com", "weixin.com")


class LinkKind(StrEnum):
    """What a link is; ``ODD`` is a strange port, ``HIDDEN`` a stranger whose dots are spelt out."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    CHEAP = "cheap_domain"
    SHORT = "shortener"
    INVITE = "invitation"
    DENIED = "denied"
    LOOK_ALIKE = "look_alike"
    SIMILAR = "similar_name"
    ADDRESS = "bare_address"
    ODD = "odd_port"
    HIDDEN = "hidden_dots"
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
        return self.kind is LinkKind.INVITE and not self.host.endswith(_AT_HOME)

    @property
    def closed(self) -> bool:
        """An invitation into a closed channel abroad."""
        return self.kind is LinkKind.INVITE and any(sign in self.text for sign in _CLOSED)


def find_links(text: Normalised, allowed: Collection[str], denied: Collection[str]) -> list[Link]:
    """The links written in a text; a bare ``name.tld`` counts where the last label is a known one."""
    found: list[Link] = []
    if text.plain:
        return found
    if _MAY_BE_HOST.search(text.folded):
        matches = (_read(text, match, allowed, denied) for match in _URL.finditer(text.folded))
        found = [link for link in matches if link is not None]
    if "://" in text.folded:
        for match in _NUMERIC.finditer(text.folded):
            kind = _judge_number(match["host"])
            found.append(Link(kind, match["host"], match[0], text.span(match.start(), match.end())))
    if _MAY_BE_SPELT.search(text.folded):
        found += _find_spelt(text, allowed, denied, {link.host for link in found})
    return found


def judge_url(url: str, allowed: Collection[str], denied: Collection[str]) -> Link | None:
    """A link that came by itself: of a card or a code. None where it leads nowhere outside."""
    folded = fold(url)
    match = _URL.search(folded)
    if match is None:
        number = _NUMERIC.search(folded)
        return Link(_judge_number(number["host"]), number["host"], url) if number else None
    return Link(_judge_match(match, allowed, denied), match["host"], url)


def judge_host(host: str, path: str, allowed: Collection[str], denied: Collection[str]) -> LinkKind:
    """What a host is; the group's own lists come first, a known host outweighs everything else."""
    if covers(denied, host):
        return LinkKind.DENIED
    if covers(allowed, host):
        return LinkKind.KNOWN
    if _invites(host, path):
        return LinkKind.INVITE
    if covers(LISTS["shorteners"], host):
        return LinkKind.SHORT
    if is_trusted(host):
        return LinkKind.KNOWN
    extensions = {match[1] for match in _EXTENSION.finditer(path)}
    if extensions & (EXECUTABLES - LISTS["not_as_url"]):
        return LinkKind.PROGRAM
    return _judge_stranger(host)


def _read(text: Normalised, match: re.Match[str], allowed: Collection[str], denied: Collection[str]) -> Link | None:
    host = match["host"]
    last = host.rsplit(".", 1)[-1]
    before = text.folded[match.start() - 1 : match.start()] if match.start() else ""
    if before == "@" or (not match["scheme"] and (last.isdigit() or last not in LISTS["top_level"])):
        return None
    kind = _judge_match(match, allowed, denied)
    place = text.span(match.start("host"), match.end("host"))
    if kind is not LinkKind.DENIED and is_mixed(text.original[place.start : place.end], host):
        kind = LinkKind.LOOK_ALIKE
    return Link(kind, host, match[0], text.span(match.start(), match.end()))


def _judge_match(match: re.Match[str], allowed: Collection[str], denied: Collection[str]) -> LinkKind:
    kind = judge_host(match["host"], match["path"] or "", allowed, denied)
    if match["user"] and "." in match["user"] and kind not in (LinkKind.KNOWN, LinkKind.DENIED):
        # A site's name before the @ is only decoration: the link leads to what follows.
        return LinkKind.LOOK_ALIKE
    if kind is LinkKind.UNKNOWN and match["port"] and match["port"] not in _USUAL_PORTS:
        return LinkKind.ODD
    return kind


def _find_spelt(text: Normalised, allowed: Collection[str], denied: Collection[str], seen: set[str]) -> list[Link]:
    found: list[Link] = []
    for match in _SPELT.finditer(text.folded):
        host = f"{match['name']}.{match['end']}"
        kind = judge_host(host, match["path"] or "", allowed, denied)
        if host in seen:
            continue
        if kind in (LinkKind.UNKNOWN, LinkKind.CHEAP):
            kind = LinkKind.HIDDEN
        found.append(Link(kind, host, match[0], text.span(match.start(), match.end())))
    return found


def _invites(host: str, path: str) -> bool:
    if len(path) > _TOKEN and path.startswith(_CLOSED):
        return True
    if host in LISTS["invites"]:
        return len(path) > 1
    return (host == "weixin.qq.com" and path.startswith("/g/")) or (
        host in ("discord.com", "discordapp.com") and path.startswith("/invite/")
    )


def _judge_number(host: str) -> LinkKind:
    try:
        bare = host.strip("[]")
        address = IPv6Address(bare) if ":" in bare else IPv4Address(int(bare, 0))
    except (AddressValueError, ValueError):
        return LinkKind.UNKNOWN
    return LinkKind.ADDRESS if address.is_global else LinkKind.KNOWN


def _judge_stranger(host: str) -> LinkKind:
    last = host.rsplit(".", 1)[-1]
    if last.isdigit():
        try:
            return LinkKind.KNOWN if IPv4Address(host).is_private else LinkKind.ADDRESS
        except ValueError:
            return LinkKind.UNKNOWN
    pretends = imitates(host)
    if pretends is not None:
        return LinkKind.LOOK_ALIKE if pretends is Imitation.SURE else LinkKind.SIMILAR
    if split_host(host) is None:
        # No registry hands such names out: a machine of the house.
        return LinkKind.KNOWN
    return LinkKind.CHEAP if last in LISTS["cheap"] else LinkKind.UNKNOWN
