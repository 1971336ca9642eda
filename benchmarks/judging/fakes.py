"""Invented personal data for the lines of the measurement: right in shape and check digit, nobody's."""

import random
import re
import string
from collections.abc import Callable

_PLACE = re.compile(r"\{([a-z]+)\}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LETTERS = string.ascii_letters + string.digits
_PLATE = "京沪粤苏浙"


def fill(text: str, chance: random.Random) -> str:
    """``text`` with each ``{kind}`` written out. Raises KeyError on an unknown kind."""
    return _PLACE.sub(lambda match: KINDS[match[1]](chance), text)


def identity(chance: random.Random) -> str:
    """Of 1960 to 2004, with its check digit."""
    head = chance.choice(("110105", "310104", "440305", "510107", "330106"))
    body = f"{head}{chance.randint(1960, 2004)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}{_digits(3)(chance)}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def bank_card(chance: random.Random) -> str:
    """Nineteen digits of a Chinese card, with Luhn's."""
    body = chance.choice(("622202", "621700", "622848", "621661")) + _digits(12)(chance)
    doubled = [int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(body))]
    return body + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


def _digits(count: int, head: str = "") -> Callable[[random.Random], str]:
    return lambda chance: head + "".join(chance.choices(string.digits, k=count))


def _letters(count: int, head: str = "") -> Callable[[random.Random], str]:
    return lambda chance: head + "".join(chance.choices(_LETTERS, k=count))


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(string.ascii_lowercase, k=5))


def _site(chance: random.Random) -> str:
    return f"http://{_word(chance)}{chance.randint(10, 999)}.{chance.choice(('cc', 'top', 'vip', 'xyz', 'club'))}"


def _phone(chance: random.Random) -> str:
    return chance.choice(("138", "159", "186", "177", "135")) + _digits(8)(chance)


def _plate(chance: random.Random) -> str:
    return chance.choice(_PLATE) + chance.choice("ABC") + _digits(5)(chance)


KINDS: dict[str, Callable[[random.Random], str]] = {
    "identity": identity,
    "card": bank_card,
    "phone": _phone,
    "plate": _plate,
    "passport": _digits(8, "E"),
    "account": _digits(13, "440301"),
    "taxno": lambda chance: "91440300MA5" + "".join(chance.choices("ABCDEFGHJKLMNPQRTUWXY0123456789", k=7)),
    "tracking": lambda chance: chance.choice(("SF1", "YT7", "JD0", "7731", "4315")) + _digits(11)(chance),
    "order": _digits(14, "20241"),
    "serial": _digits(12, "0"),
    "invoice": _digits(8),
    "invoicecode": _digits(10, "03"),
    "sn": lambda chance: "SN" + "".join(chance.choices(string.ascii_uppercase + string.digits, k=14)),
    "imei": _digits(13, "86"),
    "ean": _digits(10, "690"),
    "meter": _digits(9, "3"),
    "exam": _digits(11, "241"),
    "meeting": lambda chance: f"{_digits(3)(chance)} {_digits(3)(chance)} {_digits(3)(chance)}",
    "todesk": lambda chance: f"{_digits(3)(chance)} {_digits(3)(chance)} {_digits(3)(chance)}",
    "group": lambda chance: str(chance.randint(10**8, 10**9 - 1)),
    "six": _digits(6),
    "ip": lambda chance: str(chance.randint(2, 250)),
    "qq": lambda chance: str(chance.randint(10**8, 3 * 10**9)),
    "wx": lambda chance: _word(chance) + _digits(3)(chance),
    "handle": lambda chance: f"{_word(chance)}_{_digits(3)(chance)}",
    "badurl": _site,
    "aliyun": _letters(20, "LTAI5t"),
    "aws": lambda chance: "AKIA" + "".join(chance.choices(string.ascii_uppercase + string.digits, k=16)),
    "github": _letters(36, "ghp_"),
    "openai": _letters(48, "sk-"),
    "jwt": lambda chance: f"eyJ{_letters(20)(chance)}.eyJ{_letters(40)(chance)}.{_letters(43)(chance)}",
}
