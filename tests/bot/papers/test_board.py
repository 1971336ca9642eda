"""Pictures: what is drawn is a readable PNG, whatever people are called."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.papers import Board, Cluster, Section, Tile, Tone, draw
from bot.papers.drawing import TALLEST, WIDTH, draw_board
from bot.papers.fonts import drawable


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    assert image.format == "PNG"
    return image.convert("RGB")


def test_a_section_keeps_the_order_of_names_and_says_how_many_are_left_out() -> None:
    people = [("技术部", "赵一"), ("综合部", "钱二"), ("技术部", "孙三"), ("综合部", "李四")]
    section = Section.of("未回复", people, Tone.BAD, limit=3)
    assert section.clusters == (Cluster("技术部", ("赵一", "孙三")), Cluster("综合部", ("钱二",)))
    assert section.more == 1


async def test_a_board_is_as_tall_as_what_stands_on_it() -> None:
    small = opened(await draw(Board("通知 #1")))
    names = tuple(f"成员{number}" for number in range(80))
    large = opened(await draw(Board("通知 #1", sections=(Section("未回复", (Cluster("技术部", names),)),))))
    assert small.width == large.width == WIDTH
    assert large.height > small.height + 400


def test_the_bar_is_full_only_when_everybody_is_done() -> None:
    def green(done: int) -> int:
        image = opened(draw_board(Board("通知", progress=(done, 500))))
        pixels: list[Any] = list(image.get_flattened_data())
        return sum(1 for red, green, blue in pixels if green > red + 60 and green > blue + 20)

    assert green(0) < green(250) < green(499) < green(500) + 200
    assert green(0) == 0


@pytest.mark.parametrize("name", ["", "😀🎉", "张" * 300, "‮反向", "a\nb", "ﷺ", "𠮷野家", "\x00\x07"])
def test_any_name_can_be_drawn(name: str) -> None:
    board = Board(name, name, (Tile(name, name),), (1, 2), (Section(name, (Cluster(name, (name, name)),)),), name)
    assert opened(draw_board(board)).width == WIDTH


def test_the_longest_board_is_cut_off_where_platforms_would_refuse_it() -> None:
    names = tuple(f"很长的名字{number}" for number in range(3000))
    board = Board("通知", sections=(Section("一", (Cluster("部", names),)), Section("二", (Cluster("部", names),))))
    assert opened(draw_board(board)).height <= TALLEST


@pytest.mark.parametrize(
    ("text", "shown"),
    [("王强", "王强"), ("一诺😀😀", "一诺·"), ("两\n行", "两 行"), ("A·B", "A·B"), ("㈱龘", "㈱龘")],
)
def test_what_the_font_cannot_draw_becomes_a_dot(text: str, shown: str) -> None:
    assert drawable(text) == shown
