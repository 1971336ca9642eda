"""Keys, tokens, passwords and connection strings."""

import re
from collections.abc import Iterator

from ..text.beginning import Beginning
from ..text.normalise import Normalised, Span
from .found import Personal

_KEYS = re.compile(
    r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bLTAI[0-9A-Za-z]{12,26}\b"
    r"|\bAKID[0-9A-Za-z]{20,40}\b"
    r"|\bgh[pousr]_[0-9A-Za-z]{30,80}\b|\bgithub_pat_\w{20,90}|\bglpat-[\w-]{18,40}"
    r"|\bsk-(?:proj-|ant-)?[0-9A-Za-z_-]{20,160}|\b[sr]k_live_[0-9A-Za-z]{16,60}"
    r"|\bAIza[\w-]{35}|\bnpm_[0-9A-Za-z]{36}\b|\bhf_[A-Za-z]{30,40}\b|\bSG\.[\w-]{16,30}\.[\w-]{30,60}"
    r"|\bxox[abpr]-[0-9A-Za-z-]{10,80}|\beyJ[\w-]{10,200}\.eyJ[\w-]{10,400}\.[\w-]{10,200}"
    r"|qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=[\w-]{30,40}"
    r"|oapi\.dingtalk\.com/robot/send\?access_token=[0-9a-f]{60,70}"
    r"|open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook/[\w-]{30,40}"
)
_MAY_BE_KEY = Beginning(
    "ALghsrnSxeqo",
    r"A(?:KI[AD]|SIA|Iza)|LTAI|gh[pousr]_|github_pat_|glpat-|sk-|[sr]k_live_|npm_|hf_|SG[.]|xox[abpr]-|eyJ|qyapi[.]|oapi[.]|open[.]",
)
_NAMED_KEY = re.compile(
    r"(?:secret_?(?:access_?)?key|access_?key_?secret|app_?secret|client_?secret|api_?key|AccountKey|private_?token|corpsecret)"
    r"[\"']?\s{0,3}[:=：]\s{0,3}[\"']?([0-9A-Za-z+/_=-]{16,200})",
    re.IGNORECASE,
)
_CONNECTION = re.compile(r"\b[a-z][a-z0-9+]{2,20}://[^\s:/@]{0,64}:([^\s@/]{3,80})@([\w.-]{3,100})", re.IGNORECASE)
_LONG_TOKEN = re.compile(r"[\w-]{16}|-----BEGIN", re.ASCII)
_PASSWORD = re.compile(
    r"(?:密码|口令|password|passwd|pwd|密钥|secret|token)\s{0,3}(?:是|为|[:=])\s{0,3}([!-~]{6,64})", re.IGNORECASE
)
_PAIR = re.compile(
    r"(?<![\w/])(?:root|admin|administrator|sa|oracle|sysdba)\s{0,2}[/:：]\s{0,2}((?=[!-~]*\d)(?=[!-~]*[a-z])(?![\w.]*/)[!-~]{6,40})"
    r"|(?:账号|帐号|用户名)[^\n]{1,40}?(?:密码|口令)\s{0,2}((?=[!-~]*\d)(?=[!-~]*[a-z])[!-~]{8,40})"
)
"""An account with its password, and nothing between them that says so."""
_ODD = re.compile("[@!#$%^&*]")
_OF_LOGINS = re.compile("密码|口令|账号|帐号|登录|服务器|数据库|后台|管理员|设备|交换机|路由")
"""Without either, what follows an account's name may be a branch or a folder."""
_ACCOUNT = re.compile(
    r"账号|帐号|用户名|账户|登录名|\broot\b|\badmin|服务器|数据库|\bvpn\b|后台|堡垒机|mysql|ssh|\buser(?:name)?\b|管理员|生产环境|跳板",
    re.IGNORECASE,
)
_COMMON_PASSWORD = re.compile(
    r"会议|wi-?fi|无线|解压|提取|取件|入会|文档|初始|默认|网盘|分享|门禁|参会|访客|直播|问卷|测试环境|演示|公用|公共|体验|示例|样例|例如"
    r"|比如|格式|不要用|别用|弱口令|弱密码|强度|复杂度|规则|要求",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"x{3,}|\*{3,}|\.{3,}|<[^>]*>|\$\{|\{\{|your|example|placeholder|changeme|dummy|sample|^(?:password|passwd|secret|token|null|none"
    r"|undefined|true|false|string|required|invalid|incorrect|wrong|expired|forgot|reset|empty|test|admin|root|postgres|guest|user|https?:.*)$",
    re.IGNORECASE,
)
_OF_EXAMPLES = re.compile("示例|样例|例子|文档|官方|不是真|占位")
"""Where the keys of the documentation are told of as such."""
_HERE = re.compile(
    r"^(?:localhost|127\.|0\.0\.0\.0|host\.docker|example\.|.*\.example(?:\.|$)|(?:db|redis|mysql|postgres|mq|host)$)"
)
_DIFFERENT = 6


def keys(text: Normalised) -> Iterator[Personal]:
    """By their own shape, or by the name before them. Read in the original: keys are written in plain letters."""
    original = text.original
    if not _LONG_TOKEN.search(original):
        return
    begins = "-----BEGIN" in original or _MAY_BE_KEY.is_in(original)
    for match in _KEYS.finditer(original) if begins else ():
        if "EXAMPLE" not in match[0] or not _OF_EXAMPLES.search(original):
            yield Personal("key", match[0], Span(*match.span()))
    for match in _NAMED_KEY.finditer(original) if _names_a_key(original.lower()) else ():
        if len(set(match[1])) >= _DIFFERENT and not _PLACEHOLDER.search(match[1]):
            yield Personal("key", match[1], Span(*match.span(1)))


def _names_a_key(lowered: str) -> bool:
    return "secret" in lowered or "key" in lowered or "token" in lowered


def connections(text: Normalised) -> Iterator[Personal]:
    """Addresses with a password inside; those of one's own machine or of an example are no secret."""
    for match in _CONNECTION.finditer(text.original):
        if not _PLACEHOLDER.search(match[1]) and not _HERE.search(match[2]):
            yield Personal("connection", match[0], Span(*match.span()))


def passwords(text: Normalised) -> Iterator[Personal]:
    """Passwords of accounts; those for guests, meetings and archives are work talk."""
    folded = text.folded
    if _COMMON_PASSWORD.search(folded):
        return
    account = _ACCOUNT.search(folded) is not None
    for match in _PASSWORD.finditer(folded):
        if not _PLACEHOLDER.search(match[1]):
            kind = "password" if account else "shared_password"
            yield Personal(kind, match[0], text.span(match.start(), match.end()), sure=account)
    for match in _PAIR.finditer(folded):
        password = match[1] or match[2]
        if not _PLACEHOLDER.search(password) and (_ODD.search(password) or _OF_LOGINS.search(folded)):
            yield Personal("password", match[0], text.span(match.start(), match.end()))


def speaks_of_passwords(folded: str) -> bool:
    """Whether it is worth looking for one."""
    # Single look-ups in a row: several times faster than a pattern or a loop, and most talk has none of them.
    return (
        "密" in folded
        or "口令" in folded
        or "root" in folded
        or "admin" in folded
        or "pass" in folded
        or "pwd" in folded
        or "secret" in folded
        or "token" in folded
    )
