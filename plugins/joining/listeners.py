"""What happens on the platform: requests, invitations, comings and goings, and files that may be a roster."""

from bot.chat.listeners import listener
from bot.domain.events import BotInvited, JoinRequested
from bot.domain.messages import IncomingMessage
from bot.governance import posted, signals
from bot.governance.directory import GroupState, directory
from bot.governance.signals import Context, MemberAppeared, MemberGone, PersonErased, RequestsListed, RosterChanged

from .service import arrivals, erasing, listed, moving, requests


@listener("joining.files", order=90)
def remember_file(message: IncomingMessage, group: GroupState) -> None:
    """Only in memory: ``/roster import`` may answer it within the second."""
    posted.note_file(group.id, message)


@signals.on(JoinRequested)
async def hear_request(event: JoinRequested, context: Context) -> None:
    group = directory.get(context.group_id) if context.group_id is not None else None
    if group is not None:
        await requests.take_request(group, event, context.now)


@signals.on(RequestsListed)
async def hear_listed(signal: RequestsListed, context: Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await listed.take_listed(group, signal.requests, context.now)


@signals.on(BotInvited)
async def hear_invitation(event: BotInvited, context: Context) -> None:
    await requests.answer_invitation(event, context.now)


@signals.on(MemberAppeared)
async def hear_arrival(signal: MemberAppeared, context: Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await arrivals.note_arrival(group, signal, context.now)


@signals.on(PersonErased)
async def hear_erased(signal: PersonErased, context: Context) -> None:
    await erasing.erase(signal)


@signals.on(MemberGone)
async def hear_departure(signal: MemberGone, context: Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await arrivals.note_gone(group, signal, context.now)


@signals.on(RosterChanged)
async def hear_roster(signal: RosterChanged, context: Context) -> None:
    """Somebody has departed or changed departments: who is to leave which group is proposed."""
    await moving.plan_moves(signal, context.now)
