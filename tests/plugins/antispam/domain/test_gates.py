"""Where a quick look says that there is nothing, the dear pattern finds nothing."""

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.antispam.domain.media import links
from plugins.antispam.domain.private import keys
from plugins.antispam.domain.talk import sayings
from plugins.antispam.domain.text import codewords

Look = Callable[[str], object]
KEYS = ("AKIA", "ASIA", "LTAI", "AKID", "ghp_", "github_pat_", "glpat-", "sk-proj-", "rk_live_", "AIza", "npm_", "hf_")
GATES: list[tuple[str, Look, Look, tuple[str, ...]]] = [
    (
        "hosts", links._MAY_BE_HOST.search, links._URL.search,
        ("www", ".", "com", "cn", "xn--p1ai", "1", "92", "168", "://", "http", ":80", "/a", "好", "-", "a", " ", "c"),
    ),
    (
        "spelt_hosts", links._MAY_BE_SPELT.search, links._SPELT.search,
        ("abc", "x1y", "。", "点", "·", ".", "(", ")", "[", "】", " ", "dot", "com", "top", "cn", "vip", "www", "好"),
    ),
    (
        "keys", lambda text: "-----BEGIN" in text or keys._MAY_BE_KEY.is_in(text), keys._KEYS.search,
        (*KEYS, "SG.", "xoxb-", "eyJ", "0123456789abcdefABCD", "Zz9" * 7, ".", "-----BEGIN RSA PRIVATE KEY-----", " ",
         "qyapi.weixin.qq.com/cgi-bin/webhook/send?key=", "oapi.dingtalk.com/robot/send?access_token=", "0" * 64,
         "open.feishu.cn/open-apis/bot/v2/hook/"),
    ),
    (
        "named_keys", lambda text: keys._names_a_key(text.lower()), keys._NAMED_KEY.search,
        ("secret", "Access", "_", "KEY", "key", "app", "api", "AccountKey", "private_token", "corpsecret", ":", "=",
         " ", '"', "0123456789abcdefABCD"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("gate", "dear", "parts"), [gate[1:] for gate in GATES], ids=[gate[0] for gate in GATES])
def test_a_gate_lets_by_nothing_that_the_pattern_finds(gate: Look, dear: Look, parts: tuple[str, ...]) -> None:
    chance, found = random.Random(11), 0
    for _ in range(30_000):
        text = "".join(chance.choices(parts, k=chance.randrange(1, 9)))
        if dear(text):
            found += 1
            assert gate(text), text
    assert found > 300


def test_a_word_with_digits_for_letters_is_seen_wherever_they_stand() -> None:
    chance, folded = random.Random(12), 0
    back = {"o": "0", "l": "1", "e": "3", "a": "4", "s": "5", "i": "!", "t": "7"}
    words = sorted(codewords._LATIN_WORDS)
    for _ in range(5_000):
        word = chance.choice(words)
        written = "".join(back[c] if c in back and chance.random() < 0.4 else c for c in word)
        text = chance.choice(("", "加 ", "好")) + written + chance.choice(("", " 好", "。"))
        without = codewords._LEET.sub(codewords._unleet, text)
        folded += without != text
        assert codewords.fold_leet(text) == codewords._NUMBER.sub(codewords._undigit, without)
    assert folded > 1_000


@given(st.from_regex(re.compile(sayings._ACKNOWLEDGEMENT.pattern, re.IGNORECASE | re.ASCII), fullmatch=True))
def test_an_acknowledgement_begins_as_one_may(said: str) -> None:
    if len(said) <= 40 and sayings._ACKNOWLEDGEMENT.fullmatch(said.strip()):
        assert sayings.is_acknowledgement(said)
