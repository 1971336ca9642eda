import pytest

from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.media.links import EXECUTABLES, LinkKind, find_links, judge_file
from plugins.antispam.domain.message import Authored, Sender
from plugins.antispam.domain.policy import Policy
from plugins.antispam.domain.talk.window import WindowFacts
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.verdict import Action

NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("看 https://docs.qq.com/sheet/abc", LinkKind.KNOWN),
        ("登录 rsj.beijing.gov.cn 查询", LinkKind.KNOWN),
        ("http://192.168.1.20:8080/login", LinkKind.KNOWN),
        ("http://8.8.8.8/a", LinkKind.ADDRESS),
        ("http://999.1.1.1/a", LinkKind.UNKNOWN),
        ("www.example.com", LinkKind.UNKNOWN),
        ("abc123.top", LinkKind.CHEAP),
        ("t.cn/A6abc", LinkKind.SHORT),
        ("https://qm.qq.com/cgi-bin/qm/qr?k=abc", LinkKind.INVITE),
        ("https://t.me/abc", LinkKind.INVITE),
        ("weixin.qq.com/g/abc", LinkKind.INVITE),
        ("http://taobao-vip.shop/a", LinkKind.LOOK_ALIKE),
        ("http://1cbc.top", LinkKind.LOOK_ALIKE),
        ("http://xn--pple-43d.com", LinkKind.LOOK_ALIKE),
        ("https://example.com/down/a.apk", LinkKind.PROGRAM),
        ("ＨＴＴＰ：／／ａｂｃ．ｔｏｐ", LinkKind.CHEAP),
    ],
)
def test_a_host_is_judged_for_what_it_is(text: str, kind: LinkKind) -> None:
    assert [link.kind for link in find_links(normalise(text), NONE, NONE)] == [kind]


@pytest.mark.parametrize(
    "text", ["版本 v2.3.1 已发布", "a@example.com", "共3.5万元", "main.py 改好了", "1.张三 2.李四"]
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert find_links(normalise(text), NONE, NONE) == []


def test_the_group_lists_come_first() -> None:
    text = normalise("http://a.example.top/x 和 docs.qq.com")
    kinds = [link.kind for link in find_links(text, {"example.top"}, {"qq.com"})]
    assert kinds == [LinkKind.KNOWN, LinkKind.DENIED]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("安装包.exe", "program"),
        ("app.APK", "program"),
        ("报表.pdf.exe", "disguised"),
        ("照片\u202egpj.exe", "disguised"),
        ("月报.xlsx", None),
        ("v1.2 说明.docx", None),
        ("没有后缀", None),
        ("ｓｅｔｕｐ．ｅｘｅ", "program"),
    ],
)
def test_files_are_judged_by_their_real_ending(name: str, reason: str | None) -> None:
    assert judge_file(name, EXECUTABLES) == reason


def test_a_double_ending_is_dangerous_even_where_programs_are_allowed() -> None:
    assert judge_file("报表.pdf.exe", NONE) == "disguised"
    assert judge_file("安装包.exe", NONE) is None


def test_a_stranger_link_matters_only_from_a_newcomer() -> None:
    text = "资料在 abc123.com/x"
    old = assess(Authored(text), WindowFacts(), Policy())
    new = assess(Authored(text, sender=Sender(is_newcomer=True)), WindowFacts(), Policy())
    assert (old.action, new.action) == (Action.NONE, Action.REVIEW)


def test_the_link_of_a_card_is_judged() -> None:
    verdict = assess(Authored("", urls=("http://1cbc.top/login",)), WindowFacts(), Policy())
    assert (verdict.code, verdict.action) == ("links", Action.RECALL)


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        (f"{'a' * 63}.com", [f"{'a' * 63}.com"]),
        (f"{'a' * 64}.com", [f"{'a' * 63}.com"]),
        ("shop-.com", []),
        ("a-b.wxyz-.com", []),
        ("-shop.com", ["shop.com"]),
        ("好" * 70 + "www.abc-1.com", ["好" * 60 + "www.abc-1.com"]),
    ],
)
def test_a_label_has_at_most_63_letters_and_no_hyphen_at_its_ends(text: str, hosts: list[str]) -> None:
    assert [link.host for link in find_links(normalise(text), (), ())] == hosts
