from pathlib import Path

import pytest

from tests.tools.trees import plant, run_check

CLEAN = {
    "bot/settings.py": 'class Settings(BaseSettings):\n    model_config = {}\n    host: str = ""\n    port: int = 1\n',
    ".env.example": "# 监听地址\nHOST=127.0.0.1\n\n# 端口\n# PORT=8080\n",
    "README.md": "| 设置 | 含义 |\n|---|---|\n| `HOST` | 地址 |\n| `PORT` | 端口 |\n",
    "README.en.md": "| `HOST` | address |\n| `PORT` | port |\n",
}


def test_settings_that_are_told_everywhere_pass(tmp_path: Path) -> None:
    assert run_check("check_settings.py", plant(tmp_path, CLEAN)) == (0, [])


WRONG = {
    "a setting that the example lacks": (".env.example", "# 监听地址\nHOST=x\n", "PORT is not in .env.example"),
    "a setting that a README lacks": ("README.en.md", "| `HOST` | address |\n", "PORT is not in README.en.md"),
    "an entry that is no setting": (".env.example", CLEAN[".env.example"] + "# 旧\nOLD=1\n", "OLD is no setting"),
    "a row that is no setting": ("README.md", CLEAN["README.md"] + "| `OLD` | 旧 |\n", "OLD is no setting"),
    "an entry without a comment": (".env.example", "# 监听地址\nHOST=x\nPORT=1\n", "PORT has no comment"),
}


@pytest.mark.parametrize(("path", "text", "expected"), WRONG.values(), ids=WRONG.keys())
def test_the_check_finds(tmp_path: Path, path: str, text: str, expected: str) -> None:
    status, lines = run_check("check_settings.py", plant(tmp_path, {**CLEAN, path: text}))
    assert status == 1
    assert len(lines) == 1
    assert expected in lines[0]


def test_a_missing_readme_is_told_once(tmp_path: Path) -> None:
    tree = plant(tmp_path, CLEAN)
    (tree / "README.en.md").unlink()
    assert run_check("check_settings.py", tree) == (1, ["README.en.md:1: does not exist"])
