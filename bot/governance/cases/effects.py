"""What a standing case does: the outbox rows of its sanction."""

from datetime import datetime, timedelta

from bot.domain.ids import ChatRef, MemberId, MessageId
from bot.domain.messages import Mention
from bot.domain.ports import Ability
from bot.domain.regulation import Clause
from bot.domain.sanctions import Sanction
from bot.effects import outbox
from bot.effects.accounts import accounts
from bot.effects.actions import Action, Kick, Mute, Recall
from bot.effects.outbox import Effect
from bot.governance import informed, regulations, voice
from bot.governance.cases import escalation
from bot.governance.cases.queries import LASTS, CaseFile, appeal_within, case_file, find_case, telling_key
from bot.governance.directory import GroupState
from bot.governance.ladders import ladder_for
from bot.store import models
from bot.store.transaction import transaction

OWNER = "cases"
_TOLD_BY_OFFENCE = {
    "cleanup.members": "cleanup",
    "join.training": "training",
    "exit.request": "leaving",
    "join.roster": "leaving",
}
"""Offences that are no breach: their text does not speak of one."""


async def put_effects(group: GroupState, case: CaseFile, clause: Clause, *, now: datetime) -> None:
    """Recall first, then tell the member why and, where asked, the group, then the sanction itself.

    A step that names the recall takes away what an administrator pointed at as well. Who is above is
    told last.
    """
    await informed.tell_clauses(group.id, [clause.text], how=informed.CASE, now=now, member=case.member)
    message = case.message or (_quoted(case) if case.step.recall else None)
    if message is not None and _can(group, Ability.RECALL):
        await _put(group, case, "recall", Recall(group.chat, message), now)
    await _tell(group, case, clause, now)
    if case.step.bulletin:
        await _bulletin(group, case, clause, now)
    sanction = case.step.sanction
    if sanction is Sanction.MUTE and case.step.duration is not None:
        await _put(group, case, "mute", Mute(group.chat, case.member, case.step.duration), now)
    elif sanction is Sanction.KICK:
        await _put(group, case, "kick", Kick(group.chat, case.member, refuse_rejoin=False), now)
    elif sanction is Sanction.BAN:
        await models.Ban.update_or_create(  # pyright: ignore[reportUnknownMemberType]
            defaults={"reason": case.reason[:500], "case_id": case.id, "banned_at": now},
            organisation_id=group.organisation_id,
            platform=group.chat.platform,
            member_id=case.member,
        )
        await _put(group, case, "kick", Kick(group.chat, case.member, refuse_rejoin=True), now)
    if case.step.escalate or sanction is Sanction.ESCALATE:
        await escalation.escalate(group, case, now=now)


def _quoted(case: CaseFile) -> MessageId | None:
    quoted = case.evidence.get("quoted")
    return MessageId(str(quoted)) if quoted else None


@transaction
async def recall_also(group: GroupState, number: int, message: MessageId, *, now: datetime) -> bool:
    """Take another message of the same breach away, under a case that stands and recalled one before.

    False, and nothing done, where the case does not stand or took nothing away; a second time for the
    same message is nothing either. It is kept as evidence. Raises NoSuchNumber.
    """
    case = await find_case(group.id, number)
    if case.state != "standing" or case.message is None:
        return False
    await models.ArchivedMessage.filter(group_id=group.id, message_id=message).update(kept_for_case=case.id)
    if not _can(group, Ability.RECALL):
        return False
    return await _put(group, case, "recall", Recall(group.chat, message), now, key=f"recall:{message}")


async def lift_effects(group: GroupState, case: CaseFile, *, now: datetime) -> str:
    """Take back what can be taken back of a pardoned case; what has not been delivered is dropped.

    Answers what of it ends now: ``mute``, ``ban``, or "" where nothing of it was running. ``case`` is as
    it stood before: its mute runs from the decision that imposed it. A mute of a later case is left
    alone, and so is a ban that another case renewed.
    """
    await outbox.cancel(f"case:{case.id}:")
    sanction = case.step.sanction
    if sanction is Sanction.MUTE and _runs(case, now) and not await _is_muted_since(case, now):
        await lift_mute(group, case.member, key=f"lift:{case.id}", valid_for=LASTS, now=now)
        return "mute"
    if sanction is Sanction.BAN:
        gone = await models.Ban.filter(
            organisation_id=group.organisation_id,
            platform=group.chat.platform,
            member_id=case.member,
            case_id=case.id,
        ).delete()
        return "ban" if gone else ""
    return ""


async def lift_mute(group: GroupState, member: MemberId, *, key: str, valid_for: timedelta, now: datetime) -> None:
    """Have the platform let somebody speak again.

    Nothing where it cannot mute, as nobody is muted there, nor for who has left: a mute ends with that.
    """
    gone = models.Membership.filter(group_id=group.id, member_id=member, left_at__isnull=False)
    if not _can(group, Ability.MUTE) or await gone.exists():
        return
    effect = Effect(
        key=key,
        action=Mute(group.chat, member, timedelta(0)),
        account=group.account,
        group_id=group.id,
        valid_until=now + valid_for,
    )
    await outbox.put(effect, now=now)


def _runs(case: CaseFile, now: datetime) -> bool:
    return case.ends_at is not None and now < case.ends_at


async def _is_muted_since(case: CaseFile, now: datetime) -> bool:
    """Whether a case decided later than this one has the member muted: the platform knows only the last mute."""
    rows = models.Case.filter(
        group_id=case.group_id, member_id=case.member, sanction=Sanction.MUTE.value, state="standing"
    )
    others = [case_file(row) for row in await rows.exclude(id=case.id)]
    began = case.decided_at or case.opened_at
    return any(_runs(other, now) and (other.decided_at or other.opened_at) >= began for other in others)


async def _put(
    group: GroupState, case: CaseFile, what: str, action: Action, now: datetime, *, key: str | None = None
) -> bool:
    effect = Effect(
        key=f"case:{case.id}:{key or what}"[:200],
        action=action,
        account=group.account,
        group_id=group.id,
        owner=OWNER,
        about={"case": case.id, "what": what},
        valid_until=now + LASTS,
    )
    return await outbox.put(effect, now=now)


async def _tell(group: GroupState, case: CaseFile, clause: Clause, now: datetime) -> None:
    regulation = await regulations.version(case.regulation_id)
    text = regulation.text if regulation is not None else None
    ladder = ladder_for(text, clause, case.offence) if text is not None else None
    # Who is removed and did no wrong is told alone: the list named them all, and a group is no place for a stream.
    alone = case.step.sanction is Sanction.KICK and case.offence in _TOLD_BY_OFFENCE
    await voice.say(
        ChatRef(group.chat.platform, user=case.member) if alone else group.chat,
        group.account,
        f"cases/told_{_TOLD_BY_OFFENCE.get(case.offence) or case.step.sanction.value}",
        key=telling_key(case.id),
        now=now,
        mention=[] if alone else [Mention(case.member, case.member_name)],
        marker=f"案件 #{case.number}",
        group_id=group.id,
        owner=OWNER,
        about={"case": case.id, "what": "tell", "alone": alone and not case.evidence.get("reported")},
        fields={
            "place": group.name if alone else "",
            "case": case,
            "clause": clause,
            "title": text.title_of(clause) if text is not None else "",
            "window": ladder.window if ladder is not None else timedelta(days=30),
            "within": appeal_within(regulation),
            "cannot_recall": case.message is not None and not _can(group, Ability.RECALL),
        },
    )


async def _bulletin(group: GroupState, case: CaseFile, clause: Clause, now: datetime) -> None:
    """Said to everyone, beside what the member is told."""
    regulation = await regulations.version(case.regulation_id)
    await voice.say_in(
        group,
        "cases/bulletin",
        key=f"case:{case.id}:bulletin",
        now=now,
        marker=f"案件 #{case.number}",
        owner=OWNER,
        about={"case": case.id, "what": "tell"},
        fields={"case": case, "clause": clause, "title": regulation.text.title_of(clause) if regulation else ""},
    )


def _can(group: GroupState, ability: Ability) -> bool:
    """Assume yes where the account is not connected: the answer is learnt at delivery."""
    platform = accounts.get(group.account) if group.account is not None else None
    return platform is None or ability in platform.capabilities
