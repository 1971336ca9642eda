"""Teaching without the shipped model's opinion: a test says what it thinks of a text."""

from collections.abc import Iterator

import pytest

from plugins.antispam.lessons import marking, memory, reading, service


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, float]]:
    """What the base model thinks of a text, in logits; nothing where a test does not say."""
    thinks: dict[str, float] = {}
    read = reading.read

    def told(text: str) -> reading.Reading:
        seen = read(text)
        return reading.Reading(seen.compact, seen.buckets, thinks.get(text, 0.0))

    monkeypatch.setattr(service, "read", told)
    monkeypatch.setattr(marking, "read", told)
    memory.memory.clear()
    yield thinks
    memory.memory.clear()
