"""Within what time something is to be done, where a clause says it in words that are no span: ``当天``, ``次日``."""

import re
from collections.abc import Callable

from .values import span

_DAY = "(?:当[天日晚]|当个?工作日|次日|第二天|隔天)(?:之?内)?"
_REST = r"[^,，。；;\d前点时]"
"""What may stand between the day and what is done; a time of day makes it a deadline."""


def that_day(doing: str, after: str = "") -> Callable[[str], str | None]:
    """``1d`` where it is said to be done on the same day or the next; ``after``: what stands before in the clause."""
    compiled = re.compile(f"{after}(?<!于){_DAY}{_REST}{{0,10}}(?:{doing})|{after}于{_DAY}{_REST}{{0,10}}(?:{doing})")
    return lambda text: "1d" if compiled.search(text) else None


def unanswered(text: str) -> str | None:
    """``两小时没回的``: how long is waited for an answer."""
    return _UNANSWERED(text)


_UNANSWERED = span(
    "(?:超过)?DURATION(?:之?内)?(?:还|仍|都)?(?:[没未不](?:有)?(?:人)?(?:任何)?(?:回|理|答|应|动静|读|响|接|看|下文|进展|结|反馈|确认|签收)|无(?:音讯|回应|反馈|人))"
)

handled_that_day = that_day("答|回(?!群)|处理|核[实查]|解决(?!不)|给|办|调解|派人|问清|整改|到")
told_that_day = that_day("公布|发(?!言)|贴|公告|公示|告知|写成|补|整理")
summed_up_that_day = that_day("交|发|传|贴|写|报|总结|小结|复盘")
updated_that_day = that_day("告|报|通知|更新|改|说|更正|跟", "(?:变[更动化]|更换|换|搬|调整)[^。；;]{0,16}?")
"""Of what has changed."""
filed_that_day = that_day("归|上传|存|转存|入库|整理")
