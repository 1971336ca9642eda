"""One person on QQ and on WeChat: a code given in private on one, confirmed on the other; and taken apart again."""

import re
import sqlite3
from contextlib import closing

from sandbox.world import Platform
from tests.wire.belonging import import_roster
from tests.wire.process import PATIENCE, Process
from tests.wire.room import Room, room_on

NAME = "司徒文"


async def whispered(room: Room, member: str, words: str, part: str) -> str:
    """Say it in private and wait for the private answer that contains ``part``."""
    said = len(room.wire.private_texts(member))
    room.wire.whisper(member, words)

    def ask() -> str | None:
        return next((text for text in room.wire.private_texts(member)[said:] if part in text), None)

    try:
        await room.wire.until(lambda: ask() is not None, PATIENCE)
    except TimeoutError:
        raise AssertionError(f"{part!r} not heard: {room.wire.private_texts(member)[said:]}") from None
    return ask() or ""


def accounts(bot: Process) -> list[str]:
    with closing(sqlite3.connect(bot.folder / "qungui.db", timeout=10)) as store:
        rows = store.execute(
            "select a.platform from person_account a join person p on p.id = a.person_id"
            " where p.name = ? order by a.platform",
            (NAME,),
        )
        return [platform for (platform,) in rows]


async def test_an_account_of_each_platform_becomes_one_person_and_is_taken_away_again(bot: Process) -> None:
    async with room_on(bot) as qq, room_on(bot, Platform.WECHAT) as wechat:
        await qq.open()
        await wechat.open()
        await import_roster(qq, [f"{NAME},法务部,法务专员,13800139911,在职"])
        on_qq, on_wechat = qq.id("李雷"), wechat.id("李雷")
        await qq.order("李雷", f"/登记 {NAME} 法务部", "已完成")
        assert "请私聊" in await wechat.order("李雷", "/绑定", "私聊")
        given = await whispered(wechat, on_wechat, "/绑定", "验证码")
        found = re.search(r"验证码：(\d{8})", given)
        assert found is not None
        shown = await whispered(qq, on_qq, f"/绑定 {found[1]}", "确认")
        assert "李雷" in shown
        assert accounts(bot) == ["qq"]
        await whispered(qq, on_qq, f"/绑定 {found[1]} 确认", "已绑定")
        await wechat.wire.until(
            lambda: any("算同一个人" in text for text in wechat.wire.private_texts(on_wechat)), PATIENCE
        )
        assert accounts(bot) == ["qq", "wechat"]
        # The same details on both: what one account changes the other sees.
        assert "法务部" in await whispered(wechat, on_wechat, "/资料", NAME)
        await wechat.order("超级", f"/花名册 解绑 {on_wechat}", f"已与{NAME}解绑")
        assert accounts(bot) == ["qq"]
        again = await whispered(wechat, on_wechat, "/资料", "登记")
        assert NAME not in again
        await qq.order("林静", "/花名册 查 司徒文", "已私聊发给你")
        await qq.wire.until(
            lambda: any("已登记账号：1 个" in text for text in qq.wire.private_texts(qq.id("林静"))), PATIENCE
        )
        assert not any("138****9911" in text for text in qq.texts)
