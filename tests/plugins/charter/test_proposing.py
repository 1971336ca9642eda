"""A language model's proposals: marked, bounded, and nothing when it fails."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from plugins.charter.catalogue import vocabulary
from plugins.charter.domain.judge import read_regulation
from plugins.charter.domain.reading import Reading
from plugins.charter.proposing import Model, propose, unclear

VIAS = {"moderation.ads": "auto", "sanction.mute": "auto"}


@contextmanager
def _model(content: str, status: int = 200) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()


def _reading() -> Reading:
    return read_regulation("第一条 大家心往一处想。\n第二条 不得发布广告。", vocabulary())


def test_only_unclear_clauses_are_asked_about_and_proposals_are_marked_and_do_nothing() -> None:
    with _model('好的：{"第一条": ["moderation.ads"], "第二条": ["sanction.mute"]}') as (url, asked):
        read = propose(_reading(), Model(url, "any"), VIAS)
    first, second = read.clauses
    assert [(d.code, d.proposed) for d in first.duties] == [("principle", False), ("moderation.ads", True)]
    assert (first.codes, first.via, first.asks) == (("principle",), "show", False)
    assert [d.proposed for d in second.duties] == [False]
    assert "第二条" not in asked[0]["messages"][1]["content"]


@pytest.mark.parametrize(
    ("content", "status"),
    [("不知道", 200), ("[]", 200), ('{"第一条": ["no.such"]}', 200), ('{"第一条": 3}', 200), ("{}", 500)],
)
def test_nonsense_and_failures_change_nothing(content: str, status: int) -> None:
    with _model(content, status) as (url, _):
        assert propose(_reading(), Model(url, "any"), VIAS) == _reading()


def test_a_model_that_is_not_there_changes_nothing() -> None:
    assert propose(_reading(), Model("http://127.0.0.1:9/v1", "any", seconds=1), VIAS) == _reading()


def test_a_clear_text_asks_nobody() -> None:
    reading = read_regulation("第一条 不得发布广告。\n第二条 违者警告。", vocabulary())
    assert unclear(reading) == []
    assert propose(reading, Model("http://127.0.0.1:9", "any"), VIAS) is reading


def test_a_model_that_drips_is_given_the_time_once_and_not_for_each_drop() -> None:
    """Each drop comes well within the limit; all of them together would take for ever."""
    stopped = threading.Event()

    class Dripping(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            while not stopped.wait(0.05):
                try:
                    self.wfile.write(b" ")
                    self.wfile.flush()
                except OSError:
                    return

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Dripping)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/v1"
        assert propose(_reading(), Model(url, "any", seconds=0.3), VIAS) == _reading()
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
