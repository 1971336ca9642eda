"""Personal data and secrets: what others must not learn from a group."""

import re
from dataclasses import dataclass
from datetime import date

from ..text.normalise import Normalised, Span

_LONG_NUMBER = re.compile(r"\d[\d \-]{9,}")
_IDENTITY = re.compile(
    r"(?<![0-9a-z])([1-9]\d{5})[ \-]?((?:19|20)\d{2})[ \-]?(\d{2})[ \-]?(\d{2})[ \-]?(\d{3})[ \-]?([\dx])(?![0-9a-z])"
)
_CARD = re.compile(r"(?<![0-9a-z.])\d(?:[ \-]?\d){14,18}(?![0-9a-z.])")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[ \-]?)?(1[3-9]\d(?:[ \-]?\d{4}){2})(?!\d)")
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_NOT_A_CARD = re.compile(
    r"单号|运单|快递|物流|编号|流水|序列|条码|凭证号|订单|发票|对公|公户|单位账|公司|税号|批次|工单|会议号"
)
_CARD_CONTEXT = re.compile(r"银行|卡号|账号|帐号|账户|开户|储蓄|信用卡|打款|转账|转到")
_PRIVATE_LIFE = re.compile(r"身份证|家庭住址|住址|家住|户籍|家庭地址|出生日期|人肉|开房")
_KEYS = re.compile(
    r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bLTAI[0-9A-Za-z]{12,26}\b"
    r"|\bAKID[0-9A-Za-z]{20,40}\b"
    r"|\bgh[pousr]_[0-9A-Za-z]{30,80}\b|\bgithub_pat_\w{20,90}|\bglpat-[\w-]{18,40}"
    r"|\bsk-(?:proj-|ant-)?[0-9A-Za-z_-]{20,160}"
    r"|\bxox[abpr]-[0-9A-Za-z-]{10,80}|\beyJ[\w-]{10,200}\.eyJ[\w-]{10,400}\.[\w-]{10,200}"
)
_LONG_TOKEN = re.compile(r"[\w-]{16}|-----BEGIN", re.ASCII)
_PASSWORD_WORDS = ("密码", "口令", "密钥", "pass", "pwd", "secret", "token")
_PASSWORD = re.compile(
    r"(?:密码|口令|password|passwd|pwd|密钥|secret|token)\s{0,3}(?:是|为|[:=])\s{0,3}([!-~]{6,64})", re.IGNORECASE
)
_ACCOUNT = re.compile(
    r"账号|帐号|用户名|账户|登录名|\broot\b|\badmin|服务器|数据库|\bvpn\b|后台|堡垒机|mysql|ssh|\buser(?:name)?\b|管理员",
    re.IGNORECASE,
)
_COMMON_PASSWORD = re.compile(
    r"会议|wi-?fi|无线|解压|提取|取件|入会|文档|初始|默认|网盘|分享|门禁|参会|访客|直播|问卷", re.IGNORECASE
)
_MARKING = re.compile(
    r"[【\[(《]\s{0,2}(绝密|机密|秘密)\s{0,2}[】\])》]|(绝密|机密|秘密)\s{0,2}[★☆*]|密级\s{0,2}[::]\s{0,2}(绝密|机密|秘密)"
)
_MARKED_FILE = re.compile(r"^(?:绝密|机密|秘密)(?![级书])|[【(_\-](?:绝密|机密|秘密)[】)_\-.]")


@dataclass(frozen=True, slots=True)
class Personal:
    """``kind``: identity, bank_card, mobile, key, password, shared_password, marking."""

    kind: str
    text: str
    span: Span | None


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


def mobiles(text: Normalised) -> list[Personal]:
    return [Personal("mobile", m[1], text.span(m.start(), m.end())) for m in _MOBILE.finditer(text.folded)]


def find_personal(text: Normalised) -> list[Personal]:
    """Identity and card numbers; mobile numbers only where the text speaks of somebody's private life."""
    if not _LONG_NUMBER.search(text.folded):
        return []
    found: list[Personal] = []
    taken: list[tuple[int, int]] = []
    for match in _IDENTITY.finditer(text.folded):
        if valid_identity("".join(match.groups())):
            found.append(Personal("identity", match[0], text.span(match.start(), match.end())))
            taken.append(match.span())
    commercial = _NOT_A_CARD.search(text.folded)
    for match in _CARD.finditer(text.folded):
        number = re.sub(r"\D", "", match[0])
        if commercial or any(a < match.end() and match.start() < b for a, b in taken) or not valid_card(number):
            continue
        if number.startswith("62") or _CARD_CONTEXT.search(text.folded):
            found.append(Personal("bank_card", match[0], text.span(match.start(), match.end())))
    if _PRIVATE_LIFE.search(text.folded):
        found += mobiles(text)
    return found


def find_secrets(text: Normalised, files: tuple[str, ...] = ()) -> list[Personal]:
    """Keys, passwords of accounts, and markings of classified papers. Passwords for guests are work talk."""
    found: list[Personal] = []
    if _LONG_TOKEN.search(text.original):
        found = [Personal("key", m[0], Span(m.start(), m.end())) for m in _KEYS.finditer(text.original)]
    for match in _PASSWORD.finditer(text.folded) if any(w in text.folded for w in _PASSWORD_WORDS) else ():
        if not _COMMON_PASSWORD.search(text.folded):
            kind = "password" if _ACCOUNT.search(text.folded) else "shared_password"
            found.append(Personal(kind, match[0], text.span(match.start(), match.end())))
    if "密" in text.folded:
        found += [Personal("marking", m[0], text.span(m.start(), m.end())) for m in _MARKING.finditer(text.folded)]
    found += [Personal("marking", name, None) for name in files if _MARKED_FILE.search(name)]
    return found
