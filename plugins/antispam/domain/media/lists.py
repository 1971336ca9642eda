"""The lists of domains and file endings, read once, and what belongs to whom in a host's name."""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from publicsuffixlist import PublicSuffixList

DOMAINS = Path(__file__).parents[2] / "words" / "domains.lst"


def _read(path: Path) -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {}
    kind = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif not line.startswith("#"):
            lists[kind] = lists.get(kind, frozenset()) | frozenset(line.split())
    return lists


LISTS = _read(DOMAINS)
EXECUTABLES = LISTS["executables"]
MACROS = LISTS["macros"]
ARCHIVES = LISTS["archives"]
DOCUMENTS = LISTS["documents"]


_SUFFIXES = PublicSuffixList(accept_unknown=False, only_icann=True)
"""Mozilla's list as the package carries it: registries only, nothing is fetched. Read at start, which takes 40 ms."""


def covers(domains: Collection[str], host: str) -> bool:
    """Whether ``host`` or a parent of it is listed."""
    labels = host.split(".")
    return any(".".join(labels[i:]) in domains for i in range(len(labels)))


@lru_cache(maxsize=2048)
def split_host(host: str) -> tuple[tuple[str, ...], str, str] | None:
    """(labels below, the label that was registered, the public suffix); None where no registry hands out such names.

    ``www.shop.example.com.cn`` → ``(("www", "shop"), "example", "com.cn")``.
    """
    own = _SUFFIXES.privatesuffix(host)
    if own is None:
        return None
    name, _, suffix = own.partition(".")
    below = host[: -len(own)].strip(".")
    return tuple(below.split(".")) if below else (), name, suffix
