"""The Chinese font: the one file of the package ``zhplot`` that is used (Noto Sans SC, SIL Open Font License)."""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

_UNSEEN = "\U0010ffff"
"""No font has a glyph for it: what it draws stands for every missing glyph."""
_SUBSTITUTE = "·"


class FontMissing(RuntimeError):
    """The package that carries the font is not installed: ``make install`` brings it."""


@lru_cache(maxsize=1)
def font_file() -> Path:
    """Found without importing the package, which would load a plotting library."""
    spec = find_spec("zhplot")
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    found = [path for folder in folders for path in Path(folder).glob("fonts/NotoSansSC-Regular.ttf")]
    if not found:
        raise FontMissing("the package zhplot with its font is not installed")
    return found[0]


@lru_cache(maxsize=8)
def font(pixels: int) -> FreeTypeFont:
    return ImageFont.truetype(str(font_file()), pixels)


@lru_cache(maxsize=4096)
def letter(character: str, pixels: int) -> tuple[Image.Image, float]:
    """A character as a mask, centred on its height, and how wide it is.

    Hundreds of names are made of few characters: drawing each once halves the time of a picture.
    """
    width = font(pixels).getlength(character)
    mask = Image.new("L", (int(width) + pixels // 2, pixels * 2))
    ImageDraw.Draw(mask).text((pixels // 4, pixels), character, fill=255, font=font(pixels), anchor="lm")
    return mask, width


@lru_cache(maxsize=1)
def _no_glyph() -> bytes:
    return _drawn(_UNSEEN)


@lru_cache(maxsize=8192)
def _has_glyph(character: str) -> bool:
    return character.isspace() or _drawn(character) != _no_glyph()


def _drawn(character: str) -> bytes:
    image = Image.new("L", (32, 40))
    ImageDraw.Draw(image).text((2, 2), character, fill=255, font=font(24))
    return image.tobytes()


def drawable(text: str) -> str:
    """``text`` on one line, with a dot for each run of what the font cannot draw (emoji in names)."""
    shown: list[str] = []
    for character in " ".join(text.split()):
        if not character.isprintable() or not _has_glyph(character):
            character = _SUBSTITUTE
        if character != _SUBSTITUTE or shown[-1:] != [_SUBSTITUTE]:
            shown.append(character)
    return "".join(shown)
