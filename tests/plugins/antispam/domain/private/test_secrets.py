"""Keys, passwords, marks and the unit's own words: what is a leak, and talk that only speaks of such things."""

import pytest

from plugins.antispam.domain.private.checks import check_secrets
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.verdict import Action


def secrets(text: str, files: tuple[str, ...] = (), own: tuple[str, ...] = ()) -> tuple[Action, set[str]]:
    check = check_secrets(normalise(text), files, own)
    return check.action, {evidence.sign for evidence in check.evidence}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", "key"),
        ("AKIAQW3ER5TY7UI9OP1A 先用这个", "key"),
        ("LTAI5tQw3Er5Ty7Ui9Op1As2", "key"),
        ("ghp_" + "a1B2" * 9, "key"),
        ("sk-proj-" + "Ab12" * 8, "key"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.dBjftJeZ4CVP-mBwTqM", "key"),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=6f1b3c52-8c1d-4c36-9a2d-0a1b2c3d4e5f", "key"),
        ("https://open.feishu.cn/open-apis/bot/v2/hook/6f1b3c52-8c1d-4c36-9a2d-0a1b2c3d4e5f", "key"),
        ("aws_secret_access_key = wJalrXUtnFEMIK7MDENGbPxRfiCYzQ9TkeyA1b2", "key"),
        ('"client_secret": "q8Zr2LmX9vB4nT6wYs1D"', "key"),
        ("mysql://root:Qw3rty!2024@10.0.3.7:3306/crm", "connection"),
        ("redis://:s3cr3tPw9@cache.corp:6379/0", "connection"),
        ("服务器账号root 密码：Qw3rty!2024", "password"),
        ("数据库用户名admin，password: Abcd1234!", "password"),
        ("VPN账号 zhangsan 口令是 Zx9#kk22", "password"),
        ("【绝密】年度并购方案", "marking"),
        ("密级：机密 项目评审材料", "marking"),
        ("秘密★一年", "marking"),
        ("【内部资料 注意保密】\n第三季度各产品线毛利与成本拆分", "marking"),
        ("内部资料，严禁外传\n" + "一、总体经营情况：收入同比增长。" * 6, "marking"),
    ],
)
def test_secrets_act(text: str, kind: str) -> None:
    action, signs = secrets(text)
    assert action is Action.RECALL
    assert kind in signs


@pytest.mark.parametrize(
    "text",
    ["密码：abc12345", "以下仅供内部使用，看完即删", "这个【机密】字样怎么加", "内部文件，请勿外传哦"],
)
def test_what_may_be_meant_for_all_is_shown_to_a_person(text: str) -> None:
    assert secrets(text)[0] is Action.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        "会议密码：123456",
        "wifi密码: office2026",
        "解压密码：abc123456",
        "提取码：a1b2 密码是 a1b2c3",
        "密码是多少？",
        "密码错误，请重置",
        "密码要求：至少8位",
        "默认密码: 111111，登录后请改",
        "password: required",
        "token: invalid",
        "password is incorrect",
        "密码：********",
        "password=<your_password>",
        "secret: ${APP_SECRET}",
        "client_secret=your_client_secret_here",
        "api_key: xxxxxxxxxxxxxxxxxxxx",
        "postgres://postgres:postgres@localhost:5432/test",
        "mysql://user:password@db.example.com/app",
        "redis://127.0.0.1:6379/0",
        "https://docs.qq.com/doc/DUabc@def",
        "我们聊聊商业机密保护",
        "机密文件怎么归档",
        "这份是不是机密？",
        "带有“内部资料 注意保密”字样的文件不能发群里",
        "保密培训：秘密、机密、绝密三级",
        "国家秘密的密级分为绝密、机密、秘密",
        "请大家学习保密法",
        "商业秘密保护制度已发布",
        "密钥轮换已完成",
        "token 过期了，重新登录即可",
        "内部培训下午两点开始",
        "内部系统升级通知",
        "公司内部使用的打车软件是哪个",
        "密切关注天气变化",
        "commit 3f2a9b7c1d4e5f60718293a4b5c6d7e8f9012345",
        "镜像 sha256:9b2cf5a1d8e34f6078a1b2c3d4e5f60718293a4b5c6d7e8f",
    ],
)
def test_talk_about_secrets_is_none(text: str) -> None:
    assert secrets(text)[0] is Action.NONE, secrets(text)


@pytest.mark.parametrize("text", ["北斗七号下周上线", "北 斗-七 号进展", "聊聊 北斗七號"])
def test_the_unit_s_own_words_act_in_any_dress(text: str) -> None:
    assert secrets(text, own=("北斗七号", "白鹿")) == (Action.RECALL, {"own_secret"})
    assert secrets(text)[0] is Action.NONE


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("机密-并购方案.docx", True),
        ("方案（绝密）.pdf", True),
        ("【内部资料】成本.xlsx", True),
        ("涉密_清单.docx", True),
        ("保密协议.docx", False),
        ("秘密书架.epub", False),
        ("机密级文件管理办法.docx", False),
        ("商业秘密保护培训.pptx", False),
        ("加密算法.pdf", False),
    ],
)
def test_a_marked_file_acts(name: str, marked: bool) -> None:
    assert (secrets("", (name,))[0] is Action.RECALL) is marked
