"""A draft as a plain text file that people edit: what is written and read again is the same draft.

::

    # remarks begin with a number sign and are not read
    标题：车间工作群管理制度
    版本：2.0
    范围：单位
    施行：2026-04-01

    [第四条]
    不得发布广告。
    = moderation.ads via=auto action=recall+warn
    = 替换 第三条

A line of a clause that would look like one of these begins with a backslash. Values with blanks stand in quotes.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .draft import (
    LONGEST_PATH,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_VERSION,
    MOST_CLAUSES,
    ORGANISATION,
    SUPPLEMENT,
    WAYS,
    Draft,
    DraftClause,
    normal_text,
)
from .given import check_value
from .reading import PRINCIPLE, UNSURE, ReadDuty

_SCOPES = {ORGANISATION: "单位", SUPPLEMENT: "本群"}
_HEADS = {"标题": "title", "版本": "version", "范围": "scope", "施行": "effective"}
_SPECIAL = ("[", "#", "=", "\\")
_HEAD = re.compile(r"(标题|版本|范围|施行)\s*[:：]\s*(.*)")
_CLAUSE = re.compile(r"\[(.+)\]\s*")
_OPTION = re.compile(r'\s*([A-Za-z_.]+)=("(?:[^"\\]|\\.)*"|\S*)')
_RELATIONS = {"替换": "replaces", "暂停": "suspends"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|publication|")
FIRST_LINE = "# 群规草案"


@dataclass(frozen=True, slots=True)
class LineError:
    """``line`` counts from 1."""

    line: int
    text: str


class FileErrors(Exception):
    """Everything that is wrong with a file, in the order of its lines; nothing of it was taken over."""

    def __init__(self, errors: Sequence[LineError]) -> None:
        super().__init__(f"{len(errors)} lines")
        self.errors = tuple(errors)


def looks_like_file(text: str) -> bool:
    """Whether this is a draft that was written by ``write_draft``, perhaps edited, and no regulation's text."""
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()[:20]]
    return any(line.startswith(FIRST_LINE) for line in lines) or (
        any(line.startswith("标题") for line in lines) and any(_CLAUSE.fullmatch(line) for line in lines)
    )


def write_draft(draft: Draft, *, heading: str = "") -> str:
    """``heading`` is put into the first remark. Lines end with a line feed."""
    lines = [
        f"{FIRST_LINE} {heading}".rstrip(),
        "# 方括号里是编号；“=”开头的行是机器人怎样执行：代码 via=auto（自动）|assist（协助）|show（公示） 参数=值",
        "# 改好后把文件发到群里，回复它发送“/制度 编号 导入”。“#”开头的行不读。",
        f"标题：{draft.title}",
        f"版本：{draft.version}",
        f"范围：{_SCOPES[draft.scope]}",
        f"施行：{draft.effective}",
    ]
    for clause in draft.clauses:
        lines += ["", *_clause_lines(clause)]
    return "\n".join(lines) + "\n"


def _clause_lines(clause: DraftClause) -> Iterator[str]:
    yield f"[{clause.path}]"
    for line in clause.text.split("\n"):
        yield f"\\{line}" if not line or line.startswith(_SPECIAL) else line
    for duty in clause.duties:
        if duty.code != PRINCIPLE and (duty.proposed or duty.confidence < UNSURE):
            why = f"，因“{'、'.join(duty.words)}”" if duty.words else ""
            yield f"# 请核对：{'模型猜的' if duty.proposed else '把握不大'}{why}"
        yield " ".join([f"= {duty.code} via={duty.via}", *(f"{n}={_quoted(v)}" for n, v in duty.parameters.items())])
    if clause.replaces:
        yield f"= 替换 {clause.replaces}"
    if clause.suspends:
        yield f"= 暂停 {clause.suspends}"


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if not value or re.search(r'[\s"\\]', value) else value


@dataclass
class _Reader:
    """One pass over the lines; errors are gathered."""

    before: Draft
    codes: frozenset[str]
    names: frozenset[str]
    heads: dict[str, str] = field(default_factory=dict[str, str])
    clauses: list[DraftClause] = field(default_factory=list[DraftClause])
    errors: list[LineError] = field(default_factory=list[LineError])
    path: str | None = None
    began: int = 0
    words: list[str] = field(default_factory=list[str])
    duties: list[ReadDuty] = field(default_factory=list[ReadDuty])
    relations: dict[str, str] = field(default_factory=dict[str, str])

    def wrong(self, line: int, text: str) -> None:
        self.errors.append(LineError(line, text))

    def line(self, number: int, line: str) -> None:
        if line.startswith("#"):
            return
        if clause := _CLAUSE.fullmatch(line):
            self.finish()
            self.path, self.began = clause[1].strip(), number
        elif self.path is None:
            self._head(number, line)
        elif line.startswith("="):
            self._duty(number, line[1:].strip())
        elif line.startswith("\\"):
            self.words.append(line[1:])
        elif line.startswith("["):
            self.wrong(number, "“[”开头的行应是编号，如 [第四条]；正文里的“[”前面加一个“\\”")
        else:
            self.words.append(line)

    def _head(self, number: int, line: str) -> None:
        head = _HEAD.fullmatch(line.strip())
        if head is not None:
            self.heads[_HEADS[head[1]]] = head[2].strip()
            self._check_head(number, _HEADS[head[1]], head[2].strip())
        elif line.strip():
            self.wrong(number, "第一个编号之前只能有 标题、版本、范围、施行")

    def _check_head(self, number: int, name: str, value: str) -> None:
        if name == "scope" and value not in _SCOPES.values():
            self.wrong(number, "范围应是 单位 或 本群")
        elif name == "effective" and not _DATE.fullmatch(value):
            self.wrong(number, "施行应是日期，如 2026-04-01，或 publication（公布之日），或不写")
        elif name == "title" and not 0 < len(value) <= LONGEST_TITLE:
            self.wrong(number, f"标题应为 1 到 {LONGEST_TITLE} 个字")
        elif name == "version" and not 0 < len(value) <= LONGEST_VERSION:
            self.wrong(number, f"版本应为 1 到 {LONGEST_VERSION} 个字")

    def _duty(self, number: int, said: str) -> None:
        code, _, rest = said.partition(" ")
        if code in _RELATIONS:
            self._relation(number, _RELATIONS[code], rest.strip())
        elif code not in self.codes:
            self.wrong(number, f"没有“{code[:40]}”这个代码")
        elif any(duty.code == code for duty in self.duties):
            self.wrong(number, f"{code} 写了两次")
        else:
            options = self._options(number, code, rest)
            known = self._known(code)
            via = options.pop("via", known.via if known is not None else "show")
            if via not in WAYS:
                self.wrong(number, "via 应是 auto、assist 或 show")
            base = known or ReadDuty(code, via)
            self.duties.append(replace(base, via=via, parameters=options))

    def _known(self, code: str) -> ReadDuty | None:
        """What the draft had there: its confidence and words are kept, they are no part of the file."""
        old = next((c for c in self.before.clauses if c.path == self.path), None)
        return old.duty(code) if old is not None else None

    def _options(self, number: int, code: str, rest: str) -> dict[str, str]:
        found: dict[str, str] = {}
        known = self._known(code)
        while rest.strip():
            option = _OPTION.match(rest)
            if option is None:
                self.wrong(number, f"“{rest.strip()[:30]}”应写成 名字=值，值里有空格的用英文双引号")
                break
            name, value = option[1], option[2]
            rest = rest[option.end() :]
            try:
                value = str(json.loads(value)) if value.startswith('"') else value
                if name in found:
                    raise ValueError(f"{name} 写了两次")
                if name != "via" and (known is None or known.parameters.get(name) != value):
                    if name not in self.names:
                        raise ValueError(f"没有“{name[:40]}”这个参数")
                    value = check_value(name, value)
            except ValueError as error:
                self.wrong(number, "引号里的值读不懂" if isinstance(error, json.JSONDecodeError) else str(error))
            found[name] = value
        return found

    def _relation(self, number: int, kind: str, path: str) -> None:
        if not path or len(path) > LONGEST_PATH:
            self.wrong(number, "替换、暂停后面写单位制度里的编号，如 = 替换 第四条")
        elif self.relations:
            self.wrong(number, "一条只能替换或暂停一条")
        else:
            self.relations[kind] = path

    def finish(self) -> None:
        """The clause that ends here."""
        if self.path is None:
            return
        text = normal_text("\n".join(self.words))
        if any(clause.path == self.path for clause in self.clauses):
            self.wrong(self.began, f"编号“{self.path}”出现了不止一次")
        if not text:
            self.wrong(self.began, f"“{self.path}”没有正文")
        if len(text) > LONGEST_TEXT or len(self.path) > LONGEST_PATH:
            self.wrong(self.began, f"“{self.path[:20]}”太长：编号至多 {LONGEST_PATH} 字，正文至多 {LONGEST_TEXT} 字")
        self.clauses.append(DraftClause(self.path, text, tuple(self.duties), **self.relations))
        self.words, self.duties, self.relations = [], [], {}


def read_draft(text: str, before: Draft, *, codes: frozenset[str], names: frozenset[str]) -> Draft:
    """The draft that a file describes; ``before`` is what it was made of. Raises FileErrors, all at once."""
    reader = _Reader(before, codes, names)
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        reader.line(number, line.rstrip("\r"))
    reader.finish()
    if not reader.clauses:
        reader.wrong(1, "没有一条条文：编号写在方括号里，如 [第一条]")
    if len(reader.clauses) > MOST_CLAUSES:
        reader.wrong(1, f"条文太多，至多 {MOST_CLAUSES} 条")
    scope = {said: name for name, said in _SCOPES.items()}.get(reader.heads.get("scope", ""), before.scope)
    if scope == ORGANISATION and any(c.replaces or c.suspends for c in reader.clauses):
        reader.wrong(1, "替换、暂停只用于本群的补充规定（范围：本群）")
    if reader.errors:
        raise FileErrors(sorted(reader.errors, key=lambda error: error.line))
    return Draft(
        reader.heads.get("title", before.title),
        reader.heads.get("version", before.version),
        scope,
        tuple(reader.clauses),
        reader.heads.get("effective", before.effective),
    )
