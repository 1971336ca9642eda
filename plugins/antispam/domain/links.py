"""Links and files: what they lead to, and what they pretend to be. Nothing is fetched."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address

from .normalise import Normalised, Span, fold

EXECUTABLES = frozenset(
    "exe apk apks xapk bat cmd com scr msi msix js jse vbs vbe wsf hta jar lnk iso img pif ps1 reg dll cpl "
    "ipa dmg pkg deb rpm sh app command scf chm".split()
)
_DOCUMENTS = frozenset("doc docx xls xlsx ppt pptx pdf txt jpg jpeg png gif mp4 mp3 zip rar 7z csv wps et".split())
_NOT_AS_URL = frozenset({"com", "js", "app", "sh", "command", "img"})
_URL = re.compile(
    r"(?P<scheme>https?://|www\.)?(?P<host>(?:[a-z0-9一-鿿](?:[a-z0-9一-鿿-]{0,61}[a-z0-9一-鿿])?\.){1,4}"
    r"[a-z][a-z0-9-]{1,20}|\d{1,3}(?:\.\d{1,3}){3})(?P<port>:\d{2,5})?(?P<path>[/?#][!-~]{0,500})?"
)
_TOP_LEVEL = frozenset(
    "com cn net org gov edu info biz cc tv me io co top xyz vip club shop site online wang ltd icu live fun work "
    "ink link pro red store tech app dev ai in us uk hk tw jp kr sg ru la pw gg to so im ly gl gd ws pub bet win "
    "buzz life love host space website click loan date download men party racing review stream trade cyou cfd sbs "
    "mom lol pics quest monster rest bond asia mobi name fm am ac ga gq ml tk cf".split()
)
_CHEAP = frozenset(
    "top xyz vip club icu bet win pw cc buzz loan click men cyou cfd sbs mom lol pics quest monster rest bond tk ga gq "
    "ml cf date download party racing review stream trade la wang".split()
)
_SHORTENERS = frozenset(
    "t.cn dwz.cn suo.im suo.nz url.cn bit.ly tinyurl.com is.gd goo.gl goo.su t.co ow.ly rb.gy cutt.ly mrw.so "
    "sourl.cn u.nu 0x9.me 6du.in tb.cn m.tb.cn dwz.mk t.hk urlc.cn v.gd s.id shorturl.at w.url.cn mtw.so".split()
)
_INVITES = (
    "qm.qq.com",
    "jq.qq.com",
    "t.me",
    "telegram.me",
    "telegram.dog",
    "discord.gg",
    "chat.whatsapp.com",
    "line.me",
)
_KNOWN = frozenset(
    "qq.com tencent.com weixin.com feishu.cn larksuite.com dingtalk.com wps.cn kdocs.cn wps.com baidu.com 12306.cn "
    "bilibili.com b23.tv zhihu.com weibo.com weibo.cn taobao.com tmall.com jd.com alipay.com aliyun.com alibaba.com "
    "alibabacloud.com 163.com 126.com sina.com.cn sina.cn sohu.com douyin.com toutiao.com ixigua.com kuaishou.com "
    "xiaohongshu.com xhslink.com meituan.com dianping.com ctrip.com trip.com amap.com gaode.com didiglobal.com "
    "wjx.cn wjx.top jinshuju.net mikecrm.com jinshuju.com microsoft.com office.com live.com outlook.com google.com "
    "github.com gitee.com gitlab.com python.org mozilla.org apple.com icloud.com people.com.cn xinhuanet.com news.cn "
    "cctv.com chinanews.com.cn thepaper.cn cnki.net wanfangdata.com.cn icourse163.org xuetangx.com csdn.net jianshu.com "
    "cnblogs.com juejin.cn icbc.com.cn ccb.com boc.cn abchina.com cmbchina.com bankcomm.com psbc.com 10086.cn 10010.com "
    "189.cn sf-express.com zoom.us zoom.com.cn xiaoe-tech.com canva.cn chsi.com.cn huawei.com mi.com vivo.com.cn "
    "oppo.com netease.com youdao.com iqiyi.com youku.com mgtv.com ximalaya.com lanzou.com 123pan.com pan.quark.cn "
    "quark.cn zhipin.com liepin.com 51job.com zhaopin.com lagou.com pinduoduo.com yangkeduo.com suning.com "
    "docs.python.org wikipedia.org stackoverflow.com readthedocs.io npmjs.com pypi.org notion.so yuque.com "
    "teambition.com tapd.cn coding.net processon.com modao.cc lanhuapp.com mubu.com shimo.im".split()
)
_BRANDS = frozenset(
    "taobao alipay tencent weixin wechat icbc cmbchina abchina bankcomm 12306 alibaba dingtalk feishu jingdong "
    "icloud apple microsoft paypal chinamobile".split()
)
_FAKE_LETTERS = str.maketrans("013457", "oieast")
_RIGHT_TO_LEFT = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EXTENSION = re.compile(r"\.([a-z0-9]{1,8})\s*$")


class LinkKind(StrEnum):
    KNOWN = "known"
    UNKNOWN = "unknown"
    CHEAP = "cheap_domain"
    SHORT = "shortener"
    INVITE = "invitation"
    DENIED = "denied"
    LOOK_ALIKE = "look_alike"
    ADDRESS = "bare_address"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Link:
    kind: LinkKind
    host: str
    text: str
    span: Span | None = None


def covers(domains: Collection[str], host: str) -> bool:
    """Whether ``host`` or a parent of it is listed."""
    labels = host.split(".")
    return any(".".join(labels[i:]) in domains for i in range(len(labels)))


def find_links(text: Normalised, allowed: Collection[str], denied: Collection[str]) -> list[Link]:
    """The links written in a text; a bare ``name.tld`` counts where the last label is a known one."""
    found: list[Link] = []
    for match in _URL.finditer(text.folded):
        host = match["host"].strip(".")
        last = host.rsplit(".", 1)[-1]
        numeric = last.isdigit()
        before = text.folded[match.start() - 1 : match.start()] if match.start() else ""
        if before == "@" or (not match["scheme"] and (numeric or last not in _TOP_LEVEL)):
            continue
        kind = judge_host(host, match["path"] or "", allowed, denied)
        found.append(Link(kind, host, match[0], text.span(match.start(), match.end())))
    return found


def judge_url(url: str, allowed: Collection[str], denied: Collection[str]) -> Link | None:
    """A card's link."""
    match = _URL.search(fold(url))
    return Link(judge_host(match["host"], match["path"] or "", allowed, denied), match["host"], url) if match else None


def judge_host(host: str, path: str, allowed: Collection[str], denied: Collection[str]) -> LinkKind:
    """What a host is; the group's own lists come first, a known host outweighs everything else."""
    if covers(denied, host):
        return LinkKind.DENIED
    if covers(allowed, host) or host.endswith((".gov.cn", ".edu.cn")):
        return LinkKind.KNOWN
    if host in _INVITES or (host == "weixin.qq.com" and path.startswith("/g/")):
        return LinkKind.INVITE
    if covers(_SHORTENERS, host):
        return LinkKind.SHORT
    if covers(_KNOWN, host):
        return LinkKind.KNOWN
    extension = _EXTENSION.search(path.split("?")[0])
    if extension and extension[1] in EXECUTABLES - _NOT_AS_URL:
        return LinkKind.PROGRAM
    return _judge_stranger(host)


def _judge_stranger(host: str) -> LinkKind:
    labels = host.split(".")
    if labels[-1].isdigit():
        try:
            return LinkKind.KNOWN if IPv4Address(host).is_private else LinkKind.ADDRESS
        except ValueError:
            return LinkKind.UNKNOWN
    plain = [label.translate(_FAKE_LETTERS) for label in labels[:-1]]
    pieces = {piece for label in (*labels[:-1], *plain) for piece in label.split("-")}
    if pieces & _BRANDS or any(label.startswith("xn--") and _hides_latin(label) for label in labels):
        return LinkKind.LOOK_ALIKE
    return LinkKind.CHEAP if labels[-1] in _CHEAP else LinkKind.UNKNOWN


def _hides_latin(label: str) -> bool:
    """Whether an internationalised label is made of letters that look Latin, or cannot be read."""
    try:
        return fold(label.encode("ascii").decode("idna")).isascii()
    except UnicodeError:
        return True


def judge_file(name: str, extensions: Collection[str]) -> str | None:
    """Why a file name is dangerous: ``disguised`` (double extension, reversed text), ``program``, or None."""
    parts = fold(name).strip().rstrip(".").split(".")
    last = parts[-1].strip() if len(parts) > 1 else ""
    if _RIGHT_TO_LEFT.search(name):
        return "disguised"
    if last in EXECUTABLES and len(parts) > 2 and parts[-2].strip() in _DOCUMENTS:
        return "disguised"
    return "program" if last in extensions else None
