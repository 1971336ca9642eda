"""Buckets are the same everywhere and always: files of weights and taught weights need that."""

import subprocess
import sys
from hashlib import sha256
from itertools import pairwise

import pytest

from plugins.antispam.domain.model.features import BITS, FACTORS, HEAD, TAIL, buckets_of, shape, views_of
from plugins.antispam.domain.text.normalise import Normalised, normalise


def text(original: str, compact: str | None = None) -> Normalised:
    """With views of its own, so that a better normaliser moves no expectation here."""
    return Normalised(original, original, compact if compact is not None else original)


def digest(original: str) -> str:
    return sha256(",".join(map(str, sorted(buckets_of(text(original))))).encode()).hexdigest()[:16]


KNOWN = {
    "": (301958, "483138c8125e230e"),
    "好": (119205, "c96b17dd1e54edb3"),
    "日赚300，加微信 abc123": (3707, "1f6a1a49fe433dbe"),
    "𝐊𝐌𝐃２５５ 看片❤️": (21776, "2754915e88731b27"),
    "明天下午三点开会，请带上PPT v2.pdf": (8658, "f356f4b5807ef735"),
}


@pytest.mark.parametrize(("original", "buckets"), KNOWN.items())
def test_the_buckets_of_a_text_never_change(original: str, buckets: tuple[int, str]) -> None:
    assert (min(buckets_of(text(original))), digest(original)) == buckets


@pytest.mark.parametrize("original", [*KNOWN, "加V信 138-1380 领红包🎁🎁!!", "发票" * 300])
def test_all_at_once_gives_what_one_by_one_does(original: str) -> None:
    line, alone = ([ord(character) for character in view] for view in views_of(text(original)))
    first, second, third, lone = FACTORS
    products = [
        *((one * first + two * second, 0) for one, two in pairwise(line)),
        *(
            (one * first + two * second + three * third, 1)
            for one, two, three in zip(line, line[1:], line[2:], strict=False)
        ),
        *((a * lone, 2) for a in alone),
    ]
    assert buckets_of(text(original)) == {product >> 40 - BITS - kind & (1 << BITS) - 1 for product, kind in products}


def test_another_process_with_another_hash_seed_finds_the_same() -> None:
    code = (
        "from plugins.antispam.domain.model.features import buckets_of\n"
        "from plugins.antispam.domain.text.normalise import Normalised, normalise\n"
        "print(sorted(buckets_of(Normalised(*['日赚300加微信']*3))))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "77"},
        timeout=60,
    )
    assert found.stdout.strip() == str(sorted(buckets_of(text("日赚300加微信"))))


@pytest.mark.parametrize("original", ["", "a", "好", "\U0010ffff" * 400, "\ud800", "发票" * 3000, "\n", "0" * 500])
def test_any_text_has_a_bounded_number_of_buckets(original: str) -> None:
    buckets = buckets_of(text(original))
    assert 0 < len(buckets) < 5 * (HEAD + TAIL)
    assert all(0 <= bucket < 1 << BITS for bucket in buckets)


def test_only_the_begin_and_the_end_of_a_long_text_count() -> None:
    middle = "甲" * 500
    assert buckets_of(text("起" * HEAD + middle + "末" * TAIL)) == buckets_of(text("起" * HEAD + "末" * TAIL))


def test_which_number_is_told_makes_little_difference() -> None:
    one, other = (buckets_of(text(f"加微信{number}领红包")) for number in ("13800001111", "15922223333"))
    unlike = buckets_of(text("明天下午三点开会讨论预算"))
    assert len(one & other) > 0.5 * len(one | other)
    assert len(one & unlike) < 0.1 * len(one | unlike)


@pytest.mark.parametrize("disguised", ["带开法漂", "玳开发瞟"])
def test_what_sounds_alike_is_nearly_the_same(disguised: str) -> None:
    """Only the characters themselves differ."""
    plain, other = buckets_of(normalise("代开发票")), buckets_of(normalise(disguised))
    assert len(plain & other) >= len(plain) / 2


def test_pictures_that_read_as_words_are_read_over_where_there_are_many() -> None:
    assert buckets_of(normalise("代🐴开💰发🐧票")) == buckets_of(normalise("代开发票"))


@pytest.mark.parametrize(
    ("original", "other"),
    [("加v：abc12", "加薇：xyz99"), ("电话13800001111", "手机15922223333"), ("明天开会！", "报销截止！")],
)
def test_the_shape_forgets_what_was_said(original: str, other: str) -> None:
    assert (shape(original) == shape(other)) is (original[1] != "v")


@pytest.mark.parametrize("sign", ["*", " ", "🔥", "。", "-"])
def test_signs_put_between_all_characters_hide_little(sign: str) -> None:
    plain, broken = (normalise(each) for each in ("代开各类发票加微信", sign.join("代开各类发票加微信")))
    assert len(buckets_of(plain) & buckets_of(broken)) > 0.9 * len(buckets_of(plain))


@pytest.mark.parametrize("disguised", ["代\u200b开发票\u202e", "代開發票", "代开发票"])
def test_what_folds_away_hides_nothing(disguised: str) -> None:
    assert buckets_of(normalise(disguised)) == buckets_of(normalise("代开发票"))


def test_a_word_is_known_wherever_it_stands() -> None:
    common = buckets_of(text("代开发票")) & buckets_of(text("本公司长期代开发票，有需要的联系"))
    assert len(common) >= 8
