"""What people are handed besides chat text: pictures of how something stands, and tables for a spreadsheet.

Pillow and the font are only loaded with the first picture: a bot that draws none pays nothing for them.
"""

import asyncio

from .board import Board, Cluster, Section, Tile, Tone
from .tables import Table, to_csv, to_xlsx

__all__ = ["Board", "Cluster", "Section", "Table", "Tile", "Tone", "draw", "to_csv", "to_xlsx"]


async def draw(board: Board) -> bytes:
    """The board as a PNG, drawn off the loop. Raises FontMissing where the font's package is not installed."""
    from .drawing import draw_board  # not at the top: 20 MB that only a picture needs

    return await asyncio.to_thread(draw_board, board)
