"""Entrances of start and clock: what a restart or another process has made out of date."""

from datetime import timedelta

from bot.chat.commands import PREFIXES, table
from bot.governance import recollection, signals
from bot.governance.directory import directory

from .listeners import window
from .policies import policies

REPLAYED = timedelta(minutes=5)
"""Longer than any window of the built-in limits, so that a flood goes on being one over a restart."""


@signals.on(signals.KernelStarted)
async def recollect_talk(signal: signals.KernelStarted, context: signals.Context) -> None:
    """Fill the window afresh from the archive, oldest first; nothing is judged again."""
    window.clear()
    async for said in recollection.said_since(context.now - REPLAYED):
        group = directory.find(said.chat)
        policy = policies.of(group) if group is not None else None
        if group is not None and policy is not None:
            known = said.text.startswith(PREFIXES) and table.find(said.text) is not None
            window.observe(f"group:{group.id}", said.member, said.text, said.at, policy.flood, exempt=known)


@signals.on(signals.MemoryOutdated)
async def reread_words(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    await policies.load()
