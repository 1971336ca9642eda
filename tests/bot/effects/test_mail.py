"""E-mail against a real SMTP server on loopback: sent once, tried again, refused, given up, and never in the clear."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import quote

import pytest

from bot.effects import mail
from bot.effects.accounts import Accounts
from bot.effects.evidence import Evidence
from bot.effects.mail import Ended, Mail
from bot.effects.post import Post
from bot.effects.worker import Worker
from bot.settings import MailServer, read_server
from bot.store import models
from bot.store.transaction import transact
from tests.support.clock import FakeClock
from tests.support.postbox import PASSWORD, USER, Postbox, client_side, open_postbox, server_side

SENDER = "qungui@example.com"


@dataclass
class Desk:
    """A worker whose letters go to the box; remembers how each ended."""

    clock: FakeClock
    box: Postbox
    worker: Worker
    ended: list[Ended] = field(default_factory=list)

    async def write(self, key: str = "one", **more: str) -> bool:
        letter = Mail(key, more.pop("recipient", "hr@example.com"), "【上报】案件 #1", "请查收。", **more)  # type: ignore[arg-type]
        return await transact(lambda: mail.put(letter, now=self.clock.now()))

    async def step(self, after: timedelta = timedelta(0)) -> None:
        self.clock.advance(after)
        await self.worker.step()

    async def row(self, key: str = "one") -> models.Mail:
        return await models.Mail.get(key=key)

    def hand_to(self, url: str, **options: object) -> None:
        mail.use(Post(read_server(url.replace("PORT", str(self.box.port))), SENDER, **options))  # type: ignore[arg-type]


@pytest.fixture
async def desk(store: str, clock: FakeClock) -> AsyncIterator[Desk]:
    worker = Worker(clock, Accounts(), evidence=Evidence())
    worker.database_clock = worker.leases.database_clock = False
    desk = Desk(clock, Postbox(), worker)
    listeners = list(mail._listeners)

    async def note(end: Ended) -> None:
        desk.ended.append(end)

    mail._listeners[:] = [note]
    yield desk
    mail._listeners[:] = listeners
    mail.use(None)


@pytest.fixture
async def plain(desk: Desk) -> AsyncIterator[Desk]:
    server = await open_postbox(desk.box)
    desk.hand_to("smtp://127.0.0.1:PORT?tls=none")
    yield desk
    server.close()


async def test_a_letter_arrives_whole_with_its_file(plain: Desk) -> None:
    assert await plain.write(attachment="<p>证据</p>", attachment_name="案件-1.html")
    assert plain.box.taken == []
    await plain.step()
    [letter] = plain.box.taken
    assert plain.box.recipients == [["hr@example.com"]]
    assert (letter["From"], letter["To"], letter["Subject"]) == (SENDER, "hr@example.com", "【上报】案件 #1")
    assert letter["Message-ID"].endswith("@example.com>")
    assert letter["Auto-Submitted"] == "auto-generated"
    body = letter.get_body()
    assert body is not None
    assert body.get_content().strip() == "请查收。"
    [file] = letter.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("案件-1.html", "text/html")
    assert file.get_content().strip() == "<p>证据</p>"
    assert [(e.state, e.recipient) for e in plain.ended] == [("sent", "hr@example.com")]


async def test_its_words_are_not_kept_once_it_is_sent(plain: Desk) -> None:
    await plain.write(attachment="<p>证据</p>")
    await plain.step()
    row = await plain.row()
    assert (row.state, row.body, row.attachment) == ("sent", "", None)
    assert "4711" in row.detail


async def test_what_is_left_of_a_letter_is_deleted_after_ninety_days(plain: Desk) -> None:
    await plain.write()
    await plain.step()
    await plain.write("two")
    plain.clock.advance(timedelta(days=91))
    assert await mail.prune(plain.clock.now()) == 1
    assert (await plain.row("two")).state == "queued"


async def test_one_key_is_one_letter(plain: Desk) -> None:
    assert await plain.write()
    assert not await plain.write()
    await plain.step()
    await plain.step(timedelta(days=2))
    assert len(plain.box.taken) == 1


async def test_a_transaction_that_is_rolled_back_sends_nothing(plain: Desk) -> None:
    async def fail() -> None:
        await mail.put(Mail("one", "hr@example.com", "x", "y"), now=plain.clock.now())
        raise LookupError

    with pytest.raises(LookupError):
        await transact(fail)
    await plain.step(timedelta(days=2))
    assert plain.box.taken == []


async def test_a_server_that_asks_for_patience_is_tried_again_later(plain: Desk) -> None:
    plain.box.answers = ["451 try again later", "450 busy"]
    await plain.write()
    await plain.step()
    assert (await plain.row()).state == "queued"
    assert "451" in (await plain.row()).detail
    await plain.step(timedelta(seconds=30))
    assert plain.box.tries == 1
    await plain.step(timedelta(seconds=31))
    assert plain.box.tries == 2
    await plain.step(timedelta(minutes=5))
    assert [e.state for e in plain.ended] == ["sent"]
    assert len(plain.box.taken) == 1


async def test_a_server_that_refuses_for_good_is_not_asked_again(plain: Desk) -> None:
    plain.box.answers = ["550 no such mailbox"]
    await plain.write()
    await plain.step()
    await plain.step(timedelta(days=2))
    assert plain.box.tries == 1
    assert [(e.state, "no such mailbox" in e.detail) for e in plain.ended] == [("failed", True)]
    assert (await plain.row()).body == ""


async def test_an_absent_server_is_tried_for_a_day_and_then_given_up(desk: Desk) -> None:
    server = await open_postbox(desk.box)
    server.close()
    await server.wait_closed()
    desk.hand_to("smtp://127.0.0.1:PORT?tls=none")
    await desk.write()
    for wait in (timedelta(0), *mail.WAITS):
        assert desk.ended == []
        await desk.step(wait)
    assert [e.state for e in desk.ended] == ["failed"]
    assert timedelta(hours=20) < sum(mail.WAITS, timedelta(0)) < timedelta(hours=30)


async def test_a_lost_confirmation_repeats_the_same_letter_recognisably(plain: Desk) -> None:
    plain.box.lose = 1
    await plain.write()
    await plain.step()
    assert (await plain.row()).state == "queued"
    await plain.step(timedelta(minutes=1))
    assert len({letter["Message-ID"] for letter in plain.box.taken}) == 1
    assert len(plain.box.taken) == 2
    assert [e.state for e in plain.ended] == ["sent"]


async def test_a_crash_while_sending_sends_again_under_the_same_id(plain: Desk) -> None:
    await plain.write()
    await models.Mail.filter(key="one").update(state="sending")
    await plain.step()
    assert (await plain.row()).state == "sent"
    assert (await plain.row()).message_id in plain.box.taken[0]["Message-ID"]


async def test_what_was_cancelled_does_not_leave(plain: Desk) -> None:
    await plain.write("case:1:a")
    await plain.write("case:10:a")
    assert await mail.cancel("case:1:", now=plain.clock.now()) == 1
    await plain.step()
    assert [e.key for e in plain.ended] == ["case:10:a"]
    assert (await plain.row("case:1:a")).body == ""


async def test_without_a_server_a_letter_fails_at_once_and_says_why(desk: Desk) -> None:
    mail.use(None)
    assert not mail.is_set_up()
    await desk.write()
    await desk.step()
    assert [(e.state, "SMTP_URL" in e.detail) for e in desk.ended] == [("failed", True)]


@pytest.mark.parametrize("implicit", [False, True])
async def test_with_tls_name_and_password_are_told_under_cover(desk: Desk, implicit: bool) -> None:
    server = await open_postbox(desk.box, tls=server_side(), implicit=implicit, login=True)
    scheme = "smtps" if implicit else "smtp"
    url = f"{scheme}://{quote(USER, safe='')}:{quote(PASSWORD, safe='')}@127.0.0.1:PORT"
    desk.hand_to(url, context=client_side())
    await desk.write()
    await desk.step()
    assert [(e.state, e.detail) for e in desk.ended] == [("sent", "taken as 4711")]
    assert desk.box.encrypted == [True]
    assert desk.box.users == [USER]
    server.close()


async def test_a_wrong_password_is_a_refusal_without_the_password(desk: Desk) -> None:
    server = await open_postbox(desk.box, tls=server_side(), login=True)
    desk.hand_to(f"smtp://{quote(USER, safe='')}:geheim123@127.0.0.1:PORT", context=client_side())
    await desk.write()
    await desk.step()
    assert [e.state for e in desk.ended] == ["failed"]
    assert "geheim123" not in desk.ended[0].detail
    server.close()


async def test_nothing_is_said_to_a_server_nobody_vouches_for(desk: Desk) -> None:
    server = await open_postbox(desk.box, tls=server_side())
    desk.hand_to("smtp://127.0.0.1:PORT")
    await desk.write()
    await desk.step()
    assert desk.box.tries == 0
    assert "certificate" in (await desk.row()).detail.lower()
    server.close()


async def test_without_starttls_nothing_is_sent_in_the_clear(desk: Desk) -> None:
    server = await open_postbox(desk.box)
    desk.hand_to("smtp://127.0.0.1:PORT", context=client_side())
    await desk.write()
    await desk.step()
    assert desk.box.tries == 0
    assert [e.state for e in desk.ended] == ["failed"]
    server.close()


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", MailServer("mail.example.com", 587, "starttls")),
        ("smtps://a%40b.c:p%3Aw@mail.example.com", MailServer("mail.example.com", 465, "implicit", "a@b.c", "p:w")),
        ("smtp://127.0.0.1:25?tls=none", MailServer("127.0.0.1", 25, "none")),
        ("smtp://[::1]:2525", MailServer("::1", 2525, "starttls")),
    ],
)
def test_a_server_s_address_is_read(url: str, server: MailServer) -> None:
    assert read_server(url) == server
    assert server.password == "" or server.password not in repr(server)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("mail.example.com", "scheme"), ("http://x", "scheme"), ("smtp://", "host"), ("smtp://x/path", "host"),
        ("smtp://x:99999", "port"), ("smtp://x:y", "port"), ("smtp://x?tls=maybe", "tls"),
        ("smtps://x?tls=none", "tls"), ("smtp://x?ssl=1", "tls"),
    ],
)  # fmt: skip
def test_a_wrong_address_of_a_server_is_refused(url: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_server(url)
