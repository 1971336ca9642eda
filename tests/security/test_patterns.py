"""No regular expression of ours takes long, whatever it is given."""

import ast
import importlib
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.applicants import read_application
from plugins.activities.domain.draft import read_draft as activity_draft
from plugins.activities.domain.refusals import DraftRefused
from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.message import Authored, Sender
from plugins.antispam.domain.policy import builtin_policy
from plugins.antispam.domain.talk.window import Window
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.text.words import Strength, Word, WordMatcher
from plugins.notices.domain.drafts import BadDeadline, UnknownAudience
from plugins.notices.domain.drafts import read_draft as notice_draft
from tests.security.hostile import LENGTH, hostile
from tests.support.house import load_areas

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 1.0
MESSAGE_SECONDS = 1.0
load_areas()


def sources() -> list[Path]:
    return [
        p for room in ("bot", "plugins") for p in sorted((ROOT / room).rglob("*.py")) if "migrations" not in p.parts
    ]


WAYS = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer")


def patterns() -> Iterator[tuple[str, re.Pattern[str], tuple[str, ...]]]:
    """Every pattern that a module of ours holds in a name or a collection, and every literal one, with how it is used."""  # noqa: E501
    seen: set[tuple[str, int]] = set()
    for path in sources():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if path.name == "__main__.py" or path == ROOT / "bot" / "plugin.py":
            continue
        source = path.read_text("utf-8")
        found = list(literals(source))
        for key, value in vars(importlib.import_module(name)).items():
            ways = tuple(way for way in WAYS if re.search(rf"\b{key}\.{way}\b", source))
            ways = ways or (("match",) if re.search(rf"\b_skip\({key}\b", source) else ("search",))
            found += [(each, ways) for each in held(value)]
        for pattern, ways in found:
            if (pattern.pattern, pattern.flags) not in seen:
                seen.add((pattern.pattern, pattern.flags))
                yield f"{name}:{pattern.pattern[:40]}", pattern, ways


def held(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from held(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from held(inner)


def literals(source: str) -> Iterator[tuple[re.Pattern[str], tuple[str, ...]]]:
    """First arguments of ``re.search("…", …)`` and its kin that are plain text."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in WAYS
        if of_re and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
            yield re.compile(node.args[0].value), (node.func.attr,)


def seconds(pattern: re.Pattern[str], way: str, text: str) -> float:
    """Of this thread's own processor time."""
    begun = time.thread_time()
    if way == "sub":
        pattern.sub("", text)
    elif way == "finditer":
        list(pattern.finditer(text))
    else:
        getattr(pattern, way)(text)
    return time.thread_time() - begun


def slowest(pattern: re.Pattern[str], ways: tuple[str, ...], length: int) -> tuple[float, str, str]:
    """The worst seconds for ``length`` characters; what is square already at a tenth of them is not tried longer."""
    worst = (0.0, "", "")
    for text in hostile(pattern, random.Random(7)):
        for way in ways:
            short = text[-length // 10 :]
            took = seconds(pattern, way, short)
            if took * 100 > SECONDS:
                took = min(took, seconds(pattern, way, short)) * 100
            if took <= SECONDS:
                took = seconds(pattern, way, text[-length:])
                if took > SECONDS:
                    took = min(took, *(seconds(pattern, way, text[-length:]) for _ in range(4)))
            worst = max(worst, (took, way, text[:30]))
    return worst


REACH = {
    "bot.domain.applicants": 2_000,  # decode11 cuts a request's comment there, /register takes 300
    "bot.domain.people": 1_000,  # sheets.MAX_CELL is twice that, but in a process of its own
    "bot.domain.moments": 6_000,  # of a draft, see below
    "bot.chat.commands": 6_000,
    "plugins.activities": 2_000,  # LONGEST_DRAFT
    "plugins.activities.domain.times": 100,  # LONGEST_WORDS
    "plugins.activities.domain.draft:(?:名额": 40,  # _LONGEST_CAPACITY
    "plugins.antispam": 4_500,  # normalise.MAX_LENGTH is 6,000, QQ and WeChat take less at once
    "plugins.antispam.domain.text.patterns:(?:[日天月周年]|每天|每月|单日": 1_500,  # linear, but 20 µs a digit
    "plugins.charter.domain": 200,  # of whatever length, but in a process of its own with a bound on its time
    "plugins.charter.reading": 200,
    "bot.domain.cards": 200,  # the longest card that is kept
    "plugins.notices.domain.answers": 60,  # answers.LONGEST
    "plugins.notices.domain.drafts": 6_000,  # twice LONGEST_TEXT
}
"""The longest text that can come to a room's patterns, where it is less than LENGTH."""


def reach(label: str) -> int:
    fitting = [room for room in REACH if label.startswith(room)]
    return REACH[max(fitting, key=len)] if fitting else LENGTH


def test_every_pattern_of_ours_is_quick_on_long_hostile_texts() -> None:
    slow = {label: took for label, one, ways in patterns() if (took := slowest(one, ways, reach(label)))[0] > SECONDS}
    assert slow == {}


def evil_words() -> list[str]:
    """200 words as an administrator could add them: wildcards in every number, between what repeats."""
    chance = random.Random(7)
    words = ["*".join(["a"] * parts + ["z"])[:100] for parts in range(2, 50)]
    words += ["*".join(["ab", "a", "b"] * parts + ["c"])[:100] for parts in range(1, 16)]
    words += ["(a+)+$", "(a|a)*b", "a*" * 30 + "b", "[a-z]*" * 10, "\\", ".*.*.*x", "(?=a)*b", "啊*" * 33 + "吧"]
    while len(words) < 200:
        words.append(
            "*".join("".join(chance.choices("ab啊1", k=chance.randint(1, 2))) for _ in range(chance.randint(3, 30)))
        )
    return [word[:100] for word in words]


EVIL_TEXTS = ("ab" * 2_000, "a" * 4_000, "啊" * 4_000, "ab啊1" * 1_000, "a b " * 1_000)


def test_a_group_s_words_with_wildcards_are_quick() -> None:
    texts = [normalise(text) for text in EVIL_TEXTS]
    for word in evil_words():
        matcher = WordMatcher([Word(word, "spam", Strength.ACT)])
        for text in texts:
            begun = time.thread_time()
            matcher.find(text)
            took = time.thread_time() - begun
            assert took < MESSAGE_SECONDS, (word, text.original[:10], took)


NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
FILLERS = ("1", " ", "啊", "～", "(", "（", "代", "替他", "12:", "周五 ", "截止", "a.", "加微信", "@a ", "#1", "年", "-",  # noqa: E501
           "\n", "\u3000", "一", "1[", "日结100", "第", "https://a", "[CQ:", "。", "给", "3月", "\t", "点", "，", "后")  # fmt: skip  # noqa: E501


def long_texts(length: int) -> Iterator[str]:
    for filler in FILLERS:
        text = (filler * (length // len(filler) + 1))[: length - 2]
        yield text + "z"
        yield "z" + text
    chance = random.Random(11)
    for _ in range(8):
        yield "".join(chance.choices(FILLERS, k=length))[:length]


def quickest(work: Callable[[str], object], text: str) -> float:
    took = 1e9
    for _ in range(2):
        begun = time.thread_time()
        with suppress(DraftRefused, BadDeadline, UnknownAudience):
            work(text)
        took = min(took, time.thread_time() - begun)
        if took < SECONDS:
            break
    return took


def too_slow(work: Callable[[str], object], texts: Iterator[str], seconds: float = SECONDS) -> dict[str, float]:
    return {text[:12]: took for text in texts if (took := quickest(work, text)) > seconds}


def test_reading_an_activity_of_two_thousand_characters_is_quick() -> None:
    for form in ("郊游 | {} | 公园 | 一起去", "{} | 周五14:00 | 公园 | 一起去", "郊游 | 周五14:00 | {} | {}",
                 "郊游 | 周五14:00 | 公园 | 一起去 | {}", "郊游 | 周五14:00 | 公园 | 去 | 截止{}"):  # fmt: skip
        assert (
            too_slow(lambda text, form=form: activity_draft(form.replace("{}", text), NOW), long_texts(1_950)) == {}
        ), form


def test_reading_a_notice_is_quick() -> None:
    def read(text: str) -> object:
        return notice_draft(text, (), NOW, lambda name: None, lambda name: None)

    assert too_slow(read, long_texts(6_000), 2 * SECONDS) == {}


def test_judging_a_message_is_quick() -> None:
    window, policy, sender = Window(), builtin_policy(), Sender()

    def judge(text: str) -> object:
        facts = window.observe("group:1", "1", text, NOW, policy.flood)
        return assess(Authored(text=text, sender=sender), facts, policy)

    assert too_slow(judge, long_texts(20_000), 4 * SECONDS) == {}


def test_reading_an_applicant_s_text_is_quick() -> None:
    assert too_slow(lambda text: read_application(text), long_texts(2_000), 4 * SECONDS) == {}


if __name__ == "__main__":
    for label, pattern, ways in patterns():
        took = slowest(pattern, ways, reach(label))
        if took[0] > 0.02:
            print(f"{took[0]:.3f} {took[1]} {label} {took[2]!r}", flush=True)
