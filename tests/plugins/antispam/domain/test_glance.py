"""The first look may only leave out what the whole judgement would leave alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.glance import is_harmless
from plugins.antispam.domain.message import Authored
from plugins.antispam.domain.policy import Policy, builtin_policy
from plugins.antispam.domain.talk.window import WindowFacts
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.text.words import Word, WordMatcher, load_words
from plugins.antispam.domain.verdict import Action

HERE = Path(__file__).parent
OFFENCES = [line.split("\t")[-1] for line in (HERE / "offences.txt").read_text("utf-8").splitlines() if line]
WORDS = sorted({part for word in load_words() for part in word.text.strip("=").split("*") if part})
CUES = [
    *("微信", "加v", "扣扣", "群号", "@zhang_wei9", "13812345678", "1234567890", "一二三四五六七", "①②③④⑤⑥"),
    *("日结300", "月入过万", "https://a.top/x", "www.qq.com", "点com", "密码是Abc123!", "pwd=......", "口令:!!!!!!"),
    *("sk-____________________", "xoxa-----------", "62 2202 0200 0123 4567", "٣٤٥٦٧٨٩٠", "【绝密】", "ａｂｃｄ"),
    *(
        "http://3232235777/a",
        "ab_c1",
        "看名加 ab 123",
        "2744 7O53 囗",
        "v姓abc12",
        "银银银行行行卡卡卡",
        "a.cc",
        "1.2.3.4",
    ),
]
QUIET = WindowFacts()


def acts(text: str, policy: Policy) -> bool:
    return assess(Authored(text), QUIET, policy).action is not Action.NONE


def harmless(text: str, policy: Policy, window: WindowFacts = QUIET) -> bool:
    return is_harmless(Authored(text), normalise(text), window, policy)


@pytest.mark.parametrize("text", OFFENCES)
def test_no_offence_passes_the_first_look(text: str) -> None:
    text = text.replace("\\n", "\n")
    assert not (harmless(text, builtin_policy()) and acts(text, builtin_policy()))


@given(some.lists(some.one_of(some.sampled_from(WORDS), some.sampled_from(CUES), some.text(max_size=6)), max_size=6))
def test_what_passes_the_first_look_would_not_be_acted_upon(pieces: list[str]) -> None:
    text = "".join(pieces)
    if harmless(text, builtin_policy()):
        assert not acts(text, builtin_policy())


@pytest.mark.parametrize(
    "text",
    [
        "好的，下周二把第 3826 号采购单发到财务",
        "会议室改到下午三点，麻烦相互转告一下",
        "他出生于1951-08-08，1993年出道",
        "Alton 那张专辑是 1993 年的",
    ],
)
def test_plain_work_talk_passes(text: str) -> None:
    assert harmless(text, builtin_policy())


def test_a_groups_own_word_is_seen() -> None:
    policy = Policy(additions=WordMatcher([Word("小道消息", "spam")]))
    assert not harmless("又有小道消息了", policy)


@pytest.mark.parametrize(
    "window",
    [
        WindowFacts(short_count=9),
        WindowFacts(long_count=21),
        WindowFacts(repeats=3),
        WindowFacts(media_count=21),
        WindowFacts(copy_groups=3),
        WindowFacts(pieces=("代开", "发"), joined="代开发票大家好"),
    ],
)
def test_a_noisy_window_is_looked_at(window: WindowFacts) -> None:
    assert not harmless("大家好", builtin_policy(), window)


def test_short_messages_in_a_row_pass_where_they_make_nothing_together() -> None:
    assert harmless("大家好", builtin_policy(), WindowFacts(pieces=("好的",), joined="好的大家好"))


def test_links_of_cards_and_files_are_looked_at() -> None:
    nothing = normalise("")
    assert not is_harmless(Authored("", urls=("https://example.com",)), nothing, QUIET, builtin_policy())
    assert not is_harmless(Authored("", files=("a.exe",)), nothing, QUIET, builtin_policy())
