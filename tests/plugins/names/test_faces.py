"""Which avatars pass for whose, with pictures drawn here and read as the bot reads them."""

import random
from itertools import combinations

import pytest
from PIL import Image, ImageDraw

from bot.domain.ids import MemberId
from bot.governance.picture_child import read_picture
from bot.papers.fonts import font
from plugins.names.domain.faces import MOST_DIFFERENT_BITS, SHARED, Face, alike, face_of, pretenders
from plugins.names.domain.likeness import Guarded, Shown
from tests.support.pictures import png, scenery

SIZE = (640, 640)
LIN = Guarded(MemberId("1"), ("林静",), "林静", 7)


def face(picture: Image.Image, kind: str = "PNG", **options: object) -> Face | None:
    return face_of(bytes.fromhex(read_picture(png(picture, kind, **options), with_text=False)["small"]))


def known(picture: Image.Image) -> Face:
    found = face(picture)
    assert found is not None
    return found


def letter(sign: str, ground: tuple[int, int, int]) -> Image.Image:
    picture = Image.new("RGB", SIZE, ground)
    ImageDraw.Draw(picture).text((320, 320), sign, font=font(380), fill="white", anchor="mm")
    return picture


def drawing(seed: int) -> Image.Image:
    """Some figures on one ground, as drawn avatars have them."""
    chance = random.Random(seed)

    def colour() -> tuple[int, int, int]:
        return chance.randrange(256), chance.randrange(256), chance.randrange(256)

    picture = Image.new("RGB", SIZE, colour())
    draw = ImageDraw.Draw(picture)
    for _ in range(6):
        x, y, half = chance.randrange(640), chance.randrange(640), chance.randrange(60, 240)
        draw.ellipse((x - half, y - half, x + half, y + half), fill=colour())
    return picture


ORIGINALS = [scenery(1, SIZE), drawing(2), drawing(3), letter("林", (40, 90, 200))]


@pytest.mark.parametrize("original", ORIGINALS, ids=["photo", "drawing", "another", "letter"])
@pytest.mark.parametrize(
    ("side", "kind", "options"),
    [(640, "JPEG", {"quality": 40}), (140, "JPEG", {"quality": 75}), (100, "WEBP", {}), (1000, "BMP", {})],
)
def test_the_same_picture_saved_anew_in_another_size_is_like(
    original: Image.Image, side: int, kind: str, options: dict[str, object]
) -> None:
    again = face(original.resize((side, side)), kind, **options)
    assert again is not None
    assert alike(known(original), again)


def test_other_pictures_are_not() -> None:
    faces = [known(scenery(seed, SIZE)) for seed in range(20)] + [known(drawing(seed)) for seed in range(40)]
    assert [pair for pair in combinations(range(len(faces)), 2) if alike(faces[pair[0]], faces[pair[1]])] == []


def test_the_same_letter_on_another_ground_is_another_picture() -> None:
    blue, red = known(letter("林", (40, 90, 200))), known(letter("林", (200, 60, 50)))
    assert (blue.bits ^ red.bits).bit_count() <= MOST_DIFFERENT_BITS
    assert not alike(blue, red)


@pytest.mark.parametrize(
    "plain",
    [
        *(Image.new("RGB", SIZE, colour) for colour in ("white", "black", "gray", "red")),
        Image.linear_gradient("L").resize(SIZE),
        Image.linear_gradient("L").rotate(90).resize(SIZE),
    ],
    ids=["white", "black", "gray", "red", "falling", "rising"],
)
def test_a_plain_picture_is_nobodys(plain: Image.Image) -> None:
    assert face(plain) is None


def test_only_the_size_that_was_agreed_is_read() -> None:
    with pytest.raises(ValueError):
        face_of(bytes(215))


def shown(member: str, person: int | None = None) -> Shown:
    return Shown(MemberId(member), (f"成员{member}",), person)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([shown("9")], ["9"]),
        ([shown("9", 55)], ["9"]),
        ([shown("9", 7)], []),
        ([shown("8"), shown("9")], ["8", "9"]),
        ([shown("1")], []),
        ([shown("unseen")], []),
        ([shown(str(100 + n)) for n in range(SHARED)], [str(100 + n) for n in range(SHARED)]),
        ([shown(str(100 + n)) for n in range(SHARED + 1)], []),
    ],
    ids=["stranger", "colleague", "own-account", "two", "herself", "not-looked-at", "some", "a-crest"],
)
def test_who_goes_about_under_an_administrators_face(others: list[Shown], expected: list[str]) -> None:
    picture = known(drawing(2))
    faces = {MemberId(str(n)): picture for n in (1, 8, 9, *range(100, 110))}
    assert [each.member for each, of in pretenders(faces, [LIN], others) if of is LIN] == expected
    assert pretenders({**faces, MemberId("1"): known(drawing(3))}, [LIN], others) == []
