"""An applicant's text made ready: wrapped answers taken out, clauses about somebody or something else removed."""

import re
from dataclasses import dataclass, field

from bot.domain.applicants.answers import own_words
from bot.domain.applicants.pupils import pupils_named
from bot.domain.applicants.words import COMPOUND_SURNAMES
from bot.domain.people.normal import plain, unify_dots
from bot.domain.people.traditional import simplified

MAX_TEXT = 4_000
_BULLETS = re.compile("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229]")
_CODE = re.compile(r"\[CQ:[^\]]*\]|https?://\S+")
_ROOM = re.compile(
    r"(?<=[楼栋幢座])[ -]{0,2}(?:[\d一二三四五六七八九]{1,2} ?单元)?[ -]{0,2}"
    r"(?:\d{3,4}|\d{1,2}-\d{1,2})(?!\d)(?:室|房|号|户)?"
)
"""The flat behind a building's number."""
_REASON = re.compile(r"(?:入群|加群|进群|申请|加入)?(?:原因|理由|事由|用途|目的)\s*:[^\n;,。 ]*")
_SOUGHT = re.compile(
    r"(?<!\w)(?:我?(?:来|想)?找|想(?:当|做|成为|应聘)|给[^,。;!?\s]{1,12}(?:家|店里?)(?:装修|维修|送))[^,。;!?\n]*"
)
"""Whom somebody looks for, and what somebody would like to be."""
_SPELLED = re.compile(r"(?<!\w)\w{0,3}?(\w)\w{0,3}?的\1(?!\w)")
"""``何时的何``: how a name is written."""
_NAMED = re.compile(r"(?:免贵)?姓([^\W\d_a-zA-Z]{1,2}),?名(?!字|称|片|叫)([^\W\d_a-zA-Z]{1,2})(?!\w)")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九幺两", "0012345678912")
_HAN_NUMBER = re.compile(r"[〇零一二三四五六七八九幺](?:[ \-]?[〇零一二三四五六七八九幺]){7,}")
_MIXED_NUMBER = re.compile(r"(?<!\d)[1一幺][\d〇零一二三四五六七八九幺]{10}(?!\d)")
_SPACED = re.compile(r"(?<![\w·])([^\W\d_a-zA-Z])((?:[ \t]+[^\W\d_a-zA-Z]){1,3})(?![\w·])")
_TAIL_DIGITS = re.compile(r"(?:[后末尾][四4]位|尾号)\D{0,3}\d{4}(?!\d)")
_SURNAME_APART = re.compile(rf"(?<!\w)({'|'.join(sorted(COMPOUND_SURNAMES))})[ \t]+(?=[^\W\d_a-zA-Z]{{1,2}}(?!\w))")
_NOISE = re.compile(r"[^\w\s·.,;:!?。、/\\|()\[\]{}<>《》【】「」“”‘’\"'+*#&@=~_-]")
_NEGATED = re.compile(
    r"(?:(?<!是)不再?是|并非|不在|不属于|不叫|没在|(?:以前|原来|之前|原先|曾经|从前|过去)(?:是|在|的|叫)?|(?<![\w])原(?=\w{2,6}部)"
    r"|(?<!\w)非(?=\w{1,8}(?:部|科|处|室|组|中心)))"
    r" ?[^,。;!?\s]*?(?:(?=而是|现在|现|改|调到|调至|调入|转到|转岗|(?<!不)是)|(?=[,。;!?\s]|$))"
)
_MOVED = re.compile(r"(?:从|由)[^,。;!?\n]{2,12}?(?=调到|调至|调入|调往|转到|转入|转岗)")
_QUESTION = re.compile(
    r"(?:请问)?(?:这里?|那|你们|咱们)?是(?:不是)?[^,。;!?\n]{0,12}群(?:吗|么|吧)?[?,。!\s]*(?=\W|$|我)"
)
_SOMEONE = (
    "同事|朋友|领导|老板|老婆|老公|妻子|丈夫|爱人|家人|家属|儿子|女儿|徒弟"
    "|师傅|师父|同学|室友|员工|下属|组员|队员|他人|别人|人家|新人|新同事|他|她"
)
_BELONGS = (
    r"(?:我|咱|俺)?(?:们)?(?:的|这边的?|这里的?)?(?:一个|一位|个|位|名)?"
    r"(?:部门的?|公司的?|单位的?|科室的?|新来的|新入职的|新|隔壁的?)*"
)
_JOINS = "申请|加群|加入|加进|入群|进群|进来|登记|报名|办理|提交|填|报到|加一下|加个"
_FOR_OTHER = re.compile(
    rf"(?:帮助?|代替|替|代(?!码)){_BELONGS}(?:{_SOMEONE})"
    r"|(?:给|帮|替|为)(?:我|咱|俺)?们?(?:部门|科室|单位|公司|班组|组里|这边)的?(?=[\w·]{2,8}?(?:开通|通过|放行|加|拉|申请|办))"
    rf"|(?:给|为){_BELONGS}(?:{_SOMEONE})(?=[^,。;\n]{{0,10}}(?:{_JOINS}))"
    rf"|\(代\w?\)|代为|代人(?={_JOINS})|(?<!\w)代(?={_JOINS})|(?<=我)代(?={_JOINS})|受\w{{1,6}}委托|被?委托"
    rf"|(?:帮|替|代|给|为)(?!我(?!们|的|部)|忙|助|通|批|审|你|您|大家)(?=(?!\w*通过)[\w·]{{2,10}}?(?:{_JOINS}))"
    r"|(?:加|拉|通过|放)(?:一下|下|个|进)?(?=(?:我们|咱们)(?!公司群|群|吧))"
    r"|(?:给|让|把)(?!我|俺|予|个|下|一|您|你|批|审|过)(?=[\w·]{2,8}?(?:通过|加进|拉进|进群|放行))"
    r"|(?:他|她)(?:是|叫|在|的)|(?:这|那)是我的?(?:同事|朋友|领导|徒弟)"
)
_MINE = re.compile(
    r"我(?:们)?(?:的|们部门的?)?(?:同事|朋友|老婆|老公|妻子|丈夫|爱人|徒弟|师傅|领导|室友)(?!\w{0,6}(?:推荐|介绍|邀请|让我|叫我|拉我|都|们|说))"
)
_DOUBTS = {
    "unsure": re.compile(r"可能|好像|大概|不确定|不太确定|似乎|也许|记得是|应该是|左右吧"),
    "left": re.compile(r"(?<!没有)(?<!未)(?:离职|辞职|退休|前员工|已离开)(?!证明)"),
    "outsider": re.compile(r"外包|外协|派遣|患者|病人|供应商|客户代表|第三方|合作方|临时工|家属"),
    "other_account": re.compile(r"小号|大号|马甲|另一个号|第二个号|备用号"),
}


@dataclass(frozen=True, slots=True)
class Prepared:
    text: str
    speaks_for_other: bool = False
    doubts: set[str] = field(default_factory=lambda: set[str]())


def prepare(raw: str) -> Prepared:
    text = own_words(unify_dots(simplified(plain(_BULLETS.sub(" ", raw[:MAX_TEXT])))))
    text = _SPELLED.sub(" ", _NAMED.sub(r"我叫\1\2 ", _CODE.sub(" ", text)))
    text = _HAN_NUMBER.sub(lambda m: m[0].translate(_HAN_DIGITS), text)
    text = _MIXED_NUMBER.sub(lambda m: m[0].translate(_HAN_DIGITS), text)
    text = _SPACED.sub(lambda m: "".join(m[0].split()), _NOISE.sub(" ", text))
    text = _SURNAME_APART.sub(r"\1", text)
    text = _ROOM.sub(" ", _SOUGHT.sub(" ", _REASON.sub(" ", pupils_named(text))))
    doubts = {code for code, pattern in _DOUBTS.items() if pattern.search(text)}
    if _TAIL_DIGITS.search(text):
        doubts.add("masked_phone")
        text = _TAIL_DIGITS.sub(" ", text)
    text = _QUESTION.sub(" ", text)
    text = _MOVED.sub(" ", _NEGATED.sub(" ", text))
    other = bool(_FOR_OTHER.search(text) or _MINE.search(text))
    text = _MINE.sub(" ", _FOR_OTHER.sub(" ", text))
    return Prepared(text, other, doubts)
