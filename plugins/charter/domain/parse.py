"""The text of a regulation → its clauses, each with its path and the words that lead to it."""

import re
from collections import Counter
from dataclasses import dataclass

from .closing import split_end
from .headings import with_headings
from .lines import clean, flow, read_version, split_title
from .outline import Node, Outline

_HEADING = re.compile("[^，,。；;：:]{1,8}。?|[一-龥]{4}[，,、][一-龥]{4}。")
_SANCTION = re.compile("警告|禁言|移出|踢|[tT]出|请出|清退|清出|除名|劝退|罚款|通报|拉黑")


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


def parse(document: str) -> ParsedText:
    """Clauses in the order of the text: what is not divided further, and leads that say something themselves.

    Chapters are left out of the paths where articles are numbered through, and kept where they restart.
    """
    reader = Outline("\n".join(with_headings(clean(document))))
    root = reader.read()
    title, preamble = split_title(root.text)
    if not root.children:
        return _paragraphs(title, preamble, root.text)
    articles = Counter(node.mark.label for node in _walk(root) if node.mark.kind == "article")
    through = all(count == 1 for count in articles.values())
    clauses: list[ParsedClause] = []
    closing: list[str] = []
    nodes = _walk(root)
    ends = {
        id(node) for node, after in zip(nodes, [*nodes[1:], None], strict=True) if after is None or _is_apart(after)
    }
    for node in nodes:
        if (_is_apart(node) and not node.children) or _is_listed(node):
            closing.append(node.mark.label + node.text)
            continue
        body, rest = split_end(node.text) if id(node) in ends and not node.children else (node.text, "")
        closing.append(rest)
        words = flow(body)
        if words and (not node.children or _says_something(words)):
            clauses.append(ParsedClause(_path(node, through), words, _lead(node), _parent(node, through)))
    wrong = tuple(Misnumbered(_path(node, through), said) for node, said in reader.misnumbered)
    version = read_version(root.text)
    return ParsedText(title, version, flow(preamble), tuple(clauses), flow("\n".join(closing)), wrong)


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


def _is_apart(node: Node) -> bool:
    """An appendix with no numbers of its own, a form or a list of files, is no clause."""
    return node.mark.kind == "appendix"


def _is_listed(node: Node) -> bool:
    """One of the annexes that ``附件：1.…2.…`` names; the first stands on that line itself."""
    above = node.parent
    return above is not None and _is_apart(above) and not above.children[0].mark.first_in_line


def _says_something(words: str) -> bool:
    """A lead with a whole sentence of its own, or with the sanction for what it lists; ``清退管理`` is only a heading."""
    return not _HEADING.fullmatch(words) and ("。" in words or _SANCTION.search(words) is not None)
