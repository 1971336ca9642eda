"""The text of a regulation → its clauses, each with its path and the words that lead to it."""

import re
from collections import Counter
from dataclasses import dataclass, field

from .lines import clean, flow, read_version, split_closing, split_title
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
_BOXED = re.compile(r"\s*【([^】]{1,20})】\s*")
_COUNTED = re.compile(r"\s*(?:[\d号栋楼班级年月日天次条点区组种个名类]|[一-龥]{1,3}[,，、。；;)）])")
_SANCTION = re.compile("警告|禁言|移出|踢|[tT]出|请出|清退|清出|除名|劝退|罚款|通报|拉黑")
LONGEST_HEADING = 30


@dataclass
class Node:
    """A numbered piece of text and what stands under it."""

    mark: Mark
    parent: "Node | None"
    text: str = ""
    children: list["Node"] = field(default_factory=list["Node"])
    last: dict[str, int] = field(default_factory=dict[str, int])
    """The latest number among the children, by kind of sign."""


@dataclass(frozen=True, slots=True)
class ParsedClause:
    """``lead`` holds the texts of the headings above, outermost first: what a list's items continue.

    ``parent`` is the path of the heading or clause it stands under, "" at the top.
    """

    path: str
    text: str
    lead: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Misnumbered:
    path: str
    text: str


@dataclass(frozen=True)
class ParsedText:
    """``preamble`` and ``closing`` are the unnumbered words before and after the clauses."""

    title: str
    version: str
    preamble: str
    clauses: tuple[ParsedClause, ...]
    closing: str = ""
    misnumbered: tuple[Misnumbered, ...] = ()


class _Reader:
    """Walks the signs of one text and decides which of them begin a clause, and under which other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Node(Mark("root", 0, "", 0, 0, True), None)
        self.stack: list[Node] = []
        self.last_article = 0
        self.latest: dict[str, int] = {}
        self.position = 0
        self.misnumbered: list[tuple[Node, str]] = []

    def read(self) -> Node:
        for mark in signs(self.text):
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
        if mark.number not in (last + 1, through + 1, 1) or (known and mark.number == 1):
            self.misnumbered.append((node, f"编号不连续：“{mark.label}”前面是 {last}"))
        parent.children.append(node)
        parent.last[mark.series] = self.latest[mark.series] = mark.number
        self.stack.append(node)
        self.position = mark.end
        if mark.kind == "article":
            self.last_article = mark.number

    def _pop_for(self, mark: Mark) -> None:
        rank = RANKS.get(mark.kind)
        kinds = [node.mark.kind for node in self.stack]
        if mark.kind.startswith("heading"):
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
        if not mark.number or mark.kind.startswith("heading"):
            return mark.first_in_line
        before, expected = self._before(mark), self._expected(mark)
        if mark.doubtful and not (mark.first_in_line and expected and before.endswith(tuple(_ENDS))):
            return False
        if mark.kind.startswith("dotted") or (mark.kind == "number" and self.text[mark.end - 1] in ",，"):
            return mark.first_in_line and (expected or mark.kind != "number")
        if mark.kind in ("letter", "boxed"):
            return mark.first_in_line and expected
        if mark.kind == "number" and self.text[mark.end - 1] in " \t":
            above = before if self.stack else before.rpartition("\n")[2]
            return expected and (not before or before.endswith(tuple(_ENDS)) or _is_heading(above))
        if mark.kind in RANKS and not expected and before and _REFERENCE.match(self.text, mark.end):
            return False
        if mark.first_in_line:
            return expected or not before or before.endswith(tuple(_ENDS)) or _is_heading(before)
        cited = _CITED if before.endswith(("。", "；", ";")) else _REFERENCE
        if not expected or (mark.kind in RANKS and cited.match(self.text, mark.end)):
            return False
        if before.endswith(tuple(_ENDS)) or not before:
            return True
        if mark.kind in RANKS or mark.kind == "han":
            return _is_heading(before) and self._under_title(mark, before)
        if mark.number > 1:
            if mark.kind != "number":
                return before.endswith((",", "，", "、"))
            return before.endswith((",", "，")) and _COUNTED.match(self.text, mark.end) is None
        return _is_heading(before)

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


def parse(document: str) -> ParsedText:
    """Clauses in the order of the text: what is not divided further, and leads that say something themselves.

    Chapters are left out of the paths where articles are numbered through, and kept where they restart.
    """
    lines = clean(document)
    text = "\n".join(_without_hash(line, lines) for line in lines)
    reader = _Reader(text)
    root = reader.read()
    title, preamble = split_title(root.text)
    if not root.children:
        return _paragraphs(title, preamble, root.text)
    articles = Counter(node.mark.label for node in _walk(root) if node.mark.kind == "article")
    through = all(count == 1 for count in articles.values())
    clauses: list[ParsedClause] = []
    closing: list[str] = []
    for node in _walk(root):
        body, rest = split_closing(node.text) if not node.children else (node.text, "")
        closing.append(rest)
        words = flow(body)
        if words and (not node.children or _says_something(words)):
            clauses.append(ParsedClause(_path(node, through), words, _lead(node), _parent(node, through)))
    wrong = tuple(Misnumbered(_path(node, through), said) for node, said in reader.misnumbered)
    version = read_version(root.text)
    return ParsedText(title, version, flow(preamble), tuple(clauses), flow("\n".join(closing)), wrong)


def _without_hash(line: str, lines: list[str]) -> str:
    """A Markdown heading that has a number of its own goes by that; a single first-level one is the title."""
    bare = line.lstrip("# ")
    if boxed := _BOXED.fullmatch(line):
        first = next(other for other in lines if other.strip())
        return boxed[1] if line is first else f"## {boxed[1]}"
    if not line.startswith("#"):
        return line
    level = len(line) - len(line.lstrip("#"))
    if level == 1 and sum(1 for other in lines if re.match(r"#\s", other)) == 1:
        return bare
    sign = next(signs(bare), None)
    own = sign is not None and sign.start == 0 and (sign.kind in RANKS or sign.kind.startswith(("dotted", "paren")))
    return bare if own else line


def _paragraphs(title: str, preamble: str, head: str) -> ParsedText:
    """A text without any numbers: each of its paragraphs is a clause."""
    body = [line.strip() for line in preamble.split("\n") if line.strip()]
    clauses = tuple(ParsedClause(str(i), line) for i, line in enumerate(body, 1))
    return ParsedText(title, read_version(head), "", clauses)


def _walk(node: Node) -> list[Node]:
    found: list[Node] = []
    waiting = list(reversed(node.children))
    while waiting:
        current = waiting.pop()
        found.append(current)
        waiting.extend(reversed(current.children))
    return found


def _chain(node: Node) -> list[Node]:
    """From the outermost to the node itself; the root is left out."""
    chain: list[Node] = []
    while node.parent is not None:
        chain.append(node)
        node = node.parent
    return chain[::-1]


def _path(node: Node, through: bool) -> str:
    chain = _chain(node)
    if through:
        article = next((i for i, step in enumerate(chain) if step.mark.kind == "article"), 0)
        chain = chain[article:]
    return "/".join(step.mark.label for step in chain)


def _parent(node: Node, through: bool) -> str:
    return _path(node.parent, through) if node.parent is not None and node.parent.parent is not None else ""


def _lead(node: Node) -> tuple[str, ...]:
    return tuple(words for step in _chain(node)[:-1] if (words := flow(step.text)))


def _says_something(words: str) -> bool:
    """A lead with a whole sentence of its own, or with the sanction for what it lists."""
    return "。" in words or _SANCTION.search(words) is not None
