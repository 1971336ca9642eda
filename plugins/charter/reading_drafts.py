"""A file as a draft: a regulation's document, read in the limited child, or a draft's own text file."""

from pathlib import Path

from .catalogue import vocabulary
from .checking import check_file
from .domain.draft import MOST_CLAUSES, ORGANISATION, Draft, draft_of
from .domain.draftfile import FileErrors, looks_like_file, read_draft
from .domain.given import known_codes, known_parameters
from .domain.reading_json import reading_from_json
from .reading import MAX_BYTES, Unreadable

_DOCUMENTS = (".docx",)


def read_as_draft(file: Path, scope: str = ORGANISATION) -> Draft:
    """``scope`` is that of a document; a draft's file names its own. Raises Unreadable with a line for people."""
    text = _draft_text(file)
    if text is not None:
        words = vocabulary()
        empty = Draft("群规", "1.0", scope, ())
        try:
            return read_draft(text, empty, codes=known_codes(words), names=known_parameters(words))
        except FileErrors as errors:
            said = "；".join(f"第 {error.line} 行：{error.text}" for error in errors.errors[:3])
            raise Unreadable(f"{len(errors.errors)} 处不对，{said}") from errors
    reading = reading_from_json(check_file(file))
    if not reading.clauses:
        raise Unreadable("没有找到条文")
    if len(reading.clauses) > MOST_CLAUSES:
        raise Unreadable(f"条文太多，至多 {MOST_CLAUSES} 条")
    return draft_of(reading, scope)


def _draft_text(file: Path) -> str | None:
    """The file's words where it is a draft's own file; None for any other, also where it cannot be read."""
    try:
        if file.suffix.lower() in _DOCUMENTS or not file.is_file() or file.stat().st_size > MAX_BYTES:
            return None
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return text if looks_like_file(text) else None
