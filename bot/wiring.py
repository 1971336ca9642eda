"""Putting the house together: every part is made here, and handed what it needs."""

import asyncio
import gc
from collections.abc import Coroutine, Sequence
from dataclasses import asdict
from typing import Any

from loguru import logger

from bot import texts
from bot.chat.archive import Archive, prune
from bot.chat.commands import table
from bot.chat.dispatch import Dispatcher
from bot.chat.intake import Intake
from bot.chat.lanes import Lanes
from bot.domain.ids import AccountId
from bot.domain.ports import Clock, Platform
from bot.effects import mail
from bot.effects.accounts import accounts
from bot.effects.post import Post
from bot.effects.worker import Worker
from bot.governance import (
    deadletters,
    groups,
    permissions,
    presence,
    renewal,
    requests,
    roster,
    signals,
    workorders,
    zone,
)
from bot.governance.directory import directory
from bot.governance.people import retention
from bot.settings import Settings
from bot.store.engine import PluginTables, close_store, is_sqlite, open_store
from bot.store.errors import StoreUnavailable

__all__ = ["House", "deadletters", "renewal", "workorders"]

KEEP_PRIMARY_EVERY = 20.0
REREAD_EVERY = 5.0
REREAD_ALONE_EVERY = 60.0
PRUNE_EVERY = 3600.0
REQUESTS_EVERY = 600.0
"""Filtered requests come without an event: the list is looked at."""


class House:
    """One bot process. ``start`` and ``stop`` are called once each, by NoneBot's driver or by a test."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.texts = texts.Texts(settings.zone)
        self.standing = permissions.Standing(clock, settings.superusers)
        self.archive = Archive(clock)
        self.lanes = Lanes()
        self.dispatcher = Dispatcher(clock=clock, directory=directory, standing=self.standing, archive=self.archive)
        self.intake = Intake(
            clock=clock,
            directory=directory,
            archive=self.archive,
            commands=table,
            dispatcher=self.dispatcher,
            lanes=self.lanes,
        )
        self.worker = Worker(clock, accounts)
        self.started = False
        self.troubles = 0
        self._tasks: set[asyncio.Task[None]] = set()
        texts.use(self.texts)
        zone.use(settings.zone)
        permissions.use(self.standing)
        retention.use(settings.keep_departed_days)
        server = settings.mail_server
        mail.use(Post(server, settings.smtp_from) if server is not None else None)

    async def prepare(self, plugins: Sequence[PluginTables], *, migrate: bool = True) -> None:
        """Open the store and fill what lives in memory; nothing runs by itself yet."""
        self.texts.compile_all()
        await open_store(
            self.settings.database_url,
            data_dir=self.settings.data_dir,
            data_key=self.settings.data_key,
            plugins=plugins,
            migrate=migrate,
        )
        now = self.clock.now()
        await directory.load(now=now)
        await signals.emit(signals.KernelStarted(), signals.Context(None, now))

    async def start(self, plugins: Sequence[PluginTables]) -> None:
        """Prepare, then let the workers run."""
        await self.prepare(plugins)
        self.keep(self.worker.run())
        self.keep(self.archive.run())
        self.keep(self._every(KEEP_PRIMARY_EVERY, self._keep_primary))
        self.keep(self._every(PRUNE_EVERY, self._prune))
        self.keep(self._every(REQUESTS_EVERY, self._look_for_requests))
        # On SQLite only time changes anything unasked: a version of the regulation that comes into force.
        self.keep(self._every(REREAD_ALONE_EVERY if is_sqlite() else REREAD_EVERY, self._reread))
        # What was made so far stays until the end: no collection need walk through it again.
        gc.collect()
        gc.freeze()
        self.started = True
        logger.info("qungui runs: {} group(s), {} commands", len(directory.enabled()), len(table.all()))

    async def stop(self) -> None:
        """Finish what is under way, for at most a few seconds; the rest is in the store and goes on later."""
        self.started = False
        await self.lanes.drain(2.0)
        await self.worker.drain(1.5)
        await signals.emit(signals.KernelStopping(), signals.Context(None, self.clock.now()))
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        try:
            await self.archive.flush()
        except StoreUnavailable as error:
            logger.warning("the last {} messages could not be archived: {}", len(self.archive.waiting), error)
        await close_store()

    def is_working(self) -> bool:
        """The worker turns and has not been told to stop."""
        return self.worker.is_well()

    def figures(self) -> dict[str, float]:
        """Counters for the metrics page."""
        intake = {f"intake_{k}": float(v) for k, v in asdict(self.intake.counters).items()}
        return intake | {
            "archive_written": float(self.archive.written),
            "archive_lost": float(self.archive.lost),
            "lane_failures": float(self.lanes.failures),
            "lane_dropped": float(self.lanes.dropped),
            "housekeeping_troubles": float(self.troubles + self.archive.troubles),
            **{f"worker_{k}": float(v) for k, v in self.worker.counts.items()},
        }

    def account_up(self, platform: Platform) -> None:
        """The gateway's word that an account is connected."""
        accounts.up(platform)
        roster.note_ours(platform.account)
        self.keep(self._look_around(platform.account))

    def account_down(self, account: AccountId) -> None:
        accounts.down(account)
        if self.started:
            presence.went_away(account, "connection lost", now=self.clock.now())

    async def _look_around(self, account: AccountId) -> None:
        """After a gap nobody knows who came and went: look at the lists of the account's groups."""
        await presence.came_back(account, now=self.clock.now())
        for group in directory.enabled():
            if group.account == account:
                await roster.look_at_list(group, now=self.clock.now())

        await requests.look_for_requests(account, now=self.clock.now())

    async def _look_for_requests(self) -> None:
        for platform in accounts.all():
            await requests.look_for_requests(platform.account, now=self.clock.now())

    def keep(self, work: Coroutine[Any, Any, None]) -> None:
        """Run ``work`` beside the rest until it ends or the house stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            logger.opt(exception=task.exception()).error("background work ended")

    async def _every(self, seconds: float, work: Any) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await work()
            except Exception as error:  # outermost loop of the housekeeping: the next turn tries again
                self.troubles += 1
                logger.warning("{} is put off: {!r}", work.__name__, error)

    async def _keep_primary(self) -> None:
        for platform in accounts.all():
            await groups.keep_primary(platform.account, now=self.clock.now())

    async def _prune(self) -> None:
        for group in directory.enabled():
            await prune(group, now=self.clock.now())
        await mail.prune(self.clock.now())

    async def _reread(self) -> None:
        """Another process may have changed a group or what areas remember: read it afresh."""
        now = self.clock.now()
        await directory.load(now=now)
        if not is_sqlite():
            await signals.emit(signals.MemoryOutdated(), signals.Context(None, now))
