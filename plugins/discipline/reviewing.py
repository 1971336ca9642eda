"""The chat entrance for cases: showing, confirming, pardoning, appealing."""

from datetime import datetime

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import NoSuchNumber, NotAllowed, Refusal
from bot.domain.members import Actor, Role
from bot.governance import accuracy, cases, numbered, regulations, reviews, workorders
from bot.governance.directory import GroupState, directory
from bot.governance.reviews import Decided, ReviewLine
from bot.texts import render

area = Area("discipline")


class InSeveralGroups(Refusal):
    """In private: several groups have a case of this number against the sender."""

    code = "discipline.in_several_groups"


@area.command("case", "案件", role=Role.MEMBER, usage="编号", summary="查看一件案件（成员只能看自己的）")
async def show_case(call: Call) -> Reply:
    number = call.arguments.number()
    call.arguments.end()
    template, fields = await describe(call.place, number, await call.standing())
    return Reply(template, dict(fields))


async def describe(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    """A case for those who may see it: administrators, and the member concerned. Raises NotAllowed."""
    case = await cases.find_case(group.id, number)
    if actor.role < Role.ADMIN and case.member != actor.id:
        raise NotAllowed()
    regulation = await regulations.version(case.regulation_id)
    clause = regulation.text.find(case.clause) if regulation is not None else None
    title = " ".join(regulation.cited(case.clause)) if regulation is not None else ""
    fields: dict[str, object] = {
        "case": case,
        "clause": clause,
        "title": title,
        "orders": await workorders.orders_of(case.id),
        "appeals": await cases.appeals_of(case),
        "escalated": any(row.state in ("queued", "sent") for row in await cases.escalations_of(case)),
    }
    return "discipline/case", fields


def _elsewhere(call: Call, template: str, case: cases.CaseFile) -> Reply | None:
    """An answer where the order came from another chat: in the group, what the member is told says it all."""
    return None if call.message.chat == call.place.chat else reply(template, case=case)


@area.command(
    "cases", "记录", role=Role.MEMBER, usage="[@成员]", summary="最近的案件（成员只能看自己的）", acts_on=True,
    target_optional=True, target_unchecked=True,
)  # fmt: skip
async def list_cases(call: Call) -> Reply:
    call.arguments.end()
    actor = await call.standing()
    member = call.target.user if call.target is not None else None
    if actor.role < Role.ADMIN:
        if member is not None and member != actor.id:
            raise NotAllowed()
        member = actor.id
    return reply("discipline/cases", cases=await cases.cases_of(call.place.id, member))


@area.command(
    "confirm", "确认", role=Role.ADMIN, usage="编号", summary="执行一件待确认的案件；对只作记录的，记为判断正确"
)
async def confirm(call: Call) -> Reply | None:
    number = call.arguments.number()
    call.arguments.end()
    if await accuracy.affirm(call.place, number, actor=call.actor, now=call.now):
        return reply("accuracy/affirmed", number=number)
    case = await cases.confirm_case(call.place, number, actor=call.actor, now=call.now)
    if case.state == "observed":
        return reply("discipline/agreed", case=case)
    return _elsewhere(call, "discipline/confirmed", case)


@area.command(
    "pardon", "撤销案件", role=Role.ADMIN, usage="编号 理由", summary="撤销一件案件，解除其禁言或拉黑，并在群里更正"
)
async def pardon(call: Call) -> Reply | None:
    number = call.arguments.number()
    case = await cases.pardon_case(call.place, number, call.arguments.text(), actor=call.actor, now=call.now)
    if not await cases.was_told(case):
        return reply("discipline/pardoned", case=case)
    return _elsewhere(call, "discipline/pardoned", case)


@area.command(
    "appeal", "申诉", role=Role.MEMBER, usage="编号 理由", summary="对自己的案件申诉一次，可私聊", private=True,
    always_heard=True,
)  # fmt: skip
async def appeal(call: Call) -> Reply | None:
    number = call.arguments.number()
    group = call.group or await _group_of_case(call, number)
    reason = call.arguments.text()
    case = await cases.appeal_case(group, number, reason, by=call.sender, now=call.now)
    # without an administration group the administrators are told in this very chat
    if call.message.chat == group.chat and group.console is None:
        return None
    return reply("discipline/appealed", case=case)


async def _group_of_case(call: Call, number: int) -> GroupState:
    """In private: the group where this number is a case of the sender, one that can still be appealed first.

    Raises NoSuchNumber; InSeveralGroups unless the next word is the number of one of them.
    """
    found: list[GroupState] = []
    standing: list[GroupState] = []
    for group in directory.enabled():
        if group.chat.platform != call.message.chat.platform or not await _is_own(group, number, call):
            continue
        found.append(group)
        if (await cases.find_case(group.id, number)).state == "standing":
            standing.append(group)
    candidates = standing or found
    named = [group for group in candidates if group.chat.group == call.arguments.peek()]
    if named:
        call.arguments.word()
        return named[0]
    if len(candidates) > 1:
        raise InSeveralGroups(number=number, groups=candidates)
    if not candidates:
        raise NoSuchNumber(number=number)
    return candidates[0]


async def _is_own(group: GroupState, number: int, call: Call) -> bool:
    try:
        return (await cases.find_case(group.id, number)).member == call.sender
    except NoSuchNumber:
        return False


@area.command("uphold", "维持", role=Role.ADMIN, usage="编号 理由", summary="维持一件被申诉的案件")
async def uphold(call: Call) -> Reply | None:
    number = call.arguments.number()
    case = await cases.uphold_case(call.place, number, call.arguments.text(), actor=call.actor, now=call.now)
    return _elsewhere(call, "discipline/upheld", case)


async def _approve(group: GroupState, number: int, actor: Actor, now: datetime) -> Decided:
    """A proposed case is confirmed; of one that stands, its work orders are said to be carried out."""
    case = await cases.find_case(group.id, number)
    orders = await workorders.orders_of(case.id)
    if case.state == "standing" and any(order.state == "open" for order in orders):
        done = await workorders.report_done(group, number, actor=actor, now=now)
        return Decided("discipline/order_done", {"case": done})
    return Decided("discipline/confirmed", {"case": await cases.confirm_case(group, number, actor=actor, now=now)})


async def _reject(group: GroupState, number: int, reason: str, actor: Actor, now: datetime) -> Decided:
    case = await cases.reject_case(group, number, reason, actor=actor, now=now)
    return Decided("discipline/rejected", {"case": case})


async def _pending(group: GroupState) -> list[ReviewLine]:
    """Proposals, appeals nobody has decided, and what people were asked to do by hand."""
    lines = [
        ReviewLine(case.number, render("discipline/pending_case", case=case), case.opened_at)
        for case in await cases.cases_of(group.id, limit=200)
        if case.state == "proposed"
    ]
    for case, appeal in await cases.open_appeals(group.id):
        words = render("discipline/pending_appeal", case=case, reason=appeal.reason)
        lines.append(ReviewLine(case.number, words, appeal.made_at))
    for order in await workorders.open_orders(group.id):
        case = await cases.case_by_id(order.case_id) if order.case_id is not None else None
        if case is not None:
            words = render("discipline/pending_order", case=case, order=order)
            lines.append(ReviewLine(case.number, words, order.opened_at))
    return lines


reviews.register("case", title="案件", approve=_approve, reject=_reject, pending=_pending)
numbered.register("case", describe)
