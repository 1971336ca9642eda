import pytest

from plugins.antispam.domain.talk.sayings import (
    asks,
    is_acknowledgement,
    is_exempt,
    is_greeting,
    is_joined_list,
    is_wish,
)


@pytest.mark.parametrize(
    ("text", "exempt"),
    [
        ("收到", True),
        ("收到！", True),
        ("@王工 收到", True),
        ("好的👌", True),
        ("收到钱了吗", False),
        ("买一送一", False),
        ("收到，日结兼职", False),
        ("／收到", False),
        ("😀😀😀", False),
    ],
)
def test_what_counts_as_an_acknowledgement(text: str, exempt: bool) -> None:
    assert is_exempt(text) is is_acknowledgement(text) is exempt


@pytest.mark.parametrize(
    ("text", "greeting"),
    [
        ("大家好", True),
        ("各位领导、同事们早上好！", True),
        ("王老师下午好", True),
        ("早安🌹🌹", True),
        ("早上好，加微信", False),
        ("大家好，我是做装修的", False),
        ("😀😀😀", False),
        ("", False),
    ],
)
def test_what_counts_as_a_greeting(text: str, greeting: bool) -> None:
    assert is_greeting(text) is greeting


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("祝大家新年快乐，阖家幸福！", True),
        ("恭喜王强荣获先进个人，祝贺祝贺", True),
        ("热烈欢迎新同事加入", True),
        ("恭喜你中奖了，点击领取", False),
        ("祝您发财，加v信 abc123", False),
        ("新年快乐", True),
        ("祝" + "快乐" * 80, False),
        ("明天上午开会", False),
    ],
)
def test_what_counts_as_a_wish(text: str, wish: bool) -> None:
    assert is_wish(text) is wish


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("#接龙\n1. 王强", True),
        ("1、王强\n2、李雷\n3、韩梅梅", True),
        ("1. 王强\n2. 李雷", False),
        ("报名的请私信我", False),
        ("2026.3.5 开会", False),
    ],
)
def test_what_counts_as_a_list_that_all_add_to(text: str, joined: bool) -> None:
    assert is_joined_list(text) is joined


@pytest.mark.parametrize(
    ("text", "question"),
    [("几点开会？", True), ("谁有钥匙", True), ("这个能报销吗", True), ("已经报销了", False), ("", False)],
)
def test_what_asks(text: str, question: bool) -> None:
    assert asks(text) is question
