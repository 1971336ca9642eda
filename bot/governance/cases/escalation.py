"""Telling somebody above of a case: by e-mail with the case file, in private, or by an administrator's hand."""

from datetime import datetime, timedelta

from bot.domain.ids import ChatRef, GroupId, MemberId
from bot.domain.members import SYSTEM, Actor
from bot.effects import mail, outbox
from bot.effects.mail import Ended, Mail
from bot.effects.outbox import Effect, Settlement
from bot.governance import regulations, voice
from bot.governance.cases.document import case_document, file_name
from bot.governance.cases.queries import CaseFile, case_file
from bot.governance.cases.recipients import CODE, Recipient, recipients_of, words_of
from bot.governance.directory import GroupState, directory
from bot.governance.regulations import Regulation
from bot.store import audit, models
from bot.store.transaction import transaction
from bot.texts import render

OWNER = "cases.escalation"
LASTS = timedelta(hours=24)
_UNDER_WAY = ("queued", "sent")


@transaction
async def escalate(
    group: GroupState,
    case: CaseFile,
    *,
    now: datetime,
    actor: Actor = SYSTEM,
    reason: str = "",
    to: list[Recipient] | None = None,
) -> list[models.Escalation]:
    """Tell whom the regulation names, or ``to``, each once a case. Answers the tellings that are new.

    Where e-mail and a private message are both possible, both are sent. Who can be reached by neither
    is named to the administrators. Nothing leaves before the commit.
    """
    regulation = await regulations.version(case.regulation_id)
    clause = regulation.text.find(case.clause) if regulation is not None else None
    wanted = to if to is not None else await recipients_of(group, case, words_of(regulation, clause))
    made: list[models.Escalation] = []
    for recipient in wanted:
        for way, address in _ways(recipient):
            row = await _record(case, recipient, way, address, actor, reason, now)
            if row is not None:
                await _tell(group, case, regulation, row, now)
                made.append(row)
    if made:
        await audit.record(
            f"group:{group.id}",
            at=now,
            actor="" if actor.is_system else actor.id,
            action="case.escalated",
            subject=f"case:{case.number}",
            to=[f"{row.recipient} ({row.way})" for row in made],
            reason=reason,
        )
    await _tell_administrators(group, case, made, nobody=not wanted, actor=actor, now=now)
    return made


async def escalations_of(case: CaseFile) -> list[models.Escalation]:
    """Who was told of it, in order."""
    return await models.Escalation.filter(case_id=case.id).order_by("id")


async def correct(group: GroupState, case: CaseFile, *, now: datetime) -> None:
    """A pardoned case: what has not left is dropped, and whoever has been told is told that it is void."""
    await mail.cancel(f"case:{case.id}:escalate:", now=now)
    for row in await models.Escalation.filter(case_id=case.id, state__in=_UNDER_WAY, way__in=["mail", "chat"]):
        left = row.state == "sent" or not await _was_dropped(f"case:{case.id}:escalate:{row.id}")
        await models.Escalation.filter(id=row.id).update(state="corrected" if left else "cancelled", settled_at=now)
        fields: dict[str, object] = {"case": case, "group": group}
        if left and row.way == "mail":
            subject = render("cases/correction_subject", **fields)
            body = render("cases/correction_mail", **fields)
            await mail.put(Mail(f"case:{case.id}:correction:{row.id}", row.address, subject, body, group.id), now=now)
        elif left:
            await _whisper(group, row, "cases/correction_mail", f"case:{case.id}:correction:{row.id}", now, fields)


async def _was_dropped(key: str) -> bool:
    """Whether a letter or message was taken back before it left; what is under way may arrive."""
    gone = ["cancelled", "expired"]
    in_mail = await models.Mail.filter(key=key, state__in=gone).exists()
    return in_mail or await models.Job.filter(key=key, state__in=gone).exists()


def _ways(recipient: Recipient) -> list[tuple[str, str]]:
    ways = [("mail", recipient.email)] if recipient.email and mail.is_set_up() else []
    ways += [("chat", str(recipient.account))] if recipient.account else []
    return ways or [("hand", recipient.email or "")]


async def _record(
    case: CaseFile, recipient: Recipient, way: str, address: str, actor: Actor, reason: str, now: datetime
) -> models.Escalation | None:
    """None where this person has been told of this case in this way, or is just being told."""
    known = models.Escalation.filter(case_id=case.id, recipient=recipient.name[:200], way=way)
    if await known.filter(state__in=["hand", *_UNDER_WAY]).exists():
        return None
    return await models.Escalation.create(
        case_id=case.id,
        recipient=recipient.name[:200],
        way=way,
        address=address,
        state="hand" if way == "hand" else "queued",
        reason=reason,
        made_by="" if actor.is_system else actor.id,
        made_at=now,
    )


async def _tell(
    group: GroupState, case: CaseFile, regulation: Regulation | None, row: models.Escalation, now: datetime
) -> None:
    key = f"case:{case.id}:escalate:{row.id}"
    title = regulation.cited(case.clause)[0] if regulation is not None else ""
    told: dict[str, object] = {"case": case, "group": group, "title": title}
    fields = told | {"reason": row.reason, "recipient": row.recipient}
    if row.way == "mail":
        full = regulation is not None and regulation.text.parameter(CODE, "evidence") == "full"
        page = await case_document(group, case, now=now, full=full, reason=row.reason)
        subject = render("cases/escalation_subject", **fields)
        body = render("cases/escalation_mail", **fields)
        await mail.put(Mail(key, row.address, subject, body, group.id, file_name(case), page), now=now)
    elif row.way == "chat":
        await _whisper(group, row, "cases/escalation_private", key, now, fields)


async def _whisper(
    group: GroupState, row: models.Escalation, template: str, key: str, now: datetime, fields: dict[str, object]
) -> None:
    await voice.say(
        ChatRef(group.chat.platform, user=MemberId(row.address)),
        group.account,
        template,
        key=key,
        now=now,
        group_id=group.id,
        valid_for=LASTS,
        owner=OWNER,
        about={"escalation": row.id},
        fields=fields,
    )


async def _tell_administrators(
    group: GroupState, case: CaseFile, made: list[models.Escalation], *, nobody: bool, actor: Actor, now: datetime
) -> None:
    """In an administration group who was told; where there is none, the group reads only what is left to do."""
    by_hand = [row for row in made if row.way == "hand"]
    told = [row for row in made if row.way != "hand"]
    if not by_hand and not (nobody and actor.is_system) and (not told or group.console is None):
        return
    await voice.tell_administrators(
        group,
        "cases/escalated",
        key=f"escalated:{case.id}:{made[-1].id if made else 0}",
        now=now,
        marker=f"案件 #{case.number}",
        fields={"case": case, "told": told if group.console is not None else [], "by_hand": by_hand, "nobody": nobody},
    )


async def _ended(escalation: int, state: str, detail: str, now: datetime) -> None:
    row = await models.Escalation.get_or_none(id=escalation)
    if row is None:
        return
    await models.Escalation.filter(id=row.id, state="queued").update(state=state, settled_at=now)
    case = case_file(await models.Case.get(id=row.case_id))
    await audit.record(
        f"group:{case.group_id}",
        at=now,
        actor="",
        action=f"case.escalation.{state}",
        subject=f"case:{case.number}",
        to=f"{row.recipient} ({row.way})",
        detail=detail,
    )
    group = directory.get(GroupId(case.group_id))
    if group is not None and state == "failed":
        await voice.tell_administrators(
            group,
            "cases/escalation_failed",
            key=f"escalation:{row.id}:failed:{now.timestamp():.0f}",
            now=now,
            marker=f"案件 #{case.number}",
            fields={"case": case, "row": row, "detail": detail},
        )


@mail.on_end
async def letter_ended(ended: Ended) -> None:
    """A letter about a case was taken by the server, or will never be."""
    head, _, number = ended.key.rpartition(":")
    if head.startswith("case:") and head.endswith((":escalate", ":correction")):
        await _ended(int(number), ended.state, ended.detail, ended.at)


async def whisper_ended(effect: Effect, settlement: Settlement) -> None:
    """A private message arrived, or did not."""
    if settlement.state != outbox.CANCELLED:
        done = settlement.state in (outbox.DONE, outbox.UNVERIFIED)
        await _ended(int(effect.about["escalation"]), "sent" if done else "failed", settlement.detail, settlement.at)


outbox.register(OWNER, settled=whisper_ended)
