"""One way of writing for names, phones and staff numbers."""

import re
import unicodedata

from bot.domain.people.traditional import simplified

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_SPACE_AT_HAN = re.compile(rf"(?<=[{_HAN}·])\s+(?=[{_HAN}·])")
_DOTS = re.compile(rf"(?<=[{_HAN}])\s*[·・•‧∙⋅●]\s*(?=[{_HAN}])")
_FULL_STOP = re.compile(rf"(?<=[{_HAN}])\.(?=[{_HAN}])")
_PHONE_NOISE = re.compile(r"[\s\-‐‑‒–—−()._/]")
_PHONE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

NOTHING_WORDS = frozenset(
    (
        *("无", "没有", "暂无", "未知", "不详", "空", "没", "待定", "保密", "未填", "不填", "略"),
        *("none", "null", "nil", "n/a", "na", "nan", "/", "-", "--", "—", "0"),
    )
)
"""What people write into a field that they leave empty."""


def plain(text: str) -> str:
    """Half-width, composed, without invisible characters and outer blanks."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()


def unify_dots(text: str) -> str:
    """Every sign used as the dot of a name between Chinese characters becomes ``·``."""
    return _DOTS.sub("·", text)


def is_nothing(text: str) -> bool:
    return not text or text.casefold() in NOTHING_WORDS


def normal_name(text: str) -> str:
    """``张　三`` → ``张三``, ``阿依・古丽`` → ``阿依·古丽``; blanks inside a Latin name stay single."""
    name = _SPACE_AT_HAN.sub("", unify_dots(_FULL_STOP.sub("·", plain(text))))
    return " ".join(name.split()).strip(" ,;:、。*·")


def name_key(name: str) -> str:
    """Equal for names that differ only in dots, blanks, letter case, or are in traditional characters."""
    return simplified(name).replace("·", "").replace(" ", "").casefold()


def normal_phone(text: str) -> str | None:
    """The 11 digits of a mainland mobile number, or None where it is not one."""
    found = _PHONE.fullmatch(_PHONE_NOISE.sub("", plain(text)))
    return found[1] if found else None


def normal_staff_number(text: str) -> str | None:
    """Upper case, half-width, without blanks, leading zeros kept; None where nothing is said."""
    number = "".join(plain(text).translate(_DASHES).split()).upper()
    return None if is_nothing(number) else number
