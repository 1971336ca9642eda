"""What may be wrong with a table that people send; apart from its reader, which weighs several megabytes."""

from typing import Final

MAX_BYTES: Final = 10 * 1024 * 1024


class SheetError(Exception):
    """A file that cannot be read; ``code`` names the reason.

    empty, too_large, too_many_rows, not_a_sheet (save as xlsx or csv), old_excel (.xls: save as xlsx or csv),
    encrypted, zip_bomb, broken, unknown_encoding.
    """

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields
