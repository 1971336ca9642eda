"""What codes hold, what cards want, what files are."""

import pytest

from bot.domain.messages import Card
from plugins.antispam.domain.media.cards import judge_card
from plugins.antispam.domain.media.checks import check_cards, check_codes, check_content, check_packed
from plugins.antispam.domain.media.codes import CodeKind, judge_code, says_anything
from plugins.antispam.domain.media.files import hides_program, is_innocent, judge_file, real_kind
from plugins.antispam.domain.media.lists import EXECUTABLES
from plugins.antispam.domain.message import Sender
from plugins.antispam.domain.verdict import CODES, Action

NEW = Sender(is_newcomer=True)
KNOWN = Sender()
PROGRAM = b"MZ\x90\x00\x03" + bytes(60) + b"\x80" + bytes(200)
ZIP = b"PK\x03\x04\x14\x00\x00\x00"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("wxp://f2f0AbCd", CodeKind.PAYMENT),
        ("HTTPS://QR.ALIPAY.COM/FKX0123", CodeKind.PAYMENT),
        ("https://qr.95516.com/00010000/62", CodeKind.PAYMENT),
        ("TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE", CodeKind.PAYMENT),
        ("https://weixin.qq.com/g/AwYAAabc", CodeKind.GROUP),
        ("https://qm.qq.com/q/AbCdEf", CodeKind.GROUP),
        ("https://work.weixin.qq.com/gm/0123abcd", CodeKind.GROUP),
        ("https://u.wechat.com/MAbCdEf", CodeKind.CONTACT),
        ("https://work.weixin.qq.com/ca/cawcde", CodeKind.CONTACT),
        ("BEGIN:VCARD\nFN:张三\nEND:VCARD", CodeKind.CONTACT),
        ("https://t.me/somebody", CodeKind.CONTACT),
        ("https://t.me/+AbCdEfGh", CodeKind.CLOSED),
        ("t.me/joinchat/AbCdEfGh", CodeKind.CLOSED),
        ("https://chat.whatsapp.com/AbCd", CodeKind.CLOSED),
        ("https://meeting.tencent.com/dm/abc", CodeKind.WORK),
        ("https://www.wjx.cn/vm/abc.aspx", CodeKind.WORK),
        ("https://rsj.beijing.gov.cn/x", CodeKind.WORK),
        ("WIFI:S:guest;T:WPA;P:12345678;;", CodeKind.WORK),
        ("https://example.com/a", CodeKind.LINK),
        ("6901234567892", CodeKind.PLAIN),
        ("加微信 abc12345", CodeKind.PLAIN),
    ],
)
def test_a_code_is_known_by_what_it_holds(text: str, kind: CodeKind) -> None:
    assert judge_code(text) is kind


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("加微信领红包", True),
        ("SN:20261123-000123", False),
        ("6901234567892", False),
        ("你好", False),
        ("call me now", True),
    ],
)
def test_serial_numbers_are_nobody_s_words(text: str, says: bool) -> None:
    assert says_anything(text) is says


def test_codes_for_money_and_contact_are_shown_where_a_newcomer_does_it() -> None:
    codes = ("wxp://f2f0AbCd",)
    assert check_codes(codes, NEW, CODES).action is Action.REVIEW
    assert check_codes(codes, KNOWN, CODES).action is Action.NONE
    assert check_codes(("https://t.me/+AbCdEfGh",), KNOWN, CODES).action is Action.RECALL
    assert [evidence.sign for evidence in check_codes(codes, KNOWN, CODES).evidence] == ["qr_payment"]


def program(title: str, description: str = "") -> Card:
    return Card(title, description, kind="program")


@pytest.mark.parametrize(
    ("card", "kinds"),
    [
        (program("我正在拼多多砍价，帮我砍一刀"), ["coupon"]),
        (program("好友助力领现金红包"), ["coupon"]),
        (program("外卖大红包天天领"), ["coupon"]),
        (program("九宫格抽奖", "邀你一起抽"), ["coupon"]),
        (Card("淘宝特价：领券立减，限时抢"), ["coupon"]),
        (Card("请帮我孩子投一票", "萌娃大赛"), ["vote"]),
        (Card("客服小美", kind="contact"), ["contact_card"]),
        (Card("福利群", kind="group"), ["group_card"]),
    ],
)
def test_a_card_that_wants_something_is_named(card: Card, kinds: list[str]) -> None:
    assert [sign.kind for sign in judge_card(card)] == kinds


@pytest.mark.parametrize(
    "card",
    [
        program("腾讯会议", "项目周会 10:00"),
        program("腾讯文档", "十月排班表"),
        program("群接龙", "团建报名接龙"),
        program("年会抽奖名单收集表"),
        program("金山表单", "工会福利领取登记问卷"),
        program("钉钉审批", "张三提交的报销"),
        program("高德地图", "总部大楼"),
        program("健康体检预约"),
        program("滴滴企业版", "差旅用车"),
        Card("微信公众号文章：三季度行业观察", "研究院"),
        Card("优秀员工评选投票", "请各部门周五前完成"),
        Card("某某公司中标公告"),
        Card("总部大厦", "海淀区中关村大街1号", kind="location"),
        Card("优惠券系统需求文档"),
        Card("红包功能测试用例", "QA"),
        Card("秒杀系统架构设计"),
        Card("工会发放电影优惠券"),
        Card("GitHub - a/b: A library", "MIT"),
        Card("周杰伦 - 晴天"),
        Card("食堂本周菜单"),
        Card("培训签到"),
        Card("天气预报"),
        Card("招标公告"),
        Card("合同模板下载"),
        Card(),
    ],
)
def test_cards_of_work_want_nothing(card: Card) -> None:
    assert judge_card(card) == []


def test_a_recommended_person_counts_against_a_newcomer_only() -> None:
    cards = [Card("客服小美", kind="contact")]
    assert check_cards(cards, NEW, CODES).action is Action.REVIEW
    assert check_cards(cards, KNOWN, CODES).action is Action.NONE
    assert check_cards(cards, KNOWN, CODES).evidence


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("报表.pdf.exe", "disguised"),
        ("工资表.xlsx.scr", "disguised"),
        ("照片.jpg.lnk", "disguised"),
        ("报告.docx        .exe", "disguised"),
        ("安装包.apk.1", "program"),
        ("安装包.exe(1)", "program"),
        ("安装包.exe - 副本", "program"),
        ("外挂.exe.txt", "disguised"),
        ("外挂.apk.jpg", "disguised"),
        ("\u202egpj.exe", "disguised"),
        ("汇总.xlsm", "macro"),
        ("合同.docm", "macro"),
        ("镜像.iso", "program"),
        ("脚本.vbs", "program"),
        ("ＳＥＴＵＰ．ＥＸＥ", "program"),
        ("setup.exe.", "program"),
        ("资料.zip", None),
        ("源码.tar.gz", None),
        ("v1.2.3 说明.docx", None),
        ("deploy.sh.txt", None),
        ("main.js.bak", None),
        ("2026.11.23 会议纪要.pdf", None),
        ("exe 文件说明.docx", None),
        ("app.py", None),
    ],
)
def test_a_name_tells_what_it_hides(name: str, reason: str | None) -> None:
    assert judge_file(name, EXECUTABLES) == reason


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PROGRAM, "program"),
        (b"\x7fELF\x02\x01", "program"),
        (ZIP + bytes(22) + b"AndroidManifest.xml", "program"),
        (ZIP + bytes(22) + b"META-INF/MANIFEST.MF", "program"),
        (ZIP + bytes(22) + b"[Content_Types].xml", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(400), "document"),
        (b"%PDF-1.7", "document"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"#!/bin/sh\n", "script"),
        (b"\x00\x00\x00\x18ftypmp42", "media"),
        ("MZ是一个缩写".encode(), None),
        (b"plain text", None),
        (b"", None),
    ],
)
def test_a_file_is_known_by_its_first_bytes(head: bytes, kind: str | None) -> None:
    assert real_kind(head) == kind


def test_a_program_under_an_innocent_name_acts_where_programs_are_forbidden() -> None:
    assert check_content("报表.xlsx", PROGRAM, EXECUTABLES).action is Action.RECALL
    assert check_content("报表.xlsx", PROGRAM, frozenset()).action is Action.NONE
    assert check_content("报表.xlsx", ZIP, EXECUTABLES).action is Action.NONE
    assert not hides_program("setup.exe", PROGRAM, EXECUTABLES)
    assert is_innocent("报表.xlsx")
    assert is_innocent("没有后缀")
    assert not is_innocent("a.py")


@pytest.mark.parametrize(
    ("names", "action"),
    [
        (["a/报表.pdf.exe"], Action.RECALL),
        (["tools/setup.exe", "说明.txt"], Action.REVIEW),
        (["报表.xlsx", "照片/1.jpg"], Action.NONE),
        ([], Action.NONE),
    ],
)
def test_an_archive_is_judged_by_what_it_lists(names: list[str], action: Action) -> None:
    assert check_packed(names, EXECUTABLES).action is action
