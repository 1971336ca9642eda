"""What members say: a letter for an answer, a word for acceptance."""

import re
import unicodedata

LONGEST = 20
_ANSWER = re.compile(r"(?:我?选|答案?[是为:]?|[回作]答)?\s*([A-Da-d])\s*[。.!、)）]?")
_READ = r"(?:我?已?(?:阅读|知悉|了解|看过)[并且,，、和]*)?"
_AGREED = r"(?:我?同意|认同|我?接受|愿意遵守|我?承诺遵守|遵守)"
_ACCEPT = re.compile(rf"{_READ}{_AGREED}(?:群规|本群规|并遵守)?[。.!！~]?|accept|i agree|agree", re.IGNORECASE)


def answer_in(text: str) -> str | None:
    """The letter that somebody answers with, or None: ``B``, ``选b``, ``Ｂ。``."""
    if len(text) > LONGEST:
        return None
    found = _ANSWER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return found[1].upper() if found else None


def accepts(text: str) -> bool:
    """Whether these are words of acceptance and nothing else."""
    return len(text) <= LONGEST and _ACCEPT.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None
