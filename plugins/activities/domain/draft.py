"""An announcement as its organiser writes it: ``标题 | 时间 | 地点 | 内容 [| 名额] [截止报名 …] [候补] [带人 2]``."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.durations import han_number

from .draft_options import Options, cut_options, read_options
from .refusals import DraftRefused
from .times import Times, read_times
from .voting import is_vote, read_choices

LONGEST_TITLE, LONGEST_PLACE, LONGEST_CONTENT = 60, 100, 1000
MOST_PLACES = 9999
_LONGEST_CAPACITY = 40
_BAR = re.compile(r"[|｜]")
_LABEL = re.compile(r"^(?:标题|主题|名称|时间|地点|内容|名额|人数)\s*[:：]\s*")
_LINE = re.compile(r"^\s*(?:活动)?(标题|主题|名称|时间|地点|内容|名额|人数|报名截止|截止)\s*[:：]\s*(.*)$")
_ORDER = {"主题": "标题", "名称": "标题", "人数": "名额", "报名截止": "截止"}
_CAPACITY = re.compile(
    r"(?:名额|限|限额|人数|最多)?\s*[:：]?\s*(\d{1,6}|[一二两三四五六七八九十百]{1,5})\s*(?:人|名|个|位)?"
)
_NO_LIMIT = ("不限", "不限名额", "名额不限", "不限人数", "人数不限", "无")
_ON_MAP = ("定位", "见定位", "位置", "见位置", "见地图", "地图", "见上", "如上")
_WIDTH = {ord("０") + i: str(i) for i in range(10)}


@dataclass(frozen=True, slots=True)
class Draft:
    """``choices`` are the dates to be voted on, ``times`` then those of the earliest.

    ``poll_until`` None was not said.
    """

    title: str
    times: Times
    place: str
    content: str
    capacity: int | None = None
    options: Options = field(default_factory=Options)
    choices: tuple[Times, ...] = ()
    poll_until: datetime | None = None


def has_bars(text: str) -> bool:
    return _BAR.search(text) is not None


def looks_like_draft(text: str) -> bool:
    """Fields between bars, or lines that begin with the fields' names."""
    return has_bars(text) or len([line for line in text.splitlines() if _LINE.match(line)]) >= 2


def read_draft(text: str, now: datetime) -> Draft:
    """``now`` is in the zone people mean. Raises DraftRefused naming the first thing that is wrong."""
    fields = [_LABEL.sub("", field.strip()) for field in _BAR.split(text)] if has_bars(text) else _lines(text)
    while len(fields) > 4 and not fields[-1]:
        fields.pop()
    for index, name in enumerate(("title", "time", "place", "content")):
        if index >= len(fields) or not fields[index]:
            raise DraftRefused(f"no_{name}")
    content, tail = cut_options(fields[3])
    choices, poll_until = read_choices(fields[1], now) if is_vote(fields[1]) else ((), None)
    times = min(choices, key=lambda one: one.starts_at) if choices else read_times(fields[1], now)
    draft = Draft(
        short(fields[0], LONGEST_TITLE, "title_long"),
        times,
        short(fields[2], LONGEST_PLACE, "place_long"),
        short(content, LONGEST_CONTENT, "content_long"),
        choices=choices,
        poll_until=poll_until,
    )
    for extra in [*fields[4:], *([tail] if tail else [])]:
        draft = _with_extra(draft, extra, now)
    return draft


def on_map(draft: Draft, place: str) -> Draft:
    """Where the organiser points to the enclosed map for the place, its name stands for it."""
    return replace(draft, place=place) if place and draft.place in _ON_MAP else draft


def _lines(text: str) -> list[str]:
    """The fields of labelled lines in the order of the bars; a line without a label belongs to the one before."""
    said: dict[str, str] = {}
    label = "标题"
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is not None:
            label = _ORDER.get(match[1], match[1])
        said[label] = f"{said.get(label, '')}\n{match[2] if match else line}".strip()
    extras = [said["名额"]] if said.get("名额") else []
    extras += [f"截止{said['截止']}"] if said.get("截止") else []
    return [said.get(name, "") for name in ("标题", "时间", "地点", "内容")] + extras


def _with_extra(draft: Draft, text: str, now: datetime) -> Draft:
    """One field behind the content: a limit, and any options."""
    options, rest = read_options(text, draft.times.starts_at, now, draft.options)
    draft = replace(draft, options=options)
    if options.deadline is not None and draft.choices:
        draft = replace(draft, poll_until=options.deadline)
    elif options.deadline is not None:
        draft = replace(draft, times=replace(draft.times, deadline=options.deadline))
    return replace(draft, capacity=read_capacity(rest)) if rest else draft


def read_capacity(text: str) -> int | None:
    """``20``, ``限20人``; None for ``不限``. Raises DraftRefused."""
    plain = text.strip().translate(_WIDTH)
    if plain in _NO_LIMIT:
        return None
    match = _CAPACITY.fullmatch(plain) if len(plain) <= _LONGEST_CAPACITY else None
    number = han_number(match[1]) if match else None
    if number is None or not 1 <= number <= MOST_PLACES:
        raise DraftRefused("capacity_unread", text)
    return number


def short(text: str, limit: int, problem: str) -> str:
    """The text in as many characters as a field may have. Raises DraftRefused."""
    if len(text) > limit:
        raise DraftRefused(problem)
    return text
