"""A draft tried on what was said lately: asked for here, done in a process of its own, reported where it was asked."""

from datetime import datetime, timedelta

from bot.domain.ids import ChatRef, GroupId
from bot.domain.members import Actor
from bot.domain.regulation import RegulationText
from bot.domain.supplement import in_effect
from bot.effects import outbox, schedule
from bot.effects.actions import SendFile
from bot.effects.outbox import Effect
from bot.governance import cases, enacting, trials, voice
from bot.governance.directory import GroupState, directory
from bot.governance.trials import TrialFailed
from bot.store.transaction import transaction
from plugins.charter.domain.draft import ANNOUNCED, DRAFT, REVIEWED, SUPPLEMENT, VOTING
from plugins.charter.domain.trial import OldCase, report_of
from plugins.charter.models import RegulationDraft, Trial

from .drafts import DraftFile, draft_file, find_draft, note
from .names import REPORT
from .refusals import NotInThisState, TrialRuns

USUAL = timedelta(days=30)
MOST_DAYS = 180
TRIAL = "charter.trial"
LASTS = timedelta(hours=6)
_OVERDUE = timedelta(hours=2)
_MOST_CASES = 2_000


async def ask(group: GroupState, number: int, days: int, *, to: ChatRef, actor: Actor, now: datetime) -> DraftFile:
    """Have a draft tried on the last days, one trial at a time. Raises NotInThisState, TrialRuns, NoSuchNumber."""
    kept = await find_draft(group, number)
    await _ask(group, kept, min(days, MOST_DAYS), to, actor, now)
    return kept


@transaction
async def _ask(group: GroupState, kept: DraftFile, days: int, to: ChatRef, actor: Actor, now: datetime) -> None:
    if kept.row.state not in (DRAFT, REVIEWED, VOTING, ANNOUNCED):
        raise NotInThisState(number=kept.number, state=kept.row.state)
    if await Trial.filter(state__in=["waiting", "running"], asked_at__gt=now - _OVERDUE).exists():
        raise TrialRuns()
    row = await Trial.create(
        draft_id=kept.row.id,
        days=days,
        asked_by=actor.id,
        asked_at=now,
        asked_in=to.group or "",
        of_change=kept.row.touched,
    )
    await note(kept.row, "regulation.tried", actor, now, days=days)
    await schedule.at(TRIAL, f"charter:trial:{row.id}", now, {"trial": row.id}, group_id=group.id)


async def carry_out(trial_id: int, *, now: datetime) -> None:
    """Run it and report; not inside a transaction. Run again after a crash, it begins anew."""
    trial = await Trial.get_or_none(id=trial_id, state__in=["waiting", "running"])
    row = await RegulationDraft.get_or_none(id=trial.draft_id) if trial is not None else None
    group = directory.get(GroupId(row.group_id)) if row is not None else None
    if trial is None or row is None or group is None:
        return
    await Trial.filter(id=trial.id).update(state="running")
    since = now - timedelta(days=trial.days)
    try:
        answer = await trials.run(group, await _as_it_would_hold(group, draft_file(row), now), since, now=now)
    except TrialFailed as error:
        await _end(group, row, trial, None, str(error), now)
        return
    report = report_of(answer, await _old_cases(group, since), trial.days)
    await _end(group, row, trial, report, "", now)


async def _as_it_would_hold(group: GroupState, kept: DraftFile, now: datetime) -> RegulationText:
    """The organisation's text with the group's supplement, one of which is the draft."""
    text = kept.draft.as_text()
    if kept.row.scope == SUPPLEMENT:
        base = await enacting.current(group.organisation_id, None, now=now)
        return in_effect(base.text, text) if base is not None else text
    supplement = await enacting.current(group.organisation_id, group.id, now=now)
    return in_effect(text, supplement.text) if supplement is not None else text


async def _old_cases(group: GroupState, since: datetime) -> list[OldCase]:
    found = await cases.cases_of(group.id, limit=_MOST_CASES)
    return [
        OldCase(c.number, c.message, c.member_name, c.clause, c.step.sanction.value, c.automatic)
        for c in found
        if c.opened_at >= since and c.state in ("standing", "observed", "proposed")
    ]


@transaction
async def _end(
    group: GroupState, row: RegulationDraft, trial: Trial, report: dict[str, object] | None, why: str, now: datetime
) -> None:
    state = "done" if report is not None else "failed"
    await Trial.filter(id=trial.id).update(state=state, ended_at=now, report=report, detail=why[:300])
    chat = ChatRef(group.chat.platform, trial.asked_in) if trial.asked_in else group.console or group.chat
    await voice.say(
        chat,
        group.account,
        "charter/trial",
        key=f"charter:trial:{trial.id}:told",
        now=now,
        marker=f"制度 #{row.number}",
        group_id=group.id,
        valid_for=LASTS,
        fields={"row": row, "report": report, "days": trial.days},
    )
    if report is not None:
        action = SendFile(chat, REPORT, {"trial": trial.id})
        key = f"charter:trial:{trial.id}:file"
        await outbox.put(Effect(key, action, group.account, group.id, valid_until=now + LASTS), now=now)
