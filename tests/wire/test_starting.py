"""What the bot refuses to start with, and how it ends."""

import json
import os
import socket
import stat
import textwrap
from pathlib import Path

import pytest

from sandbox.world import Platform
from tests.wire.disks import make_read_only, small_disk
from tests.wire.process import ROOT, Process, run_to_end, started
from tests.wire.room import SUPERUSERS, room_on

REFUSED = [
    ({"HOST": "0.0.0.0"}, "ONEBOT_ACCESS_TOKEN"),
    ({"HOST": "0.0.0.0", "ONEBOT_ACCESS_TOKEN": "x" * 20}, "ONEBOT_SECRET"),
    ({"HOST": "0.0.0.0", "ONEBOT_SECRET": "x" * 20}, "ONEBOT_ACCESS_TOKEN"),
    ({"HOST": "bot.example.org"}, "ONEBOT_ACCESS_TOKEN"),
    ({"SUPERUSERS": "[1, 2"}, "SUPERUSERS"),
    ({"SUPERUSERS": '{"a": 1}'}, "SUPERUSERS"),
    ({"TIMEZONE": "Asia/Atlantis"}, "TIMEZONE"),
    ({"TIMEZONE": "../../etc/passwd"}, "TIMEZONE"),
    ({"PORT": "http"}, "PORT"),
    ({"PORT": "70000"}, "PORT"),
    ({"DATABASE_URL": "mysql://root@localhost/x"}, "DATABASE_URL"),
    ({"DATABASE_URL": ""}, "DATABASE_URL"),
    ({"DEFAULT_MODE": "tyranny"}, "DEFAULT_MODE"),
    ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
    ({"DATABASE_URL": "postgres://nobody:secret-word@127.0.0.1:1/none"}, "run:"),
]


@pytest.mark.parametrize(("settings", "name"), REFUSED, ids=lambda value: str(value)[:60])
async def test_wrong_settings_are_refused_in_one_line_that_names_them(
    tmp_path: Path, settings: dict[str, str], name: str
) -> None:
    status, _, errors = await run_to_end(tmp_path, "run", **settings)
    said = [line for line in errors.splitlines() if " INFO " not in line and " SUCCESS " not in line]
    assert status == 2, errors
    assert len(said) == 1, errors
    assert name in said[0]
    assert "secret-word" not in errors


async def test_check_says_the_same(tmp_path: Path) -> None:
    status, _, errors = await run_to_end(tmp_path, "check", TIMEZONE="Nowhere")
    assert (status, len(errors.splitlines())) == (2, 1)
    assert "TIMEZONE" in errors


async def test_wrong_use_of_the_command_line_ends_with_two(tmp_path: Path) -> None:
    for words in ((), ("fly",), ("run", "--fast")):
        status, _, errors = await run_to_end(tmp_path, *words)
        assert status == 2, words
        assert "Traceback" not in errors


async def test_a_second_process_on_the_same_file_is_refused(bot: Process) -> None:
    status, _, errors = await run_to_end(bot.folder, "run")
    said = [line for line in errors.splitlines() if " INFO " not in line and " SUCCESS " not in line]
    assert status == 2
    assert len(said) == 1, errors
    assert str(bot.child.pid) in said[0]
    assert (await bot.get("/healthz")).status_code == 200


async def test_a_taken_port_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, _, errors = await run_to_end(tmp_path, "run", PORT=str(taken.getsockname()[1]))
    assert (status, len(errors.splitlines())) == (2, 1)
    assert "PORT" in errors


async def test_a_directory_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    if os.geteuid() == 0:  # for whom no permission counts, but a read-only disk does
        with small_disk(tmp_path / "locked") as folder:
            make_read_only(folder)
            status, _, errors = await run_to_end(folder, "run")
    else:
        folder = tmp_path / "locked"
        folder.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
        status, _, errors = await run_to_end(folder, "run")
    said = [line for line in errors.splitlines() if " INFO " not in line and " SUCCESS " not in line]
    assert (status, len(said)) == (2, 1), errors


@pytest.mark.parametrize("url", ["sqlite:///proc/qungui.db", "sqlite:///dev/null/qungui.db"])
async def test_a_place_where_no_database_can_be_is_refused(tmp_path: Path, url: str) -> None:
    status, _, errors = await run_to_end(tmp_path, "run", DATABASE_URL=url)
    said = [line for line in errors.splitlines() if " INFO " not in line and " SUCCESS " not in line]
    assert (status, len(said)) == (2, 1), errors


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "qungui.db").write_text("这不是数据库" * 1000)
    status, _, errors = await run_to_end(tmp_path, "run")
    said = [line for line in errors.splitlines() if " INFO " not in line and " SUCCESS " not in line]
    assert (status, len(said)) == (2, 1), errors


SCRIPT = """
    import nonebot
    from tomllib import load

    nonebot.init(driver="~fastapi", port=int(__import__("os").environ["PORT"]), log_level="INFO")
    driver = nonebot.get_driver()
    with open("pyproject.toml", "rb") as file:
        adapters = load(file)["tool"]["nonebot"]["adapters"]["@local"]
    for adapter in adapters:
        driver.register_adapter(__import__("importlib").import_module(adapter["module_name"]).Adapter)
    nonebot.load_from_toml("pyproject.toml", encoding="utf-8")
    nonebot.load_plugin("stranger")
    nonebot.run()
"""
STRANGER = """
    import os
    from nonebot import on_message
    from nonebot.adapters import Bot, Event

    told = on_message(priority=1, block=True)

    @told.handle()
    async def tell(bot: Bot, event: Event) -> None:
        with open(os.environ["STRANGER_HEARD"], "a", encoding="utf-8") as file:
            file.write(f"{type(event).__module__} {event.get_user_id()} {event.get_plaintext()}\\n")
        if event.get_plaintext().startswith("ping"):
            await bot.send(event, "pong")
"""


async def test_nb_run_starts_the_same_bot_beside_a_stranger_s_plugin(tmp_path: Path) -> None:
    (tmp_path / "bot_as_nb_makes_it.py").write_text(textwrap.dedent(SCRIPT))
    (tmp_path / "stranger.py").write_text(textwrap.dedent(STRANGER))
    heard = tmp_path / "heard.txt"
    settings = {
        "SUPERUSERS": json.dumps(SUPERUSERS),
        "STRANGER_HEARD": str(heard),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}",
    }
    async with started(settings, folder=tmp_path, program=(str(tmp_path / "bot_as_nb_makes_it.py"),)) as bot:
        assert (await bot.get("/healthz")).json()["status"] == "ok"
        async with room_on(bot) as room, room_on(bot, Platform.WECHAT) as other:
            await room.open()
            await other.open()
            room.say("李雷", "ping 一下")
            await room.hears("pong")
            other.say("韩梅梅", "ping 两下")
            await other.hears("pong")
            await room.order("林静", "/通知 照常工作", "【通知 #1】")
            room.say("李雷", "加微信 abc123 日结兼职 一天三百，名额有限")
            await room.hears("警告：违反")
            lines = heard.read_text("utf-8")
            assert f"{room.id('李雷')} ping 一下" in lines
            assert f"{other.id('韩梅梅')} ping 两下" in lines
            assert "nonebot.adapters.onebot.v11" in lines
            assert "nonebot.adapters.onebot.v12" in lines
    assert bot.tracebacks() == []
