"""Health, metrics and the front page, over HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families

from bot.effects.accounts import accounts
from bot.governance.directory import directory
from bot.web import pages
from tests.support.clock import FakeClock
from tests.support.platform import FakePlatform


@dataclass
class Counters:
    frames: int = 3
    bad_frames: int = 1


@dataclass
class Running:
    started: bool = True
    working: bool = True
    numbers: dict[str, float] = field(default_factory=lambda: {"intake_messages": 7.0})

    def figures(self) -> Mapping[str, float]:
        return self.numbers

    def is_working(self) -> bool:
        return self.working


@pytest.fixture(autouse=True)
def _nobody_connected() -> None:
    accounts.clear()
    directory.clear()


def client(running: Running) -> httpx.AsyncClient:
    app = FastAPI()
    pages.mount(app, house_of=lambda: running, counters=Counters(), clock=FakeClock(), base="http://127.0.0.1:8080")
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


async def test_a_well_bot_answers_200(store: str) -> None:
    async with client(Running()) as http:
        answer = await http.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "store": True, "workers": True, "accounts": [], "groups": 0}


@pytest.mark.parametrize("running", [Running(started=False), Running(working=False)])
async def test_a_bot_whose_workers_stand_answers_503(sqlite_store: None, running: Running) -> None:
    async with client(running) as http:
        answer = await http.get("/healthz")
    assert answer.status_code == 503
    assert (answer.json()["status"], answer.json()["workers"]) == ("unwell", False)


async def test_without_a_store_it_answers_503_and_the_page_says_so(no_store: None) -> None:
    async with client(Running()) as http:
        answer, page = await http.get("/healthz"), await http.get("/")
    assert (answer.status_code, answer.json()["store"]) == (503, False)
    assert page.status_code == 200
    assert "没有应答" in page.text
    assert "异常" in page.text


async def test_metrics_can_be_read_by_prometheus(no_store: None, clock: FakeClock) -> None:
    accounts.up(FakePlatform(clock=clock))
    async with client(Running()) as http:
        answer = await http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    samples = {s.name: s.value for family in text_string_to_metric_families(answer.text) for s in family.samples}
    assert samples["qungui_accounts"] == 1
    assert samples["qungui_intake_messages_total"] == 7
    assert samples["qungui_gateway_bad_frames_total"] == 1


async def test_the_front_page_escapes_and_allows_no_script(no_store: None, clock: FakeClock) -> None:
    accounts.up(FakePlatform("<script>alert(1)</script>", clock=clock))
    async with client(Running()) as http:
        answer = await http.get("/")
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/"])
async def test_nothing_can_be_posted(no_store: None, path: str) -> None:
    async with client(Running()) as http:
        assert (await http.post(path)).status_code == 405
