"""What the log says, and what it keeps to itself."""

import logging
from collections.abc import Iterator

import pytest
from loguru import logger

from bot.commandline.logs import set_up_logging
from bot.settings import Settings
from tests.wire.process import LOG_LINE

URL = "postgres://bot:well-kept-word@127.0.0.1:5432/bot"


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    set_up_logging(Settings(database_url=URL))
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("uvicorn").propagate = True
    logger.remove()


def fail() -> None:
    raise ConnectionError(f"{URL}\nis away")


def test_a_librarys_warning_is_one_line_that_says_what_went_wrong(capfd: pytest.CaptureFixture[str]) -> None:
    try:
        fail()
    except ConnectionError:
        logging.getLogger("asyncpg.pool").warning("no connection;\nretrying", exc_info=True)
    (line,) = capfd.readouterr().err.splitlines()
    assert LOG_LINE.match(line)
    assert line.endswith(
        "WARNING asyncpg.pool: no connection; retrying: ConnectionError: postgres://bot:***@127.0.0.1:5432/bot is away"
    )


def test_a_librarys_error_keeps_its_traceback_without_the_secret_in_it(capfd: pytest.CaptureFixture[str]) -> None:
    try:
        fail()
    except ConnectionError:
        logging.getLogger("asyncio").error("Task exception was never retrieved", exc_info=True)
    said = capfd.readouterr().err
    assert "ERROR   asyncio: Task exception was never retrieved" in said
    assert "in fail" in said
    assert "well-kept-word" not in said


def test_what_libraries_tell_by_the_way_is_not_said(capfd: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST …")
    assert capfd.readouterr().err == ""


def test_braces_in_what_a_library_says_are_said_as_they_are(capfd: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("some").warning("%s", "{0} {name}")
    assert capfd.readouterr().err.endswith("some: {0} {name}\n")
