"""From the rows of a personnel department's table to people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.people.normal import is_nothing, name_key, normal_name, normal_phone, normal_staff_number, plain
from bot.domain.people.person import Person, PersonState

HEADERS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "名字", "员工姓名", "职工姓名", "人员姓名", "教师姓名", "真实姓名", "名称", "name"),
    "department": (
        *("部门", "所属部门", "所在部门", "部门名称", "科室", "所在科室", "单位", "所在单位", "工作单位", "单位部门"),
        *("班组", "车间", "组别", "处室", "班级", "department", "dept"),
    ),
    "position": ("职务", "职位", "岗位", "岗位名称", "职务岗位", "职称", "工种", "职务职称", "position", "title"),
    "phone": (
        *("电话", "手机", "手机号", "手机号码", "联系电话", "联系方式", "移动电话", "电话号码", "联系手机", "本人电话"),
        *("手机电话", "联系号码", "phone", "mobile", "tel"),
    ),
    "staff_number": (
        "工号",
        "员工编号",
        "职工号",
        "编号",
        "员工号",
        "职工编号",
        "人员编号",
        "员工工号",
        "staffnumber",
        "id",
    ),
    "superior": (
        "上级",
        "直属领导",
        "主管",
        "直属上级",
        "直接上级",
        "上级领导",
        "部门领导",
        "负责人",
        "分管领导",
        "主管领导",
    ),
    "state": ("状态", "在职状态", "人员状态", "员工状态", "在岗状态", "在岗情况", "备注", "说明", "state", "status"),
}
_BY_HEADER = {word: column for column, words in HEADERS.items() for word in words}
_HEADER_NOISE = re.compile(r"\(.*?\)|[\s*:/_\-、.]|必填|选填")
_HEADER_SEARCH_ROWS = 20
_DEPARTED = re.compile(
    r"(?<!未)(?<!拟)(离职|辞职|辞退|退休|离岗(?!待)|解聘|开除|调离|调出|去世|departed|left)|^(否|不在职|已离)"
)
_ON_LEAVE = re.compile(
    r"(休假|请假|产假|病假|长假|休学|停职|停薪留职|待岗|哺乳假|年假|事假|借调|外派|onleave|on_leave|on leave)"
)
_FOOTER = re.compile(r"^(合计|总计|共计|小计|制表|填表|审核|审批|备注|说明|注)(人|日期)?([:\s\d共].*)?$")


@dataclass(frozen=True, slots=True)
class RowError:
    """``row_number`` counts from 1 as in the file; ``code`` is one of no_header, missing_name, bad_phone,
    duplicate_staff_number, duplicate_person, no_people. ``value`` is what stood there."""

    row_number: int
    column: str
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """With any error nothing of the sheet is to be imported.

    ``columns`` are the fields of Person that the table has: of the others it says nothing.
    """

    people: tuple[Person, ...]
    errors: tuple[RowError, ...]
    columns: frozenset[str] = frozenset(HEADERS)


def parse_roster(rows: Sequence[Sequence[str]]) -> RosterSheet:
    """People of a table whose header stands within the first 20 rows, in the order of the rows."""
    header = _find_header(rows)
    if header is None:
        return RosterSheet((), (RowError(1, "name", "no_header", " ".join(rows[0])[:60] if rows else ""),))
    start, columns = header
    people: list[Person] = []
    errors: list[RowError] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, row in _data_rows(rows, start, columns):
        cells = {column: plain(row[at]) if at < len(row) else "" for column, at in columns.items()}
        person, faults = _read_person(number, cells)
        if person is not None:
            faults += _doubles(number, person, seen)
            people.append(person)
        errors += faults
    if not people and not errors:
        errors.append(RowError(start + 1, "name", "no_people", ""))
    return RosterSheet(tuple(people), tuple(errors), frozenset(columns))


def _find_header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    for index, row in enumerate(rows[:_HEADER_SEARCH_ROWS]):
        columns = _columns(row)
        if "name" in columns and len(columns) >= 2:
            return index, columns
    for index, row in enumerate(rows[:_HEADER_SEARCH_ROWS]):
        filled = [cell for cell in row if plain(cell)]
        if len(filled) == 1 and "name" in _columns(row):
            return index, _columns(row)
    return None


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Field → index; of several headers for one field the one earliest in its list counts."""
    ranks: dict[str, tuple[int, int]] = {}
    for at, cell in enumerate(row):
        word = _HEADER_NOISE.sub("", plain(cell).casefold())
        column = _BY_HEADER.get(word)
        if column is None:
            continue
        rank = (HEADERS[column].index(word), at)
        if column not in ranks or rank < ranks[column]:
            ranks[column] = rank
    return {column: at for column, (_, at) in ranks.items()}


def _data_rows(
    rows: Sequence[Sequence[str]], start: int, columns: dict[str, int]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows below the header with something in a known column; repeated headers and footers are left out."""
    for index in range(start + 1, len(rows)):
        row = rows[index]
        known = [plain(row[at]) for at in columns.values() if at < len(row)]
        filled = [cell for cell in row if plain(cell)]
        if not any(known) or _columns(row).keys() >= columns.keys():
            continue
        if len({plain(cell) for cell in filled}) <= 2 and _FOOTER.match(plain(filled[0])):
            continue
        yield index + 1, row


def _read_person(number: int, cells: dict[str, str]) -> tuple[Person | None, list[RowError]]:
    said = {column: cell for column, cell in cells.items() if not is_nothing(cell)}
    faults: list[RowError] = []
    name = normal_name(said.get("name", ""))
    if not name:
        faults.append(RowError(number, "name", "missing_name", cells.get("name", "")))
    phone = None
    if "phone" in said:
        phone = normal_phone(said["phone"]) or _single_phone(said["phone"])
        if phone is None:
            faults.append(RowError(number, "phone", "bad_phone", said["phone"][:40]))
    if faults:
        return None, faults
    person = Person(
        name=name,
        department="".join(said["department"].split()) if "department" in said else None,
        position=said.get("position"),
        phone=phone,
        staff_number=normal_staff_number(said.get("staff_number", "")),
        superior=normal_name(said["superior"]) or None if "superior" in said else None,
        state=_read_state(said.get("state", "")),
    )
    return person, faults


def _single_phone(text: str) -> str | None:
    """The one mobile number of a cell that also holds a landline; None where there are two."""
    found = {phone for part in re.split(r"[,;/、\s]+", text) if (phone := normal_phone(part))}
    return found.pop() if len(found) == 1 else None


def _read_state(text: str) -> PersonState:
    if _DEPARTED.search(text.casefold()):
        return "departed"
    return "on_leave" if _ON_LEAVE.search(text.casefold()) else "in_post"


def _doubles(number: int, person: Person, seen: dict[tuple[str, ...], int]) -> list[RowError]:
    """A staff number stands once; equal names are two people only where number or phone tells them apart."""
    if person.staff_number is not None and seen.setdefault(("number", person.staff_number), number) != number:
        return [RowError(number, "staff_number", "duplicate_staff_number", person.staff_number)]
    name = name_key(person.name)
    marks = [("name", name, mark) for mark in (person.phone, person.staff_number) if mark is not None]
    if person.staff_number is None or person.phone is None:
        marks = marks or [("name", name, "")]
    same = [seen.setdefault(mark, number) != number for mark in marks]
    if any(same) and not (person.staff_number is not None and person.phone is not None and not all(same)):
        return [RowError(number, "name", "duplicate_person", person.name)]
    return []
