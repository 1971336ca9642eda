"""The compiled library and Python agree to the last bit; whatever is wrong with the library, Python answers."""

import os
import random
from pathlib import Path

import pytest

from plugins.antispam.domain.model.features import BITS, Views, views_of
from plugins.antispam.domain.model.totals import is_compiled, weighing
from plugins.antispam.domain.text.normalise import normalise
from tools import build_totals

chance = random.Random(7)
SPAM, ABUSE = chance.randbytes(1 << BITS), chance.randbytes(1 << BITS)
NOWHERE = Path("/nonexistent/totals.so")
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
    views = views_of(normalise(said))
    assert weighing(SPAM, ABUSE, library)(views) == weighing(SPAM, ABUSE, NOWHERE)(views)


def test_the_library_gives_what_python_does_for_a_thousand_random_texts(library: Path) -> None:
    compiled, plain = weighing(SPAM, ABUSE, library), weighing(SPAM, ABUSE, NOWHERE)
    assert is_compiled(compiled)
    assert not is_compiled(plain)
    signs = [chr(chance.choice((chance.randrange(1, 0xD800), chance.randrange(0xE000, 0x110000)))) for _ in range(500)]
    for _ in range(1000):
        line, alone = ("".join(chance.choices(signs, k=chance.randrange(3, longest))) for longest in (420, 600))
        assert compiled(Views(line, alone)) == plain(Views(line, alone))


def test_a_text_too_long_for_the_library_is_weighed_in_python(library: Path) -> None:
    longer = Views("长" * 1000 + "文", "字" * 2000)
    assert weighing(SPAM, ABUSE, library)(longer) == weighing(SPAM, ABUSE, NOWHERE)(longer)


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


@pytest.mark.parametrize(("named", "told"), [("false", "could not build"), ("nowhere-to-be-found-cc", "")])
def test_a_compiler_that_fails_is_told_and_one_that_is_missing_passed_over(
    named: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Path
) -> None:
    monkeypatch.setenv("CC", named)
    failed = build_totals.build(tmp_path / "totals.so")
    assert told in failed
    assert (tmp_path / "totals.so").exists() == (not told)
