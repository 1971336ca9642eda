"""The morning's round is in the schedule from the first start on."""

from bot.governance import signals
from bot.governance.signals import Context, KernelStarted

from .service import rounds


@signals.on(KernelStarted)
async def start(signal: KernelStarted, context: Context) -> None:
    await rounds.set_up(now=context.now)
