"""What a good regulation of a work group has and this one lacks, each with a clause that could be added."""

from collections.abc import Iterable, Iterator

from .reading import Problem, ReadClause

_GOOD: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("group.roles",),
        "没有写明谁是群主、管理员",
        "本群群主由部门负责人担任，另设管理员一至二名，负责日常管理。",
    ),
    (
        ("join.approval", "join.roster"),
        "没有写明谁可以入群、由谁审核",
        "本群成员限本单位在册人员；申请入群须写明姓名和部门，经管理员审核同意后方可加入。",
    ),
    (("realname",), "没有要求实名", "群成员一律实名，群名片格式为“部门-姓名”，入群后7天内改好。"),
    (
        ("exit.request", "cleanup.members"),
        "没有写明离职、调离的人怎么退群",
        "离职、调离人员应当主动退群；管理员每月核对一次群成员，离职人员在提醒7天后移出。",
    ),
    (
        ("moderation.",),
        "没有写明禁止发布的内容",
        "禁止发布违法、色情、暴力、赌博、谣言、广告和垃圾信息，禁止辱骂、歧视他人。",
    ),
    (
        ("moderation.privacy",),
        "没有保护个人信息的规定",
        "未经本人同意，不得在群内公开他人的电话、住址、证件等个人信息。",
    ),
    (
        ("notice.publish", "notice.review"),
        "没有写明谁可以发布通知",
        "通知由管理员发布；其他成员发布通知，须先经管理员审核。",
    ),
    (
        ("notice.ack", "notice.deadline"),
        "没有写明通知怎样回复",
        "成员收到要求回复的通知，应在24小时内回复“收到”；逾期未回复的，由管理员提醒。",
    ),
    (("hours",), "没有免打扰时段", "22:00至次日7:00为静默时段，非紧急事项不得在群内发布消息。"),
    (
        ("sanction.warn", "sanction.remind", "sanction.mute", "sanction.kick"),
        "有禁止没有处理办法",
        "违反本规定的，第一次提醒；第二次警告；第三次禁言1天；30天内第四次违反的，移出群聊。",
    ),
    (
        ("sanction.appeal",),
        "没有申诉的途径",
        "成员对处理有异议的，可以在3天内申诉，由作出处理以外的管理员复核并答复。",
    ),
    (("report",), "没有举报的途径", "成员发现违规行为，可以向管理员举报，也可以匿名举报。"),
    (
        ("archive.", "backup"),
        "没有写明聊天记录保存多久",
        "群内消息作为工作记录保存180天，仅供管理员查证使用，期满删除。",
    ),
    (
        ("rules.revise",),
        "没有写明由谁解释、何时生效",
        "本规定由制定部门负责解释，自发布之日起施行；修订须提前7天告知全体成员。",
    ),
)  # fmt: skip


def find_missing(clauses: Iterable[ReadClause]) -> Iterator[Problem]:
    """Nothing for a text of a few sentences: it was not meant to be whole."""
    read = [clause for clause in clauses if clause.asks]
    codes = {code for clause in read for code in clause.codes}
    if len(read) < 5:
        return
    for wanted, text, proposal in _GOOD:
        if not any(code.startswith(wanted) for code in codes):
            yield Problem("", "missing", text, "hint", proposal)
