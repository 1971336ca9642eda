"""Writes the table of commands in README.md from the commands that code declares. Usage: write_commands.py [ROOT]

What stands in PLANNED and is not declared anywhere is listed as planned.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from findings import Source, python_sources

BETWEEN = re.compile(r"(<!-- commands -->\n).*?(<!-- /commands -->)", re.DOTALL)
ROLES = {"MEMBER": "成员", "ORGANISER": "组织者", "ADMIN": "管理员", "OWNER": "群主", "SUPERUSER": "超级用户"}
PLANNED = """
help 帮助; enable 启用; disable 停用; mode 模式; grant 任命; revoke 撤销; show;
console 管理群; warn 警告; mute 禁言; unmute 解禁; kick 踢; ban 拉黑; unban 解除拉黑; case 案件;
cases 记录; pardon 撤销案件; confirm 确认; reject 驳回; appeal 申诉; uphold; halt 停止执法;
resume 恢复执法; notice 通知; remind 催办; close 结束; ack 收到; requests 申请; approve 通过;
register 登记; leave 退群; roster 花名册; cleanup 清理; event 活动; events 活动列表; join 报名;
quit 取消报名; checkin 签到; summary 总结; task 任务; tasks; done 完成; progress 进展;
ticket 反映; suggest 建议; report 举报; vote 表决; choose 选; decide 决议; rules 群规; why 依据;
word 词; allow 白名单; search 查; backup 备份; stats 统计; login 登录;
"""


@dataclass(frozen=True)
class Declared:
    area: str
    name: str
    alias: str
    role: str
    usage: str
    summary: str


def declared(root: Path) -> Iterator[Declared]:
    """Calls of `.command("name", "alias", role=…, usage=…, summary=…)`, in the order of folders and files."""
    for source in python_sources(root, ("bot", "plugins")):
        for node in ast.walk(source.tree):
            if (
                not isinstance(node, ast.Call)
                or not isinstance(node.func, ast.Attribute)
                or node.func.attr != "command"
            ):
                continue
            words = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if len(words) >= 2:
                options = {k.arg: k.value for k in node.keywords}
                yield Declared(area(root, source), words[0], words[1], *(text(options.get(k)) for k in OPTIONS))


OPTIONS = ("role", "usage", "summary")


def text(node: ast.expr | None) -> str:
    if isinstance(node, ast.Attribute):
        return ROLES.get(node.attr, node.attr)
    return str(node.value) if isinstance(node, ast.Constant) else ""


def area(root: Path, source: Source) -> str:
    """A plugin's title is its PluginMetadata's name."""
    if source.path.parts[0] != "plugins":
        return "基本"
    opening = root / "plugins" / source.path.parts[1] / "__init__.py"
    title = (
        re.search(r"""name\s*=\s*["']([^"']+)["']""", opening.read_text(encoding="utf-8")) if opening.exists() else None
    )
    return title[1] if title else source.path.parts[1]


def table(commands: list[Declared]) -> str:
    lines: list[str] = []
    for title in dict.fromkeys(command.area for command in commands):
        lines += [f"**{title}**", "", "| 命令 | 谁能用 | 作用 |", "|---|---|---|"]
        for c in commands:
            if c.area == title:
                form = " ".join(filter(None, (f"`/{c.name}`", c.alias, f"`{c.usage}`" if c.usage else "")))
                lines.append(f"| {cell(form)} | {cell(c.role)} | {cell(c.summary)} |")
        lines.append("")
    names = {command.name for command in commands}
    planned = re.findall(r"(\w+) ?(\w*);", PLANNED)
    later = [f"`/{name}` {alias}".rstrip() for name, alias in planned if name not in names]
    return "\n".join([*lines, *([f"**计划中**（还没有做）：{'、'.join(later)}", ""] if later else [])])


def cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def main(argv: list[str]) -> int:
    root = Path(argv[0]) if argv else Path(__file__).resolve().parent.parent
    readme = root / "README.md"
    body = table(list(declared(root)))
    readme.write_text(
        BETWEEN.sub(lambda m: f"{m[1]}\n{body}\n{m[2]}", readme.read_text(encoding="utf-8")), encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
