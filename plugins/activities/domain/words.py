"""What people say to an activity: 报名, 参加 +2, 去不了, 待定; questions and talk of others say nothing."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.durations import han_number
from bot.domain.people.traditional import simplified

from .poll import MAYBE, NO, YES

LONGEST = 40
_N = r"(\d{1,2}|[一二两三四五六七八九十])"
_SEPARATORS = re.compile(r"[,，.。!！;；、~～…\s]+")
_FACES = re.compile(r"\[[^\[\]\s]{1,6}]")
_NUMBER = re.compile(r"(?:活动\s*#?|#)\s*(\d{1,6})号?")
_QUESTION = re.compile(
    r"[?？]|吗|么$|呢|谁|哪|怎|什么|啥|多少|几[个点位人时号]|是否|有没有|能不能|可不可以|要不要|没有?$"
)
_PERMISSION = re.compile(r"(?:可以|行|好|对|是|成|ok)(?:不|吗|么)")
_COURTESY = re.compile(
    r"(?:好的?|嗯+|哦|行|收到|谢谢|感谢|多谢|辛苦了?|抱歉|不好意思|对不起|领导|老师|您好|你好|大家好|各位|组长|ok|期待)+[了啦哈呀啊]?"
)
_ME = r"(?:我这边|我|本人|俺)?"
_WILL = r"(?:也|都|还是?|就|要|想|想要|准备|打算|愿意|可以|确认|确定|肯定|一定|准时|按时|必须|能|会)*+"
_OBJECT = r"(?:这次|本次|此次|这个|该|这场)?(?:的?活动)?"
_END = r"(?:了|啦|喽|哈+|呀|啊|哦|哒|的|咯|嗷|谢谢|吧)*"
_PEOPLE = r"(?:个|位|名|人|个人|口人|名家属|个家属|位家属|个朋友|位朋友|个同事|位同事|个孩子|个小孩|个娃)"
_WHO = r"(?:家属|家人|朋友|同事|孩子|小孩|娃|老婆|老公|媳妇|爱人|对象|女朋友|男朋友|女友|男友|爸妈|父母|客户)"
_GUESTS = re.compile(
    rf"(?:\+\s*{_N}{_PEOPLE}?|(?:另|再|还|并|要)?(?:带|携带?|加)(?:上|了)?{_WHO}?{_N}{_PEOPLE}?{_WHO}?)"
)
_PLUS = re.compile(rf"\+\s*{_N}")
_TOGETHER = re.compile(rf"(?:一?共|总共|合计)?{_N}(?:个人|人|位|名)(?:一起)?")
_ONE_GUEST = re.compile(rf"(?:另|再|还|并|要)?(?:带|携)(?:上|了|个|着)?(?:一个|个)?{_WHO}(?:一起)?")
_JOIN = rf"{_ME}{_WILL}(?:报名参加|报名|参加|报个名|报一个|出席){_OBJECT}"
_AND_MINE = re.compile(
    rf"我(?:和|跟|同|与)(?:我?{_WHO})(?:一起)?{_WILL}(?:报名参加|报名|参加|出席){_END}|"
    rf"我们?一?家{_N}口人?(?:一起)?{_WILL}(?:报名参加|报名|参加|出席){_END}"
)
_COUNT_ME = r"(?:算我一个|算上我(?:一个)?|加我一个|带我一个|带上我|我报一个|我报|\+我一个|我要报)"
_YES = re.compile(rf"(?:{_JOIN}|{_COUNT_ME})")
_REPLIED_YES = re.compile(
    rf"(?:{_ME}{_WILL}(?:去|来|到|到场)|{_ME}算一个|加我|算我|\+1|\+一|加1|加一|1|扣1|\+|能参加|可以的?(?:参加)?|报)"
)
_PAST = re.compile(rf"{_ME}(?:也|都|已经?)*参加(?:了|过|过了)")
_CANNOT = r"(?:不能|没法|没办法|无法|不|不想|不打算|不准备|没空|没时间|没有时间|不方便|不便|不太?能|不再|来不及|不可以|没机会)"
_WHY = (
    r"(?:我们?家|我这边|我|本人|俺|实在|确实|这次|本次|此次|那天|当天|到时候?|今天|明天|后天|今晚|明晚|晚上|下午|上午|下?下?周[一二三四五六日天末]|"
    r"临时|突然|家里|公司|单位|部门|已经?|另|有事情?|有点事|有会|有安排|有课|有约|要?加班|要?出差|在?出差|在?外地|要?开会|要?值班|要?上课|"
    r"生病了?|病了|感冒了?|发烧了?|身体不(?:舒服|适)|时间冲突|冲突了?|孩子|老人|因为?|由于|所以|就|也|又|要|得|的话|在|需要?|真的?|暂时|恐|怕是?|太?忙|"
    r"(?:腿|脚|腰|头|牙|胃|肚子|嗓子)(?:受?伤|扭|崴|疼|痛|骨折)了?)*+"
)
_DECLINED = re.compile(
    rf"{_WHY}(?:{_CANNOT}(?:报名参加|报名|参加|出席|参与){_OBJECT}|(?:参加|出席)不[了成]{_OBJECT}|报不了名?|(?:取消|退出|撤销)(?:我的)?报名|"
    rf"退出{_OBJECT}|放弃(?:报名|参加)?|不用算我|别算我|不算我)"
)
_NOT_THERE = re.compile(
    rf"{_WHY}(?:(?:去|来|到|赶)不[了成]|赶不(?:上|到|及|过来)|{_CANNOT}(?:去|来|到场|到)|缺席|不去|不来)"
)
_REPLIED_NO = re.compile(
    rf"{_ME}(?:这次|那天|当天|明天|后天|下?周[一二三四五六日天末]|实在|确实|最近)*(?:没空|没时间|不方便|有事|有安排|有约|算了|不了)"
)
_LEAVE = re.compile(rf"{_WHY}(?:跟?您?们?大家)?请个?(?:事|病)?假(?:一次|一下)?")
_PERHAPS = r"(?:可能|也许|大概|应该|尽量|争取|估计|或许|没准|恐怕|大概率|有可能|看情况)"
_OPEN = r"(?:不一定|不确定|说不准|说不好|不好说|还没定|还没想好|没想好|看情况|待确认|先待定|待定|到时候?再?看看?|再看看?|再说|暂定|不知道能不能)"
_CAN = r"(?:会|能不能|能|要|可以|是否)*"
_MAYBE = re.compile(
    rf"{_ME}(?:{_PERHAPS}{_CAN}(?:报名|参加|出席){_OBJECT}|{_OPEN}{_CAN}(?:报名|参加|出席){_OBJECT}|{_PERHAPS}(?:参加不了|{_CANNOT}(?:参加|报名))|"
    rf"(?:先)?待定)"
)
_REPLIED_MAYBE = re.compile(
    rf"{_WHY}(?:{_PERHAPS}{_CAN}(?:去|来|到)|{_OPEN}{_CAN}(?:去|来|到)?|{_PERHAPS}(?:{_CANNOT}(?:去|来|到)|(?:去|来|到)不了)|可能)|{_ME}{_OPEN}"
)
_ACCEPTED = re.compile(
    rf"{_ME}(?:就|还是|也|想|能|会|愿意|肯定|一定)*(?:接受|确认|要|要的|可以|好|好的|行|ok|没问题|去|来|参加|报名)(?:递补|这?个?名额|参加|候补|去|来)?{_END}"
)
_REFUSED = re.compile(rf"{_ME}(?:不要|放弃|让给别人|不用|不接受|算了|不了)(?:名额|递补|了)?{_END}")


@dataclass(frozen=True, slots=True)
class Answer:
    """``guests`` None were not spoken of; ``number`` is the activity that was named.

    Not ``sure``: words that only mean an activity where they answer its announcement. ``signed_only``: a leave or a
    不去了 out of the blue, which only somebody can mean who has signed up.
    """

    kind: str
    guests: int | None = None
    number: int | None = None
    sure: bool = True
    signed_only: bool = False


def read_answer(text: str) -> Answer | None:
    """What the whole of ``text`` answers to an activity, or None: a question, a call, somebody else, other talk."""
    if not text or len(text) > LONGEST:
        return None
    plain, number = _take_number(_plain(text))
    clauses = [clause for clause in _SEPARATORS.split(plain) if clause]
    while len(clauses) > 1 and _COURTESY.fullmatch(clauses[0]):
        clauses.pop(0)
    if not clauses:
        return None
    first, rest = clauses[0], clauses[1:]
    if _PAST.fullmatch(first):
        return None
    yes = _read_yes(first, rest)
    if yes is not None:
        return Answer(YES, yes[0], number, yes[1] or number is not None)
    return _read_other(clauses, number)


def without_own_name(text: str, name: str) -> str:
    """``财务部赵磊报名`` of ``财务部-赵磊``: people write who they are before what they say."""
    parts = sorted((part for part in re.split(r"[\s\-_—/|·()（）]+", name) if len(part) > 1), key=len, reverse=True)
    while part := next((each for each in parts if text.startswith(each) and len(text) > len(each)), None):
        text = text[len(part) :].lstrip(" ,，:：")
    return text


def read_acceptance(text: str) -> bool | None:
    """Whether somebody to whom a place is offered takes it (``要``, ``确认``) or leaves it; None for other talk."""
    plain = _plain(text)
    if len(plain) > LONGEST // 2 or _QUESTION.search(plain):
        return None
    plain = "".join(_SEPARATORS.split(plain))
    return True if _ACCEPTED.fullmatch(plain) else False if _REFUSED.fullmatch(plain) else None


def read_guests(text: str) -> int | None:
    """``+2``, ``带2人``, ``带家属`` as a number of guests, else None."""
    plain = _plain(text)
    if _ONE_GUEST.fullmatch(plain):
        return 1
    match = _GUESTS.fullmatch(plain)
    return _number_in(match) if match else None


def _plain(text: str) -> str:
    plain = _FACES.sub(" ", simplified(unicodedata.normalize("NFKC", text)).replace("參", "参").casefold())
    return "".join(c for c in plain if unicodedata.category(c) not in ("So", "Sk", "Mn", "Cf", "Co", "Cs")).strip()


def _take_number(plain: str) -> tuple[str, int | None]:
    match = _NUMBER.search(plain)
    if match is None:
        return plain, None
    return f"{plain[: match.start()]}{plain[match.end() :]}".strip(), int(match[1])


def _read_yes(first: str, rest: list[str]) -> tuple[int | None, bool] | None:
    """The guests and whether the words alone mean an activity; a bare ``+1`` is the member, ``+2`` brings two."""
    if (match := _PLUS.fullmatch(first)) is not None and not rest and (guests := _number_in(match)) != 1:
        return guests, False
    if not rest and (family := _AND_MINE.fullmatch(first)) is not None:
        return max((_number_in(family) or 2) - 1, 0), True
    for pattern, sure in ((_YES, True), (_REPLIED_YES, False)):
        match = pattern.match(first)
        while match is not None:
            guests = _rest_of_yes(first[match.end() :], rest, sure)
            if guests is not None:
                return (guests if guests >= 0 else None), sure
            # the pattern may have taken what the rest begins with
            match = pattern.fullmatch(first, 0, match.end() - 1) if match.end() > 1 else None
    return None


def _rest_of_yes(tail: str, rest: list[str], sure: bool) -> int | None:
    """The guests named behind the word, -1 where none are; None where something else was said."""
    guests = -1
    tail = re.sub(rf"^{_END}", "", tail) if not _QUESTION.search(tail) else tail
    for place, clause in enumerate([tail, *rest]):
        if not clause:
            continue
        found = _guests_in(re.sub(rf"{_END}$", "", clause) or clause)
        if found is not None:
            guests = found
        elif place == 0 or not _may_follow(clause, sure):
            return None
    return guests


def _guests_in(clause: str) -> int | None:
    if _ONE_GUEST.fullmatch(clause):
        return 1
    match = _GUESTS.fullmatch(clause)
    if match is not None:
        return _number_in(match)
    match = _TOGETHER.fullmatch(clause)
    number = _number_in(match) if match else None
    return max(0, number - 1) if number is not None else None


def _may_follow(clause: str, sure: bool) -> bool:
    """After a plain 报名 people thank, ask when to meet, or tell what they bring; they do not take it back."""
    if _COURTESY.fullmatch(clause):
        return True
    taken_back = re.search(
        r"^(?:但|不过|可是|如果|要是|的|还是|是)|(?:报名|参加)|截止|不|没|别|请|大家|他|她|你们", clause
    )
    return sure and taken_back is None and _PERMISSION.search(clause) is None


def _read_other(clauses: list[str], number: int | None) -> Answer | None:
    """An answer other than yes: after its reasons, and before what else there is to say about it."""
    vague: Answer | None = None
    for place, clause in enumerate(clauses):
        found = next((said for bare in _bared(clause) if (said := _other_in(bare, number))), None)
        if found is None and not _may_precede(clause):
            return vague
        if found is None or any(_PERMISSION.search(one) for one in clauses[place + 1 :]):
            if found is not None:
                return None
            continue
        if found.sure or found.signed_only:
            return found
        vague = vague or found  # 有事 is an answer, or the reason of one that follows
    return vague


_LAST = re.compile(r"(?:谢谢|[了啦喽哈呀啊哦哒的咯嗷吧呢哟捏嘞噢喔惹])$")


def _bared(clause: str) -> Iterator[str]:
    """The clause, and without one particle after the other at its end: 去不了了 is 去不了."""
    yield clause
    while (bare := _LAST.sub("", clause)) and bare != clause:
        clause = bare
        yield clause


def _other_in(clause: str, number: int | None) -> Answer | None:
    if _MAYBE.fullmatch(clause):
        return Answer(MAYBE, None, number)
    if _REPLIED_MAYBE.fullmatch(clause):
        return Answer(MAYBE, None, number, number is not None)
    if _DECLINED.fullmatch(clause):
        return Answer(NO, None, number)
    if _NOT_THERE.fullmatch(clause):
        sure = "不了" in clause or "不成" in clause or "赶不" in clause or number is not None
        return Answer(NO, None, number, sure, not sure)
    if _REPLIED_NO.fullmatch(clause):
        return Answer(NO, None, number, number is not None)
    if _LEAVE.fullmatch(clause):
        return Answer(NO, None, number, number is not None, number is None)
    return None


def _may_precede(clause: str) -> bool:
    """A reason: ``周五有事``, ``抱歉``; nothing about somebody else, and no question."""
    return bool(_COURTESY.fullmatch(clause) or re.fullmatch(_WHY, clause))


def _number_in(match: re.Match[str]) -> int | None:
    return han_number(next((group for group in match.groups() if group is not None), ""))
