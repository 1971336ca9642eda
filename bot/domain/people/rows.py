"""From the rows of a personnel department's tables to people."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from bot.domain.people.headers import LEFT_ON, columns_of, find_header
from bot.domain.people.normal import is_nothing, name_key, normal_name, normal_phone, normal_staff_number, plain
from bot.domain.people.person import Person, PersonState
from bot.domain.people.suffixes import GENERIC

_DEPARTED = re.compile(
    r"(?<!未)(?<!拟)(离职|辞职|辞退|退休|离岗(?!待)|解聘|开除|调离|调出|去世|departed|left)|^(否|不在职|已离)"
)
_ON_LEAVE = re.compile(
    r"(休假|请假|产假|病假|长假|休学|停职|停薪留职|待岗|哺乳假|年假|事假|借调|外派|onleave|on_leave|on leave)"
)
_FOOTER = re.compile(
    r"^(合计|总计|共计|小计|制表|填表|填报|审核|审批|经办|备注|说明|注|日期|单位负责人|负责人签字|联系人及电话)"
    r"(人|日期|单位|时间|说明)?([:\s\d共].*)?$"
)
_LANDLINE = re.compile(r"\(?(?:0\d{2,3}\)?[- ]?)?[2-8]\d{6,7}(?:[-转 ]+\d{1,6})?")
_POINT_ZERO = re.compile(r"(?<=\d)\.0+$")
_EXPONENT = re.compile(r"1\.\d{10}[eE]\+?10")
_COUNTED = re.compile(r"[\s(:共]*\d*人?\)?$")
"""``研发部（12人）`` is 研发部."""
_DAY = re.compile(r"\d{2,4}\D\d{1,2}|\d{6,8}|^\d{5}$")


@dataclass(frozen=True, slots=True)
class RowError:
    """``row_number`` counts from 1 as in the file; ``code`` is one of no_header, missing_name, bad_phone,
    duplicate_staff_number, duplicate_person, no_people. ``value`` is what stood there. ``sheet`` names the
    worksheet where the file has several."""

    row_number: int
    column: str
    code: str
    value: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """With any error nothing of the sheet is to be imported.

    ``columns`` are the fields of Person that the table has: of the others it says nothing.
    """

    people: tuple[Person, ...]
    errors: tuple[RowError, ...]
    columns: frozenset[str] = frozenset(field.name for field in fields(Person))


def parse_roster(rows: Sequence[Sequence[str]]) -> RosterSheet:
    """People of a table whose header stands within the first 20 rows, in the order of the rows."""
    return parse_tables([("", rows)])


def parse_tables(tables: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> RosterSheet:
    """People of every worksheet that has a header; the others are covers and notes.

    A sheet's title may say what its people are: 离职人员. Nobody stands twice, in whatever sheet.
    """
    headed = [(name, rows, header) for name, rows in tables if (header := find_header(rows)) is not None]
    if not headed:
        first = next((rows[0] for _, rows in tables if rows), ())
        return RosterSheet((), (RowError(1, "name", "no_header", " ".join(first)[:60]),))
    reading = _Reading(several=len(headed) > 1)
    for name, rows, (start, columns) in headed:
        reading.table(name, rows, start, columns)
    if not reading.people and not reading.errors:
        reading.errors.append(RowError(headed[0][2][0] + 1, "name", "no_people", ""))
    return RosterSheet(tuple(reading.people), tuple(reading.errors), frozenset(reading.columns))


class _Reading:
    """People and faults of one file."""

    def __init__(self, *, several: bool) -> None:
        self.several = several
        self.people: list[Person] = []
        self.errors: list[RowError] = []
        self.columns: set[str] = {field.name for field in fields(Person)}
        self.seen: dict[tuple[str, ...], tuple[str, int]] = {}

    def table(self, title: str, rows: Sequence[Sequence[str]], start: int, columns: dict[str, int]) -> None:
        state = _read_state(title) if self.several and "state" not in columns else "in_post"
        known = set(columns) - {LEFT_ON} | ({"state"} if LEFT_ON in columns or state != "in_post" else set[str]())
        carried = _carries_departments(rows, start, columns)
        department = ""
        for number, row in _data_rows(rows, start, columns):
            cells = {column: plain(row[at]) if at < len(row) else "" for column, at in columns.items()}
            if (group := _group_title(row, cells)) is not None:
                department = group
                known.add("department")
                continue
            if carried:
                department = cells.get("department") or department
            if department and not cells.get("department"):
                cells["department"] = department
            person, faults = _read_person(number, cells, state)
            if person is not None:
                faults += self._doubles(title, number, person)
                self.people.append(person)
            self.errors += [
                RowError(f.row_number, f.column, f.code, f.value, title if self.several else "") for f in faults
            ]
        self.columns &= known

    def _doubles(self, title: str, number: int, person: Person) -> list[RowError]:
        """A staff number stands once; equal names are two people only where something tells them apart."""
        here = (title, number)
        if person.staff_number is not None and self.seen.setdefault(("number", person.staff_number), here) != here:
            return [RowError(number, "staff_number", "duplicate_staff_number", person.staff_number)]
        name = name_key(person.name)
        marks = [("name", name, mark) for mark in (person.phone, person.staff_number) if mark is not None]
        if not marks:
            marks = [("name", name, f"in {person.department or ''}")]
        same = [self.seen.setdefault(mark, here) != here for mark in marks]
        if any(same) and not (person.staff_number is not None and person.phone is not None and not all(same)):
            return [RowError(number, "name", "duplicate_person", person.name)]
        return []


def _carries_departments(rows: Sequence[Sequence[str]], start: int, columns: dict[str, int]) -> bool:
    """Whether a department stands only in the first row of its people, as a merged cell is written into CSV."""
    at = columns.get("department")
    if at is None:
        return False
    filled = [bool(at < len(row) and plain(row[at])) for _, row in _data_rows(rows, start, columns)]
    return len(filled) > 2 and filled[0] and 1 < sum(filled) <= len(filled) // 2


def _group_title(row: Sequence[str], cells: dict[str, str]) -> str | None:
    """The department that a row of one text, written over its whole width, names for those below."""
    counts = Counter(text for cell in row if (text := plain(cell)))
    if len(counts) != 1:
        return None
    text, times = next(iter(counts.items()))
    alone = not cells.get("name")
    return _COUNTED.sub("", text) if (times > 1 or alone) and _is_unit(text) else None


def _is_unit(text: str) -> bool:
    return _COUNTED.sub("", text).endswith((*GENERIC, "班", "队", "厂", "院", "公司"))


def _data_rows(
    rows: Sequence[Sequence[str]], start: int, columns: dict[str, int]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows below the header with something in a known column; repeated headers and footers are left out."""
    for index in range(start + 1, len(rows)):
        row = rows[index]
        filled = [text for cell in row if (text := plain(cell))]
        known = [plain(row[at]) for at in columns.values() if at < len(row)]
        if not any(known) and not (len(set(filled)) == 1 and _is_unit(filled[0])):
            continue
        if columns_of(row).keys() >= columns.keys() or _is_footer(filled):
            continue
        yield index + 1, row


def _is_footer(filled: Sequence[str]) -> bool:
    """``合计 | 25人``, ``制表人：张三 | 审核：李四 | 日期：…``."""
    if not _FOOTER.match(filled[0]):
        return False
    return len(set(filled)) <= 2 or sum(_FOOTER.match(cell) is not None for cell in filled) * 2 > len(filled)


def _read_person(number: int, cells: dict[str, str], state: PersonState) -> tuple[Person | None, list[RowError]]:
    said = {column: cell for column, cell in cells.items() if not is_nothing(cell)}
    faults: list[RowError] = []
    name = normal_name(said.get("name", ""))
    if not name:
        faults.append(RowError(number, "name", "missing_name", cells.get("name", "")))
    phone = None
    if "phone" in said:
        phone = _read_phone(said["phone"])
        if phone is None and not _LANDLINE.fullmatch(said["phone"]):
            faults.append(RowError(number, "phone", "bad_phone", said["phone"][:40]))
    if faults:
        return None, faults
    if "state" in said:
        state = _read_state(said["state"])
    if _DAY.search(said.get(LEFT_ON, "")):
        state = "departed"
    person = Person(
        name=name,
        department="".join(said["department"].split()) if "department" in said else None,
        position=said.get("position"),
        phone=phone,
        staff_number=normal_staff_number(_POINT_ZERO.sub("", said.get("staff_number", ""))),
        superior=normal_name(said["superior"]) or None if "superior" in said else None,
        state=state,
    )
    return person, faults


def _read_phone(text: str) -> str | None:
    """The mobile number of a cell; spreadsheets make ``13800138000.0`` and ``1.3800138000E+10`` of it."""
    if _EXPONENT.fullmatch(text):
        text = str(int(float(text)))
    text = _POINT_ZERO.sub("", text)
    return normal_phone(text) or _single_phone(text)


def _single_phone(text: str) -> str | None:
    """The one mobile number of a cell that also holds a landline; None where there are two."""
    found = {phone for part in re.split(r"[,;/、\s]+", text) if (phone := normal_phone(part))}
    return found.pop() if len(found) == 1 else None


def _read_state(text: str) -> PersonState:
    if _DEPARTED.search(text.casefold()):
        return "departed"
    return "on_leave" if _ON_LEAVE.search(text.casefold()) else "in_post"
