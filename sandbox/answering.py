"""How an implementation answers its calls, faults included."""

import asyncio
import json

from .calls import Call, Frame
from .faults import Fault, Faults, Kind
from .world import World


class Answering:
    """Takes calls and answers them; a protocol says what they do, a link sends the answers."""

    is_serial = False
    """Whether a slow call holds up the next ones."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.faults = Faults()
        self.calls: list[Call] = []
        self.strange: list[str | bytes] = []
        """What came from the bot and was no call."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._serial = asyncio.Lock()

    def perform(self, call: Call) -> Frame:
        """Do it, and the answer without echo."""
        raise NotImplementedError

    def pretend(self, call: Call, fault: Fault) -> Frame:
        """The answer that a fault gives in place of the true one."""
        raise NotImplementedError

    def bad_call(self, words: str) -> Frame:
        """The answer to a call whose parameters make no sense at all."""
        raise NotImplementedError

    def send_raw(self, words: str | bytes) -> None:
        raise NotImplementedError

    def cut(self) -> None:
        raise NotImplementedError

    def stir(self) -> None:
        raise NotImplementedError

    def receive(self, words: str | bytes) -> None:
        try:
            frame = json.loads(words)
        except ValueError:
            frame = None
        if not isinstance(frame, dict) or not isinstance(frame.get("params") or {}, dict):
            self.strange.append(words)
            self.stir()
            return
        call = Call(
            number=len(self.calls) + 1,
            action=str(frame.get("action")),
            params=frame.get("params") or {},
            at=self.world.clock(),
            echo=frame.get("echo"),
        )
        self.calls.append(call)
        self.stir()
        task = asyncio.create_task(self._handle(call))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _handle(self, call: Call) -> None:
        if not self.is_serial:
            await self._answer(call)
            return
        async with self._serial:
            await self._answer(call)

    async def _answer(self, call: Call) -> None:
        fault = self.faults.take(call.action)
        call.fault = fault.kind.value if fault else ""
        if fault is None:
            self._reply(call, self._do(call))
            return
        if fault.kind is Kind.HELD_CALL:
            await fault.wait_released()
        truth = self._do(call) if fault.is_done or fault.kind is Kind.HELD_CALL else None
        self.stir()
        if fault.kind is Kind.SLOW:
            await self.faults.sleep(fault.seconds)
        elif fault.kind is Kind.HELD:
            await fault.wait_released()
        if fault.kind in (Kind.DISCONNECT, Kind.DISCONNECT_BEFORE):
            self.cut()
        elif fault.kind not in (Kind.LOST_ANSWER, Kind.LOST_CALL):
            is_true = fault.kind in _TRUTHFUL and truth is not None
            self._reply(call, truth if is_true and truth is not None else self.pretend(call, fault), fault)
        call.is_over = True
        self.stir()

    def _do(self, call: Call) -> Frame:
        try:
            answer = self.perform(call)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            answer = self.bad_call(f"{type(error).__name__}: {error}")
        call.is_executed = answer.get("status") == "ok" and "ignored" not in call.notes
        return answer

    def _reply(self, call: Call, answer: Frame, fault: Fault | None = None) -> None:
        if call.echo is not None:
            answer = {**answer, "echo": call.echo}
        call.answer = answer
        call.is_over = True
        words = json.dumps(answer, ensure_ascii=False)
        if fault is not None and fault.kind is Kind.MALFORMED:
            words = words[: len(words) // 2]
        self.send_raw(words)
        if fault is not None and fault.kind is Kind.DUPLICATE_ANSWER:
            self.send_raw(words)
        self.stir()


_TRUTHFUL = {Kind.SLOW, Kind.HELD, Kind.HELD_CALL, Kind.DUPLICATE_ANSWER, Kind.MALFORMED}
