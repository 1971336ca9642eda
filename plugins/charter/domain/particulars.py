"""What single parameters say in words of their own: classes of groups, bounds of messages, a length that is no span."""

import re

from .values import count

_KIND = '[“"「]?[^,，。；;:：、和及与—“”"「」(（]{1,9}(?:[(（][^)）]{1,20}[)）](?:级|群)*)?[”"」]?'
_BETWEEN = '(?:[、和及与—]|(?<=[”"」]))'
_HOW_MANY = "[一二两三四五六\\d]\\s*(?:个?[级类层]|种|个层[级次])"
_RANKED = re.compile(
    f"(?:分为?|分成|按|设(?:立|置)?|实行|为)({_KIND}(?:{_BETWEEN}{_KIND}){{1,6}}?)(?:(?:建立|设立)?{_HOW_MANY})"
    f'|(?:分为?|分成)(?:{_HOW_MANY}[:：])?((?:[“"「]?[^,，。；;:：、和及与“”"「」(（]{{1,9}}群(?:组|聊)?[”"」]?[、和及与]?){{2,6}})'
    f"|(?:分为?|分成){_HOW_MANY}[:：]({_KIND}(?:{_BETWEEN}{_KIND}){{1,6}})"
)
"""``分县、镇两级``, ``分为三级：…``: the words around say that what is listed are the kinds of groups."""


def levels(text: str) -> str | None:
    """``分为校级群、年级群``: what the kinds of groups are called."""
    if by_rank := re.search("分为((?:[一-龥]{1,6}?级[、和及]){1,6}[一-龥]{1,6}?级)", text):
        return "|".join(re.split("[、和及]", by_rank[1]))
    if (found := _RANKED.search(text)) is None:
        return None
    listed = re.sub("[(（][^)）]*[)）]|(?:建立|设立)$", "", found[1] or found[2] or found[3])
    names = [name for name in re.split('[、和及与—“”"「」]', listed) if name]
    if len(names) < 2 or any("的" in name for name in names):
        return None
    if all(len(name) == 1 for name in names):
        names = [f"{name}级" for name in names]
    # ``总群`` would be left as a bare 总: then all keep what they end in.
    if not any(name.endswith("总群") for name in names):
        names = [re.sub("(?<=.)群(?:组|聊)?$", "", name) for name in names]
    return "|".join(names)


def most_messages(text: str) -> str | None:
    """``一天最多九张``; how many a thing is split into, or that it is said in one, is no bound."""
    return _MESSAGES(_IN_ONE.sub("", text))


_IN_ONE = re.compile(
    "(?:拆成?|分成)[^,，。；;]{0,4}条|(?:写成|最好|用)[^,，。；;\\d]{0,4}一条|一条(?:消息|信息)?[^,，。；;]{0,2}[说发][^,，。；;]{0,2}完|一条接一条"
)
_MESSAGES = count(
    r"NUMBER\s*条|(?:最多|不超过|别超过|至多|限发?)\s*NUMBER\s*[张句帖次]|一[天日]NUMBER\s*[张条]|一[天日](?:顶|发|限)[^,，。；;]{0,2}NUMBER\s*[次条]"
)


def same_week(text: str) -> str | None:
    return "7d" if re.search("(?:完成|结束|完结)[^。；;]{0,4}当周[^,，。；;]{0,4}解散", text) else None


def cleared(text: str) -> str | None:
    """``每月清零``: breaches are counted over that time."""
    often = re.search("(?:每|按)(周|月|季度?|年)(?:度)?(?:清零|累计|计算|重新计)|(一)年(?:一)?清零", text)
    lengths = {"周": "7d", "月": "30d", "季": "90d", "季度": "90d", "年": "365d", "一": "365d"}
    return lengths[often[1] or often[2]] if often else None
