"""Hosts that pretend, hide or lead to strange places; and those of ordinary work, which must be left alone."""

import pytest

from plugins.antispam.domain.media.links import LinkKind, find_links, judge_url
from plugins.antispam.domain.media.lists import split_host
from plugins.antispam.domain.text.normalise import normalise

NONE: frozenset[str] = frozenset()
ORDINARY = (LinkKind.KNOWN, LinkKind.UNKNOWN)


def kinds(text: str) -> list[LinkKind]:
    return [link.kind for link in find_links(normalise(text), NONE, NONE)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://alipay.top/pay", LinkKind.LOOK_ALIKE),
        ("taobao-vip.shop 领券", LinkKind.LOOK_ALIKE),
        ("http://www.icbc.com.cn.ab12.top/login", LinkKind.LOOK_ALIKE),
        ("https://rsj.gov.cn.example.com/a", LinkKind.LOOK_ALIKE),
        ("12333-gov.com", LinkKind.LOOK_ALIKE),
        ("http://ta0bao.xyz", LinkKind.LOOK_ALIKE),
        ("http://rnicrosoft.com", LinkKind.LOOK_ALIKE),
        ("http://taobаo.com/x", LinkKind.LOOK_ALIKE),
        ("http://аррӏе.com", LinkKind.LOOK_ALIKE),
        ("http://xn--80ak6aa92e.com", LinkKind.LOOK_ALIKE),
        ("http://taobaao.com", LinkKind.SIMILAR),
        ("http://tencnet.com", LinkKind.SIMILAR),
        ("http://weixln.com", LinkKind.SIMILAR),
        ("http://taobao.com@evil.top/x", LinkKind.LOOK_ALIKE),
        ("http://alipay.abc123.top", LinkKind.LOOK_ALIKE),
        ("http://3232235777/x", LinkKind.KNOWN),
        ("http://134744072/x", LinkKind.ADDRESS),
        ("http://0x08080808/x", LinkKind.ADDRESS),
        ("http://[2606:4700::1111]/a", LinkKind.ADDRESS),
        ("http://[::1]:3000/", LinkKind.KNOWN),
        ("http://8.8.8.8:9999/a", LinkKind.ADDRESS),
        ("https://example-one.com:7788/x", LinkKind.ODD),
        ("abc888点com 注册", LinkKind.HIDDEN),
        ("abc888。top", LinkKind.HIDDEN),
        ("abc888 dot com", LinkKind.HIDDEN),
        ("abc888(.)com", LinkKind.HIDDEN),
        ("www。abc888。vip/reg", LinkKind.HIDDEN),
        ("t.me/+AbCdEfGhIjKlMn", LinkKind.INVITE),
        ("https://discord.gg/abcdef", LinkKind.INVITE),
        ("https://discord.com/invite/abcdef", LinkKind.INVITE),
        ("https://chat.whatsapp.com/AbCdEf123", LinkKind.INVITE),
        ("https://wa.me/8613800138000", LinkKind.INVITE),
        ("hxxps://abc-app.cyou/x", LinkKind.CHEAP),
        ("https://dl.example.org/get?name=vip.apk&x=1", LinkKind.PROGRAM),
        ("下载 http://dl.example.org/%E5/setup.exe", LinkKind.PROGRAM),
        ("bit.ly/3abcDEF", LinkKind.SHORT),
    ],
)
def test_a_pretender_is_named(text: str, kind: LinkKind) -> None:
    assert kinds(text)[:1] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "https://microsoft.github.io/vscode",
        "https://apple.stackexchange.com/questions/1",
        "https://wechat.ourcompany.com/callback",
        "https://alipay.ourcompany.cn/notify",
        "https://sso-feishu.ourcompany.com.cn",
        "https://weixin.sogou.com/weixin?query=a",
        "https://webchat.ourcompany.com",
        "http://gitlab.corp:8929/a/b",
        "http://jira.intranet/browse/A-1",
        "https://www.icbc.com.cn/page/1.html",
        "https://work.weixin.qq.com/mail",
        "https://docs.qq.com/doc/DUabc",
        "https://developer.apple.com/documentation",
        "https://beian.miit.gov.cn",
        "https://www.gov.uk/guidance",
        "https://cloud.tencent.com/document/product/1",
        "https://learn.microsoft.com/zh-cn/",
        "https://oss-cn-beijing.aliyuncs.com/bucket/a.zip",
        "https://meeting.tencent.com/dm/abc",
        "https://vc.feishu.cn/j/123456789",
        "https://www.baidu.com/s?wd=site.exe.com",
        "https://en.wikipedia.org/wiki/.exe",
        "https://readthedocs.io/projects/a",
        "https://www.example.com:8443/admin",
        "http://10.1.2.3:9000/minio",
        "http://172.16.0.8:30080",
        "https://银行.中国",
        "https://applet.ourcompany.com",
        "https://taobao.net/about",
        "https://chemist.com",
    ],
)
def test_links_of_ordinary_work_are_not_suspected(text: str) -> None:
    assert all(kind in ORDINARY for kind in kinds(text)), kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "下午3点在会议室", "vivo点开设置", "第1点in scope", "请9点online", "GPS定位点a", "版本 1。2。3",
        "B点to C点", "先点com口再点net口", "docker.io.", "e.g.this", "在AB点cc一下我", "打开main点击run",
        "Node.js", "用vue.js写", "a.b", "见3.2.1节", "report.final.docx", "user@mail.example.com", "192.168.1",
    ],
)  # fmt: skip
def test_words_with_dots_are_no_links(text: str) -> None:
    assert all(kind in ORDINARY for kind in kinds(text)), kinds(text)


def test_the_place_of_a_link_is_that_of_the_original() -> None:
    text = "快看 ＨＴＴＰＳ：／／ａｌｉｐａｙ．ｔｏｐ／ｐ 啊"
    [link] = find_links(normalise(text), NONE, NONE)
    assert link.span is not None
    assert text[link.span.start : link.span.end] == "ＨＴＴＰＳ：／／ａｌｉｐａｙ．ｔｏｐ／ｐ"


def test_what_the_group_allows_is_no_pretender_and_what_it_denies_is_found_in_any_dress() -> None:
    allowed = find_links(normalise("http://alipay.top/x"), {"alipay.top"}, NONE)
    denied = find_links(normalise("badsite点com"), NONE, {"badsite.com"})
    assert [link.kind for link in allowed + denied] == [LinkKind.KNOWN, LinkKind.DENIED]


@pytest.mark.parametrize(
    ("host", "parts"),
    [
        ("www.shop.example.com.cn", (("www", "shop"), "example", "com.cn")),
        ("example.co.uk", ((), "example", "co.uk")),
        ("a.github.io", (("a",), "github", "io")),
        ("wiki.corp", None),
        ("com.cn", None),
    ],
)
def test_a_host_is_split_where_registries_split_it(host: str, parts: object) -> None:
    assert split_host(host) == parts


@pytest.mark.parametrize("url", ["alipays://platformapi/startapp", "weixin://dl/business", "", "没有地址"])
def test_an_address_of_an_app_leads_nowhere_outside(url: str) -> None:
    link = judge_url(url, NONE, NONE)
    assert link is None or link.kind in ORDINARY
