"""The keys under which personal data lies in the store: sealing, opening, and the keyed index.

A sealed value is ``q1:<key id>:<base64 of nonce, ciphertext and tag>`` (AES-256-GCM, bound to its table and
column). A mark is a keyed hash by which a value is found again without being opened.
"""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.store.errors import StoreUnavailable

KEY_FILE = "data.key"
_PREFIX = "q1:"
_BYTES = 32
_NONCE = 12
_MARK_BYTES = 16


class DataKey:
    """One key of 32 bytes; sealing and marking use keys derived from it, so that neither tells of the other."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != _BYTES:
            raise ValueError(f"a data key has {_BYTES} bytes")
        self.id = hashlib.sha256(b"qungui key id" + secret).hexdigest()[:8]
        self._cipher = AESGCM(hmac.digest(secret, b"qungui sealing", "sha256"))
        self._marks = hmac.new(hmac.digest(secret, b"qungui marking", "sha256"), digestmod="sha256")

    def seal(self, place: str, text: str) -> str:
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, text.encode(), place.encode())
        return f"{_PREFIX}{self.id}:{base64.b64encode(sealed).decode()}"

    def open(self, place: str, body: str) -> str:
        """Raises InvalidTag where it was altered, or belongs to another place."""
        raw = base64.b64decode(body)
        return self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode()

    def mark(self, place: str, text: str) -> str:
        made = self._marks.copy()
        made.update(f"{place}\0{text}".encode())
        return made.digest()[:_MARK_BYTES].hex()


class KeyRing:
    """Keys in order: the first one writes, all of them open what lies there already."""

    def __init__(self, keys: Sequence[DataKey]) -> None:
        self.primary = keys[0]
        self._by_id = {key.id: key for key in reversed(keys)}

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(self._by_id)

    def seal(self, place: str, text: str) -> str:
        return self.primary.seal(place, text)

    def mark(self, place: str, text: str) -> str:
        return self.primary.mark(place, text)

    def open(self, place: str, stored: str) -> str:
        """The text; a value from before sealing is its own text.

        Raises StoreUnavailable where its key is not on the ring or it was altered.
        """
        if not stored.startswith(_PREFIX):
            return stored
        key_id, _, body = stored.removeprefix(_PREFIX).partition(":")
        key = self._by_id.get(key_id)
        if key is None:
            raise StoreUnavailable("wrong_key", missing_key(key_id))
        try:
            return key.open(place, body)
        except (InvalidTag, binascii.Error, ValueError) as error:
            raise StoreUnavailable("sealed_damaged", place) from error


def missing_key(key_id: str) -> str:
    return f"数据是用密钥 {key_id} 加密的，请把它（原 DATA_KEY 或原数据目录的 {KEY_FILE}）加到 DATA_KEY 末尾"


def is_sealed(stored: str, key_id: str | None = None) -> bool:
    """Whether it is sealed at all, or with this very key."""
    return stored.startswith(f"{_PREFIX}{key_id}:" if key_id else _PREFIX)


def read_keys(text: str) -> list[DataKey]:
    """Keys in base64, separated by commas or line ends. Raises ValueError, whose text holds no key."""
    keys: list[DataKey] = []
    for part in text.replace(",", "\n").split():
        try:
            keys.append(DataKey(base64.urlsafe_b64decode(part.replace("+", "-").replace("/", "_"))))
        except (binascii.Error, ValueError):
            raise ValueError("应为 32 字节密钥的 base64，多个以逗号分隔") from None
    return keys


def new_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(_BYTES)).decode()


def load_ring(data_dir: Path, data_key: str = "", *, make: bool) -> KeyRing | None:
    """The keys of the setting, then those of the file; ``make`` writes a first key where there is none.

    The file is readable by its owner alone. None where there is no key and none may be made.
    Raises StoreUnavailable.
    """
    file = data_dir / KEY_FILE
    try:
        keys = read_keys(data_key) + (read_keys(file.read_text("ascii")) if file.exists() else [])
        if not keys and make:
            keys = read_keys(_write_first(file))
    except (OSError, ValueError) as error:
        raise StoreUnavailable("wrong_key", f"{file}：{getattr(error, 'strerror', None) or error}") from error
    return KeyRing(keys) if keys else None


def _write_first(file: Path) -> str:
    """A new key on the disk before anything is sealed with it; what another process wrote first counts."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text("ascii")
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(new_key() + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return file.read_text("ascii")


_ring: KeyRing | None = None


def use(ring: KeyRing | None) -> None:
    """From now on this process seals and opens with these keys."""
    global _ring
    _ring = ring
    mark.cache_clear()


def ring() -> KeyRing:
    if _ring is None:
        raise RuntimeError("the store has no data key: it is not open")
    return _ring


def seal(place: str, text: str) -> str:
    """``place`` is table and column, such as ``person.phone``."""
    return ring().seal(place, text)


def open_sealed(place: str, stored: str) -> str:
    return ring().open(place, stored)


@lru_cache(maxsize=4096)
def mark(place: str, text: str) -> str:
    """The keyed hash under which this value of this place is found."""
    return ring().mark(place, text)
