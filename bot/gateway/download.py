"""Fetching an image or file that a message showed, without being led into somebody's intranet."""

import asyncio
import base64
import binascii
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Network, ip_address

import httpx

_SECONDS = 20.0


async def fetch(url: str, limit_bytes: int, *, trusted_host: str = "") -> bytes | None:
    """The content behind ``url``, or None: too large, unreachable, or an address inside a network.

    ``trusted_host`` is the machine of the implementation itself, which may serve its files from
    an inner address. Redirects are not followed.
    """
    target = await _target(url, trusted_host)
    if target is None:
        return None
    content = bytearray()
    try:
        async with (
            asyncio.timeout(_SECONDS),
            httpx.AsyncClient(follow_redirects=False, trust_env=False) as client,
            client.stream("GET", target.address, headers=target.headers, extensions=target.extensions) as answer,
        ):
            if answer.status_code != 200:
                return None
            async for chunk in answer.aiter_bytes():
                content += chunk
                if len(content) > limit_bytes:
                    return None
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError):
        return None
    return bytes(content)


def from_base64(text: str, limit_bytes: int) -> bytes | None:
    """The bytes an answer carried as text, or None where they are too many or not base64."""
    if not text or len(text) > limit_bytes * 4 // 3 + 4:
        return None
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if len(content) <= limit_bytes else None


@dataclass(frozen=True, slots=True)
class _Target:
    """The very address that was looked at: asking the name service again could lead elsewhere."""

    address: httpx.URL
    headers: dict[str, str]
    extensions: dict[str, str]


_NAT64 = IPv6Network("64:ff9b::/96")


def _is_outside(address: str) -> bool:
    """A public address that does not carry an inner one inside itself (NAT64, 6to4, Teredo, mapped)."""
    found = ip_address(address)
    if isinstance(found, IPv4Address):
        return found.is_global
    carried = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
    if found in _NAT64:
        carried.append(IPv4Address(int(found) & 0xFFFFFFFF))
    return found.is_global and all(inner.is_global for inner in carried if inner is not None)


async def _target(url: str, trusted_host: str) -> _Target | None:
    try:
        asked = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return None
    if asked.scheme not in ("http", "https") or not asked.host:
        return None
    port = asked.port or (443 if asked.scheme == "https" else 80)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(asked.host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return None
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(at == trusted_host or _is_outside(at) for at in addresses):
        return None
    headers = {"Host": asked.netloc.decode("ascii")}
    return _Target(asked.copy_with(host=addresses[0]), headers, {"sni_hostname": asked.host})
