"""The compiled library and Python agree to the last bit; whatever is wrong with the library, Python answers."""

import os
import random
import shutil
from pathlib import Path

import pytest

from plugins.antispam.domain.model.features import BITS
from plugins.antispam.domain.model.pairs import BYTES, neighbouring, neighbours_in_python
from plugins.antispam.domain.model.totals import is_compiled, weighing
from plugins.antispam.domain.native import LIBRARY, Native, load
from plugins.antispam.domain.talk.near import anchoring, anchors_in_python
from plugins.antispam.domain.text import onepass
from plugins.antispam.domain.text.homophones import sounded_in_python, sounding
from plugins.antispam.domain.text.normalise import Normalised, normalise
from plugins.antispam.domain.text.onepass import (
    keeping,
    kept_in_python,
    loosen_in_python,
    loosening,
    read_in_python,
    reading,
)
from tools import build_native

chance = random.Random(7)
SPAM, ABUSE = chance.randbytes(1 << BITS), chance.randbytes(1 << BITS)
USUAL = "明天开会收到请各位加微信日赚三百发票零一二幺丶乀01234567890abcvx，。！？、：~@/.- \n　★❤️🎁💰✈️🈶㊙1️⃣#*゜の"
RARE = "㎏ﬁ\u200b\ufe0f扌氵薇開發٣ａＺ𝟙"
SIGNS = [
    *USUAL * 12,
    *RARE * 3,
    *(chr(chance.choice((chance.randrange(0xD800), chance.randrange(0x110000)))) for _ in range(300)),
]
SAID = (
    "", "好", "收到", "日赚300，加微信 abc123", "𝐊𝐌𝐃２５５ 看片❤️", "明天下午三点开会，请带上PPT v2.pdf", "哈" * 500,
    "\ud83d 半个表情", "代🐴开💰发🐧票", "a b c d e f g", "加加微微信信", "加加 微微，信信", "哈哈哈", "111", "٣٣٣",
    "aab bcc",     "".join(map(chr, range(0x4E00, 0x4E00 + 900))), "。" * 6000, "\x00\x02\x03", "㎏㎏", "\u200b\u200b",
)  # fmt: skip


ORDINARY = ("收到", "明天下午3点在203开会", "加V信138❤日赚300🧧", "代開發票" * 20)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("built") / LIBRARY.name
    if not build_native.compiler() and not os.environ.get("CI"):
        pytest.skip("no C compiler on this machine")
    assert build_native.build(built) == ""
    return built


@pytest.fixture(scope="module")
def native(library: Path) -> Native:
    loaded = load(library)
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Sayings, random texts of all lengths, and every character that Python has to look at or not."""
    found = list(SAID)
    for longest in (5, 40, 299, 301, 420, 700):
        found += ["".join(chance.choices(SIGNS, k=chance.randrange(longest))) for _ in range(300)]
    found += ["".join(map(chr, range(begin, begin + 40))) for begin in range(0, 0x30000, 40)]
    return found


def test_the_library_reads_texts_as_python_does(native: Native, texts: list[str]) -> None:
    read, loosen = reading(native), loosening(native)
    assert read is not read_in_python
    for text in texts:
        passed = read(text)
        assert passed == read_in_python(text), text
        assert loosen(passed[0]) == loosen_in_python(passed[0]), text
        assert loosen(text) == loosen_in_python(text), text


def test_the_library_tells_which_places_are_kept_as_python_does(native: Native, texts: list[str]) -> None:
    kept = keeping(native)
    assert kept is not kept_in_python
    for text in texts:
        assert kept(text) == kept_in_python(text), text


def test_the_library_chooses_anchors_as_python_does(native: Native, texts: list[str]) -> None:
    anchored = anchoring(native)
    assert anchored is native.anchors
    for text in texts:
        assert anchored(text) == anchors_in_python(text), text


def test_the_library_weighs_texts_as_python_does(native: Native, texts: list[str]) -> None:
    compiled, plain = weighing(SPAM, ABUSE, native), weighing(SPAM, ABUSE, None)
    assert is_compiled(compiled)
    assert not is_compiled(plain)
    for said in texts:
        text, bare = normalise(said), Normalised(said, said, said)
        assert compiled(text) == plain(text), said
        assert compiled(bare) == plain(bare), said


def test_the_library_hears_texts_as_python_does(native: Native, texts: list[str]) -> None:
    sounded = sounding(native)
    assert sounded is not sounded_in_python
    for text in texts:
        assert sounded(text) == sounded_in_python(text), text


def test_the_library_counts_neighbours_as_python_does(native: Native, texts: list[str]) -> None:
    counted, usual = neighbouring(native), chance.randbytes(BYTES)
    assert counted is native.neighbours
    for text in texts:
        assert counted(usual, text) == neighbours_in_python(usual, text), text


def test_views_of_any_length_are_within_bounds(native: Native) -> None:
    compiled, plain = weighing(SPAM, ABUSE, native), weighing(SPAM, ABUSE, None)
    for original, folded, compact in ((0, 0, 0), (0, 0, 301), (9000, 5, 5), (3, 301, 300), (0, 300, 300), (0, 300, 0)):
        text = Normalised("原" * original, "写" * folded, "说" * compact)
        assert compiled(text) == plain(text)


def test_ordinary_texts_are_done_by_the_library_alone(native: Native, monkeypatch: pytest.MonkeyPatch) -> None:
    read, loosen, expected = reading(native), loosening(native), [read_in_python(text) for text in ORDINARY]

    def refuse(text: str) -> object:
        raise AssertionError(text)

    monkeypatch.setattr(onepass, "read_in_python", refuse)
    monkeypatch.setattr(onepass, "loosen_in_python", refuse)
    assert [read(text) for text in ORDINARY] == expected
    assert [loosen(folded)[1] for folded, _, _ in expected] == [loose for _, loose, _ in expected]


@pytest.mark.parametrize(
    "call",
    [
        lambda native: native.fold(b"", b"", ""),
        lambda native: native.fold(bytes(4 * 0x20000), bytes(0x20000), b""),
        lambda native: native.fold(),
        lambda native: native.loosen(bytes(0x20000), 7),
        lambda native: native.loosen(bytes(0x20000)),
        lambda native: native.sound(bytes(7), ""),
        lambda native: native.sound(bytes(0x20000)),
        lambda native: native.kept(bytes(7), ""),
        lambda native: native.kept(bytes(0x20000), b""),
        lambda native: native.anchors(b"none"),
        lambda native: native.anchors(),
        lambda native: native.neighbours(bytes(7), ""),
        lambda native: native.neighbours(bytes(1 << 18)),
        lambda native: native.totals((), "", "", ""),
        lambda native: native.totals((b"", b"", b"", b"", 19, 30), "", "", ""),
        lambda native: native.totals((bytes(2 << 19), bytes(0x20000), bytes(0x20000), bytes(32), "19", 30), "", "", ""),
        lambda native: native.totals((bytes(2 << 19), bytes(0x20000), bytes(0x20000), bytes(32), 19, 30), "", "", None),
    ],
)  # fmt: skip
def test_what_is_no_table_and_no_text_is_refused(native: Native, call: object) -> None:
    assert callable(call)
    with pytest.raises(TypeError):
        call(native)


def test_numbers_out_of_bounds_are_refused(native: Native) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        native.totals((bytes(2 << 19), bytes(0x20000), bytes(0x20000), bytes(32), 25, 30), "", "", "")


def test_a_table_of_folds_cannot_lead_out_of_the_other_table(native: Native) -> None:
    beyond = (0x110005).to_bytes(4, "little") * 0x20000
    assert native.fold(beyond, bytes(0x20000), "好") is None


def test_a_library_that_is_damaged_or_missing_is_left_alone(tmp_path: Path) -> None:
    damaged = tmp_path / LIBRARY.name
    damaged.write_bytes(b"no library")
    assert load(damaged) is None
    assert load(tmp_path / "nowhere" / LIBRARY.name) is None
    assert reading(None) is read_in_python
    assert loosening(None) is loosen_in_python


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("totals.c", "shift - 1", "shift - 3"),
        ("totals.c", "end - i > 2", "end - i > 3"),
        ("folding.c", "kind & SEPARATES) continue", "kind & RUNS) continue"),
        ("folding.c", "kept += !(", "kept += ("),
        ("anchors.c", "if (found < 0) found", "found"),
    ],
)
def test_a_library_that_answers_otherwise_is_left_alone(
    native: Native, tmp_path: Path, file: str, right: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tmp_path / "sources"
    shutil.copytree(build_native.SOURCES, sources, ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    source = (sources / file).read_text("utf-8")
    assert right in source
    (sources / file).write_text(source.replace(right, wrong, 1), "utf-8")
    monkeypatch.setattr(build_native, "SOURCES", sources)
    assert build_native.build(tmp_path / LIBRARY.name) == ""
    changed = load(tmp_path / LIBRARY.name)
    assert changed is not None
    assert is_compiled(weighing(SPAM, ABUSE, changed)) == (file != "totals.c")
    left = reading(changed) is read_in_python, keeping(changed) is kept_in_python
    assert any(left) == (file == "folding.c")
    assert (anchoring(changed) is anchors_in_python) == (file == "anchors.c")


def test_a_library_of_before_that_lacks_a_function_is_left_alone() -> None:
    class Older:
        """Nothing is in it."""

    older: Native = Older()  # type: ignore[assignment]
    assert reading(older) is read_in_python
    assert loosening(older) is loosen_in_python
    assert keeping(older) is kept_in_python
    assert sounding(older) is sounded_in_python
    assert anchoring(older) is anchors_in_python
    assert neighbouring(older) is neighbours_in_python
    assert not is_compiled(weighing(SPAM, ABUSE, older))


def test_it_is_built_where_the_judge_looks_for_it() -> None:
    assert build_native.LIBRARY == LIBRARY


@pytest.mark.parametrize(("named", "told"), [("false", "could not build"), ("nowhere-to-be-found-cc", "")])
def test_a_compiler_that_fails_is_told_and_one_that_is_missing_passed_over(
    named: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Path
) -> None:
    monkeypatch.setenv("CC", named)
    failed = build_native.build(tmp_path / LIBRARY.name)
    assert told in failed
    assert (tmp_path / LIBRARY.name).exists() == (not told)
