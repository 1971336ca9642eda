"""Answers for somebody else: ``代张三收到``, ``收到，代@x 回复``, ``收到（代李四）``."""

import re

_VERB = r"(?:已)?(?:回复|回一?下|回个|收到|确认收到|确认|签收|回)"
_END = r"(?:一?下|了|啦|哈|[\s，,。.!！~～]|谢谢|收到)*$"
_LEAD = r"^[\s]*(?:(?:好的?|嗯+|ok)[\s，,。]*)?(?:(?:已?收到|ok)[了啦]?[\s，,。!！:：;；]*)?"
_FOR = r"(?:我|本人|由我|这边)?(?:代替|代为?|替|帮)(?!表|我说|我回)"
_WITH_VERB = re.compile(rf"{_LEAD}{_FOR}(?P<who>[^，,。！!？?]{{0,40}}?)(?:同志|同事)?{_VERB}{_END}", re.IGNORECASE)
_ASKED_ME = re.compile(rf"{_LEAD}(?P<who>\S{{2,20}}?)(?:委托|托|让)我(?:代为?)?{_VERB}{_END}", re.IGNORECASE)
_NAME = r"[\u4e00-\u9fff]{2,4}|\s*"
_IN_BRACKETS = re.compile(
    rf"^\s*(?:已?收到|ok)[了啦]?\s*[（(]\s*(?:代|替)\s*(?P<who>{_NAME})\s*[)）]{_END}", re.IGNORECASE
)
_BARE = re.compile(
    r"^\s*(?:已?收到|ok)[了啦]?[\s，,]*(?:代|替)(?![码理办表收购价缴发班课驾付销管])(?P<who>[\u4e00-\u9fff]{2,3}|\s*)\s*$",
    re.IGNORECASE,
)
_AND = re.compile(r"[、,，\s]+|(?<=[\u4e00-\u9fff]{2})[和与及](?=[\u4e00-\u9fff]{2})")
_NOBODY = frozenset(
    {"我", "你", "您", "他", "她", "它", "忙", "大家", "我们", "他们", "她们", "你们", "人", "别人", "领导", "谁"}
)


class Names(tuple[str, ...]):
    """Who is answered for, by the names that were written; empty for those the message mentions."""

    __slots__ = ()

    @property
    def may_be_meant(self) -> bool:
        """False for ``帮我收到``, ``替他回复``: nobody is named."""
        return not any(name in _NOBODY for name in self)


def answered_for(text: str) -> Names | None:
    """Whom an answer is given for; None where it is not on behalf of anybody."""
    if not any(sign in text for sign in ("代", "替", "帮", "托我", "让我")):
        return None
    for form in (_WITH_VERB, _IN_BRACKETS, _BARE, _ASKED_ME):
        match = form.match(text)
        if match is not None:
            return Names(name.strip("@＠") for name in _AND.split(match["who"]) if name.strip("@＠"))
    return None
