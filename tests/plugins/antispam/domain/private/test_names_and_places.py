"""Names of files that tell too much, homes to the last digit, and logins with nothing between them."""

from dataclasses import replace

import pytest

from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.message import Authored
from plugins.antispam.domain.policy import builtin_policy
from plugins.antispam.domain.talk.window import WindowFacts
from plugins.antispam.domain.verdict import Action, Verdict

POLICY = replace(builtin_policy(), secret_words=("北斗计划",))


def judge(text: str, *files: str) -> Verdict:
    return assess(Authored(text, files=files), WindowFacts(), POLICY)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("张三_11010519491231002X.jpg", "privacy"),
        ("北斗计划二期预算.docx", "secrets"),
        ("北·斗·计·划.pdf", "secrets"),
        ("会议纪要20241231.docx", "clean"),
        ("订单110105194912310021.pdf", "clean"),
    ],
)
def test_the_name_of_a_file_is_looked_at(name: str, code: str) -> None:
    verdict = judge("", name)
    assert (verdict.code, verdict.action is Action.RECALL) == (code, code != "clean")


def test_a_home_is_masked_to_its_last_digit() -> None:
    assert judge("家住阳光小区3栋2单元501室").masked == "＊" * 15


@pytest.mark.parametrize(
    "text",
    [
        "张三 上海市浦东新区张江路100弄5号302室 13800138000",
        "李四 13900139000 北京市朝阳区建国路88号院3号楼2单元1201",
    ],
)
def test_a_home_beside_a_number_is_shown_to_a_person(text: str) -> None:
    verdict = judge(text)
    assert (verdict.code, verdict.action) == ("privacy", Action.REVIEW)


@pytest.mark.parametrize(
    "text", ["root/Admin@2024 服务器 192.168.1.1", "账号 admin 密码 Abc@12345", "管理员 admin / admin123456"]
)
def test_a_login_is_a_secret_without_a_word_between(text: str) -> None:
    verdict = judge(text)
    assert (verdict.code, verdict.action) == ("secrets", Action.RECALL)


@pytest.mark.parametrize(
    "text",
    [
        "把 root/abc123def 分支合一下",
        "admin/user 两种角色",
        "改 /root/app2/config.yaml 和 /admin/login2",
        "路由器地址 http://192.168.1.1/admin/index1.html",
        "会议室在2号楼3层305室 13800138000",
        "文档里的 AKIAIOSFODNN7EXAMPLE 是官方示例，不用轮换",
    ],
)
def test_folders_branches_offices_and_documented_keys_are_none(text: str) -> None:
    assert judge(text).action is Action.NONE
