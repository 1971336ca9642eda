"""Whom an organisation tells: kept by the owner, shown masked, found by a regulation's words."""

import pytest

from bot.governance import contacts
from bot.governance.contacts import Contact
from tests.support.house import TestHouse


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("/上报 1", "没有编号 #1"),
        ("/联系人", "还没有登记联系人"),
        ("/联系人 add 孙姐", "写法：/联系人"),
        ("/联系人 add 孙姐 人力资源部 不是邮箱", "写法：/联系人"),
        ("/联系人 del 孙姐", "联系人中没有“孙姐”"),
        ("/联系人 添加 孙姐 人力资源部 hr@example.com 30001", "孙姐（人力资源部），h***@example.com，私信 30001"),
    ],
)
async def test_contacts_are_kept_by_the_owner(house: TestHouse, words: str, answer: str) -> None:
    await house.say("陈立", words)
    assert answer in house.last()


async def test_contacts_are_nobody_elses_business(house: TestHouse) -> None:
    await house.say("陈立", "/联系人 add 孙姐 人力资源部 hr@example.com")
    await house.say("林静", "/联系人 list")
    assert "孙姐" not in house.last()
    await house.say("陈立", "/联系人 list")
    assert "孙姐（人力资源部）　h***@example.com" in house.last()
    await house.say("陈立", "/联系人 删除 孙姐")
    assert "已删除" in house.last()
    assert await contacts.contacts_of(house.group) == []


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("人力资源部门", ["孙姐"]), ("人力资源", ["孙姐"]), ("孙姐", ["孙姐"]), ("安全保卫处", ["老郑"]),
        ("保卫部门", ["老郑"]), ("部门", []), ("公安机关", []),
    ],
)  # fmt: skip
def test_a_regulation_s_words_find_their_contacts(word: str, names: list[str]) -> None:
    known = [Contact("孙姐", "人力资源部", "a@b.c", None, None), Contact("老郑", "安全保卫处", "a@b.c", None, None)]
    assert [contact.name for contact in contacts.named(known, word)] == names
