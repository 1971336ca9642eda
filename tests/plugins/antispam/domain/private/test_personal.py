from datetime import date

import pytest

from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.message import Authored
from plugins.antispam.domain.policy import builtin_policy
from plugins.antispam.domain.private.personal import valid_card, valid_identity
from plugins.antispam.domain.talk.window import WindowFacts
from plugins.antispam.domain.verdict import Action


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("440524188001010014", False),  # born in 1880
        ("110105194912310021", False),  # checksum
        ("11010519491331002X", False),  # month 13
        ("99010519491231002X", False),  # no such province
        ("1101051949123100", False),
    ],
)
def test_an_identity_number_is_checked(number: str, valid: bool) -> None:
    assert valid_identity(number) is valid


def test_nobody_is_born_tomorrow() -> None:
    assert not valid_identity("11010519491231002X", today=date(1949, 12, 30))


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("4111111111111111", True),
        ("4111111111111112", False),
        ("378282246310005", True),
        ("0000000000000000", False),
        ("1234567890123452", False),
    ],
)
def test_a_card_number_is_checked(number: str, valid: bool) -> None:
    assert valid_card(number) is valid


@pytest.mark.parametrize(
    ("text", "code", "action"),
    [
        ("身份证 １１０１０５１９４９１２３１００２Ｘ", "privacy", Action.RECALL),
        ("110105 19491231 002X", "privacy", Action.RECALL),
        ("打到银行卡 4111 1111 1111 1111", "privacy", Action.RECALL),
        ("订单号 4111111111111111", "clean", Action.NONE),
        ("联系人张三 13800138000", "clean", Action.NONE),
        ("热线 400-800-1234 或 010-62345678", "clean", Action.NONE),
        ("她家住3栋502，电话13800138000", "privacy", Action.RECALL),
        ("会议密码：123456", "clean", Action.NONE),
        ("密码：abc12345", "secrets", Action.REVIEW),
        ("服务器账号root 密码：abc12345", "secrets", Action.RECALL),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE", "secrets", Action.RECALL),
        ("绝密★启用前", "secrets", Action.RECALL),
        ("以上内容严禁外传", "secrets", Action.REVIEW),
        ("我们聊聊商业机密保护", "clean", Action.NONE),
    ],
)
def test_personal_data_and_secrets(text: str, code: str, action: Action) -> None:
    verdict = assess(Authored(text), WindowFacts(), builtin_policy())
    assert (verdict.code, verdict.action) == (code, action)


def test_the_number_is_masked_in_what_is_shown() -> None:
    verdict = assess(Authored("他是 11010519491231002X 本人"), WindowFacts(), builtin_policy())
    assert verdict.masked == "他是 " + "＊" * 18 + " 本人"


def test_a_marked_file_name_counts() -> None:
    verdict = assess(Authored("", files=("机密-并购方案.docx",)), WindowFacts(), builtin_policy())
    assert (verdict.code, verdict.action) == ("secrets", Action.RECALL)
