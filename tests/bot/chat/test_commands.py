"""The command table: one look-up, however people type the name."""

import pytest

from bot.chat.commands import Area, Call, CommandTable, Reply
from bot.domain.members import Role


@pytest.fixture
def table() -> CommandTable:
    table = CommandTable()
    area = Area("area", table)

    @area.command("warn", "警告", role=Role.ADMIN, usage="@成员", summary="")
    async def warn(call: Call) -> Reply | None:
        return None

    @area.command("confirm", "确认", role=Role.ADMIN, usage="编号", summary="")
    async def confirm(call: Call) -> Reply | None:
        return None

    return table


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("/warn 迟到", "warn", "迟到"),
        ("／warn 迟到", "warn", "迟到"),
        ("/WARN 迟到", "warn", "迟到"),
        ("/Warn\n迟到", "warn", "迟到"),
        ("/警告\n\n迟到\n两次", "warn", "迟到\n两次"),
        ("／警告　迟到", "warn", "迟到"),
        ("/warn\t迟到", "warn", "迟到"),
        ("/ warn 迟到", "warn", "迟到"),
        ("/警告", "warn", ""),
        ("/警告 " + "字" * 60 + "\n第二行", "warn", "字" * 60 + "\n第二行"),
        ("/确认12", "confirm", "12"),
        ("/确认#12 好", "confirm", "#12 好"),
        ("/警告@王强 迟到", "warn", "@王强 迟到"),
        ("/confirm12", "confirm", "12"),
    ],
)
def test_a_command_is_found_and_its_words_are_kept(table: CommandTable, text: str, name: str, rest: str) -> None:
    found = table.find(text)
    assert found is not None
    assert (found[0].name, found[1]) == (name, rest)


@pytest.mark.parametrize(
    "text", ["", "/", "／ ", "warn", "你好 /warn", "//warn", "/warning 1", "/警告信", "/没有12", "/12", "/@王强"]
)
def test_other_words_are_no_command(table: CommandTable, text: str) -> None:
    assert table.find(text) is None


def test_help_finds_a_command_with_and_without_the_prefix(table: CommandTable) -> None:
    assert table.get("/警告") is table.get("WARN") is table.get("／warn")
    assert table.get("没有") is None


def test_a_name_is_taken_once() -> None:
    table = CommandTable()

    async def nothing(call: Call) -> Reply | None:
        return None

    Area("one", table).command("warn", "警告", role=Role.ADMIN, usage="", summary="")(nothing)
    with pytest.raises(ValueError, match="警告"):
        Area("two", table).command("caution", "警告", role=Role.ADMIN, usage="", summary="")(nothing)


def test_an_area_may_declare_its_command_anew() -> None:
    table = CommandTable()

    async def nothing(call: Call) -> Reply | None:
        return None

    for summary in ("旧", "新"):
        Area("one", table).command("warn", "警告", role=Role.ADMIN, usage="", summary=summary)(nothing)
    assert [command.summary for command in table.all()] == ["新"]
