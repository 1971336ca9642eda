"""``/charter`` 制度: a regulation from its document to its date."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time

from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import NotAllowed, WrongUsage
from bot.domain.ids import MessageId
from bot.domain.members import Role
from bot.domain.moments import parse_moment
from bot.governance import zone
from plugins.charter.domain.difference import marked
from plugins.charter.domain.draft import ORGANISATION, SUPPLEMENT
from plugins.charter.service import announcing, drafts, handouts, showing, sources, trying, voting
from plugins.charter.service.names import DIFFERENCE, DRAFT_FILE
from plugins.charter.service.refusals import NoFiles

from .area import area

_SCOPES = {
    "单位": ORGANISATION,
    "organisation": ORGANISATION,
    "本群": SUPPLEMENT,
    "补充": SUPPLEMENT,
    "group": SUPPLEMENT,
}
_VERBS = {
    **dict.fromkeys(("导入", "import"), "import"),
    **dict.fromkeys(("条", "条款", "clause"), "clause"),
    **dict.fromkeys(("文件", "导出", "file", "export"), "file"),
    **dict.fromkeys(("问题", "problems"), "problems"),
    **dict.fromkeys(("对比", "对照", "diff"), "diff"),
    **dict.fromkeys(("审定", "审核", "review"), "review"),
    **dict.fromkeys(("公布", "发布", "announce"), "announce"),
    **dict.fromkeys(("撤回", "废止", "withdraw"), "withdraw"),
    **dict.fromkeys(("试行", "trial"), "trial"),
    **dict.fromkeys(("表决", "vote"), "vote"),
}
_CHOICES = {
    **dict.fromkeys(("同意", "赞成", "yes"), "yes"),
    **dict.fromkeys(("反对", "不同意", "no"), "no"),
    **dict.fromkeys(("弃权", "abstain"), "abstain"),
}
_BUT = {"仍": "yes", "仍然": "yes", "anyway": "yes"}
_DAY_BEGINS = time(0)


@area.command(
    "charter",
    "制度",
    role=Role.MEMBER,
    usage="导入 [本群]（回复群文件或附全文）；编号 [条 第三条 [+代码 -代码 代码.参数=值 via=assist]|问题|对比|文件|"
    "导入|审定|试行 [30天]|表决 [截止 时间] [自 日期]|同意|反对|弃权|公布 [自 日期]|撤回 理由]",
    summary="修订群规：导入、核对、试行、表决、公布，从某日起施行",
)
async def charter(call: Call) -> Reply | None:
    number = call.arguments.optional_number()
    if number is None:
        return await _without_number(call)
    choice = call.arguments.choice(_CHOICES)
    if choice is not None:
        call.arguments.end()
        cast = await voting.cast(call.place, number, call.sender, choice, now=call.now)
        return reply("charter/cast", cast=cast)
    verb = call.arguments.choice(_VERBS)
    if verb is None:
        call.arguments.end()
        return await _show(call, number)
    actor = await call.standing()
    if actor.role < Role.ADMIN:
        raise NotAllowed()
    call.actor = actor
    return await _DO[verb](call, number)


async def _without_number(call: Call) -> Reply:
    if call.arguments.choice(_VERBS) == "import":
        scope = call.arguments.choice(_SCOPES) or ORGANISATION
        actor = await call.standing()
        if actor.role < Role.ADMIN:
            raise NotAllowed()
        source = await sources.source_of(call.place, _quoted(call), call.arguments.rest, call.key)
        kept = await drafts.import_document(call.place, source, scope, actor=actor, now=call.now)
        shown = await showing.look(call.place, kept.number, actor, now=call.now)
        return Reply("charter/draft", showing.fields_of(shown, actor), marker=f"制度 #{kept.number}")
    call.arguments.end()
    actor = await call.standing()
    made = await drafts.drafts_of(call.place)
    if actor.role < Role.ADMIN:
        made = [kept for kept in made if kept.row.state in showing.PUBLIC]
    return reply("charter/drafts", drafts=made, holding=call.place.regulation, admin=actor.role >= Role.ADMIN)


async def _show(call: Call, number: int) -> Reply:
    actor = await call.standing()
    shown = await showing.look(call.place, number, actor, now=call.now)
    return Reply("charter/draft", showing.fields_of(shown, actor), marker=f"制度 #{number}")


async def _import(call: Call, number: int) -> Reply:
    source = await sources.source_of(call.place, _quoted(call), call.arguments.rest, call.key)
    await drafts.replace_by_file(call.place, number, source, actor=call.actor, now=call.now)
    return await _show(call, number)


async def _clause(call: Call, number: int) -> Reply:
    spoken = call.arguments.word()
    if spoken is None:
        raise WrongUsage()
    if call.arguments.rest:
        words = call.arguments.text()
        kept, clause = await drafts.change_clause(call.place, number, spoken, words, actor=call.actor, now=call.now)
    else:
        kept = await drafts.find_draft(call.place, number)
        clause = drafts.clause_of(kept, spoken)
    problems = [problem for problem in kept.problems if problem["path"] == clause.path]
    return reply("charter/draft_clause", row=kept.row, clause=clause, problems=problems)


async def _problems(call: Call, number: int) -> Reply:
    call.arguments.end()
    return reply("charter/problems", kept=await drafts.find_draft(call.place, number))


async def _diff(call: Call, number: int) -> Reply:
    call.arguments.end()
    kept = await drafts.find_draft(call.place, number)
    changes = await showing.announced_changes(call.place, kept, now=call.now)
    if len(changes) > announcing.SHOWN:
        await handouts.send_draft_file(
            call.place, DIFFERENCE, kept.row.id, to=call.message.chat, key=call.key, now=call.now
        )
    return reply(
        "charter/difference",
        row=kept.row,
        changes=changes[: announcing.SHOWN],
        total=len(changes),
        marked=marked,
    )


async def _file(call: Call, number: int) -> Reply:
    call.arguments.end()
    kept = await drafts.find_draft(call.place, number)
    sent = await handouts.send_draft_file(
        call.place, DRAFT_FILE, kept.row.id, to=call.message.chat, key=call.key, now=call.now
    )
    if not sent:
        raise NoFiles(row=kept.row)
    return reply("charter/file_sent", row=kept.row)


async def _review(call: Call, number: int) -> Reply:
    accepted = call.arguments.choice(_BUT) is not None
    call.arguments.end()
    kept = await drafts.review(call.place, number, accepted=accepted, actor=call.actor, now=call.now)
    return reply("charter/reviewed", kept=kept, coverage=kept.draft.coverage())


async def _announce(call: Call, number: int) -> Reply | None:
    effective = _from(call, call.arguments.optional_text())
    kept = await announcing.announce(call.place, number, effective, actor=call.actor, now=call.now)
    if call.message.chat == call.place.chat:
        return None  # what the members are told says it all
    return reply("charter/announced_here", row=kept.row)


async def _withdraw(call: Call, number: int) -> Reply:
    reason = call.arguments.text()
    kept = await announcing.withdraw(call.place, number, reason, actor=call.actor, now=call.now)
    return reply("charter/withdrawn", row=kept.row)


async def _trial(call: Call, number: int) -> Reply:
    length = call.arguments.duration() if call.arguments.rest else trying.USUAL
    call.arguments.end()
    days = min(max(length.days, 1), trying.MOST_DAYS)
    kept = await trying.ask(call.place, number, days, to=call.message.chat, actor=call.actor, now=call.now)
    return reply("charter/trial_begins", row=kept.row, days=days)


async def _vote(call: Call, number: int) -> Reply | None:
    words = call.arguments.optional_text()
    until, _, since = words.partition("自")
    closes = _moment(call, until.replace("截止", "", 1).strip()) if until.strip() else call.now + voting.USUAL
    effective = _from(call, f"自{since}") if since else None
    kept, _ = await voting.open_vote(call.place, number, closes, effective, actor=call.actor, now=call.now)
    if call.message.chat == call.place.chat:
        return None
    return reply("charter/announced_here", row=kept.row)


def _from(call: Call, words: str) -> datetime | None:
    """``自 2026-04-01 起施行``: the beginning of that day where no time is said. Raises WrongUsage."""
    said = words.strip().removeprefix("自").removesuffix("施行").removesuffix("起").strip()
    return _moment(call, said, _DAY_BEGINS) if said else None


def _moment(call: Call, words: str, usual: time | None = None) -> datetime:
    local = zone.local(call.now)
    found = parse_moment(words, local, usual) if usual is not None else parse_moment(words, local)
    if found is None or found[1].strip():
        raise WrongUsage()
    return found[0]


def _quoted(call: Call) -> MessageId | None:
    quoted = call.message.quoted
    return quoted.message if quoted is not None else None


_DO: dict[str, Callable[[Call, int], Awaitable[Reply | None]]] = {
    "import": _import,
    "clause": _clause,
    "problems": _problems,
    "diff": _diff,
    "file": _file,
    "review": _review,
    "announce": _announce,
    "withdraw": _withdraw,
    "trial": _trial,
    "vote": _vote,
}
