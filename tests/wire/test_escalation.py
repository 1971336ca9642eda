"""Combined steps of a regulation of the group's own, the report by e-mail, and the correction: on both wires."""

import json
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from sandbox.world import Platform
from tests.support.postbox import Postbox, open_postbox
from tests.support.waiting import until
from tests.wire.process import PATIENCE, Process, started
from tests.wire.room import SUPERUSERS, Room, room_on

TOKEN = "wire-token-2901"
AD = "加微信 abc123 日结兼职 一天三百，名额有限"
CLAUSES = [
    {"path": "第一条", "text": "不得发布招聘、兼职信息。", "duties": [{"code": "moderation.recruitment"}]},
    {
        "path": "第二条",
        "text": "违反的，第一次警告并通报，第二次移出并报告人力资源部门。",
        "duties": [
            {"code": "sanction.kick", "parameters": {"ladder": "recall+warn+bulletin>kick+escalate"}},
            {"code": "sanction.escalate", "parameters": {"to": "人力资源部门"}},
        ],
    },
]


@dataclass
class Office:
    process: Process
    box: Postbox


@pytest.fixture(scope="module")
async def office() -> AsyncIterator[Office]:
    """A bot whose letters go to a mail server on loopback."""
    box = Postbox()
    server = await open_postbox(box)
    settings = {
        "ONEBOT_ACCESS_TOKEN": TOKEN,
        "SUPERUSERS": json.dumps(SUPERUSERS),
        "SMTP_URL": f"smtp://127.0.0.1:{box.port}?tls=none",
        "SMTP_FROM": "qungui@example.com",
    }
    async with started(settings) as process:
        yield Office(process, box)
    server.close()
    assert process.tracebacks() == [], "\n".join(process.lines)


async def under_its_own_regulation(office: Office, room: Room, owner: str) -> None:
    """The group's own regulation is in force; setting the mode again has it read."""
    now = datetime.now(UTC).isoformat(sep=" ")
    with sqlite3.connect(office.process.folder / "qungui.db", timeout=PATIENCE) as store:
        [[group, organisation]] = store.execute(
            "SELECT id, organisation_id FROM work_group WHERE external_id = ?", (room.group,)
        ).fetchall()
        store.execute(
            "INSERT INTO regulation (organisation_id, group_id, title, version, digest, effective_from, clauses)"
            " VALUES (?, ?, '本群细则', '1', ?, ?, ?)",
            (organisation, group, room.group, now, json.dumps(CLAUSES)),
        )
    store.close()
    await room.order(owner, "/模式 执行", "模式已改为执行")


@pytest.mark.parametrize("platform", [Platform.QQ, Platform.WECHAT])
async def test_a_combined_step_its_report_and_its_correction(office: Office, platform: Platform) -> None:
    on_qq = platform is Platform.QQ
    office.box.taken.clear()
    async with room_on(office.process, platform) as room:
        await room.open()
        owner, admin = ("陈立", "林静") if on_qq else ("超级", "超级")
        await under_its_own_regulation(office, room, owner)
        await room.order(owner, f"/联系人 add 孙姐{room.group} 人力资源部 hr@example.com", "已登记联系人")
        room.say("李雷", AD)
        told = await room.hears("警告：违反《本群细则》第一条")
        assert "7天内可申诉" in told
        assert "李雷 违反《本群细则》第一条，予以警告" in await room.hears("【通报】")
        if on_qq:
            assert (await room.call("delete_msg")).is_executed
        room.say("李雷", AD + " 速来")
        await room.hears("移出本群并按规定上报")
        await room.call("set_group_kick" if on_qq else "wx.delete_groupmember")
        await until(lambda: len(office.box.taken) == 1, PATIENCE)
        [file] = office.box.taken[0].iter_attachments()
        page = file.get_content()
        assert "不得发布招聘、兼职信息。" in page
        assert "撤回并警告并通报" in page
        assert "abc123" not in page
        await room.order(admin, "/撤销案件 1 误判", "更正：案件 #1 已撤销")
        await room.hears("#2：第一条，移出并上报（不计 #1 应为撤回并警告并通报）")
        await room.order(
            admin, "/撤销案件 2 误判", "更正：案件 #2 已撤销（第一条，移出并上报），不再计次，可以重新申请入群"
        )
        await until(lambda: len(office.box.taken) == 2, PATIENCE)
        assert "更正" in office.box.taken[1]["Subject"]
        await room.order(owner, f"/联系人 del 孙姐{room.group}", "已删除联系人")
