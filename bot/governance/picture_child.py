"""The process that opens pictures: run by path, it knows nothing of the bot.

Standard input: for each picture its length (4 bytes), 1 where its text is wanted (1 byte), its bytes.
Standard output: for each the length of the answer (4 bytes) and the answer as JSON:
``{"codes", "text", "print", "small"}`` or ``{"error"}``.
A picture can be made to cost any amount of memory and time; what it then ends is this process.
"""

import io
import json
import resource
import struct
import sys
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, BinaryIO

import zxingcpp
from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
MEMORY = 1024 * 1024 * 1024
MEMORY_FOR_TEXT = 4 * MEMORY
MOST_PIXELS = 20_000_000
MOST_BYTES = 6 * 1024 * 1024
MOST_CODES = 8
MOST_TEXT = 4000
SIDE = 1600
"""Codes are looked for at this size first, which finds nearly all of them; then at the picture's own."""
PRINT_SIDE = 16
SMALL = (9, 8)
_HEADER = struct.Struct(">IB")
_LENGTH = struct.Struct(">I")
_CONFIDENT = 0.6
_CODES = zxingcpp.barcode_formats_from_str("QRCode,MicroQRCode,DataMatrix,Aztec")


class Refused(Exception):
    """Not a picture that is looked at: the text says why."""


def read_picture(data: bytes, with_text: bool) -> dict[str, Any]:
    """Codes, fingerprints and, if wanted, text of a picture. Raises Refused."""
    picture = _open(data)
    upright = ImageOps.exif_transpose(picture)
    gray = upright.convert("L")
    return {
        "codes": list(dict.fromkeys(_codes(gray)))[:MOST_CODES],
        "print": fingerprint(gray),
        "small": upright.resize(SMALL, Image.Resampling.LANCZOS).tobytes().hex(),
        "text": _text(picture) if with_text else "",
    }


def _open(data: bytes) -> Image.Image:
    """The first frame. What it would unfold to is known from its head, before anything is unfolded."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS or min(picture.size) < 1:
                raise Refused("too many pixels")
            picture.draft("RGB", (SIDE * 2, SIDE * 2))
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("too many pixels") from error
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, KeyError, IndexError, TypeError) as error:
        # Pillow's readers meet hostile bytes with any of these.
        raise Refused("not a picture") from error
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        # What is transparent is shown on white.
        whole = picture.convert("RGBA")
        paper = Image.new("RGBA", whole.size, "white")
        paper.alpha_composite(whole)
        return paper.convert("RGB")
    return picture.convert("RGB")


def _codes(gray: Image.Image) -> Iterator[str]:
    for sized in _sizes(gray):
        found = [code.text for code in zxingcpp.read_barcodes(sized, formats=_CODES) if code.text]
        if found:
            yield from (text[:MOST_TEXT] for text in found)
            return


def _sizes(gray: Image.Image) -> Iterator[Image.Image]:
    if max(gray.size) > SIDE:
        smaller = gray.copy()
        smaller.thumbnail((SIDE, SIDE))
        yield smaller
    yield gray
    if max(gray.size) < SIDE // 4:
        yield gray.resize((gray.width * 3, gray.height * 3))


def fingerprint(gray: Image.Image) -> str:
    """64 hexadecimal digits that hardly change when a picture is compressed or resized; "" where they say nothing.

    Each bit compares two neighbours of a 17 × 16 thumbnail. Mostly white pages look all alike to it.
    """
    small = gray.resize((PRINT_SIDE + 1, PRINT_SIDE), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(PRINT_SIDE):
        start = row * (PRINT_SIDE + 1)
        for column in range(PRINT_SIDE):
            bits = bits << 1 | (small[start + column] > small[start + column + 1] + 2)
    size = PRINT_SIDE * PRINT_SIDE
    return f"{bits:0{size // 4}x}" if size // 4 <= bits.bit_count() <= size * 3 // 4 else ""


@lru_cache(maxsize=1)
def _reader() -> Any:
    """The optional package, with the models it carries; nothing is fetched."""
    from rapidocr import RapidOCR  # pyright: ignore[reportMissingImports,reportUnknownVariableType]

    return RapidOCR(params={"Global.log_level": "error", "Global.max_side_len": SIDE})  # pyright: ignore[reportUnknownVariableType]


def _text(picture: Image.Image) -> str:
    import numpy  # comes with the optional package

    smaller = picture.copy()
    smaller.thumbnail((SIDE, SIDE))
    found = _reader()(numpy.asarray(smaller)[:, :, ::-1])
    lines = zip(found.txts or (), found.scores or (), strict=False)
    return "\n".join(str(line) for line, score in lines if score >= _CONFIDENT)[:MOST_TEXT]


def _take(stream: BinaryIO) -> tuple[bytes, bool] | None:
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    length, with_text = _HEADER.unpack(header)
    return (stream.read(length), bool(with_text)) if length <= MOST_BYTES else None


def main() -> int:
    """Answer picture after picture until the input ends."""
    memory = MEMORY_FOR_TEXT if "--text" in sys.argv else MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = sys.stdout.buffer
    # What a library prints must not get between the answers.
    sys.stdout = sys.stderr
    while (task := _take(sys.stdin.buffer)) is not None:
        try:
            answer = read_picture(*task)
        except Refused as error:
            answer = {"error": str(error)}
        except MemoryError:
            answer = {"error": "too heavy"}
        words = json.dumps(answer).encode()
        answers.write(_LENGTH.pack(len(words)) + words)
        answers.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
