"""Lists of requests as the implementations write them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.ids import AccountId
from bot.domain.ports import Outcome, Result
from bot.gateway.requests11 import requests_of

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
US = AccountId("3001001001")
COMMON = {"group_id": 600700800, "group_name": "群", "message": "张三 研发部", "checked": False, "actor": 0}
NAPCAT = {**COMMON, "request_id": 1712345678901, "invitor_uin": 10001, "invitor_nick": "三三", "requester_nick": "三三"}
LLONEBOT = {**COMMON, "request_id": 171, "requester_uin": 10001, "invitor_uin": 10009, "flag": "600700800|171|22|0"}
GOCQHTTP = {**COMMON, "request_id": 1664, "requester_uin": 10001, "requester_nick": "三三"}


def read(data: Any, *, filtered: bool = False) -> Any:
    return requests_of(Result(Outcome.DONE, data=data), US, NOW, filtered=filtered)


@pytest.mark.parametrize(
    ("entry", "flag", "inviter"),
    [(NAPCAT, "1712345678901", None), (LLONEBOT, "600700800|171|22|0", "10009"), (GOCQHTTP, "1664", None)],
)
def test_an_applicant_is_read_from_every_implementations_list(
    entry: dict[str, Any], flag: str, inviter: str | None
) -> None:
    [listed] = read({"join_requests": [entry], "invited_requests": [{**COMMON, "request_id": 9}]})
    event = listed.event
    assert (event.member, event.chat.group, event.flag, event.sub_type) == ("10001", "600700800", flag, "add")
    assert (event.comment, event.inviter) == ("张三 研发部", inviter)
    assert (listed.settled, event.filtered, event.at) == (False, False, NOW)


@pytest.mark.parametrize(
    "entry",
    [
        {**LLONEBOT, "flag": "600700800|171|22|1"},
        {**GOCQHTTP, "suspicious": True},
        {**GOCQHTTP, "flag": "171-600700800-1-1"},
    ],
)
def test_what_the_list_calls_doubtful_is_filtered(entry: dict[str, Any]) -> None:
    assert read([entry])[0].event.filtered


def test_all_of_a_list_of_filtered_ones_is_filtered_and_checked_ones_are_settled() -> None:
    [listed] = read({"join_requests": [{**NAPCAT, "checked": True}]}, filtered=True)
    assert listed.event.filtered
    assert listed.settled


@pytest.mark.parametrize("data", [None, {}, [], {"join_requests": None}, "?", {"join_requests": [None, 1, {}, []]}])
def test_an_answer_without_requests_is_an_empty_list(data: Any) -> None:
    assert read(data) == []


@pytest.mark.parametrize("lacks", ["group_id", "requester_uin", "request_id"])
def test_an_entry_that_cannot_be_answered_is_left_out(lacks: str) -> None:
    assert read([{name: value for name, value in GOCQHTTP.items() if name != lacks}]) == []


def test_no_answer_is_no_list() -> None:
    assert requests_of(Result(Outcome.UNKNOWN), US, NOW, filtered=False) is None
