"""Answers on their way into the store: many within a moment are written by one transaction.

An answer is put into memory when it is heard. The work in its group's lane then writes all that
wait, of whatever group, and goes on when its own is committed; whoever comes while somebody writes
waits for the next writing. What is written is taken when the transaction has begun: the busier the store,
the more answers have gathered by then. So nobody waits for a timer, the order within a group stays, and a
crash loses what it always would: messages that were received and whose lane had not come to them yet.
Nothing is said or marked as answered before the commit.
"""

import asyncio
from dataclasses import replace
from datetime import datetime

from bot.domain.ids import MemberId
from bot.governance.directory import GroupState
from bot.store.errors import is_store_trouble
from bot.store.transaction import TransactionMisuse, in_tx, transaction

from .board import OpenNotice
from .entries import Answering, Entry, Written
from .receipts import write_receipts

MOST_AT_ONCE = 500


class Ledger:
    """At most one waiting answer a member and notice: a store that is away makes nothing grow without bound."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[int, MemberId], Entry] = {}
        self._is_writing = False

    def put(self, group: GroupState, notice: OpenNotice, by: Answering, now: datetime) -> Entry:
        """Note the answer; it counts once ``settle`` has come back."""
        entry = Entry(group, notice, by, now)
        earlier = self._waiting.get(entry.key)
        if earlier is None:
            self._waiting[entry.key] = entry
            return entry
        if earlier.by.remark is None and by.remark is not None:
            earlier.by = replace(earlier.by, remark=by.remark)
        return earlier

    async def settle(self, entry: Entry) -> Written:
        """Until this answer is committed, or known to be one already. Raises StoreUnavailable; it then still waits."""
        if in_tx():
            raise TransactionMisuse("answers are written by a transaction of their own")
        while not entry.settled:
            if self._is_writing:
                await self._wait(entry)
                continue
            self._is_writing = True
            try:
                await self._write_some()
            finally:
                self._is_writing = False
                self._pass_on()
        if entry.error is not None:
            raise entry.error
        return entry.written

    async def _wait(self, entry: Entry) -> None:
        """Until it is settled, or it is this one's turn to write."""
        turn = asyncio.get_running_loop().create_future()
        entry.waiters.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and not self._is_writing:
                self._pass_on()  # its turn to write came as it was cancelled
            raise

    def _pass_on(self) -> None:
        """One of those whose answer still waits writes next; the others need not wake up for that."""
        for entry in self._waiting.values():
            while entry.waiters:
                turn = entry.waiters.pop(0)
                if not turn.done():
                    turn.set_result(None)
                    return

    async def _write_some(self) -> None:
        try:
            self._settle(*await self._write_together())
        except Exception as error:  # not swallowed: raised again, or by each answer that fails alone
            if is_store_trouble(error):
                raise
            await self._write_each(self._next())

    @transaction
    async def _write_together(self) -> tuple[list[Entry], list[Written]]:
        batch = self._next()
        return batch, await write_receipts(batch)

    def _next(self) -> list[Entry]:
        return list(self._waiting.values())[:MOST_AT_ONCE]

    async def _write_each(self, batch: list[Entry]) -> None:
        """One answer that cannot be written must not hold up the others."""
        for entry in batch:
            try:
                self._settle([entry], await write_receipts([entry]))
            except Exception as error:  # not swallowed: raised where this answer is waited for
                if is_store_trouble(error):
                    raise
                entry.error = error
                self._settle([entry], [Written.NOTHING])

    def _settle(self, batch: list[Entry], written: list[Written]) -> None:
        for entry, result in zip(batch, written, strict=True):
            entry.written, entry.settled = result, True
            for turn in entry.waiters:
                if not turn.done():
                    turn.set_result(None)
            entry.waiters.clear()
            if self._waiting.get(entry.key) is entry:
                del self._waiting[entry.key]


ledger = Ledger()
"""This process's ledger."""
