"""The chat entrance: registering, asking to leave, and the roster."""

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import NotAllowed, WrongUsage
from bot.domain.members import Role

from .service import departures, leaving, registering, rosters

area = Area("joining")
_FORMS = {"check": "check", "检查": "check", "核对": "check", "import": "import", "导入": "import"}
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
    "roster", "花名册", role=Role.ADMIN, usage="检查|导入 [预览]（导入请回复群文件）", summary="核对或导入花名册"
)
async def roster(call: Call) -> Reply:
    form = call.arguments.choice(_FORMS)
    if form is None:
        raise WrongUsage()
    preview = form == "import" and call.arguments.choice(_PREVIEW) is not None
    call.arguments.end()
    if form == "check":
        return reply("joining/checkup", checkup=await rosters.check_group(call.place))
    quoted = call.message.quoted
    sheet = await rosters.read_quoted(call.place, quoted.message if quoted is not None else None)
    if preview:
        change = await rosters.preview(call.place, sheet)
    else:
        change = await rosters.take_over(call.place, sheet, actor=call.actor, now=call.now)
    return reply("joining/imported", change=change, preview=preview, most=5)
