"""A model's file is read exactly, or refused with a reason; it can make nothing run."""

import json
import zlib
from hashlib import sha256
from pathlib import Path

import pytest

from plugins.antispam.domain.model import LinearModel, ModelFileError
from plugins.antispam.domain.model.features import BITS
from plugins.antispam.domain.model.file import MIDDLE, MOST, ModelFile, Task, pack, read, write
from plugins.antispam.domain.model.pairs import collect
from plugins.antispam.domain.text.normalise import normalise

USUAL = collect([normalise(text) for text in ("今天下午开会", "明天下午开会")])
WEIGHTS = [0] * (1 << BITS)
WEIGHTS[7], WEIGHTS[9] = MOST, -MOST
SPAM = Task(pack(WEIGHTS), -0.25, 0.001, 2.5, 0.5, 0.7)
ABUSE = Task(pack(-weight // 2 for weight in WEIGHTS), 0.25, 0.002, 3.0, -1.0)
THRESHOLDS = {"spam_recall": 0.95, "spam_review": 0.6, "abuse_review": 0.9}


def model(**facts: object) -> ModelFile:
    return ModelFile(USUAL, SPAM, ABUSE, THRESHOLDS, {"record": [3, 0], **facts})


def changed(path: Path, **values: object) -> None:
    """Another head over the same weights."""
    line, _, body = path.read_bytes().partition(b"\n")
    path.write_bytes(json.dumps(json.loads(line) | values).encode() + b"\n" + body)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(model(), tmp_path / "model.bin")
    return tmp_path / "model.bin"


def test_what_was_written_is_read(path: Path) -> None:
    found = read(path)
    assert found.usual == USUAL
    assert (found.spam, found.abuse, found.thresholds) == (SPAM, ABUSE, THRESHOLDS)
    assert LinearModel.load(path).thresholds == (0.6, 0.95, 0.9)
    assert LinearModel.load(path).record == (3, 0)


def test_a_weight_is_a_byte_around_the_middle() -> None:
    assert [byte - MIDDLE for byte in pack([-MOST, -1, 0, 1, MOST])] == [-MOST, -1, 0, 1, MOST]


@pytest.mark.parametrize("weight", [-MOST - 2, MOST + 1])
def test_a_weight_beyond_a_byte_is_refused(weight: int) -> None:
    with pytest.raises(ValueError, match="range"):
        pack([weight])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"nowhere\.bin.*cannot be read"):
        read(tmp_path / "nowhere.bin")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"magic": "other"}, "not a model"),
        ({"format": 99}, "another version"),
        ({"scheme": "0"}, "another version"),
        ({"bits": BITS + 1}, "another version"),
        ({"sha256": "0" * 64}, "checksum"),
        ({"spam": {}}, "damaged"),
        ({"spam": {"bias": 0, "step": 1, "slope": 1}}, "damaged"),
        ({"spam": {"bias": 0, "step": 1, "slope": -1, "offset": 0}}, "damaged"),
        ({"spam": {"bias": 0, "step": 1, "slope": 1, "offset": 0, "weights": 3}}, "damaged"),
        ({"thresholds": {"spam_recall": "high"}}, "damaged"),
    ],
)
def test_a_file_of_another_kind_is_refused(path: Path, values: dict[str, object], reason: str) -> None:
    changed(path, **values)
    with pytest.raises(ModelFileError, match=reason):
        read(path)


@pytest.mark.parametrize("cut", [0, 1, 40, 600])
def test_a_cut_file_is_refused(tmp_path: Path, path: Path, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ModelFileError):
        read(path)


@pytest.mark.parametrize("place", [-1, -30])
def test_one_wrong_byte_is_noticed(path: Path, place: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[place] ^= 1
    path.write_bytes(raw)
    with pytest.raises(ModelFileError, match="checksum"):
        read(path)


@pytest.mark.parametrize("size", [0, 100, 4 << BITS])
def test_weights_of_another_length_are_refused_without_unpacking_them_all(path: Path, size: int) -> None:
    body = zlib.compress(bytes(size))
    line = path.read_bytes().partition(b"\n")[0]
    path.write_bytes(line + b"\n" + body)
    changed(path, sha256=sha256(body).hexdigest())
    with pytest.raises(ModelFileError, match="damaged"):
        read(path)


def test_a_pickle_is_just_another_damaged_file(tmp_path: Path) -> None:
    file = tmp_path / "model.bin"
    file.write_bytes(b"\x80\x04cos\nsystem\n(S'echo'\ntR.")
    with pytest.raises(ModelFileError):
        read(file)


def test_a_model_without_thresholds_is_refused(tmp_path: Path) -> None:
    fitted = model()
    write(ModelFile(fitted.usual, SPAM, ABUSE, {"spam_recall": 0.9}, fitted.facts), tmp_path / "m.bin")
    with pytest.raises(ModelFileError, match="lacks thresholds"):
        LinearModel.load(tmp_path / "m.bin")
