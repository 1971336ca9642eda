"""Departments under the many names people give them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from bot.domain.people.normal import plain
from bot.domain.people.traditional import simplified

SUFFIXES = ("办公室", "部门", "科室", "班组", "中心", "部", "科", "室", "组", "处")
_SYNONYMS = (
    ("人事", "人力", "人力资源", "人资", "hr"),
    ("财务", "财会", "财务会计"),
    ("研发", "研究开发", "r&d", "rd"),
    ("信息", "信息技术", "it"),
    ("品质", "质量", "品管", "品控", "品质管理", "质量管理", "质管"),
    ("客服", "客户服务"),
    ("法务", "法律事务"),
    ("行政", "行政管理"),
    ("采购", "采购管理"),
    ("市场", "市场营销"),
    ("生产", "生产制造", "制造"),
    ("仓储", "仓库"),
    ("总经办", "总经理办公"),
)
_PARTS = re.compile(r"[/\\>|-]+")
_NUMERALS = str.maketrans("一二三四五六七八九", "123456789")
_CLASS = re.compile(r"[级初高大小年].*班$")
_NUMBERED = re.compile(r"[一二三四五六七八九](?=号?(?:车间|分厂|事业部|[部科室组班队厂]))")
_AMBIGUOUS_STEMS = frozenset(
    {"总经理", "董事长", "校长", "院长", "公司", "办公", "工作", "主任", "书记", "学生", "教师"}
)


def department_key(text: str) -> str:
    """Equal for spellings that differ in width, case, blanks, brackets of a class or its numerals."""
    key = "".join(simplified(plain(text)).casefold().split())
    if _CLASS.search(key):
        key = key.translate(_NUMERALS).replace("(", "").replace(")", "")
    return _NUMBERED.sub(lambda found: found[0].translate(_NUMERALS), key)


def department_stem(key: str) -> str | None:
    """The name without 部, 科, 中心 …; None where too little is left to know it by."""
    for suffix in SUFFIXES:
        if key.endswith(suffix):
            key = key[: -len(suffix)]
            break
    return key if len(key) >= 2 and key not in _AMBIGUOUS_STEMS else None


class DepartmentNames:
    """The roster's departments and every other name that means exactly one of them."""

    def __init__(self, departments: Iterable[str]) -> None:
        self._exact: dict[str, str] = {}
        stems: dict[str, set[str]] = defaultdict(set)
        for name in departments:
            key = department_key(name)
            self._exact.setdefault(key, name)
            for part in (key, _PARTS.split(key)[-1]):
                stems[part].add(name)
                if stem := department_stem(part):
                    stems[stem].add(name)
        for group in _SYNONYMS:
            meant = {name for word in group for name in stems.get(word, ())}
            for word in group:
                stems.setdefault(word, meant)
        self._loose = {key: next(iter(names)) for key, names in stems.items() if len(names) == 1}
        self._loose.update(_abbreviations(self._exact, taken=stems.keys()))

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """Every name to look for in a text → the department as the roster writes it."""
        forms = dict(self._loose)
        for stem, name in self._loose.items():
            if department_stem(stem) == stem:
                for suffix in SUFFIXES:
                    forms.setdefault(stem + suffix, name)
        forms.update(self._exact)
        forms.update({plain(name).casefold(): name for name in self._exact.values()})
        return {form: name for form, name in forms.items() if len(form) >= 2}

    def resolve(self, text: str) -> str | None:
        """The one department meant, also where a level above or below is named with it."""
        key = department_key(text)
        found = self._exact.get(key) or self._loose.get(key)
        if found is None and (stem := department_stem(key)):
            found = self._loose.get(stem)
        return found or self._other_level(key)

    def _other_level(self, key: str) -> str | None:
        below = [form for form in self._exact if len(form) >= 2 and key.endswith(form)]
        if below:
            return self._exact[max(below, key=len)]
        above = [form for form in self._exact if len(form) >= 3 and key.startswith(form)]
        if above:
            return self._exact[max(above, key=len)]
        longer = [name for form, name in self._exact.items() if len(key) >= 3 and form.endswith(key)]
        return longer[0] if len(longer) == 1 else None


def _abbreviations(exact: Mapping[str, str], taken: Collection[str]) -> dict[str, str]:
    """``安环`` for 安全环保部, ``战略`` for 战略发展部: where exactly one department is shortened so."""
    meant: dict[str, set[str]] = defaultdict(set)
    for key, name in exact.items():
        stem = department_stem(key)
        if stem is not None and len(stem) in (4, 6) and not re.search(r"[\da-z]", stem):
            for short in {stem[::2], stem[:2]}:
                meant[short].add(name)
    return {
        short: next(iter(names))
        for short, names in meant.items()
        if len(names) == 1 and short not in taken and short not in _AMBIGUOUS_STEMS
    }


def normal_department(text: str, departments: Iterable[str] | DepartmentNames = ()) -> str:
    """The department as the roster writes it, or the text itself where the roster knows none such."""
    known = departments if isinstance(departments, DepartmentNames) else DepartmentNames(departments)
    return known.resolve(text) or "".join(plain(text).split())
