"""Handing one letter in to an SMTP server."""

import ssl
from datetime import UTC
from email.message import EmailMessage
from email.utils import format_datetime

import aiosmtplib

from bot.settings import MailServer
from bot.store import models

TIMEOUT_SECONDS = 30.0


class Refused(Exception):
    """The server will never take this letter; the text is its own, or what is wrong with ours."""


class Unreachable(Exception):
    """The server could not be spoken to, or asks to come again later."""


class Post:
    """One mail server and the address letters come from. ``context`` is for tests: whom to trust."""

    def __init__(self, server: MailServer, sender: str, context: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._sender = sender
        self._context = context

    async def hand_in(self, row: models.Mail) -> str:
        """Send it; answers the server's last word. Raises Refused, Unreachable."""
        server = self._server
        try:
            _, answer = await aiosmtplib.send(
                self._compose(row),
                sender=self._sender,
                recipients=[row.recipient],
                hostname=server.host,
                port=server.port,
                username=server.user or None,
                password=server.password or None,
                use_tls=server.tls == "implicit",
                start_tls=server.tls == "starttls",
                tls_context=self._context,
                timeout=TIMEOUT_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _of_codes([each.code for each in error.recipients], _words(error)) from error
        except aiosmtplib.SMTPResponseException as error:
            raise _of_codes([error.code], f"{error.code} {error.message}") from error
        except (aiosmtplib.SMTPConnectError, aiosmtplib.SMTPServerDisconnected, TimeoutError, OSError) as error:
            raise Unreachable(_words(error)) from error
        except (aiosmtplib.SMTPException, ValueError) as error:
            raise Refused(_words(error)) from error
        return answer

    def _compose(self, row: models.Mail) -> EmailMessage:
        """Plain text with the file beside it. A header with a line end raises ValueError."""
        letter = EmailMessage()
        letter["From"] = self._sender
        letter["To"] = row.recipient
        letter["Subject"] = row.subject
        letter["Date"] = format_datetime(row.created_at.astimezone(UTC))
        letter["Message-ID"] = f"<{row.message_id}@{self._sender.rpartition('@')[2]}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(row.body)
        if row.attachment:
            letter.add_attachment(row.attachment, subtype="html", filename=row.attachment_name or "case.html")
        return letter


def _words(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:400]


def _of_codes(codes: list[int], words: str) -> Refused | Unreachable:
    """Four hundreds ask for patience; anything else is a refusal."""
    return Unreachable(words) if codes and all(400 <= code < 500 for code in codes) else Refused(words)
