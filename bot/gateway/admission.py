"""Who may connect: the token, compared in constant time."""

import hmac
from collections.abc import Mapping


def bearer_of(headers: Mapping[str, str]) -> str:
    """The token of an ``Authorization: Bearer …`` (or ``Token …``) header, "" without one."""
    scheme, _, token = headers.get("authorization", headers.get("Authorization", "")).strip().partition(" ")
    return token.strip() if scheme.lower() in ("bearer", "token") else ""


def is_admitted(expected: str, *offered: str) -> bool:
    """Whether one of the offered tokens is the expected one. Where none is expected, everybody is."""
    if not expected:
        return True
    # Every offer is compared, and as bytes: text that is not ASCII would make compare_digest raise.
    right = [hmac.compare_digest(expected.encode(), token.encode()) for token in offered]
    return any(right)
