"""Numbers that belong to a person: whether they are well formed, and whether the talk is of them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from ..text.beginning import Beginning
from ..text.normalise import Normalised, normalise
from .found import Personal

_IDENTITY = Beginning(
    "1-9",
    r"(?<![0-9a-z])([1-9]\d{5})[ \-]?((?:19|20)\d{2})[ \-]?(\d{2})[ \-]?(\d{2})[ \-]?(\d{3})[ \-]?([\dx])(?![0-9a-z])",
)
_OLD_IDENTITY = Beginning(
    "1-9", r"(?<![0-9a-z])[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9a-z])"
)
_CARD = Beginning("\\d", r"(?<![0-9a-z.])\d(?:[ \-]?\d){14,18}(?![0-9a-z.])")
_MOBILE = Beginning("+81", r"(?<!\d)(?:\+?86[ \-]?)?(1[3-9]\d(?:[ \-]?\d{4}){2})(?!\d)")
_PASSPORT = re.compile(r"(?<![0-9a-z])(?:[eg]\d{8}|e[a-hj-np-z]\d{7}|[dspm]e?\d{7,8})(?![0-9a-z])")
_PERMIT = re.compile(r"(?<![0-9a-z])(?:[chmw]\d{8}|[hm]\d{10}|\d{8})(?![0-9a-z])")
_INSURANCE = re.compile(
    r"(?:社保|医保|社会保障|公积金|学籍|军官证|残疾证)(?:卡|账|帐|编|个人)?(?:号码|号|账号|编号)\s?(?:是|为|:)?\s?((?=[a-z\d]*\d{6})[a-z\d]{8,20})"
)
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-z][·.\\- ]?"
    "(?=[a-z]{0,3}\\d)[a-hj-np-z0-9]{4,5}[a-hj-np-z0-9挂学警港澳](?![0-9a-z])"
)
_EMAIL = re.compile(
    r"[\w.+-]{1,64}@(?:qq|vip\.qq|foxmail|163|126|yeah|sina|sohu|gmail|outlook|hotmail|icloud|139|189)\.\w{2,4}"
)
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_WORDS = re.compile("身份证|身份号|证件号|证号|户籍|实名|sfz")
_ORDER_BEFORE = re.compile(r"(?:单号|运单|订单|流水|编号|快递|序列号|条码|凭证)\S{0,3}[:：是为 ]{0,3}$")
_NOT_A_CARD = re.compile(
    r"单号|运单|快递|物流|编号|流水|序列|条码|凭证号|订单|发票|对公|公户|单位账|公司|税号|批次|工单|会议号|有限责任|基本户|开票"
    r"|测试卡|沙箱|商户号|设备号|imei|iccid|sn码"
)
_CARD_CONTEXT = re.compile(r"银行|卡号|账号|帐号|账户|开户|储蓄|信用卡|打款|转账|转到|打我|卡上|收款卡")
_ABROAD = re.compile("港澳|回乡证|台胞|台湾|往来|内地通行")
MANY_MOBILES = 6
VERY_MANY_MOBILES = 20
MANY_PLATES = 3
MANY_EMAILS = 8
_CONTACT_LIST = re.compile(
    "值班|联系人|联系方式|联系电话|对接|负责人|客服|热线|应急|紧急|报名|接龙|咨询|服务电话|维修|物业|供应商|报警|各部门|办事处|门店|网点"
)


def valid_identity(number: str, today: date | None = None) -> bool:
    """An 18-digit identity number: province, a birthday that was possible by ``today``, checksum."""
    if len(number) != 18 or number[:2] not in _PROVINCES:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    if born.year < 1900 or (today is not None and born > today):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10x98765432"[total % 11] == number[17].lower()


def valid_card(number: str) -> bool:
    """A payment card number by prefix, length and Luhn's checksum."""
    if not 15 <= len(number) <= 19 or len(set(number)) < 2:
        return False
    plausible = (
        (number.startswith("62") and len(number) >= 16)
        or (number[0] == "4" and len(number) == 16)
        or (number[:2] in {"51", "52", "53", "54", "55", "35"} and len(number) == 16)
        or (number[:2] in {"34", "37"} and len(number) == 15)
        or (number[:2] in {"60", "68", "90", "94", "95", "99"} and len(number) in {16, 18, 19})
    )
    if not plausible:
        return False
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def identities(text: Normalised) -> Iterator[Personal]:
    """Numbers with a right checksum; the old ones of 15 digits, which have none, only where the talk is of such."""
    folded = text.folded
    named = _IDENTITY_WORDS.search(folded)
    for match in _IDENTITY.finditer(folded):
        ordered = not named and _ORDER_BEFORE.search(folded[max(0, match.start() - 10) : match.start()])
        if valid_identity("".join(match.groups())) and not ordered:
            yield found_at(text, "identity", match)
    if named and "身份" in folded:
        for match in _OLD_IDENTITY.finditer(folded):
            if match[0][:2] in _PROVINCES:
                yield found_at(text, "identity", match)


def numbered_files(names: Iterable[str]) -> Iterator[Personal]:
    """Names of files with somebody's identity number in them."""
    for name in names:
        stem = normalise(name.replace("_", " "))
        yield from (Personal(found.kind, name, None) for found in identities(stem))


def cards(text: Normalised, taken: list[Personal]) -> Iterator[Personal]:
    """A person's payment cards; a company's account and numbers of orders are work."""
    if _NOT_A_CARD.search(text.folded):
        return
    for match in _CARD.finditer(text.folded):
        one = found_at(text, "bank_card", match)
        if any(one.span.start < t.span.end and t.span.start < one.span.end for t in taken if t.span and one.span):
            continue
        number = re.sub(r"\D", "", match[0])
        if valid_card(number) and (number.startswith("62") or _CARD_CONTEXT.search(text.folded)):
            yield one


def mobiles(text: Normalised) -> list[Personal]:
    matches = _MOBILE.finditer(text.folded)
    return [Personal("mobile", m[1], text.span(m.start(), m.end())) for m in matches]


def mobile_lists(text: Normalised, numbers: list[Personal]) -> Iterator[Personal]:
    """Many people's numbers at once, but for the lists that are there to be called."""
    different = len({re.sub(r"\D", "", number.text) for number in numbers})
    most = VERY_MANY_MOBILES if _CONTACT_LIST.search(text.folded) else MANY_MOBILES
    if different >= most:
        yield from (Personal("mobile", number.text, number.span, sure=False) for number in numbers)


def travel_papers(text: Normalised) -> Iterator[Personal]:
    folded = text.folded
    if "护照" in folded:
        yield from (found_at(text, "passport", match) for match in _PASSPORT.finditer(folded))
    if ("通行证" in folded or "回乡证" in folded or "台胞证" in folded) and _ABROAD.search(folded):
        for match in _PERMIT.finditer(folded):
            if not match[0].startswith(("19", "20")):
                yield found_at(text, "permit", match)


def insurances(text: Normalised) -> Iterator[Personal]:
    for match in _INSURANCE.finditer(text.folded):
        yield Personal("insurance", match[1], text.span(match.start(1), match.end(1)), sure=False)


def plate_lists(text: Normalised, phones: int) -> Iterator[Personal]:
    """Several plates with their owners' numbers; plates alone are what a gate has to know."""
    matches = list(_PLATE.finditer(text.folded))
    if len({match[0] for match in matches}) >= MANY_PLATES and phones >= MANY_PLATES:
        yield from (found_at(text, "plate", match, sure=False) for match in matches)


def email_lists(text: Normalised) -> Iterator[Personal]:
    """Many private mailboxes; a company's own are how its people are written to."""
    if text.folded.count("@") < MANY_EMAILS:
        return
    matches = list(_EMAIL.finditer(text.folded))
    if len({match[0] for match in matches}) >= MANY_EMAILS:
        yield from (found_at(text, "email", match, sure=False) for match in matches)


def found_at(text: Normalised, kind: str, match: "re.Match[str]", *, sure: bool = True) -> Personal:
    return Personal(kind, match[0], text.span(match.start(), match.end()), sure)
