"""The signs of a text → its outline: which of them begin a clause, and under which other."""

import re
from dataclasses import dataclass, field

from .marks import LOOK_BACK, RANKS, Mark, signs

_ENDS = '。；;：:！!？?…”"」'
_STOPS = re.compile(r"[。；;，,！!？?]")
_REFERENCE = re.compile(
    r"\s*(?:第\s*\S{1,3}\s*[款项条]|规定|之规定|的|、|至|到|所(?!有)|中|和|或|及(?!时)|与|[,，。）)]|款|项(?!目))"
)
_CITED = re.compile(r"\s*(?:第\s*\S{1,3}\s*[款项条]|之?规定[的，,。]|[、，,）)])")
"""Behind a full stop only this makes ``第七条`` a citation: ``第七条及时…`` begins a clause."""
_NAMED = re.compile(
    r"(?:总则|附则|制度|规定|办法|细则|守则|公约|流程|规范|须知|规则|群规|章程|约定|方案|指引|范文|范本|模板)(?:[及与和暨][一-龥]{2,8})?(?:[(（][^()（）]{1,12}[)）])?\s*$"
)
_COUNTED = re.compile(r"\s*(?:[\d号栋楼班级年月日天次条点区组种个名类]|[一-龥]{1,3}[,，、。；;)）])")
LONGEST_HEADING = 30
_SEPARATED = re.compile(r"[ \t]*[、.．，,:：]?")
"""``第一条、`` and ``第一条.`` are written for ``第一条``."""
_FULL_STOPS = ("。", "；", ";", "！", "!")
_CITES = ("按照", "依照", "违反", "根据", "参照", "详见", "参见", "，见", "、")
"""Before an article these name it, also where a line was wrapped between."""
_BRACKETED = frozenset({"paren", "hanparen", "circled"})
_CITING = re.compile(r"第\s*(?:\S{1,4}[条款]\s*第?)?$|第\s*\S{1,4}[条款项]$|[)）](?:项|款)?\s*[、和或至及与]\s*第?$")
_ITEM = re.compile(r"\s*(?:[项款目](?![目标前组式])|[、和或至]\s*第?\s*[(（])")
"""What makes ``(一)`` the name of an item: before it and behind it."""


@dataclass
class Node:
    """A numbered piece of text and what stands under it."""

    mark: Mark
    parent: "Node | None"
    text: str = ""
    children: list["Node"] = field(default_factory=list["Node"])
    last: dict[str, int] = field(default_factory=dict[str, int])
    """The latest number among the children, by kind of sign."""


class Outline:
    """Walks the signs of one text and decides which of them begin a clause, and under which other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Node(Mark("root", 0, "", 0, 0, True), None)
        self.stack: list[Node] = []
        self.last_article = 0
        self.decimals = False
        """Whether any clause is numbered like 1.1."""
        self.latest: dict[str, int] = {}
        self.position = 0
        self.misnumbered: list[tuple[Node, str]] = []
        self.there: set[tuple[str, int]] = set()
        """The kinds and numbers of all signs, of those too that begin nothing."""

    def read(self) -> Node:
        marks = list(signs(self.text))
        self.there = {(mark.kind, mark.number) for mark in marks}
        for mark in marks:
            if mark.start < self.position or not self._begins_clause(mark):
                continue
            self._close(mark.start)
            self._open(mark)
        self._close(len(self.text))
        return self.root

    def _close(self, until: int) -> None:
        node = self.stack[-1] if self.stack else self.root
        node.text += self.text[self.position : until]

    def _open(self, mark: Mark) -> None:
        self._pop_for(mark)
        parent = self.stack[-1] if self.stack else self.root
        known = parent.last.get(mark.series)
        if not mark.number and not mark.label:
            place = (known or 0) + 1
            mark = Mark(mark.kind, place, str(place), mark.start, mark.end, mark.first_in_line)
        node = Node(mark, parent)
        last = known or (self.last_article if mark.kind == "article" else 0)
        through = self.latest.get(mark.series, 0)
        if (mark.number and mark.number not in (last + 1, through + 1, 1)) or (known and mark.number == 1):
            self.misnumbered.append((node, f"编号不连续：“{mark.label}”前面是 {last}"))
        parent.children.append(node)
        parent.last[mark.series] = self.latest[mark.series] = mark.number
        self.stack.append(node)
        self.position = self._behind(mark)
        if mark.kind == "article":
            self.last_article = mark.number
        self.decimals = self.decimals or mark.kind.startswith("dotted")

    def _behind(self, mark: Mark) -> int:
        """Where the words of a clause begin."""
        separated = _SEPARATED.match(self.text, mark.end) if mark.kind in RANKS else None
        return separated.end() if separated is not None else mark.end

    def _pop_for(self, mark: Mark) -> None:
        rank = RANKS.get(mark.kind)
        kinds = [node.mark.kind for node in self.stack]
        if mark.kind == "appendix":
            self.stack.clear()
        elif mark.kind.startswith("heading"):
            while self.stack and not _holds(self.stack[-1].mark, mark):
                self.stack.pop()
        elif mark.kind in kinds:
            if self._nests(mark, kinds):
                return
            while self.stack[-1].mark.kind != mark.kind:
                self.stack.pop()
            self.stack.pop()
        elif rank is not None:
            while self.stack and RANKS.get(self.stack[-1].mark.kind, -1) > rank:
                self.stack.pop()

    def _nests(self, mark: Mark, kinds: list[str]) -> bool:
        """``1.`` again inside ``2.(1)…:`` begins a list of its own."""
        return mark.number == 1 and kinds[-1] != mark.kind and self._before(mark).endswith((":", "："))

    def _before(self, mark: Mark) -> str:
        return self.text[max(self.position, mark.start - LOOK_BACK) : mark.start].strip()

    def _expected(self, mark: Mark) -> bool:
        for node in reversed(self.stack):
            if node.mark.kind == mark.kind:
                return mark.number == node.mark.number + 1 or (mark.number == 1 and mark.kind == "article")
        if mark.kind == "article":
            return mark.number in (1, self.last_article + 1)
        return mark.number == 1 or (mark.kind in RANKS and mark.number == self.root.last.get(mark.kind, 0) + 1)

    def _begins_clause(self, mark: Mark) -> bool:
        before = self._before(mark)
        if not mark.number or mark.kind.startswith("heading"):
            return mark.first_in_line and not (mark.kind == "chapter" and self.stack and not before)
        if before.endswith("第"):
            return False
        expected = self._expected(mark)
        own = self._by_its_kind(mark, before, expected)
        if own is not None:
            return own
        if mark.kind in RANKS and not expected and before and _REFERENCE.match(self.text, mark.end):
            return False
        if mark.kind in RANKS and before.endswith(_CITES):
            return False
        if mark.first_in_line:
            return expected or not before or before.endswith(tuple(_ENDS)) or _is_heading(before)
        cited = _CITED if before.endswith(("。", "；", ";")) else _REFERENCE
        if not expected or (mark.kind in RANKS and cited.match(self.text, mark.end)):
            return False
        if before.endswith(tuple(_ENDS)) or not before or (self.stack and self._is_set_off(mark)):
            return True
        return self._follows_without_stop(mark, before)

    def _by_its_kind(self, mark: Mark, before: str, expected: bool) -> bool | None:
        """What is known of signs that are as often something else; None of all others."""
        behind, stopped = self.text[mark.end - 1], before.endswith(_FULL_STOPS)
        if mark.kind == "appendix":
            return bool(self.stack)
        if mark.inserted:
            return mark.number == self.last_article and (mark.first_in_line or before.endswith(tuple(_ENDS)))
        if mark.glued:
            return expected and mark.number > 1 and stopped
        if not mark.first_in_line and mark.kind in _BRACKETED and self._cites(mark, before):
            return False
        if mark.doubtful and not (mark.first_in_line and expected and before.endswith(tuple(_ENDS))):
            return False
        if mark.kind.startswith("dotted"):
            return not self._may_be_next(mark) if mark.first_in_line else expected and self._goes_on(mark, before)
        if mark.kind == "number" and behind in ",，:：":
            return mark.first_in_line and (expected or (stopped and self.latest.get("number", 0) > 0))
        if mark.kind in ("letter", "boxed") or (mark.kind == "han" and behind in ":："):
            return mark.first_in_line and expected
        if mark.kind == "number" and behind in " \t":
            above = before if self.stack else before.rpartition("\n")[2]
            begun = not before or before.endswith(tuple(_ENDS)) or _is_heading(above)
            return expected and (begun or self._goes_on_below(mark))
        return None

    def _follows_without_stop(self, mark: Mark, before: str) -> bool:
        """Whether the next one of its kind, within a line, begins a clause though no sentence ended before it."""
        if not self.stack and mark.number == 1 and (mark.kind, 2) in self.there:  # behind whatever heads the page
            return mark.kind in RANKS or self.text[mark.start - 1].isspace() or _is_heading(before)
        if mark.kind in RANKS or mark.kind == "han":
            return _is_heading(before) and self._under_title(mark, before)
        if mark.number > 1:
            if mark.kind != "number":
                return before.endswith((",", "，", "、"))
            return before.endswith((",", "，")) and _COUNTED.match(self.text, mark.end) is None
        return _is_heading(before)

    def _cites(self, mark: Mark, before: str) -> bool:
        """``违反第七条第(一)项、(二)项的`` names items, and begins none."""
        return _CITING.search(before) is not None or _ITEM.match(self.text, mark.end) is not None

    def _may_be_next(self, mark: Mark) -> bool:
        """Whether ``3.3楼`` at the beginning of a line is the third of a plain list, in which no decimal stood so far."""
        plain = self.latest.get("number", 0)
        return plain > 0 and not self.decimals and mark.label.partition(".")[0] == str(plain + 1)

    def _goes_on_below(self, mark: Mark) -> bool:
        """Whether a number with nothing but a blank behind it is one of several such lines."""
        if mark.number == 1:
            return ("number", 2) in self.there and ("number", 3) in self.there
        return self.latest.get("number", 0) == mark.number - 1

    def _is_set_off(self, mark: Mark) -> bool:
        """Whether blanks alone set the next one of a list off, where no full stop was written."""
        if mark.kind in RANKS:
            return self.text[mark.end : mark.end + 1].isspace()
        return mark.number > 1 and self.text[mark.start - 1].isspace() and not _COUNTED.match(self.text, mark.end)

    def _goes_on(self, mark: Mark, before: str) -> bool:
        """Whether ``1.2`` or ``2.1`` within a line is the next one of what came before it."""
        if mark.number == 1:
            return before.endswith(_FULL_STOPS) or (
                bool(self.stack) and self.stack[-1].mark.label == mark.label.rpartition(".")[0] and _is_heading(before)
            )
        return bool(self.stack) and self.stack[-1].mark.series == mark.series and before.endswith(_FULL_STOPS)

    def _under_title(self, mark: Mark, before: str) -> bool:
        """Right after the title of a chapter or of the whole, where no full stop is to be expected."""
        if self.stack:
            return self.stack[-1].mark.kind in ("part", "chapter", "section")
        if mark.kind in RANKS and mark.number == 1:
            return True
        return _NAMED.search(before) is not None


def _holds(above: Mark, heading: Mark) -> bool:
    """Whether a Markdown heading can stand under what ``above`` began."""
    if above.kind.startswith("heading"):
        return above.kind < heading.kind
    return above.kind in ("part", "chapter", "section")


def _is_heading(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and not _STOPS.search(text)
