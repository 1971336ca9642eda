"""Does a line of talk acknowledge a notice? Questions, negations and calls to answer do not."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .behalf import answered_for
from .numbers_named import named_numbers
from .remarks import Remark, read_remark
from .spoken import as_spoken, quoted_number, without_quotation

ACK_WORDS = ("收到", "已收到", "执行", "马上执行", "好的", "OK")
"""Always understood; a regulation's own words are understood as well."""
_SAME_AS = (
    "收悉",
    "知悉",
    "已知悉",
    "已知晓",
    "已阅",
    "已阅知",
    "已读",
    "好滴",
    "好哒",
    "好嘞",
    "好勒",
    "好嘚",
    "欧克",
)
"""Other ways to say the same, which nobody has to write into a regulation."""
LONGEST = 120

_SEPARATOR = r"\s#＃@/()（）【】,，.。!！;；、:：~～…·—\-|"
_CLAUSE = re.compile(rf"[^{_SEPARATOR}]+")
_JOINT = re.compile(
    r"(?<=[到的行了啦k])(?=(?:但是?|不过|可是|只是|请问|想问|想请问|麻烦问|问一?下|另外|还想问|能否|可否|是否需要))"
)
_FACES = re.compile(r"\[(?!ok])[^\[\]\s]{1,6}]", re.IGNORECASE)
_OK_SIGNS = str.maketrans(dict.fromkeys("👌🆗", "ok"))
_QUESTION = re.compile(
    r"[?？]|吗|嘛$|[收到行好]么|没有?$|[到行好]没|[到行好]否|[到行好]不|是否|是不是|有没有|谁|哪|怎么|怎样|为什么|为何|啥|多少|几[个点位人时]"
)
_CALL = re.compile(
    r"请(?!假)|麻烦|烦请|务必|都要|必须|大家|各位|全体|所有人|同志们|的(?:人|同事|部门|单位|扣|举手|打)|回复|回个|回一下|扣1|接龙|举手|吱"
)
_OTHERS = re.compile(r"[他她它你您]|她们|有人|没|未|不|别|无法|尚|快递|转账|红包|邮件|短信|款")
_EXCUSED = re.compile(
    r"^(?:不好意思|抱歉|对不起|实在抱歉|(?:我)?(?:之前|刚才|刚刚|昨[天晚]|早上|上午|中午|先前|一开始|刚|在忙|开会|才)?"
    r"没有?(?:及时)?(?:收到|看到|看见|注意|看手机|看群|回复|回)|手机(?:没电|没信号|静音|不在)|没[带看]手机|没[网电]|信号不好)"
)
_HINDERED = re.compile(r"^(?:我|本人|今天|明天|后天|下午|因|由于|有事|家里|正在|在)(?!.*(?:收到|通知|[他她你您]))")
_POLITE_END = re.compile(
    r"^(?:(?:大家|各位|同志们)辛苦|不?请(?:放心|领导放心|您放心|知悉)|不客气|没问题|没关系|没事|不敢|一定不|绝不)"
)
_ASKS_BACK = re.compile(
    r"^(?:另外|还有|那|但是?|顺便)?(?:我)?(?:请问|请教|想(?:请)?问|(?:麻烦|请)?(?:问|咨询)一?下|"
    r"(?:请|麻烦|烦请|劳烦|能否|能不能|可否|可以)(?:您|你|老师|领导|主任)?(?:再|帮忙|帮)?(?:把|将|发|给我|提供|说明|告知|告诉|补|附|宽限|延))"
)
_UPON_OTHERS = re.compile(r"回复|大家|各位|全体|所有人|接龙|扣1|举手|都要")
_GOES_ON = re.compile(r"\?|了?(?:吗|没有?|否|不)\??$|的|请(?!假)|后|人员|情况")
_ASKED = re.compile(r"了?(?:吗|没有?|否|么)[啊呀呢]?\??")
_WEAK = re.compile(r"^(?:好[的滴哒嘞勒嘚]|ok|欧克|执行)+$")
_TO_SOMEBODY = re.compile(r"[你咱]|一会|等会|等下|待会|回头|微信|电话|一起|吃|见$|快递|这个|那个|多少钱|价|然后呢")

_SURNAME = (
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚"
    "谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]"
)
_TITLE = "(?:总|主任|经理|局长|处长|科长|书记|校长|院长|部长|所长|老师|队长?|站长|主席|秘书|主管|组长|厂长|哥|姐)"
_HEAD = (
    "(?:嗯++呢?|哦++|噢++|喔++|好[的嘞滴哒勒呀啊]?|行|可以|ok|okay|明白|明白了|知道了|了解|清楚|谢谢|感谢|辛苦了?|是|是的|遵命|"
    "领导好?|老师好?|您好|你好|大家好|老板|老大|经理|主任|各位领导|我们部门?|我们?(?:都|全都)?|俺们?|咱们?|本人|这边|本部门|均|也|已经?|"
    "没(?:有|得)?问题|木问题|要得|中|妥了?|得嘞?|晓得了?|成|"
    f"立即|立刻|马上|正在|现在|刚|刚刚|才|终于|坚决|严格|遵照|认真|按时|以上|以上通知|来[文函]|本?通知|{_SURNAME}{_TITLE}好?)"
)
_TAIL = (
    "(?:了|啦|喽|咯|哈++|嘿++|嘻++|嗯++|哇|呢|捏|惹|嗷++|哩|勒|咧|撒|鸟|昂|晒|喏|吼|啰|呦|呐|噻|中|哦++|噢++|喔++|呀|啊|嘞|滴|哒|哟|的|1|谢谢|多谢|感谢|谢|辛苦了?|领导|老师|老板|老大|经理|主任|书记|校长|院长|"
    "哥|姐|亲|您|明白|明白了|知道了|了解|马上|立即|立刻|尽快|抓紧|坚决|严格|遵照|认真|按时|按要求|落实|办理|照办|照做|安排|马上安排|马上办|马上落实|"
    f"遵命|[此该本]?通知|指示|要求|没(?:有|得)?问题|木问题|请?放心|一定|保证完成|k|{_SURNAME}{_TITLE})"
)


_UNIT = (
    r"(?![各全哪每所其他你那该贵有对客外])(?:[我本]|[\u4e00-\u9fff]{1,6})"
    r"(?:部|部门|科|科室|处|室|组|班|队|车间|工段|单位|公司|厂|店|校|学院|镇|乡|街道|村|委会|社区|支部|支队|中心|办|所|站)"
)
"""``三车间收到``: people answer for the unit they stand for."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """``number`` is the notice that was named, None when none was; ``also`` are further ones.

    ``behalf`` names those who are answered for, empty for whoever the message mentions; None: for oneself.
    """

    number: int | None = None
    also: tuple[int, ...] = ()
    remark: Remark | None = None
    behalf: tuple[str, ...] | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        return (self.number, *self.also) if self.number is not None else ()


def may_answer(text: str) -> bool:
    """Whether it is worth reading: short, and no command."""
    return bool(text) and text[0] not in "/／" and len(without_quotation(text)) <= LONGEST


def read_acknowledgement(text: str, words: Iterable[str] = ACK_WORDS, name: str = "") -> Acknowledgement | None:
    """``收到``, ``好的，收到``, ``收到，已转发``, ``收到 #12``: an answer. ``没收到``, ``收到请回复``: None.

    ``收到，请问几点集合？`` is an answer with a remark. ``name`` is the sender's own name in the group:
    ``张三收到`` counts from 张三 only. The words are those of the regulation, on top of ACK_WORDS;
    a word that is a mere digit counts only as the whole message.
    """
    if not text or len(without_quotation(text)) > LONGEST:
        return None
    wanted = tuple(words)
    said = _read(text, wanted, ())
    if said is not None or not name or _Known.of(wanted).word.search(plain(as_spoken(text))) is None:
        return said
    own = tuple(part for part in _own_names(name) if part in plain(as_spoken(text)))
    return _read(text, wanted, own) if own else None


@lru_cache(maxsize=4096)
def _read(text: str, words: tuple[str, ...], own: tuple[str, ...]) -> Acknowledgement | None:
    """Remembered, for of a thousand answers to a notice most are the same few words."""
    known, quoted = _Known.of(words), quoted_number(text)
    text = as_spoken(text)
    if plain(text) in known.digits:
        return Acknowledgement(quoted)
    if known.word.search(plain(text)) is None and answered_for(text) is None:
        return None
    numbers, rest = named_numbers(text, known.spoken)
    said = _answer(rest, known, own)
    if said is None:
        return None
    return Acknowledgement(numbers[0] if numbers else quoted, numbers[1:], said.remark, said.behalf)


def _answer(text: str, known: "_Known", own: tuple[str, ...]) -> Acknowledgement | None:
    others = answered_for(text)
    if others is not None:
        return Acknowledgement(behalf=others) if others.may_be_meant else None
    text = _JOINT.sub("，", text)
    clauses = [(m.start(), c) for m in _CLAUSE.finditer(text) if (c := _without_name(plain(m[0]), own))]
    while clauses and not known.answer.fullmatch(clauses[0][1]) and known.courtesy.fullmatch(clauses[0][1]):
        clauses.pop(0)
    if not clauses:
        return None
    first, rest = clauses[0][1], [c for _, c in clauses[1:]]
    if known.answer.fullmatch(first) or known.unit.fullmatch(first):
        if any(_is_asked(c, known.word) for c in rest) or not _may_follow(first, rest):
            return None
        also = next((at for at, c in clauses[1:] if not known.answer.fullmatch(c)), None)
        return Acknowledgement(remark=read_remark(text[also:]) if also is not None else None)
    *before, last = [c for _, c in clauses]
    if _SOMEBODYS.match(text) and not own:
        return None
    if known.answer.fullmatch(last) is None or not _may_precede(before):
        return None
    return Acknowledgement(remark=read_remark(text[clauses[0][0] : clauses[-1][0]].rstrip(" ，,。.；;、")))


_SOMEBODYS = re.compile(rf"^\s*(?!{_SURNAME}?[\u4e00-\u9fff]?{_TITLE}\s*[:：]){_SURNAME}[\u4e00-\u9fff]{{1,2}}\s*[:：]")
"""``李四：收到``: what somebody else said."""


def _may_follow(answer: str, rest: list[str]) -> bool:
    """After the word anything may be said but a question about it, or a call upon others to answer."""
    if not rest:
        return True
    first, whole = rest[0], "".join(rest)
    if _WEAK.match(answer) and _TO_SOMEBODY.search(whole):
        return False
    if _POLITE_END.match(first) or (_ASKS_BACK.match(first) and not _UPON_OTHERS.search(whole)):
        return True
    return not _GOES_ON.match(first) and not _CALL.match(first) and "请回复" not in whole


def _is_asked(clause: str, word: re.Pattern[str]) -> bool:
    """``收到吗``, ``都收到了没``: others are asked whether they have."""
    ends = [found.end() for found in word.finditer(clause)]
    return any(_ASKED.fullmatch(clause[end:]) for end in ends) or (
        word.match(clause) is not None and clause[ends[0] :] == "?"
    )


def _may_precede(before: list[str]) -> bool:
    """Before the word: nothing asked, nobody called upon, nothing denied but that one saw it or can come."""
    return not any(
        _QUESTION.search(c) or _CALL.search(_PROPER.sub("", c)) or _OTHERS.search(c)
        for c in before
        if not _EXCUSED.match(c) and not _is_hindered(c)
    )


def _is_hindered(clause: str) -> bool:
    """``我明天请假去不了``: said of oneself, which denies nothing of the notice."""
    remark = read_remark(clause) if _HINDERED.match(clause) else None
    return remark is not None and remark.kind == "hindrance"


_PROPER = re.compile(r"请假")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Folded, without faces and pictograms."""
    found = unicodedata.normalize("NFKC", text.translate(_OK_SIGNS)).casefold()
    found = _FACES.sub(" ", found).replace("[ok]", "ok")
    return "".join(c for c in found if unicodedata.category(c) not in ("So", "Sk", "Mn", "Cf", "Co", "Cs")).strip()


@lru_cache(maxsize=1024)
def _own_names(name: str) -> tuple[str, ...]:
    """The name as it stands in the group and its parts: ``财务-张三`` is 财务, 张三 or both."""
    whole = plain(name)
    parts = [p for p in (whole, *re.split(r"[\s\-_—/|·()（）]+", whole)) if len(p) >= 2]
    return tuple(sorted(set(parts), key=len, reverse=True))


def _without_name(clause: str, own: tuple[str, ...]) -> str:
    whole = clause
    while name := next((n for n in own if clause.startswith(n)), None):
        clause = clause[len(name) :]
    return clause[1:] if clause != whole and clause.startswith(("部", "科", "处")) else clause


@dataclass(frozen=True, slots=True)
class _Known:
    """A clause that answers, one of mere courtesy, one that answers for the sender's own unit,
    any of the words anywhere, and words that are digits."""

    answer: re.Pattern[str]
    courtesy: re.Pattern[str]
    unit: re.Pattern[str]
    word: re.Pattern[str]
    spoken: tuple[str, ...]
    digits: frozenset[str]

    @staticmethod
    @lru_cache(maxsize=256)
    def of(words: tuple[str, ...]) -> "_Known":
        folded = {plain(w) for w in (*ACK_WORDS, *_SAME_AS, *words) if w.strip()}
        digits = frozenset(w for w in folded if w.lstrip("+扣").isdecimal())
        spoken = tuple(sorted((w for w in folded - digits if w), key=len, reverse=True))
        pattern = "|".join(re.escape(w) for w in spoken)
        answer = re.compile(rf"{_HEAD}{{0,4}}(?:(?:{pattern})\+?{_TAIL}{{0,4}}){{1,4}}")
        unit = re.compile(rf"(?:{_UNIT})(?:全体|全员)?{_HEAD}{{0,2}}(?:收到|收悉|知悉|已阅){_TAIL}{{0,4}}")
        return _Known(answer, re.compile(rf"{_HEAD}{{1,4}}"), unit, re.compile(f"(?:{pattern})"), spoken, digits)
