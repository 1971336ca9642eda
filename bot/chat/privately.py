"""Answers that a whole group need not read: told to whoever asked, in private."""

from typing import Any

from bot.chat.commands import Call, Reply, reply
from bot.domain.ids import ChatRef
from bot.governance import voice
from bot.store.transaction import transaction


async def privately(call: Call, template: str, **fields: Any) -> Reply:
    """The answer itself in private and in an administration group; elsewhere one line that says where it is."""
    console = call.group.console if call.group is not None else None
    if not call.message.is_group or (console is not None and console.key == call.message.chat.key):
        return reply(template, **fields)
    await _say(call, template, fields)
    return reply("privately/told")


@transaction
async def _say(call: Call, template: str, fields: dict[str, Any]) -> None:
    await voice.say(
        ChatRef(call.message.chat.platform, user=call.sender),
        call.message.account,
        template,
        key=f"privately:{call.key}",
        now=call.now,
        group_id=call.group.id if call.group is not None else None,
        fields=fields,
    )
