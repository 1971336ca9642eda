"""A request to join: read, compared, decided by the clause or put before the administrators."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.events import BotInvited, JoinRequested
from bot.domain.ids import ChatRef, MemberId
from bot.domain.members import SYSTEM
from bot.effects import outbox
from bot.effects.actions import AnswerRequest
from bot.effects.outbox import Effect
from bot.governance import bans, people, permissions, roster, voice
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from bot.texts import render
from plugins.joining.domain.asking import APPROVED, ELSEWHERE, REJECTED, REQUEST, Asked
from plugins.joining.models import Asking

from .answering import ANSWER_LASTS, answer
from .looking import Looked, look
from .records import SAME_FLAG_FOR, asked_of, decide, flag_key, note, open_asking, write_down
from .telling import missing_fields, plan, tell_asked

ASK_LASTS = timedelta(hours=2)
_FILTERED = "QQ 认为可疑而过滤"


@dataclass(frozen=True)
class _Coming:
    """A request as it came, with what was found about it."""

    event: JoinRequested
    key: str | None
    looked: Looked

    @property
    def text(self) -> str:
        return self.event.comment.strip()[:1000]

    @property
    def name(self) -> str:
        return self.looked.stated.get("name", "")


@transaction
async def take_request(group: GroupState, event: JoinRequested, now: datetime) -> Asked | None:
    """Store and act on a request; None where it was known already (sent again hours later).

    The same flag, or a second request of somebody whose first is open, is one request; a new text
    of it is looked at again.
    """
    if event.member == group.account:
        return None
    key = flag_key(group, event.member, event.flag)
    if key is not None and await _known(key, now):
        return None
    looked = await look(group, event.comment, event.member)
    if event.filtered:
        looked = replace(looked, why=f"{_FILTERED}，{looked.why}" if looked.why else _FILTERED)
    coming = _Coming(event, key, looked)
    row = await open_asking(group, REQUEST, event.member)
    if row is not None:
        same = row.text == coming.text
        await _renew(row, coming)
        if same:
            return None
    else:
        row = await _write(group, coming, now)
        await plan(group, asked_of(row), now)
    return await _act(group, row, coming.looked, now)


async def _known(key: str, now: datetime) -> bool:
    known = await Asking.get_or_none(flag_key=key)
    if known is not None and now - known.asked_at > SAME_FLAG_FOR:
        await Asking.filter(id=known.id).update(flag_key=None)
        return False
    return known is not None


async def _renew(row: Asking, coming: _Coming) -> None:
    """The newest flag is the one that can be answered."""
    row.flag, row.sub_type, row.flag_key = coming.event.flag, coming.event.sub_type, coming.key
    row.text, row.said, row.why = coming.text, coming.looked.stated, coming.looked.why
    row.member_name, row.person_id = coming.name[:200], coming.looked.row
    await row.save()


async def _write(group: GroupState, coming: _Coming, now: datetime) -> Asking:
    event, looked = coming.event, coming.looked
    return await write_down(
        group,
        REQUEST,
        event.member,
        name=coming.name,
        text=coming.text,
        now=now,
        flag=event.flag,
        sub_type=event.sub_type,
        flag_key=coming.key,
        inviter_id=event.inviter,
        said=looked.stated,
        person_id=looked.row,
        why=looked.why,
    )


async def _act(group: GroupState, row: Asking, looked: Looked, now: datetime) -> Asked:
    verdict = await _verdict(group, MemberId(row.member_id), looked)
    if verdict == "ask" and await _may_return(group, row, looked, now):
        return await _return(group, row, now)
    if verdict == "ask" or not group.enforces:
        asked = asked_of(row)
        await tell_asked(group, asked, now=now, verdict=verdict)
        if verdict == "ask" and looked.code in _INCOMPLETE:
            await _ask_applicant(group, asked, now)
        return asked
    approve = verdict == "approve"
    asked = await decide(group, row, APPROVED if approve else REJECTED, actor=None, now=now, decision=verdict)
    reason = "" if approve else render("joining/reason_blacklisted")
    await answer(group, row, approve=approve, reason=reason, now=now)
    return asked


_INCOMPLETE = ("too_little", "nothing_stated")
RETURNED = "incomplete"


async def _may_return(group: GroupState, row: Asking, looked: Looked, now: datetime) -> bool:
    """Too little was said, and the clause has it returned (``incomplete=return``): once in a week."""
    regulation = group.regulation
    stated = regulation is not None and regulation.text.parameter("join.profile", "incomplete") == "return"
    if not stated or not group.enforces or looked.code not in _INCOMPLETE:
        return False
    before = Asking.filter(group_id=group.id, kind=REQUEST, member_id=row.member_id, decision=RETURNED)
    return not await before.filter(decided_at__gte=now - SAME_FLAG_FOR).exists()


async def _return(group: GroupState, row: Asking, now: datetime) -> Asked:
    asked = await decide(group, row, REJECTED, actor=None, now=now, decision=RETURNED)
    reason = render("joining/reason_incomplete", missing=missing_fields(group, asked))
    await answer(group, row, approve=False, reason=reason, now=now)
    return asked


async def _ask_applicant(group: GroupState, asked: Asked, now: datetime) -> None:
    """Whoever shares another group with the bot can be written to: once, for what is missing."""
    if not await roster.groups_of(asked.member) or not group.enforces:
        return
    await voice.say(
        ChatRef(group.chat.platform, user=asked.member),
        group.account,
        "joining/ask_applicant",
        key=f"joining:{asked.id}:ask",
        now=now,
        group_id=group.id,
        valid_for=ASK_LASTS,
        fields={"group": group.name, "missing": missing_fields(group, asked)},
    )


async def _verdict(group: GroupState, member: MemberId, looked: Looked) -> str:
    """approve and refuse need a clause that asks for them; otherwise a person decides."""
    regulation = group.regulation
    if regulation is None:
        return "ask"
    if await bans.is_banned(group, member):
        stated = regulation.clause("sanction.ban") or regulation.clause("join.approval")
        return "refuse" if stated is not None else "ask"
    stated = regulation.clause("join.roster") or regulation.clause("join.approval")
    return "approve" if looked.certain and stated is not None else "ask"


@transaction
async def came_in(group: GroupState, member: MemberId, now: datetime) -> bool:
    """Somebody is in: their request is settled and their person linked. Whether the roster knows them."""
    row = await open_asking(group, REQUEST, member)
    if row is not None:
        await decide(group, row, ELSEWHERE, actor=None, now=now)
    else:
        rows = Asking.filter(group_id=group.id, kind=REQUEST, member_id=member, state=APPROVED)
        row = await rows.order_by("-id").first()
    person: int | None = getattr(row, "person_id", None) if row is not None else None
    found = (await people.roster_of(group.organisation_id)).by_row(person)
    if row is None or person is None or found is None or found.state == "departed":
        return False
    if row.state != APPROVED:
        looked = await look(group, row.text, member)
        if not looked.certain:
            return False
    if await people.members_linked(group.id, person):
        return False
    await people.link_member(group, member, person, actor=SYSTEM, now=now)
    await note(group, row, "linked", "", now)
    return True


async def was_let_in(group: GroupState, member: MemberId, now: datetime) -> bool:
    """Whether a request of this account was agreed to lately: then whoever brought them did not act on their own."""
    agreed = Asking.filter(group_id=group.id, kind=REQUEST, member_id=member, state__in=[APPROVED, ELSEWHERE])
    return await agreed.filter(decided_at__gte=now - SAME_FLAG_FOR).exists()


async def answer_invitation(event: BotInvited, now: datetime) -> None:
    """The bot goes only where a superuser takes it; every other invitation is declined without a word."""
    welcome = permissions.standing().is_superuser(event.inviter)
    action = AnswerRequest(event.chat, event.flag, "invite", approve=welcome)
    effect = Effect(
        key=f"joining:invited:{event.account}:{event.chat.key}:{event.flag}"[:200],
        action=action,
        account=event.account,
        valid_until=now + ANSWER_LASTS,
    )
    await _put(effect, now)


@transaction
async def _put(effect: Effect, now: datetime) -> None:
    await outbox.put(effect, now=now)
