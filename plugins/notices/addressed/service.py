"""Somebody was addressed: noted, answered, void, reminded of once, counted as missed."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from tortoise.expressions import Q

from bot.domain.ids import GroupId, MemberId, MessageId
from bot.domain.members import Role
from bot.domain.messages import IncomingMessage, Mention
from bot.effects import outbox, schedule
from bot.effects.outbox import Effect, Settlement
from bot.governance import hours, permissions, roster, voice
from bot.governance.directory import GroupState, directory
from bot.governance.standings import Standing, standings
from bot.store.transaction import after_commit, insert_once, transaction
from plugins.notices.domain.tally import MOST_MENTIONS
from plugins.notices.models import Addressed

from .clause import Stated, stated
from .memory import Question, questions

OWNER = "notices.addressed"
TOGETHER = timedelta(minutes=10)
LASTS = timedelta(minutes=30)
_EXCERPT = 60


@transaction
async def note_questions(group: GroupState, message: IncomingMessage, *, now: datetime) -> int:
    """Write down whom a leader has addressed; answers how many. Those on leave are not waited for."""
    rule = stated(group)
    here = {standing.member: standing for standing in await standings(group)}
    asker = here.get(message.sender)
    if rule is None or asker is None:
        return 0
    role = await _role(group, message.sender)
    noted = 0
    for member in dict.fromkeys(message.mentions):
        someone = here.get(member)
        if someone is None or member == message.sender or _is_away(someone):
            continue
        if role >= Role.ADMIN or _leads(asker, someone):
            noted += await _note(group, rule, message, asker, someone, now)
    return noted


async def _role(group: GroupState, member: MemberId) -> Role:
    """As the store last knew it: this is no power, only whose questions are waited on."""
    if permissions.standing().is_superuser(member):
        return Role.SUPERUSER
    known = await roster.member_of(group.id, member)
    told = known.role if known is not None and known.role is not None else Role.MEMBER
    return max(told, group.grants.get(member, Role.MEMBER))


def _leads(asker: Standing, someone: Standing) -> bool:
    """The roster's superior of that person, by name."""
    if asker.person is None or someone.person is None or someone.person.superior is None:
        return False
    return someone.person.superior.strip() == asker.person.name


def _is_away(someone: Standing) -> bool:
    return someone.person is not None and someone.person.state != "in_post"


async def _note(
    group: GroupState, rule: Stated, message: IncomingMessage, asker: Standing, someone: Standing, now: datetime
) -> int:
    due = hours.add_working_time(group, now, rule.within)
    row = Addressed(
        group_id=group.id,
        account=message.account,
        message_id=message.id,
        asker_id=message.sender,
        asker_name=asker.name[:200],
        member_id=someone.member,
        member_name=someone.name[:200],
        clause=rule.clause.path[:100],
        excerpt=message.text[:_EXCERPT],
        asked_at=now,
        due_at=due,
    )
    if not await insert_once(row):
        return 0
    await look_at(group.id, due)
    question = Question(row.id, group.id, message.id, someone.member, now)
    after_commit(lambda: questions.add(question))
    return 1


async def look_at(group_id: GroupId, due: datetime) -> None:
    await schedule.at("notices.addressed", f"addressed:{group_id}:{due.timestamp():.3f}", due, {}, group_id=group_id)


@transaction
async def answer(group_id: GroupId, ids: Collection[int], *, now: datetime) -> None:
    """In time, or late but before it was counted: it is answered."""
    await Addressed.filter(id__in=list(ids), state="open").update(state="answered", answered_at=now)
    after_commit(lambda: questions.remove(group_id, ids))


@transaction
async def void(group_id: GroupId, *, message: MessageId | None = None, member: MemberId | None = None) -> None:
    """The question was taken back, or whoever was asked has left."""
    which = Q(message_id=message) if message is not None else Q(member_id=member)
    rows = await Addressed.filter(which, group_id=group_id, state="open")
    ids = [row.id for row in rows]
    await Addressed.filter(id__in=ids).update(state="void")
    after_commit(lambda: questions.remove(group_id, ids))


@transaction
async def fall_due(group: GroupState, *, now: datetime) -> None:
    """Those due are reminded in one message; those reminded a term ago are counted. Each once."""
    rule = stated(group)
    rows = await Addressed.filter(group_id=group.id, state="open", due_at__lte=now + TOGETHER).order_by("id")
    if rule is None or not rows:
        await _end(group, rows, "void")
        return
    away = {standing.member for standing in await standings(group) if _is_away(standing)}
    await _end(group, [row for row in rows if row.member_id in away], "void")
    rows = [row for row in rows if row.member_id not in away]
    await _end(group, [row for row in rows if row.reminded_at is not None and row.due_at <= now], "missed")
    fresh = [row for row in rows if row.reminded_at is None]
    if not fresh:
        return
    if hours.is_quiet(group, now):
        loud = hours.next_loud(group, now)
        await Addressed.filter(id__in=[row.id for row in fresh]).update(due_at=loud)
        await look_at(group.id, loud)
        return
    again = hours.add_working_time(group, now, rule.within)
    await Addressed.filter(id__in=[row.id for row in fresh]).update(reminded_at=now, due_at=again)
    await look_at(group.id, again)
    await _say(group, rule, fresh, 1, now)


async def _end(group: GroupState, rows: Sequence[Addressed], state: str) -> None:
    ids = [row.id for row in rows]
    if ids:
        await Addressed.filter(id__in=ids, state="open").update(state=state)
        after_commit(lambda: questions.remove(group.id, ids))


async def _say(group: GroupState, rule: Stated, rows: Sequence[Addressed], attempt: int, now: datetime) -> None:
    """Mention everybody once, in messages of as many as the platform bears, with who waits for them."""
    people: dict[str, list[Addressed]] = {}
    for row in rows:
        people.setdefault(row.member_id, []).append(row)
    members = list(people)
    for start in range(0, len(members), MOST_MENTIONS):
        chosen = members[start : start + MOST_MENTIONS]
        mine = [row for member in chosen for row in people[member]]
        askers = list(dict.fromkeys(row.asker_name for row in mine))
        sign = f"待回复 {mine[0].id}"
        await voice.say_in(
            group,
            "notices/addressed",
            key=f"addressed:{mine[0].id}:remind:{attempt}",
            now=now,
            mention=[Mention(MemberId(member), people[member][0].member_name) for member in chosen],
            marker=sign,
            valid_for=LASTS,
            owner=OWNER,
            about={"rows": [row.id for row in mine], "attempt": attempt},
            fields={"sign": sign, "askers": askers, "clause": rule.clause, "within": rule.within},
        )


async def _still_open(effect: Effect, now: datetime) -> str | None:
    """Right before it is sent: nobody mentioned has answered, and it is not quiet by now."""
    group = directory.get(GroupId(effect.group_id or 0))
    if group is None:
        return "group_disabled"
    ids = [int(number) for number in effect.about["rows"]]
    if await Addressed.filter(id__in=ids, state="open").count() < len(ids):
        return "answered"
    return "quiet" if hours.is_quiet(group, now) else None


async def _settled(effect: Effect, settlement: Settlement) -> None:
    """Where somebody answered meanwhile it is said anew to the others; nothing else is repeated."""
    group = directory.get(GroupId(effect.group_id or 0))
    rule = stated(group) if group is not None else None
    if group is None or rule is None or settlement.detail != "answered":
        return
    left = await Addressed.filter(id__in=[int(n) for n in effect.about["rows"]], state="open").order_by("id")
    if left:
        await _say(group, rule, left, int(effect.about["attempt"]) + 1, settlement.at)


async def load() -> None:
    """Fill the index from the store."""
    rows = await Addressed.filter(state="open").order_by("id")
    questions.clear()
    for row in rows:
        questions.add(
            Question(row.id, GroupId(row.group_id), MessageId(row.message_id), MemberId(row.member_id), row.asked_at)
        )


outbox.register(OWNER, check=_still_open, settled=_settled)
