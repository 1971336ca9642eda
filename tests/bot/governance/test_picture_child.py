"""What is read of a picture, and what is refused."""

import random

import pytest
from PIL import Image

from bot.governance.picture_child import Refused, fingerprint, read_picture
from tests.support.pictures import bomb, code, png, poster, scenery

AD = "代开发票 加微信 abc12345"
LINK = "https://t.me/+AbCdEfGhIjKl"


@pytest.mark.parametrize(
    "data",
    [
        png(code(AD)),
        png(code(AD, scale=2)),
        png(poster(AD)),
        png(poster(AD), "JPEG", quality=60),
        png(poster(AD), "WEBP"),
        png(poster(AD), "BMP"),
        png(code(AD).convert("P"), "GIF"),
        png(poster(AD).resize((2700, 4200))),
        png(code(AD).rotate(90, expand=True)),
        png(code(AD).rotate(20, expand=True, fillcolor=255)),
        png(Image.eval(code(AD), lambda value: 255 - value)),
    ],
    ids=["plain", "small", "poster", "jpeg", "webp", "bmp", "gif", "large", "turned", "askew", "inverted"],
)
def test_a_code_is_read_in_every_dress(data: bytes) -> None:
    assert read_picture(data, with_text=False)["codes"] == [AD]


def test_all_codes_of_a_picture_are_read_once_each() -> None:
    data = png(poster(AD, LINK, AD))
    assert sorted(read_picture(data, with_text=False)["codes"]) == sorted([AD, LINK])


def test_transparent_parts_are_white() -> None:
    picture = code(AD).convert("RGBA")
    picture.putalpha(Image.eval(code(AD), lambda value: 255 - value))
    assert read_picture(png(picture), with_text=False)["codes"] == [AD]


@pytest.mark.parametrize("seed", range(4))
def test_a_picture_without_a_code_has_none(seed: int) -> None:
    assert read_picture(png(scenery(seed)), with_text=False)["codes"] == []


WHOLE = png(poster(AD))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"MZ" + bytes(500),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        WHOLE[: len(WHOLE) // 2],
        WHOLE[:40],
        bomb(),
        bomb(5_000, 5_000),
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"GIF89a" + bytes([255] * 100),
        b"RIFF" + b"\xff" * 4 + b"WEBPVP8L" + bytes(50),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    ],
)
def test_what_is_no_decent_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_picture(data, with_text=False)


def test_bent_bytes_never_do_more_than_be_refused() -> None:
    chance = random.Random(7)
    sources = [png(poster(AD)), png(poster(AD), "JPEG"), png(code(AD).convert("P"), "GIF"), png(poster(AD), "WEBP")]
    refused = 0
    for data in sources:
        for _ in range(12):
            bent = bytearray(data)
            for _ in range(chance.randrange(1, 30)):
                bent[chance.randrange(len(bent))] = chance.randrange(256)
            try:
                read_picture(bytes(bent), with_text=False)
            except Refused:
                refused += 1
    assert refused > 0


def distance(first: str, second: str) -> int:
    return (int(first, 16) ^ int(second, 16)).bit_count()


def test_the_fingerprint_survives_compression_and_tells_pictures_apart() -> None:
    prints = [fingerprint(scenery(seed).convert("L")) for seed in range(30)]
    again = read_picture(png(scenery(0).resize((720, 1120)), "JPEG", quality=70), with_text=False)["print"]
    assert distance(prints[0], again) <= 8
    assert min(distance(a, b) for i, a in enumerate(prints) for b in prints[:i]) > 60


@pytest.mark.parametrize("colour", [0, 128, 255])
def test_an_empty_page_has_no_fingerprint(colour: int) -> None:
    assert fingerprint(Image.new("L", (600, 800), colour)) == ""
