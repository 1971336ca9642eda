"""What the log says: one sink for the bot and for the libraries it stands on, without secrets."""

import json
import logging
import sys
import traceback
from typing import Any
from urllib.parse import quote, quote_plus

from loguru import logger

from bot.settings import Settings


def set_up_logging(settings: Settings) -> None:
    """One sink on standard error, without secrets and without the traceback's variables."""
    mail = settings.mail_server
    told = (
        settings.onebot_access_token,
        settings.onebot_secret,
        _password(settings.database_url),
        _password(settings.smtp_url),
        mail.password if mail is not None else "",
    )
    secrets = [spelling for secret in told for spelling in _spellings(secret)]
    logger.remove()

    def say(message: Any) -> None:
        text = str(message)
        for secret in secrets:
            text = text.replace(secret, "***")
        sys.stderr.write(text.translate(_UNPRINTED))

    logger.add(
        say,
        level=settings.log_level,
        format="{time:MM-DD HH:mm:ss} {level: <7} {message}",
        diagnose=False,
        colorize=False,
    )
    logging.basicConfig(handlers=[_FromLibraries(logging.WARNING)], level=logging.WARNING, force=True)
    # NoneBot hands on what uvicorn says itself; going up to the root it would be said twice.
    logging.getLogger("uvicorn").propagate = False


class _FromLibraries(logging.Handler):
    """What libraries tell Python's own logging: else it goes to standard error past the sink, secrets and all.

    A warning is one line, its exception's last line included: what went wrong is being tried again.
    An error keeps its traceback: nobody else will tell of it.
    """

    def emit(self, record: logging.LogRecord) -> None:
        problem = record.exc_info[1] if record.exc_info else None
        words = f"{record.name}: {record.getMessage()}"
        if record.levelno >= logging.ERROR:
            logger.opt(exception=problem).error("{}", words)
            return
        reason = "" if problem is None else ": " + traceback.format_exception_only(problem)[-1]
        logger.warning("{}", " ".join((words + reason).split()))


def _password(url: str) -> str:
    """The database's password; "" where there is none, or one so short that hiding it would garble the log."""
    words, at, _ = url.partition("://")[2].rpartition("@")
    password = words.partition(":")[2] if at else ""
    return password if len(password) >= 6 else ""


def _spellings(secret: str) -> list[str]:
    """How a secret can stand in a line: as it is, in Python's or JSON's quotes, in an address; the longest first."""
    if not secret:
        return []
    in_json = json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]
    in_address = quote(secret), quote(secret, safe=""), quote_plus(secret)
    return sorted({secret, repr(secret)[1:-1], *in_json, *in_address}, key=len, reverse=True)


_UNPRINTED = dict.fromkeys(
    (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"
)
"""What would command a terminal or turn the reading direction: some of what is logged was said by others."""
