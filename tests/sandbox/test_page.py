"""The page in a real browser, beside a small bot; and its JSON endpoints."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from sandbox.offices import LI_LEI, OWNER, QQ_GROUP, WX_GROUP


@asynccontextmanager
async def opened(browser: Browser, address: str, width: int = 1440, height: int = 900) -> AsyncIterator[Page]:
    """The page, connected; fails on any error in its console."""
    page = await browser.new_page(viewport={"width": width, "height": height})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    await page.goto(address)
    await expect(page.locator(".pill.up")).to_have_count(2)
    yield page
    await page.close()
    assert [error for error in errors if "409" not in error] == []


async def speak(page: Page, who: str, words: str) -> None:
    await page.select_option("#speaker", who)
    await page.fill("#words", words)
    await page.press("#words", "Enter")


async def test_an_advertisement_is_struck_through_and_the_deed_is_told(browser: Browser, page_address: str) -> None:
    async with opened(browser, page_address) as page:
        await speak(page, "10000103", "【兼职】日结300，加微信领红包")
        recalled = page.locator(".msg.recalled")
        await expect(recalled).to_contain_text("日结300")
        await expect(recalled).to_contain_text("已被 机器人 撤回")
        line = await recalled.locator(".bubble").evaluate("node => getComputedStyle(node).textDecorationLine")
        assert line == "line-through"
        await expect(page.locator(".deed").first).to_contain_text("撤回 市场-王小明 的消息")
        await expect(page.locator(".deed .chip").first).to_have_text("成功")
        await expect(page.locator(".msg.bot")).to_contain_text("违反《基本群规》")


async def test_a_muted_member_is_marked_and_cannot_speak(browser: Browser, page_address: str) -> None:
    async with opened(browser, page_address) as page:
        await speak(page, "10000103", "日结300")
        await speak(page, "10000103", "日结500")
        await expect(page.locator(".line").last).to_contain_text("禁言 10 分钟")
        await page.click('[data-side="members"]')
        await expect(page.locator('[data-member="10000103"]')).to_contain_text("禁言 9 分")
        await speak(page, "10000103", "放我出来")
        await expect(page.locator("#toast")).to_have_text("被禁言，不能发言")


async def test_one_answers_with_a_quote_a_mention_and_a_reaction(browser: Browser, page_address: str) -> None:
    async with opened(browser, page_address) as page:
        await speak(page, LI_LEI, "今天谁值班")
        await page.click(".msg .bubble")
        await page.click("#menu >> text=回复")
        await page.click("#mention")
        await page.click("#menu >> text=测试-韩梅梅")
        await page.type("#words", "你来")
        await page.click(".send")
        answer = page.locator(".msg").last
        await expect(answer.locator(".cited")).to_contain_text("李雷：今天谁值班")
        await expect(answer.locator(".at")).to_have_text("@测试-韩梅梅")
        await page.locator(".msg .bubble").first.click()
        await page.click("#menu >> text=👍")
        await expect(page.locator(".reactions")).to_contain_text("👍")


async def test_somebody_asks_to_be_let_in_and_is(browser: Browser, page_address: str) -> None:
    async with opened(browser, page_address) as page:
        await page.click("#come-in")
        await page.fill('dialog [name="nickname"]', "孙悦")
        await page.click("dialog .go")
        await expect(page.locator(".line").last).to_contain_text("孙悦 加入了群聊")
        await expect(page.locator(".chat-head")).to_contain_text("31 人")


async def test_wechat_is_joined_by_invitation(browser: Browser, page_address: str) -> None:
    async with opened(browser, page_address) as page:
        await page.click(f'[data-chat="{WX_GROUP}"]')
        await expect(page.locator("#come-in")).to_have_text("被邀请入群")
        await page.click("#come-in")
        await page.click("dialog .go")
        await expect(page.locator(".line").last).to_contain_text("小陶 被 总经办-陈立 邀请加入了群聊")


async def test_somebody_speaks_with_the_bot_in_private(browser: Browser, page_address: str) -> None:
    async with opened(browser, page_address) as page:
        await page.click('[data-side="members"]')
        await page.click(f'[data-member="{LI_LEI}"]')
        await page.click("#menu >> text=私聊机器人")
        await page.fill("#words", "/appeal 1 不是我")
        await page.press("#words", "Enter")
        await expect(page.locator(".msg.mine")).to_contain_text("/appeal 1 不是我")


async def test_a_fault_is_switched_on_and_shown_with_its_outcome(browser: Browser, page_address: str) -> None:
    async with opened(browser, page_address) as page:
        await page.click("#faults summary")
        first = page.locator(".set").first
        await first.locator("select").first.select_option("delete_msg")
        await first.locator("select").last.select_option("no_effect")
        await expect(page.locator("#fault-count")).to_have_text("1 个开着")
        await speak(page, "10000103", "日结300")
        await expect(page.locator(".deed.odd")).to_contain_text("平台说成功，其实没有生效")
        await expect(page.locator(".msg.recalled")).to_have_count(0)


async def test_the_working_day_is_told_in_captions_and_can_be_paused(browser: Browser, page_address: str) -> None:
    async with opened(browser, page_address) as page:
        await page.click("#play")
        await page.click('[data-speed="4"]')
        await expect(page.locator("#day-caption")).to_contain_text("/enable")
        await expect(page.locator(".msg.bot").first).to_contain_text("已启用《基本群规》")
        await page.click("#day-pause")
        await expect(page.locator("#day-pause")).to_have_text("▶")
        await page.click("#day-stop")
        await expect(page.locator("#day")).to_be_hidden()


async def test_peoples_text_stays_text(browser: Browser, page_address: str) -> None:
    async with opened(browser, page_address) as page:
        await speak(page, LI_LEI, '<img src=x onerror="document.title=1"><b>粗</b>')
        await expect(page.locator(".msg .bubble")).to_have_text('<img src=x onerror="document.title=1"><b>粗</b>')
        assert await page.locator(".bubble b, .bubble img").count() == 0


@pytest.mark.parametrize(("tab", "place"), [("groups", ".groups"), ("chat", ".chat"), ("side", ".side")])
async def test_a_phone_shows_one_thing_at_a_time(browser: Browser, page_address: str, tab: str, place: str) -> None:
    async with opened(browser, page_address, 390, 844) as page:
        await speak(page, LI_LEI, "一条很长的消息" * 20)
        await page.click(f'.tabs [data-tab="{tab}"]')
        assert [await page.locator(name).is_visible() for name in (".groups", ".chat", ".side")].count(True) == 1
        await expect(page.locator(place)).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390


async def test_the_page_loads_nothing_from_elsewhere(page_address: str) -> None:
    async with httpx.AsyncClient(base_url=page_address) as client:
        index = await client.get("/")
        names = re.findall(r'(?:src|href)="([^"]+)"', index.text)
        assert "default-src 'self'" in index.headers["content-security-policy"]
        assert all(name.startswith("/static/") for name in names)
        for name in names:
            assert (await client.get(name)).status_code == 200


async def test_scripts_drive_the_page_by_json(page_address: str) -> None:
    async with httpx.AsyncClient(base_url=page_address) as client:
        said = await client.post("/api/say", json={"chat": QQ_GROUP, "user": OWNER, "text": "早"})
        assert said.json()["result"] == {"number": 1}
        state = (await client.get("/api/state")).json()
        assert state["messages"][0]["parts"] == [{"type": "text", "text": "早"}]
        assert len(state["members"][QQ_GROUP]) == 30
        upload = await client.post(
            "/api/upload", params={"chat": QQ_GROUP, "user": OWNER, "name": "表.csv", "kind": "file"}, content=b"a,b"
        )
        assert upload.status_code == 200
        assert (await client.get("/files/q000001")).content == b"a,b"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("say", {"chat": QQ_GROUP, "user": "10009999", "text": "我不在群里"}, 409),
        ("say", {"chat": "1", "user": OWNER, "text": "没有这个群"}, 409),
        ("say", {"chat": QQ_GROUP}, 400),
        ("react", {"message": "qq:99", "user": OWNER, "emoji": "76"}, 409),
        ("fault", {"platform": "qq", "action": "delete_msg", "kind": "nonsense"}, 400),
        ("act", {"chat": QQ_GROUP, "operator": LI_LEI, "what": "kick", "user": OWNER}, 409),
    ],
)
async def test_what_cannot_be_done_is_refused_in_words(
    page_address: str, path: str, body: dict[str, str], status: int
) -> None:
    async with httpx.AsyncClient(base_url=page_address) as client:
        answer = await client.post(f"/api/{path}", json=body)
        assert answer.status_code == status
        assert answer.json()["error"]


async def test_another_sites_page_cannot_drive_the_sandbox(page_address: str) -> None:
    async with httpx.AsyncClient(base_url=page_address) as client:
        body = {"chat": QQ_GROUP, "user": OWNER, "text": "早"}
        answer = await client.post("/api/say", json=body, headers={"Origin": "https://evil.example.invalid"})
        assert answer.status_code == 403


async def test_a_command_that_the_bot_does_not_hear_yet_is_explained(browser: Browser, page_address: str) -> None:
    async with opened(browser, page_address) as page:
        hint = page.get_by_text("本群还没有启用，机器人不回答其他命令")
        await speak(page, OWNER, "/帮助")
        await expect(hint).to_have_count(1)
        await speak(page, OWNER, "/启用")
        await speak(page, "10000103", "日结300")
        await expect(page.locator(".msg.bot").first).to_be_visible()
        await expect(hint).to_have_count(1)
        await speak(page, OWNER, "/帮助")
        await expect(page.locator(".msg:not(.bot)")).to_have_count(4)
        await expect(hint).to_have_count(1)
