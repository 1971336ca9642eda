"""What a QR code holds: a way to somebody, to money, to a place to work, or anything else."""

import re
from enum import StrEnum

_SHORTEST_TEXT = 4


class CodeKind(StrEnum):
    """``CLOSED`` leads into a group abroad, ``WORK`` to meetings, papers and offices.

    ``PLAIN`` is a text, ``LINK`` an address that is judged like any other.
    """

    PAYMENT = "payment_code"
    CONTACT = "contact_code"
    CLOSED = "closed_code"
    GROUP = "group_code"
    WORK = "work_code"
    LINK = "link_code"
    PLAIN = "text_code"


_KINDS = tuple(
    (kind, re.compile("|".join(patterns), re.IGNORECASE))
    for kind, patterns in (
        (
            CodeKind.PAYMENT,
            (
                r"^wxp://",
                r"^weixin://wxpay",
                r"^https?://(?:qr\.alipay\.com|payapp\.weixin\.qq\.com|qr\.95516\.com|i\.qianbao\.qq\.com)/",
                r"^https?://(?:wx\.tenpay\.com|mobilecodec\.alipay\.com)/",
                r"^alipays?://.{0,80}(?:transfer|pay)",
                r"^(?:bitcoin|ethereum|tron):",
                r"^T[1-9A-HJ-NP-Za-km-z]{33}$",
                r"^0x[0-9a-f]{40}$",
            ),
        ),
        (
            CodeKind.GROUP,
            (
                r"^https?://weixin\.qq\.com/g/",
                r"^https?://(?:jq|qun)\.qq\.com/",
                r"^https?://qm\.qq\.com/(?:cgi-bin/qm/qr|q/)",
                r"^https?://work\.weixin\.qq\.com/(?:gm|u/vc)/",
            ),
        ),
        (
            CodeKind.CLOSED,
            (
                r"^(?:https?://)?(?:t\.me|telegram\.me)/(?:\+|joinchat/)",
                r"^https?://(?:chat\.whatsapp\.com|discord\.gg|signal\.group)/",
                r"^tg://(?:join|resolve)",
            ),
        ),
        (
            CodeKind.CONTACT,
            (
                r"^https?://u\.wechat\.com/",
                r"^https?://(?:weixin\.qq\.com/r|work\.weixin\.qq\.com/(?:ca|kfid))/",
                r"^https?://wework\.qpic\.cn/",
                r"^mqqapi://card/",
                r"^https?://(?:t\.me|wa\.me|line\.me)/",
                r"^(?:tel|sms|smsto|mailto|mecard|begin:vcard)",
            ),
        ),
        (
            CodeKind.WORK,
            (
                r"^https?://(?:[\w-]+\.)?(?:meeting\.tencent\.com|feishu\.cn|dingtalk\.com|docs\.qq\.com|kdocs\.cn)/",
                r"^https?://(?:[\w-]+\.)?(?:wjx\.(?:cn|top)|jinshuju\.(?:net|com)|shimo\.im|yuque\.com|zoom\.(?:us|com\.cn))/",
                r"^https?://[\w.-]+\.(?:gov|edu)\.cn/",
                r"^wifi:",
                r"^otpauth://",
            ),
        ),
        (CodeKind.LINK, (r"^[a-z][a-z0-9+.-]{1,20}://", r"^www\.")),
    )
)


def judge_code(text: str) -> CodeKind:
    """What a code's content is. Numbers of goods and parcels are ``PLAIN``."""
    text = text.strip()
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), CodeKind.PLAIN)


def says_anything(text: str) -> bool:
    """Whether a code's text can be judged as words: serial numbers and checksums are nobody's words."""
    return len(text.strip()) >= _SHORTEST_TEXT and not re.fullmatch(r"[\w.:/+=,|-]{1,400}", text.strip(), re.ASCII)
