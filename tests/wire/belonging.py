"""What the tests of who belongs do again and again."""

from collections.abc import Sequence

from tests.wire.room import Room
from tests.wire.test_topic import administrator

HEAD = "姓名,部门,职务,手机,状态"


async def import_roster(room: Room, rows: Sequence[str], answer: str = "花名册已导入") -> str:
    """``rows`` as ``姓名,部门,职务,手机,状态``; posted as a file and answered with the command."""
    boss = administrator(room)
    content = "\n".join([HEAD, *rows]).encode()
    posted = room.wire.upload(room.group, boss, "花名册.csv", content)
    room.say(boss, "/花名册 导入", quote=posted)
    return await room.hears(answer)


def staff(room: Room, *, state: str = "在职") -> list[str]:
    """A row for everybody of the group whose card names department and person; the bot left out."""
    first = int("".join(sign for sign in room.group if sign.isdigit())) % 10_000
    rows: list[str] = []
    for place, member in enumerate(room.world.group(room.group).members.values()):
        shown = member.card or member.person.nickname
        if "-" in shown:
            department, name = shown.split("-", 1)
            rows.append(f"{name},{department}部,职员,139{first:04}{place:04},{state}")
    return rows
