"""What the regulation asks of somebody who is addressed, and which words ask for an answer at all."""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.durations import parse_duration
from bot.domain.ids import GroupId
from bot.domain.regulation import Clause
from bot.governance.directory import GroupState
from bot.governance.regulations import Regulation

CODE = "notice.addressed"
DEFAULT = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
MOST_MENTIONED = 5
"""More at once is talk to everybody, not a question to each."""
_CARRIERS = frozenset({"notice.ack", "notice.deadline", "presence", "ticket"})
"""Other duties of a clause that can be meant so, where its words speak of being addressed."""
_ADDRESSED = re.compile(
    r"[@＠]|艾特|点名|提及|(?:领导|管理员|群主|上级).{0,8}(?:提问|询问|问|呼叫|交办)|被(?:叫|问|呼叫|询问)"
)
_POLITE = re.compile(
    r"(?:多谢|谢谢|感谢|辛苦|收到|好的|好哒|行|嗯+|哦+|OK|祝贺|恭喜|生日快乐|节日快乐|新年好|欢迎(?:加入)?|早上好|晚安|点赞|赞|厉害|棒)"
    r"[了啦的你您大家各位老师同事！!。.~～，, ]*",
    re.IGNORECASE,
)
_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Stated:
    """The clause, and the working time within which an answer is due."""

    clause: Clause
    within: timedelta


_read: dict[GroupId, tuple[Regulation | None, Stated | None]] = {}


def stated(group: GroupState) -> Stated | None:
    """Read once for as long as the regulation is the same object; nothing is awaited."""
    known = _read.get(group.id)
    if known is not None and known[0] is group.regulation:
        return known[1]
    if len(_read) >= _MOST:
        _read.clear()
    found = read(group.regulation)
    _read[group.id] = (group.regulation, found)
    return found


def read(regulation: Regulation | None) -> Stated | None:
    """The first clause that says it; a length over eight hours is about something else."""
    for clause in regulation.text.clauses if regulation is not None else ():
        for duty in clause.duties:
            within = parse_duration(duty.parameters.get("within", ""))
            if duty.code == CODE:
                return Stated(clause, within or DEFAULT)
            if duty.code in _CARRIERS and within is not None and within <= LONGEST and _ADDRESSED.search(clause.text):
                return Stated(clause, within)
    return None


def asks(text: str) -> bool:
    """Whether words with a mention want an answer: thanks, congratulations and greetings do not."""
    return not _POLITE.fullmatch(text.strip())
