"""A whole regulation read: each clause with what it asks for, how much of it is served, what is wrong with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.durations import parse_duration

from .ladder import mute_length, read_ladder, read_step
from .match import PRINCIPLE, Match, Vocabulary, match_clause
from .parameters import read_parameters
from .parse import ParsedText, parse
from .values import clock, effective

_VAGUE = re.compile(
    r"情节(?:特别)?(?:严重|较重|较轻|恶劣)|视情节|酌情|严重(?:违规|违反|破坏|影响)|屡教不改|适当(?:处理|处罚)|相应的?(?:处罚|处理|处分)|后果严重"
)
_MEASURE = re.compile(r"\d|[一二两三四五六七八九十]+(?:次|天|小时|人|条)|(?:包括|是)指")
_FIRST = re.compile(r"(?:第\s*[一1]\s*次|初次|首次|初犯)([^；;。]{0,40})")
_NOTICE_AT = re.compile(r"(?:通知|公告)[^。；]{0,12}(?:发布|下发|发出)|(?:发布|下发)[^。；]{0,6}(?:通知|公告)")
LONGEST_MUTE = parse_duration("30d")


@dataclass(frozen=True, slots=True)
class ReadClause:
    """``via`` is the most that is done with any of its codes: auto, else assist, else show."""

    path: str
    text: str
    matches: tuple[Match, ...]
    parameters: dict[str, str]
    via: str
    unserved: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(match.code for match in self.matches)


@dataclass(frozen=True, slots=True)
class Problem:
    """``kind``: vague, contradiction, impossible, unserved or numbering."""

    path: str
    kind: str
    text: str


@dataclass(frozen=True)
class Reading:
    """``version`` and ``effective`` are None where the text does not say."""

    title: str
    version: str | None
    effective: str | None
    clauses: tuple[ReadClause, ...]
    problems: tuple[Problem, ...] = field(default=())

    def coverage(self) -> dict[str, Any]:
        """How many clauses are served how; one that asks for something and gets nothing is unserved."""
        counts: dict[str, Any] = {"clauses": len(self.clauses), "auto": 0, "assist": 0, "show": 0, "unserved": 0}
        for clause in self.clauses:
            counts["unserved" if len(clause.unserved) == len(clause.codes) else clause.via] += 1
        counts["unserved_codes"] = sorted({code for clause in self.clauses for code in clause.unserved})
        return counts

    def as_json(self) -> dict[str, Any]:
        """The outside form of ``regulation check --json``."""
        return {
            "title": self.title,
            "version": self.version,
            "effective": self.effective,
            "clauses": [
                {
                    "path": clause.path,
                    "text": clause.text,
                    "capabilities": list(clause.codes),
                    "parameters": clause.parameters,
                    "via": clause.via,
                }
                for clause in self.clauses
            ],
            "coverage": self.coverage(),
            "problems": [{"path": p.path, "kind": p.kind, "text": p.text} for p in self.problems],
        }


def read_regulation(document: str, words: Vocabulary, *, name: str = "") -> Reading:
    """Clauses, codes, parameters and problems of a text; ``name`` is its title where it states none."""
    parsed = parse(document)
    clauses = tuple(_clauses(parsed, words))
    whole = " ".join((*(c.text for c in parsed.clauses), parsed.preamble, parsed.closing))
    return Reading(
        parsed.title or name,
        parsed.version or None,
        effective(whole),
        clauses,
        tuple(find_problems(parsed, clauses)),
    )


def _clauses(parsed: ParsedText, words: Vocabulary) -> Iterator[ReadClause]:
    ladders = _ladders_of_lists(parsed)
    for clause in parsed.clauses:
        matches = match_clause(clause, words)
        codes = [match.code for match in matches]
        ways = {words.via(code) for code in codes}
        via = next((way for way in ("auto", "assist") if way in ways), "show")
        unserved = tuple(code for code in codes if code != PRINCIPLE and code not in words.served)
        parameters = read_parameters(clause.text, codes)
        if "ladder" in parameters:
            ladders.pop(_list_of(clause.path), None)
        elif any(code.startswith("sanction.") for code in codes):
            parameters |= {"ladder": ladder} if (ladder := ladders.pop(_list_of(clause.path), None)) else {}
        yield ReadClause(clause.path, clause.text, matches, parameters, via, unserved)


def _list_of(path: str) -> str:
    return path.rpartition("/")[0]


def _ladders_of_lists(parsed: ParsedText) -> dict[str, str]:
    """Ladders whose steps are the items of one list, by the list's path; its first sanction carries it."""
    items: dict[str, list[str]] = {}
    for clause in parsed.clauses:
        items.setdefault(_list_of(clause.path), []).append(clause.text)
    found = {path: read_ladder("；".join(texts)) for path, texts in items.items() if path and len(texts) > 1}
    return {path: ladder for path, ladder in found.items() if ladder}


def find_problems(parsed: ParsedText, clauses: Sequence[ReadClause]) -> Iterator[Problem]:
    """In the order: numbering, what is vague, contradicts, cannot be done, is not served."""
    for wrong in parsed.misnumbered:
        yield Problem(wrong.path, "numbering", wrong.text)
    yield from _twice(clauses)
    for clause in clauses:
        vague = _VAGUE.search(clause.text)
        if vague and not _MEASURE.search(clause.text) and any(code.startswith("sanction.") for code in clause.codes):
            yield Problem(clause.path, "vague", f"“{vague[0]}”没有写明标准")
    yield from _different_first_steps(clauses)
    for clause in clauses:
        yield from _deadline_before_notice(clause)
        length = parse_duration(mute_length(clause.text) or "")
        if length is not None and LONGEST_MUTE is not None and length >= LONGEST_MUTE:
            yield Problem(clause.path, "impossible", "禁言时长须少于30天，平台做不到更长")
        for code in clause.unserved:
            yield Problem(clause.path, "unserved", f"没有功能服务于 {code}")


def _twice(clauses: Iterable[ReadClause]) -> Iterator[Problem]:
    seen: set[str] = set()
    for clause in clauses:
        if clause.path in seen:
            yield Problem(clause.path, "numbering", "这个编号出现了不止一次")
        seen.add(clause.path)


def _different_first_steps(clauses: Iterable[ReadClause]) -> Iterator[Problem]:
    """The first breach is answered differently in two places, or two ladders are stated."""
    ladder: tuple[str, str] | None = None
    first: tuple[str, str] | None = None
    for clause in clauses:
        stated = clause.parameters.get("ladder")
        if stated and ladder is not None and ladder[1] != stated:
            yield Problem(clause.path, "contradiction", f"处理梯度与{ladder[0]}不同：{stated} / {ladder[1]}")
            continue
        ladder = ladder or ((clause.path, stated) if stated else None)
        for said in _FIRST.findall(clause.text):
            step = read_step(said)
            if step and first is not None and first[1] != step:
                yield Problem(clause.path, "contradiction", f"第一次违规的处理与{first[0]}不同：{step} / {first[1]}")
            first = first or ((clause.path, step) if step else None)


def _deadline_before_notice(clause: ReadClause) -> Iterator[Problem]:
    deadline = clause.parameters.get("deadline")
    if not deadline or re.search("次日|第二天|翌日|隔天", clause.text):
        return
    told = _NOTICE_AT.search(clause.text)
    published = clock(clause.text[: told.end()]) if told else None
    if published and deadline < published:
        yield Problem(clause.path, "contradiction", f"回复截止（{deadline}）早于通知发布（{published}）")
