import pytest

from bot.domain.ports import Outcome
from bot.gateway.link import NoAnswer
from bot.gateway.outcomes import Kind, classify, is_gone, unanswered

SEND, EFFECT, QUERY = Kind.SEND, Kind.EFFECT, Kind.QUERY
DONE, UNVERIFIED, UNSUPPORTED = Outcome.DONE, Outcome.UNVERIFIED, Outcome.UNSUPPORTED
DENIED, LIMITED, UNKNOWN = Outcome.DENIED, Outcome.LIMITED, Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "data", "outcome"),
    [
        (SEND, {"message_id": 5}, DONE),
        (SEND, {"message_id": -5}, DONE),
        (SEND, {"message_id": "wx1"}, DONE),
        (SEND, None, UNVERIFIED),
        (SEND, {}, UNVERIFIED),
        (SEND, {"message_id": None}, UNVERIFIED),
        (EFFECT, None, UNVERIFIED),
        (EFFECT, {"message_id": 5}, UNVERIFIED),
        (QUERY, [], DONE),
        (QUERY, None, DONE),
    ],
)
def test_what_an_ok_is_worth(kind: Kind, data: object, outcome: Outcome) -> None:
    assert classify({"status": "ok", "retcode": 0, "data": data}, kind).outcome is outcome


@pytest.mark.parametrize(
    ("code", "text", "outcome"),
    [
        (1200, "Timeout: NTEvent serviceAndMethod:NodeIKernelMsgService/sendMsg", UNKNOWN),
        (1200, 'Timeout: NTEvent {"result": 299, "errMsg": "操作过于频繁，请稍后再试"}', LIMITED),
        (1200, "ERR_NOT_GROUP_ADMIN", DENIED),
        (1200, "cannot ban owner", DENIED),
        (1200, "消息不存在", DENIED),
        (1200, "110 已被移出该群", DENIED),
        (1200, "No such request", DENIED),
        (1200, "设置群名片未生效", UNKNOWN),
        (1200, "something nobody has seen", UNKNOWN),
        (1200, "操作太频繁，请稍后再试", LIMITED),
        (1200, "@全体成员次数已用完", LIMITED),
        (1404, "不支持的Api set_group_anonymous_ban", UNSUPPORTED),
        (1404, "", UNSUPPORTED),
        (404, "", UNSUPPORTED),
        (200, "System.Exception: whatever", UNKNOWN),
        (-1, "Message not found", DENIED),
        (100, "SEND_MSG_API_ERROR", UNKNOWN),
        (100, "PERMISSION_DENIED", DENIED),
        (100, "FLAG_HAS_BEEN_CHECKED", DENIED),
        (100, "MEMBER_NOT_FOUND", DENIED),
        (102, "DURATION_IS_NOT_IN_RANGE", DENIED),
        (1400, "bad parameter", DENIED),
        (1403, "", DENIED),
        (10001, "", DENIED),
        (10003, "", DENIED),
        (10006, "NoThisUserInGroup", DENIED),
        (20002, "出错捏", UNKNOWN),
        (33001, "", UNKNOWN),
        (34001, "平台限制", UNKNOWN),
        (34002, "没有权限", DENIED),
        (35001, "群内没有该联系人", DENIED),
        (35000, "NoThisUserInGroup", DENIED),
        (36001, "", LIMITED),
        (None, "", UNKNOWN),
        ("1404", "", UNSUPPORTED),
    ],
)
def test_why_something_failed(code: object, text: str, outcome: Outcome) -> None:
    result = classify({"status": "failed", "retcode": code, "data": None, "message": text}, EFFECT, action="x")
    assert result.outcome is outcome
    assert text in result.detail


def test_wechats_half_sent_message_is_not_taken_for_a_missing_action() -> None:
    answer = {"status": "failed", "retcode": 10002, "message": "发送消息时出现以下错误:\n不支持的消息段:reply"}
    assert classify(answer, SEND, action="send_message").outcome is UNKNOWN
    assert classify({**answer, "message": ""}, EFFECT, action="delete_message").outcome is UNSUPPORTED
    missing = {"status": "failed", "retcode": 10002, "message": "未实现的action:send_message"}
    assert classify(missing, SEND, action="send_message").outcome is UNSUPPORTED


def test_an_ok_that_carries_an_error_is_an_error() -> None:
    answer = {"status": "ok", "retcode": 1200, "message": "ERR_NOT_GROUP_ADMIN"}
    assert classify(answer, EFFECT).outcome is DENIED


def test_async_says_nothing() -> None:
    assert classify({"status": "async", "retcode": 1, "data": None}, SEND).outcome is UNVERIFIED


@pytest.mark.parametrize(
    "answer", [{}, {"status": []}, {"status": "ok", "retcode": {}}, {"retcode": "x", "message": {}}]
)
def test_nonsense_is_never_a_success_and_never_raises(answer: dict[str, object]) -> None:
    assert classify(answer, SEND).outcome in (UNKNOWN, UNVERIFIED)


def test_the_wording_comes_once() -> None:
    answer = {"status": "failed", "retcode": 100, "msg": "A", "wording": "B", "message": "A"}
    assert classify(answer, SEND).detail == "100: A / B"


def test_silence() -> None:
    assert unanswered(NoAnswer("lost", sent=True)).outcome is UNKNOWN
    assert unanswered(NoAnswer("not connected", sent=False)).outcome is LIMITED


def test_gone_is_more_than_refused() -> None:
    assert is_gone(classify({"status": "failed", "retcode": 1200, "message": "消息不存在"}, QUERY))
    assert is_gone(classify({"status": "failed", "retcode": 35000, "message": "NoThisUserInGroup"}, QUERY))
    assert not is_gone(classify({"status": "failed", "retcode": 1200, "message": "Timeout: NTEvent not found"}, QUERY))
    assert not is_gone(classify({"status": "failed", "retcode": 1200, "message": "ERR_NOT_GROUP_ADMIN"}, QUERY))
