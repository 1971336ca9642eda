"""What can be wrong with a database, told in one line a person can act on."""

import errno
import socket
import sqlite3
from collections.abc import Iterator
from typing import Any

import asyncpg  # type: ignore[import-untyped]
from tortoise.exceptions import BaseORMException, DBConnectionError, OperationalError

_WORDS: dict[str, str] = {
    "unreachable": "数据库连接不上",
    "wrong_password": "数据库的用户名或密码不对",
    "no_database": "数据库不存在",
    "read_only": "数据库文件只读，不能写入",
    "not_writable": "数据目录不能写入",
    "disk_full": "磁盘已满，数据库不能写入",
    "locked": "数据库被其他程序锁住",
    "damaged": "数据库文件已损坏，或者不是数据库",
    "in_use": "数据库正被另一个进程使用（SQLite 只能有一个进程；多进程请用 PostgreSQL）",
    "wrong_url": "DATABASE_URL 不对，应为 sqlite://文件 或 postgres://用户:密码@主机/库名",
    "migration": "数据库升级没有完成，已回到升级前",
    "backup": "备份或恢复没有完成",
    "wrong_key": "数据密钥不对",
    "sealed_damaged": "加密的数据已损坏",
}

_SQLITE: tuple[tuple[str, str], ...] = (
    ("database or disk is full", "disk_full"),
    ("readonly database", "read_only"),
    ("unable to open database file", "not_writable"),
    ("file is not a database", "damaged"),
    ("malformed", "damaged"),
    ("disk i/o error", "disk_full"),
)

_POSTGRES: tuple[tuple[str, str], ...] = (
    ("28", "wrong_password"),
    ("3D", "no_database"),
    ("53100", "disk_full"),
    ("25006", "read_only"),
    ("08", "unreachable"),
    ("57P", "unreachable"),
    ("53", "unreachable"),
)

_SYSTEM: dict[int | None, str] = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "not_writable",
}

STORE_ERRORS: tuple[type[Exception], ...] = (
    BaseORMException,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    sqlite3.Error,
    OSError,
    TimeoutError,
)
"""What a statement outside a transaction may raise when the database fails."""


class StoreUnavailable(BaseORMException):
    """The store cannot be used now. ``str()`` is one line for people; ``code`` names the cause."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = " ".join(detail.split())
        super().__init__(f"{_WORDS[code]}：{self.detail}" if self.detail else _WORDS[code])

    @property
    def reason(self) -> str:
        return str(self)


class StoreInUse(StoreUnavailable):
    """Another process holds this SQLite file."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("in_use", detail)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        inner: list[Any] = [a for a in seen.args if isinstance(a, BaseException)]
        seen = seen.__cause__ or (inner[0] if inner else None)


def diagnose(error: BaseException) -> StoreUnavailable | None:
    """The store's trouble behind an exception of a driver, or None where it is not one of these."""
    for each in _chain(error):
        if isinstance(each, StoreUnavailable):
            return each
        code = _code_of(each)
        if code is not None:
            return StoreUnavailable(code, str(each))
    return None


def _code_of(error: BaseException) -> str | None:
    if isinstance(error, asyncpg.PostgresError):
        state = str(getattr(error, "sqlstate", None) or "")
        return next((code for prefix, code in _POSTGRES if state.startswith(prefix)), None)
    if isinstance(error, asyncpg.InterfaceError):
        return "unreachable" if "clos" in str(error) or "terminat" in str(error) else None
    if isinstance(error, asyncpg.InternalClientError):
        return "unreachable"  # the connection was cut in the middle of its protocol
    if isinstance(error, DBConnectionError):
        return "no_database"
    if isinstance(error, sqlite3.Error | OperationalError):
        text = str(error).lower()
        return next((code for word, code in _SQLITE if word in text), None)
    if isinstance(error, OSError):
        return _code_of_system(error)
    return "unreachable" if isinstance(error, TimeoutError) else None


def _code_of_system(error: OSError) -> str | None:
    if error.errno in _SYSTEM:
        return _SYSTEM[error.errno]
    nowhere = isinstance(error, ConnectionError | TimeoutError | socket.gaierror) or type(error) is OSError
    return "unreachable" if nowhere else None


def is_conflict(error: BaseException) -> bool:
    """Whether the same transaction may succeed when it is simply run again."""
    for each in _chain(error):
        if isinstance(each, asyncpg.SerializationError | asyncpg.DeadlockDetectedError):
            return True
        if isinstance(each, sqlite3.OperationalError | OperationalError) and "is locked" in str(each):
            return True
    return False


def is_store_trouble(error: BaseException) -> bool:
    """Whether the store failed, not the code that used it: worth trying again as it is."""
    if isinstance(error, OSError) and not isinstance(error, ConnectionError):
        return False
    return is_conflict(error) or diagnose(error) is not None
