"""The compiled library and Python agree to the last bit; whatever is wrong with the library, Python answers."""

import os
import random
from pathlib import Path

import pytest

from plugins.antispam.domain.model.features import BITS
from plugins.antispam.domain.model.totals import LIBRARY, is_compiled, weighing
from plugins.antispam.domain.text.normalise import Normalised, normalise
from tools import build_totals

chance = random.Random(7)
SPAM, ABUSE = chance.randbytes(1 << BITS), chance.randbytes(1 << BITS)
NOWHERE = Path("/nonexistent/totals.so")
USUAL = "明天开会收到请各位加微信日赚三百发票零一二幺丶乀01234567890abcvx，。！？、：~@/.- \n　★❤️🎁💰✈️🈶㊙1️⃣#*゜の"
SIGNS = [*USUAL * 12, *(chr(chance.choice((chance.randrange(0xD800), chance.randrange(0x110000)))) for _ in range(300))]
SAID = (
    "", "好", "收到", "日赚300，加微信 abc123", "𝐊𝐌𝐃２５５ 看片❤️", "明天下午三点开会，请带上PPT v2.pdf", "哈" * 500,
    "\ud83d 半个表情", "代🐴开💰发🐧票", "a b c d e f g",
    "".join(map(chr, range(0x4E00, 0x4E00 + 900))), "。" * 6000, "\x00\x02\x03",
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("built") / "totals.so"
    if not build_totals.compiler() and not os.environ.get("CI"):
        pytest.skip("no C compiler on this machine")
    assert build_totals.build(built) == ""
    return built


@pytest.mark.parametrize("said", SAID)
def test_the_library_gives_what_python_does(library: Path, said: str) -> None:
    text = normalise(said)
    assert weighing(SPAM, ABUSE, library)(text) == weighing(SPAM, ABUSE, NOWHERE)(text)


@pytest.mark.parametrize("longest", [5, 40, 299, 301, 700])
def test_the_library_gives_what_python_does_for_random_texts(library: Path, longest: int) -> None:
    compiled, plain = weighing(SPAM, ABUSE, library), weighing(SPAM, ABUSE, NOWHERE)
    assert is_compiled(compiled)
    assert not is_compiled(plain)
    for _ in range(300):
        said = "".join(chance.choices(SIGNS, k=chance.randrange(longest)))
        text = normalise(said)
        assert compiled(text) == plain(text), said


def test_the_library_gives_what_python_does_for_every_character(library: Path) -> None:
    compiled, plain = weighing(SPAM, ABUSE, library), weighing(SPAM, ABUSE, NOWHERE)
    for begin in range(0, 0x30000, 40):
        run = "".join(map(chr, range(begin, begin + 40)))
        text = Normalised(run, run, run)
        assert compiled(text) == plain(text), hex(begin)


def test_views_of_any_length_are_within_bounds(library: Path) -> None:
    compiled, plain = weighing(SPAM, ABUSE, library), weighing(SPAM, ABUSE, NOWHERE)
    for original, folded, compact in ((0, 0, 0), (0, 0, 301), (9000, 5, 5), (3, 301, 300), (0, 300, 300), (0, 300, 0)):
        text = Normalised("原" * original, "写" * folded, "说" * compact)
        assert compiled(text) == plain(text)


def test_a_library_that_is_damaged_or_another_one_is_left_alone(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.so"
    damaged.write_bytes(b"no library")
    assert not is_compiled(weighing(SPAM, ABUSE, damaged))


def test_a_library_that_answers_otherwise_is_left_alone(library: Path, tmp_path: Path) -> None:
    changed = tmp_path / "totals.c"
    changed.write_text(build_totals.SOURCE.read_text("utf-8").replace("shift - 1", "shift - 3"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build_totals, "SOURCE", changed)
        assert build_totals.build(tmp_path / "changed.so") == ""
    assert not is_compiled(weighing(SPAM, ABUSE, tmp_path / "changed.so"))


def test_it_is_built_where_the_judge_looks_for_it() -> None:
    assert build_totals.LIBRARY == LIBRARY


@pytest.mark.parametrize(("named", "told"), [("false", "could not build"), ("nowhere-to-be-found-cc", "")])
def test_a_compiler_that_fails_is_told_and_one_that_is_missing_passed_over(
    named: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Path
) -> None:
    monkeypatch.setenv("CC", named)
    failed = build_totals.build(tmp_path / "totals.so")
    assert told in failed
    assert (tmp_path / "totals.so").exists() == (not told)
