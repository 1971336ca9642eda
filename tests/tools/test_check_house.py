from pathlib import Path

import pytest

from tests.tools.trees import plant, run_check

GOOD = "def answer() -> int:\n    return 42\n"


def test_a_clean_tree_passes_without_a_word(tmp_path: Path) -> None:
    tree = plant(tmp_path, {"bot/a.py": GOOD, "plugins/notices/service.py": GOOD, "README.md": "# 群规\n"})
    assert run_check("check_house.py", tree) == (0, [])


INDEX = "py" + "pi.org"
BAD = {
    "a file of more than 300 lines": ("bot/a.py", "x = 1\n" * 301, "301 lines"),
    "a function of more than 60 lines": ("bot/a.py", "def f():\n" + "    x = 1\n" * 60, "f has 61 lines"),
    "a room called utils": ("plugins/a/utils.py", GOOD, "has not been named"),
    "a swallowed exception": ("bot/a.py", "try:\n    x = 1\nexcept Exception:\n    pass\n", "swallows everything"),
    "a bare except": ("sandbox/a.py", "try:\n    x = 1\nexcept:\n    pass\n", "swallows everything"),
    "an exception among others": (
        "bot/a.py",
        "try:\n    x = 1\nexcept (OSError, Exception):\n    pass\n",
        "swallows everything",
    ),
    "a transaction outside the store": ("plugins/a/service.py", "x = in_transaction('default')\n", "bot.store only"),
    "a person's text as CQ codes": (
        "bot/gateway/a.py",
        "from nonebot.adapters.onebot.v11 import Message\n\n\ndef f(t):\n    return Message(t)\n",
        "CQ codes",
    ),
    "a shell": ("tools/a.py", "import subprocess\nsubprocess.run('ls', shell=True)\n", "a shell"),
    "eval": ("bot/a.py", "x = eval('1')\n", "eval is never needed"),
    "os.system": ("bot/a.py", "import os\nos.system('ls')\n", "os.system is never needed"),
    "a plugin that imports another": ("plugins/a/service.py", "from plugins.b import models\n", "imports plugins.b"),
    "a plugin that imports another relatively": (
        "plugins/a/service.py",
        "from ..b import models\n",
        "imports plugins.b",
    ),
    "a plugin that imports the gateway": ("plugins/a/jobs.py", "from bot.gateway import link\n", "strangers"),
    "a plugin that imports the gateway by its package": ("plugins/a/jobs.py", "from bot import gateway\n", "strangers"),
    "a library in the domain": ("bot/domain/a.py", "import pydantic\n", "standard library only"),
    "a higher floor in the domain": ("bot/domain/a.py", "from bot.store import models\n", "standard library only"),
    "input and output in the domain": ("bot/domain/a.py", "import os\n", "no I/O"),
    "a clock in the domain": (
        "plugins/a/domain.py",
        "from datetime import UTC, datetime\n\nx = datetime.now(UTC)\n",
        "given its time",
    ),
    "the address of a package index": ("docs/a.md", f"pip install -i https://{INDEX}/simple x\n", "package index"),
}


@pytest.mark.parametrize(("path", "text", "expected"), BAD.values(), ids=BAD.keys())
def test_the_house_does_not_admit(tmp_path: Path, path: str, text: str, expected: str) -> None:
    status, lines = run_check("check_house.py", plant(tmp_path, {path: text}))
    assert status == 1
    assert len(lines) == 1
    assert lines[0].startswith(f"{path}:")
    assert expected in lines[0]


ALLOWED = {
    "an outermost loop": ("bot/a.py", "try:\n    x = 1\nexcept Exception:  # outermost loop: counted\n    pass\n"),
    "an error that is raised again": ("bot/a.py", "try:\n    x = 1\nexcept BaseException:\n    x = 2\n    raise\n"),
    "a transaction in the store": ("bot/store/a.py", "x = in_transaction('default')\n"),
    "a message of segments": (
        "bot/gateway/a.py",
        "from nonebot.adapters.onebot.v11 import Message\n\nx = Message([segment])\n",
    ),
    "another thing called Message": (
        "bot/a.py",
        "from bot.domain import Message\n\n\ndef f(t):\n    return Message(t)\n",
    ),
    "a plugin's own rooms": ("plugins/a/service.py", "from .models import Notice\nfrom plugins.a.domain import x\n"),
    "a clock in a service": ("plugins/a/service.py", "from datetime import UTC, datetime\n\nx = datetime.now(UTC)\n"),
}


@pytest.mark.parametrize(("path", "text"), ALLOWED.values(), ids=ALLOWED.keys())
def test_the_house_admits(tmp_path: Path, path: str, text: str) -> None:
    assert run_check("check_house.py", plant(tmp_path, {path: text})) == (0, [])


def test_a_file_that_grows_is_warned_of_without_failing(tmp_path: Path) -> None:
    status, lines = run_check("check_house.py", plant(tmp_path, {"bot/a.py": "x = 1\n" * 201}))
    assert status == 0
    assert lines == ["bot/a.py:1: warning: 201 lines, at most 300"]
