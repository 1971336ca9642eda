"""Departments under the many names people give them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from bot.domain.people.abbreviations import abbreviations, is_ambiguous, shortened
from bot.domain.people.normal import plain
from bot.domain.people.suffixes import GENERIC, without_suffix
from bot.domain.people.traditional import simplified

_SYNONYMS = (
    ("人事", "人力", "人力资源", "人资", "hr"),
    ("财务", "财会"),
    ("研发", "研究开发", "r&d", "rd"),
    ("信息", "信息技术", "信息科技", "it"),
    ("品质", "质量", "品管", "品控", "品质管理", "质量管理", "质管"),
    ("客服", "客户服务"),
    ("法务", "法律事务"),
    ("行政", "行政管理"),
    ("采购", "采购管理"),
    ("市场", "市场营销"),
    ("生产", "生产制造", "制造"),
    ("仓储", "仓库"),
    ("总经办", "总经理办公"),
    ("风控", "风险控制", "风险管理", "风险"),
    ("药房", "药剂", "药学"),
    ("icu", "重症医学", "重症监护"),
    ("耳鼻喉", "耳鼻咽喉"),
    ("心内", "心血管内", "心脏内"),
    ("后勤", "后勤管理", "后勤保障", "总务"),
    ("学工", "学生工作"),
    ("物业", "物业服务", "物业管理"),
    ("设备", "设备管理"),
    ("安保", "保卫", "安全保卫"),
    ("ehs", "安全环保", "安环"),
    ("销售", "营销"),
)
_PARTS = re.compile(r"[/\\>|-]+")
_NUMERALS = str.maketrans("一二三四五六七八九", "123456789")
_CLASS = re.compile(r"[级初高大小年].*班$")
_NUMBERED = re.compile(r"[一二三四五六七八九](?=号?(?:车间|分厂|事业部|病区|楼|[部科室组班队厂庭栋幢]))")
_BUILDING = re.compile(r"(?<=\d)(?:栋|幢|号楼)")


def department_key(text: str) -> str:
    """Equal for spellings that differ in width, case, blanks, brackets of a class or its numerals."""
    key = "".join(simplified(plain(text)).casefold().split())
    if _CLASS.search(key):
        key = key.translate(_NUMERALS).replace("(", "").replace(")", "")
    return _BUILDING.sub("号楼", _NUMBERED.sub(lambda found: found[0].translate(_NUMERALS), key))


def department_levels(text: str) -> list[str]:
    """The keys of a department's levels, highest first, where it is written with them: ``制造中心/冲压车间``."""
    return _PARTS.split(department_key(text))


def department_stem(key: str) -> str | None:
    """The name without 部, 车间, 支行 …; None where too little is left to know it by."""
    stem, _ = without_suffix(key)
    return stem if len(stem) >= 2 and not is_ambiguous(stem) else None


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
        taken = {word for word, names in stems.items() if names}
        levels: dict[str, str] = {_PARTS.split(key)[-1]: name for key, name in self._exact.items()}
        self._levels = levels if len(levels) == len(self._exact) else self._exact
        self._loose.update(abbreviations(self._levels, taken))
        for group in _SYNONYMS:
            meant = {self._loose[word] for word in group if word in self._loose}
            self._loose.update(
                dict.fromkeys(group, next(iter(meant))) if len(meant) == 1 and not taken & {*group} else {}
            )

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """Every name to look for in a text → the department as the roster writes it."""
        forms = dict(self._loose)
        for stem, name in self._loose.items():
            if department_stem(stem) == stem:
                for suffix in (*GENERIC, "区"):
                    forms.setdefault(stem + suffix, name)
        forms.update(self._exact)
        forms.update({plain(name).casefold(): name for name in self._exact.values()})
        return {form: name for form, name in forms.items() if len(form) >= 2}

    def shortened(self, text: str) -> str | None:
        """The one department that a word standing alone may be short for, or is misspelt by one character."""
        key = department_key(text)
        return self.resolve(text) or shortened(key.translate(_NUMERALS), self._counted) or self._misspelt(key)

    @cached_property
    def _counted(self) -> Mapping[str, str]:
        return {key.translate(_NUMERALS): name for key, name in self._levels.items()}

    def _misspelt(self, key: str) -> str | None:
        near = {
            name
            for known, name in self._exact.items()
            if len(known) == len(key) >= 4 and sum(a != b for a, b in zip(known, key, strict=True)) == 1
        }
        return next(iter(near)) if len(near) == 1 else None

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


def normal_department(text: str, departments: Iterable[str] | DepartmentNames = ()) -> str:
    """The department as the roster writes it, or the text itself where the roster knows none such."""
    known = departments if isinstance(departments, DepartmentNames) else DepartmentNames(departments)
    return known.resolve(text) or "".join(plain(text).split())
