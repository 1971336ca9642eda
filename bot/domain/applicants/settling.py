"""From all that was noted in a text to one value a field, and the doubts where there were more."""

from dataclasses import dataclass, field

from bot.domain.applicants.cutting import Token
from bot.domain.applicants.names import NameGuess, is_common

FIELDS = ("name", "department", "phone", "staff_number", "position")


@dataclass(slots=True)
class Notes:
    found: dict[str, list[Token]] = field(default_factory=lambda: {name: list[Token]() for name in FIELDS})
    names: list[tuple[NameGuess, bool]] = field(default_factory=lambda: list[tuple[NameGuess, bool]]())
    extra: dict[str, str] = field(default_factory=lambda: dict[str, str]())
    doubts: set[str] = field(default_factory=lambda: set[str]())
    other: bool = False
    referrers: list[str] = field(default_factory=lambda: list[str]())
    addressed: list[Token] = field(default_factory=lambda: list[Token]())


def settle(notes: Notes) -> dict[str, str]:
    fields: dict[str, str] = {}
    if (name := _settle_name(notes)) is not None:
        fields["name"] = name
        for token in notes.addressed:
            if token in notes.found["position"]:
                notes.found["position"].remove(token)
    for column, doubt in (("phone", "two_phones"), ("staff_number", "two_staff_numbers")):
        values = list(dict.fromkeys(token.value for token in notes.found[column]))
        if len(values) > 1:
            notes.doubts.add(doubt)
        if values:
            fields[column] = values[0]
    if (department := _settle_department(notes)) is not None:
        fields["department"] = department
    positions = notes.found["position"]
    if positions:
        fields["position"] = next((token.value for token in positions if token.known), positions[0].value)
    return {column: fields[column] for column in FIELDS if column in fields}


def _settle_name(notes: Notes) -> str | None:
    ranked = sorted((guess for guess, _ in notes.names), key=lambda guess: guess.kind != "labelled")
    sure = list(dict.fromkeys(guess.name for guess in ranked if guess.kind in ("labelled", "known")))
    shapes = [(guess.name, lone) for guess, lone in notes.names if guess.kind == "shape"]
    chinese = [(name, lone) for name, lone in shapes if not name.isascii()]
    if sure:
        second = [name for name, lone in chinese if lone and is_common(name) and name not in sure]
        if len(sure) > 1 or second:
            notes.doubts.add("two_names")
        return sure[0]
    if chinese:
        likely = list(dict.fromkeys(name for name, _ in chinese if is_common(name))) or [chinese[0][0]]
        if len(likely) > 1:
            notes.doubts.add("two_names")
        return likely[0]
    kinds = {guess.kind for guess, _ in notes.names}
    if "part" in kinds:
        notes.doubts.add("unclear_name")
    if "title" in kinds:
        notes.doubts.add("honorific")
    parts = [guess.name for guess, _ in notes.names if guess.kind == "part" and guess.name]
    return shapes[0][0] if shapes else parts[0] if parts else None


_UPPER_LEVEL = ("中心", "公司", "集团", "事业部", "厂", "院", "局", "总部", "学校", "医院", "学院", "部门")


def _settle_department(notes: Notes) -> str | None:
    tokens = notes.found["department"]
    known = list(dict.fromkeys(token.value for token in tokens if token.known))
    strange = list(dict.fromkeys(token.value for token in tokens if not token.known))
    if len(known) > 1:
        notes.doubts.add("two_departments")
    if known:
        if any(not name.endswith(_UPPER_LEVEL) and len(name) > 2 for name in strange):
            notes.doubts.add("two_departments")
        return known[0]
    if len(strange) > 1 and not strange[0].endswith(_UPPER_LEVEL):
        notes.doubts.add("two_departments")
    return strange[-1] if strange else None
