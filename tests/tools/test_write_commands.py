import subprocess
import sys
from pathlib import Path

from tests.tools.trees import ROOT, plant

CODE = """
area = Area("notices")

@area.command("notice", "通知", role=Role.ADMIN, usage="正文 [截止 18:00|明天]", summary="发布通知")
async def publish(call): ...
"""
README = "# x\n<!-- commands -->\nformer\n<!-- /commands -->\nend\n"


def test_the_readme_lists_what_code_declares_and_tells_what_is_only_planned(tmp_path: Path) -> None:
    opening = '__plugin_meta__ = PluginMetadata(name="通知", description="")\n'
    tree = plant(
        tmp_path,
        {"README.md": README, "plugins/notices/commands.py": CODE, "plugins/notices/__init__.py": opening},
    )
    for _ in range(2):  # writing twice changes nothing
        subprocess.run([sys.executable, ROOT / "tools" / "write_commands.py", tree], check=True)
    written = (tree / "README.md").read_text(encoding="utf-8")
    assert "**通知**" in written
    assert "| `/notice` 通知 `正文 [截止 18:00\\|明天]` | 管理员 | 发布通知 |" in written
    assert "former" not in written
    planned = written.partition("**计划中**")[2]
    assert "`/task` 任务" in planned
    assert "`/notice`" not in planned
    assert written.endswith("<!-- /commands -->\nend\n")
