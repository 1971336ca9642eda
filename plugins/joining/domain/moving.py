"""Who is to leave a group, or be asked into one, because the roster changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.people import DepartmentNames, Person

DEPARTED, TRANSFERRED = "departed", "transferred"
OUT, IN = "out", "in"
MOST_BY_ONE = 20
SHARE_BY_ONE = 0.1
"""More people, or a larger part of the group, need two administrators."""


@dataclass(frozen=True, slots=True)
class Movement:
    """``way``: out of this group or into it; ``kind`` why."""

    way: str
    kind: str


def belongs(department: str | None, wanted: Sequence[str], group_name: str, names: DepartmentNames) -> bool | None:
    """Whether people of this department belong into the group; None where nothing says so.

    ``wanted``: the departments the regulation states. Without them the group's own name tells:
    ``研发部工作群`` is the research department's.
    """
    if not wanted:
        named = [form for form in sorted(names.forms, key=len, reverse=True) if len(form) >= 2 and form in group_name]
        wanted = named[:1]
        if not wanted:
            return None
    if department is None:
        return None
    meant = names.resolve(department) or department
    return any((names.resolve(each) or each) == meant for each in wanted)


def movement(
    old: Person, new: Person, wanted: Sequence[str], group_name: str, names: DepartmentNames, *, present: bool
) -> Movement | None:
    """What the change of one person means for one group; None where it means nothing there."""
    if new.state == DEPARTED:
        return Movement(OUT, DEPARTED) if present and old.state != DEPARTED else None
    if old.department == new.department:
        return None
    before = belongs(old.department, wanted, group_name, names)
    after = belongs(new.department, wanted, group_name, names)
    if present and before and after is False:
        return Movement(OUT, TRANSFERRED)
    if not present and after and not before:
        return Movement(IN, TRANSFERRED)
    return None


def needs_two(count: int, members: int) -> bool:
    """Whether one administrator alone may not decide about so many."""
    return count > MOST_BY_ONE or (count > 1 and count > members * SHARE_BY_ONE)
