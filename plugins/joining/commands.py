"""The chat entrance: registering, asking to leave, and the roster."""

from bot.chat.commands import Area, Call, Reply, reply
from bot.chat.privately import privately
from bot.domain.errors import NotAllowed, WrongUsage
from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.domain.people import PersonState
from bot.governance.roster import name_of

from .service import departures, leaving, registering, roster_people, rosters

area = Area("joining")
_FORMS = {
    **dict.fromkeys(("check", "检查", "核对"), "check"),
    **dict.fromkeys(("import", "导入"), "import"),
    **dict.fromkeys(("preview", "预览"), "preview"),
    **dict.fromkeys(("export", "导出"), "export"),
    **dict.fromkeys(("find", "查", "查询"), "find"),
    **dict.fromkeys(("history", "历史", "记录"), "history"),
    **dict.fromkeys(("erase", "抹去", "删除"), "erase"),
    **dict.fromkeys(("unbind", "解绑"), "unbind"),
    **dict.fromkeys(("departed", "离职"), "departed"),
    **dict.fromkeys(("leave", "休假"), "on_leave"),
    **dict.fromkeys(("inpost", "在职"), "in_post"),
}
_STATES: dict[str, PersonState] = {"departed": "departed", "on_leave": "on_leave", "in_post": "in_post"}
_KINDS = {"csv": "csv", "xlsx": "xlsx"}
_LONGEST = 60
_RECORD = ("记录", "名单", "list")
SHOWN = 15
_PREVIEW = {"预览": "preview", "preview": "preview", "--preview": "preview"}


@area.command(
    "register", "登记", role=Role.MEMBER, usage="姓名 部门 电话", summary="登记身份，与花名册核对", private=True
)
async def register(call: Call) -> Reply:
    text = call.arguments.text(limit=300)
    chat = call.message.chat
    here = call.group is not None and call.group.chat.key == chat.key
    groups = [call.place] if here else await registering.groups_for(chat.platform, call.sender)
    done = await registering.register(groups, call.sender, text, name=call.actor.name, key=call.key, now=call.now)
    return reply(
        "joining/registered" if done.person is not None else "joining/registration_asked",
        marker=f"登记 #{done.number}",
        done=done,
        in_group=call.message.is_group,
        groups=len(groups),
    )


@area.command("leave", "退群", role=Role.MEMBER, usage="理由", summary="申请退群；管理员可看 记录")
async def leave(call: Call) -> Reply:
    if call.arguments.rest in _RECORD:
        if (await call.standing()).role < Role.ADMIN:
            raise NotAllowed()
        return reply("joining/departures", rows=await departures.departures_of(call.place, most=SHOWN))
    reason = call.arguments.text()
    asked = await leaving.ask_to_leave(call.place, call.sender, reason, name=call.actor.name, now=call.now)
    if asked is None:
        return reply("joining/leave_freely")
    return reply("joining/leave_asked", marker=f"退群申请 #{asked.number}", asked=asked)


@area.command(
    "roster",
    "花名册",
    role=Role.ADMIN,
    usage="检查|导入 [预览]|预览|导出 [csv]|查 姓名|历史 姓名|离职 姓名|休假 姓名|在职 姓名|解绑 @成员|抹去 姓名",
    summary="核对、导入（回复群文件）、导出花名册，查看或更改一个人",
)
async def roster(call: Call) -> Reply:
    form = call.arguments.choice(_FORMS)
    if form is None:
        raise WrongUsage()
    if form in _STATES:
        who = call.arguments.text(limit=_LONGEST)
        person, new = await roster_people.set_state(call.place, who, _STATES[form], actor=call.actor, now=call.now)
        return reply("joining/state_set", person=person, state=form, new=new)
    if form == "unbind":
        account = _account_named(call)
        person = await roster_people.release(call.place, account, actor=call.actor, now=call.now)
        return reply("joining/unbound", account=account, person=person)
    if form in _ABOUT:
        return await _ABOUT[form](call, call.arguments.text(limit=_LONGEST))
    if form == "export":
        kind = call.arguments.choice(_KINDS) or "xlsx"
        call.arguments.end()
        await roster_people.export(call.place, kind, actor=call.actor, key=call.key, now=call.now)
        return reply("joining/exported")
    preview = form == "preview" or (form == "import" and call.arguments.choice(_PREVIEW) is not None)
    call.arguments.end()
    if form == "check":
        return reply("joining/checkup", checkup=await rosters.check_group(call.place))
    return await _import(call, preview)


def _account_named(call: Call) -> MemberId:
    """A mention, or the account itself: also one of the other platform. Raises WrongUsage."""
    mentioned = [each for each in call.message.mentions if each != call.message.account]
    word = (call.arguments.word() or "").lstrip("@＠")
    if len(mentioned) > 1 or not (mentioned or word):
        raise WrongUsage()
    return mentioned[0] if mentioned else MemberId(word)


async def _import(call: Call, preview: bool) -> Reply:
    quoted = call.message.quoted
    sheet = await rosters.read_quoted(call.place, quoted.message if quoted is not None else None)
    if preview:
        change = await rosters.preview(call.place, sheet)
    else:
        change = await rosters.take_over(call.place, sheet, actor=call.actor, now=call.now)
    return reply("joining/imported", change=change, preview=preview, most=5)


async def _find(call: Call, who: str) -> Reply:
    return await privately(call, "joining/person", known=await roster_people.look_up(call.place, who))


async def _history(call: Call, who: str) -> Reply:
    person, entries = await roster_people.history(call.place, who)
    actors = {each: await name_of(call.place.id, MemberId(each)) for each in {e.actor for e in entries if e.actor}}
    return await privately(call, "joining/history", person=person, entries=entries, actors=actors)


async def _erase(call: Call, who: str) -> Reply:
    await roster_people.erase(call.place, who, actor=call.actor, now=call.now)
    return reply("joining/erased")


_ABOUT = {"find": _find, "history": _history, "erase": _erase}
