"""What the recorded frames say, value by value."""

import dataclasses
import json
from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Any

import pytest

from bot.domain.events import Event
from bot.domain.ids import AccountId, ChatRef
from bot.domain.messages import IncomingMessage
from bot.gateway import decode11, decode12, meta12
from tests.bot.gateway.conftest import FRAMES, MANIFEST, entries, frame_of

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
SENT = datetime.fromtimestamp(1793260000, UTC)


def decoded(entry: dict[str, Any]) -> IncomingMessage | Event | None:
    frame = frame_of(entry["file"][:-5])
    if entry["kind"] == "v11.event":
        return decode11.decode(frame, AccountId("3001001001"), NOON)
    me = decode12.self_of(frame.get("self"))
    return None if meta12.is_meta(frame) or me is None else decode12.decode(frame, me, NOON)


def told(value: Any) -> dict[str, Any]:
    """A domain value as the manifest writes it: what it says, without what every frame says."""
    left_out = {"account", "received_at", "frame", "at", "sent_at"}
    fields = {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.name not in left_out}
    fields = {name: field for name, field in fields.items() if field is not None and field != ""}
    return {name: field for name, field in fields.items() if (name, field) != ("filtered", False)}  # so is every event


def plain(value: Any) -> Any:
    match value:
        case ChatRef():
            return value.key
        case tuple():
            return [f"{type(part).__name__}: {short(part)}" for part in value]
        case Enum():
            return value.value if isinstance(value, StrEnum) else value.name
        case _:
            return value


def short(part: Any) -> str:
    fields = {
        name: field
        for name, field in dataclasses.asdict(part).items()
        if field not in ("", None) and field is not False
    }
    return json.dumps(fields, ensure_ascii=False)


@pytest.mark.parametrize("entry", entries("v11.event") + entries("v12.event"), ids=lambda entry: entry["file"][:-5])
def test_a_recorded_event_says_what_the_manifest_says(entry: dict[str, Any]) -> None:
    value = decoded(entry)
    assert (type(value).__name__ if value is not None else None) == entry["becomes"]
    if value is not None:
        assert told(value) == entry["with"]
        assert abs((time_of(value) - SENT).total_seconds()) < 1


def time_of(value: IncomingMessage | Event) -> datetime:
    return value.sent_at if isinstance(value, IncomingMessage) else value.at


def test_the_manifest_names_every_frame() -> None:
    files = {path.name for path in FRAMES.glob("v1*.json")}
    assert files == {entry["file"] for entry in MANIFEST}
    assert len(files) == 105
