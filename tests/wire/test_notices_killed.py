"""``kill -9`` while a notice goes out to very many people: it comes to the group once, and answers stay."""

import json
import signal
from pathlib import Path

from tests.wire.process import PATIENCE, started
from tests.wire.room import SUPERUSERS, room_on

SIZE = 3_100
"""More than one transaction takes."""


async def test_a_process_killed_while_it_publishes_goes_on_and_keeps_the_answers(tmp_path: Path) -> None:
    settings = {"ONEBOT_ACCESS_TOKEN": "wire-token-5108", "SUPERUSERS": json.dumps(SUPERUSERS)}
    async with started(settings, folder=tmp_path) as process, room_on(process, size=SIZE) as room:
        await room.open()
        room.say("林静", "/通知 明天停电，请关机 截止 明天 18:00")
        await room.wire.until(lambda: any("正在分批发出" in said for said in room.texts), PATIENCE)
        room.say("李雷", "收到")
        await room.settled()
        await process.stop(signal.SIGKILL)
        async with started(settings, folder=tmp_path, port=process.port) as risen:
            await room.wire.until(lambda: room.wire.link.is_connected, PATIENCE)
            await room.said("【通知 #1】")
            await room.settled()
            told = await room.order("林静", "/通知 1", "通知 #1（回复中）")
            assert f"应回 {SIZE - 1} 人，已回 1 人" in told
            assert sum("【通知 #1】" in said for said in room.texts) == 1
            assert risen.tracebacks() == []
