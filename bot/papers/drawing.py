"""A board as a picture that is read on a phone: one column, large letters, colours that survive compression."""

from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageDraw

from .board import Board, Cluster, Section, Tile, Tone
from .fonts import drawable, font, letter

WIDTH = 960
MARGIN = 44
TALLEST = 14_000
"""Pixels. What would stand lower is cut off: platforms refuse longer pictures."""
_TITLE, _FIGURE, _HEADING, _NAME, _SMALL = 46, 60, 34, 30, 26
_INK, _GREY, _PALE, _PAPER, _BAND = "#1f2933", "#667381", "#eef1f4", "#ffffff", "#1f5f5b"
_INKS = {Tone.PLAIN: _INK, Tone.GOOD: "#1b7f4d", Tone.LATE: "#9a6700", Tone.BAD: "#b3261e"}
_FIELDS = {Tone.PLAIN: _PALE, Tone.GOOD: "#e3f4ea", Tone.LATE: "#fdf1d3", Tone.BAD: "#fbe4e1"}


@dataclass
class _Sheet:
    """A long strip that is written from the top; ``y`` is where the next thing stands."""

    height: int = TALLEST
    image: Image.Image = field(init=False)
    y: int = 0

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH, self.height), _PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def write(self, x: int, text: str, size: int, ink: str, *, bold: bool = False) -> None:
        self.pen.text((x, self.y), text, fill=ink, font=font(size), stroke_width=1 if bold else 0)

    @property
    def is_full(self) -> bool:
        return self.y > TALLEST - 200


def draw_board(board: Board) -> bytes:
    """The board as a PNG, WIDTH pixels wide. Raises FontMissing."""
    sheet = _Sheet(_room_for(board))
    _head(sheet, board)
    if board.tiles:
        _tiles(sheet, board.tiles)
    if board.progress is not None and board.progress[1] > 0:
        _bar(sheet, *board.progress)
    for section in board.sections:
        _section(sheet, section)
    if board.footer:
        sheet.y += 20
        _paragraph(sheet, board.footer, _SMALL, _GREY)
    height = min(sheet.y + MARGIN, TALLEST)
    out = BytesIO()
    sheet.image.crop((0, 0, WIDTH, height)).quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        out, "PNG", compress_level=4
    )
    return out.getvalue()


def _room_for(board: Board) -> int:
    """More than the picture can need: a name a line at worst. A whole strip of 40 MB is not taken for a short one."""
    lists = sum(150 + sum(116 + 62 * len(cluster.names) for cluster in each.clusters) for each in board.sections)
    return min(1_400 + len(board.tiles) * 170 + len(board.footer) * 40 + lists, TALLEST)


def _head(sheet: _Sheet, board: Board) -> None:
    titles = _lines(drawable(board.title), _TITLE, most=3)
    subtitles = _lines(drawable(board.subtitle), _SMALL, most=3) if board.subtitle else []
    height = 36 + len(titles) * 64 + len(subtitles) * 40 + 30
    sheet.pen.rectangle((0, 0, WIDTH, height), fill=_BAND)
    sheet.y = 30
    for line in titles:
        sheet.write(MARGIN, line, _TITLE, "#ffffff", bold=True)
        sheet.y += 64
    sheet.y += 6
    for line in subtitles:
        sheet.write(MARGIN, line, _SMALL, "#cfe5e2")
        sheet.y += 40
    sheet.y = height + 32


def _tiles(sheet: _Sheet, tiles: tuple[Tile, ...]) -> None:
    gap, columns = 20, min(len(tiles), 4)
    width = (WIDTH - 2 * MARGIN - gap * (columns - 1)) // columns
    top = sheet.y
    for index, tile in enumerate(tiles):
        row, column = divmod(index, columns)
        x, y = MARGIN + column * (width + gap), top + row * 170
        sheet.pen.rounded_rectangle((x, y, x + width, y + 150), 16, fill=_FIELDS[tile.tone])
        for text, size, offset, ink in (
            (tile.value, _FIGURE, 14, _INKS[tile.tone]),
            (tile.label, _SMALL, 98, _GREY),
        ):
            shown = _fitting(drawable(text), size, width - 16)
            sheet.pen.text(
                (x + width / 2, y + offset), shown, fill=ink, font=font(size), anchor="ma", stroke_width=size == _FIGURE
            )
    sheet.y = top + (len(tiles) + columns - 1) // columns * 170 + 16


def _bar(sheet: _Sheet, done: int, whole: int) -> None:
    share = min(max(done / whole, 0.0), 1.0)
    right = WIDTH - MARGIN - 120
    box = (MARGIN, sheet.y + 8, right, sheet.y + 36)
    sheet.pen.rounded_rectangle(box, 14, fill=_PALE)
    if share > 0:
        end = MARGIN + max(28, round((right - MARGIN) * share))
        sheet.pen.rounded_rectangle((MARGIN, sheet.y + 8, end, sheet.y + 36), 14, fill=_INKS[Tone.GOOD])
    # 99.6 % is not done: only a whole is told as 100 %.
    percent = 100 if done >= whole else min(round(share * 100), 99)
    sheet.write(right + 20, f"{percent}%", _HEADING, _INK)
    sheet.y += 76


def _section(sheet: _Sheet, section: Section) -> None:
    if sheet.is_full:
        return
    sheet.y += 10
    sheet.pen.rounded_rectangle((MARGIN, sheet.y + 6, MARGIN + 10, sheet.y + 42), 5, fill=_INKS[section.tone])
    sheet.write(MARGIN + 26, _fitting(drawable(section.title), _HEADING, WIDTH - 140), _HEADING, _INKS[section.tone])
    sheet.y += 64
    for cluster in section.clusters:
        _cluster(sheet, cluster, _FIELDS[section.tone])
    if section.more:
        sheet.write(MARGIN, f"…… +{section.more}", _NAME, _GREY)
        sheet.y += 50


def _cluster(sheet: _Sheet, cluster: Cluster, field_colour: str) -> None:
    if cluster.label:
        label = _fitting(drawable(cluster.label), _SMALL, WIDTH - 2 * MARGIN - 120)
        sheet.write(MARGIN, f"{label} · {len(cluster.names)}", _SMALL, _GREY)
        sheet.y += 42
    x = MARGIN
    for name in cluster.names:
        shown = _fitting(drawable(name) or "·", _NAME, WIDTH - 2 * MARGIN - 32)
        width = round(sum(letter(character, _NAME)[1] for character in shown)) + 32
        if x + width > WIDTH - MARGIN:
            x, sheet.y = MARGIN, sheet.y + 62
            if sheet.is_full:
                sheet.write(MARGIN, "……", _NAME, _GREY)
                break
        sheet.pen.rounded_rectangle((x, sheet.y, x + width, sheet.y + 50), 12, fill=field_colour)
        _name(sheet, x + 16, sheet.y + 25, shown)
        x += width + 14
    sheet.y += 74


def _name(sheet: _Sheet, x: float, middle: int, text: str) -> None:
    """``middle`` is the height of the middle of the line."""
    for character in text:
        mask, width = letter(character, _NAME)
        sheet.pen.bitmap((round(x) - _NAME // 4, middle - _NAME), mask, fill=_INK)
        x += width


def _paragraph(sheet: _Sheet, text: str, size: int, ink: str) -> None:
    for paragraph in text.splitlines():
        for line in _lines(drawable(paragraph), size, most=12):
            sheet.write(MARGIN, line, size, ink)
            sheet.y += size + 14


def _lines(text: str, size: int, *, most: int) -> list[str]:
    """Broken where the line is full, as Chinese is; the last of ``most`` lines ends in … where more follows."""
    width, letters = WIDTH - 2 * MARGIN, font(size)
    lines: list[str] = []
    while text and len(lines) < most:
        end = len(text)
        if letters.getlength(text) > width:
            end = max(1, _fits(text, size, width))
        lines.append(text[:end])
        text = text[end:].lstrip()
    if text and lines:
        lines[-1] = _fitting(lines[-1] + "…" * 2, size, width)
    return lines


def _fits(text: str, size: int, width: int) -> int:
    """How many characters of ``text`` fit into ``width`` pixels."""
    letters, low, high = font(size), 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if letters.getlength(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def _fitting(text: str, size: int, width: int) -> str:
    """``text``, shortened with … where it is wider than ``width`` pixels; no character is wider than it is high."""
    if len(text) * size <= width or font(size).getlength(text) <= width:
        return text
    return text[: max(1, _fits(text, size, width - size))] + "…"
