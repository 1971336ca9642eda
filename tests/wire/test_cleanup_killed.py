"""``kill -9`` in the middle of a confirmed round: each is removed exactly once, and nobody else."""

import signal
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.faults import Kind
from tests.wire.process import PATIENCE
from tests.wire.room import number_in, room_on
from tests.wire.test_cleanup import LEFT, SIZE, step_by_step, with_departed
from tests.wire.times import started_at


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(Kind.HELD, id="after-the-platform-did-it-and-before-its-answer"),
        pytest.param(Kind.HELD_CALL, id="before-the-platform-did-it"),
        pytest.param(None, id="between-two-removals"),
    ],
)
async def test_a_process_killed_among_removals_removes_everybody_once(tmp_path: Path, moment: Kind | None) -> None:
    async with (
        started_at(tmp_path, "wire-token-3901") as (process, times),
        room_on(process, size=SIZE, clock=times.now) as room,
    ):
        await room.open()
        gone = sorted(await with_departed(room, LEFT))
        before = set(room.world.group(room.group).members)
        number = number_in(await room.order("林静", "/清理", "建议移出 3 人"))
        await room.order("林静", f"/清理 执行 {number}", "已确认")
        await room.settled()
        fault = room.wire.faults.plan("set_group_kick", moment) if moment is not None else None
        times.on(timedelta(days=7, seconds=1))
        await room.wire.until(lambda: bool(room.calls("set_group_kick")), PATIENCE)
        if fault is None:
            await room.call("set_group_kick")
        await process.stop(signal.SIGKILL)
        if fault is not None:
            fault.release()
        async with started_at(tmp_path, "wire-token-3901", times=times, port=process.port) as (risen, _):
            await room.wire.until(lambda: room.wire.link.is_connected, PATIENCE)
            assert await step_by_step(room, times, "已完成", steps=60) is not None
            assert risen.tracebacks() == []
        executed = sorted(str(call["user_id"]) for call in room.calls("set_group_kick") if call.is_executed)
        assert executed == gone
        assert before - set(room.world.group(room.group).members) == set(gone)
