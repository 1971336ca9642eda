"""A real SMTP server on loopback, which can be told to refuse, to ask for patience, or to break off."""

import asyncio
import ssl
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

CERTIFICATE = Path(__file__).with_name("loopback.pem")
USER, PASSWORD = "bot@example.com", "p@ss:wört"


class Postbox:
    """``answers`` are given one after the other to RCPT; "" or none takes the letter.

    ``lose`` takes the letter and closes the line before the confirmation, so often.
    """

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.answers: list[str] = []
        self.tries = 0
        self.lose = 0
        self.encrypted: list[bool] = []
        self.users: list[str | None] = []
        self.port = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.tries += 1
        refusal = self.answers.pop(0) if self.answers else ""
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken.append(cast(EmailMessage, message_from_bytes(envelope.content, policy=default)))
        self.recipients.append(list(envelope.rcpt_tos))
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        self.users.append(session.auth_data.login.decode() if session.auth_data else None)
        if self.lose:
            self.lose -= 1
            server.transport.abort()
        return "250 taken as 4711"

    def authenticate(self, server: SMTP, session: Any, envelope: Any, mechanism: str, data: object) -> AuthResult:
        assert isinstance(data, LoginPassword)
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False, auth_data=data)


async def open_postbox(
    box: Postbox, *, tls: ssl.SSLContext | None = None, implicit: bool = False, login: bool = False
) -> asyncio.Server:
    """Start serving in the running loop, with STARTTLS demanded where ``tls`` is given and not ``implicit``."""
    options: dict[str, Any] = {}
    if login:
        options |= {
            "authenticator": box.authenticate,
            "auth_required": True,
            "auth_require_tls": tls is not None and not implicit,
        }
    if tls is not None and not implicit:
        options |= {"tls_context": tls, "require_starttls": True}
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(box, **options), "127.0.0.1", 0, ssl=tls if implicit else None
    )
    box.port = int(server.sockets[0].getsockname()[1])
    return server


def server_side() -> ssl.SSLContext:
    """The certificate of 127.0.0.1 that nobody but these tests trusts."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    return context


def client_side() -> ssl.SSLContext:
    """Trusts that certificate."""
    return ssl.create_default_context(cafile=str(CERTIFICATE))
