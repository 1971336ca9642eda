"""Fetching an image or file that a message showed, without being led into somebody's intranet."""

import asyncio
import base64
import binascii
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

_SECONDS = 20.0


async def fetch(url: str, limit_bytes: int, *, trusted_host: str = "") -> bytes | None:
    """The content behind ``url``, or None: too large, unreachable, or an address inside a network.

    ``trusted_host`` is the machine of the implementation itself, which may serve its files from
    an inner address. Redirects are not followed.
    """
    if not await _is_allowed(url, trusted_host):
        return None
    content = bytearray()
    try:
        async with (
            asyncio.timeout(_SECONDS),
            httpx.AsyncClient(follow_redirects=False, trust_env=False) as client,
            client.stream("GET", url) as answer,
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


async def _is_allowed(url: str, trusted_host: str) -> bool:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host:
        return False
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port or 80, type=socket.SOCK_STREAM)
    except OSError:
        return False
    addresses = {str(entry[4][0]) for entry in found}
    return bool(addresses) and all(address == trusted_host or ip_address(address).is_global for address in addresses)
