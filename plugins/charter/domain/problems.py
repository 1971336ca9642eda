"""What is wrong with a regulation that has been read, each with what would mend it where that can be said."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.domain.durations import parse_duration

from .ladder import mute_length, read_step
from .missing import find_missing
from .parse import ParsedText
from .reading import UNSURE, Problem, ReadClause
from .values import clock

_VAGUE = re.compile(
    r"情节(?:特别)?(?:严重|较重|较轻|轻微|恶劣)|视情节|视情况|酌情|严重(?:违规|违反|破坏|影响)(?!.{0,4}法律)|屡教不改|屡次违[反规]|"
    r"适当(?:处理|处罚)|相应的?(?:处罚|处理|处分)|后果严重|(?:造成|产生)(?:严重|不良|恶劣)(?:后果|影响)"
)
_MEASURE = re.compile(r"\d|[一二两三四五六七八九十]+(?:次|天|小时|人|条)|(?:包括|是)指")
_GENTLE = re.compile("轻")
_FIRST = re.compile(r"(?:第\s*[一1]\s*次|初次|首次|初犯)([^；;。]{0,40})")
_NOTICE_AT = re.compile(r"(?:通知|公告)[^。；]{0,12}(?:发布|下发|发出)|(?:发布|下发)[^。；]{0,6}(?:通知|公告)")
LONGEST_MUTE = parse_duration("30d")
_ONE_VALUE = {
    ("realname", "pattern"): "群名片格式",
    ("cleanup.members", "inactive_days"): "多少天不发言算不活跃",
    ("notice.deadline", "within"): "回复通知的时限",
    ("notice.deadline", "deadline"): "回复通知的截止时间",
    ("archive.messages", "retention_days"): "保存期限",
}
"""What a regulation may state once only, by duty and parameter."""
_QUALIFIED = re.compile("紧急|特殊|重大|节假日|休班|夜间|会议|活动|@|新(?:入|进|成员|员工)")
_BEYOND = (
    ("罚款|罚.{0,4}元|扣.{0,8}(?:元|工资|奖金)", "sanction.fine", "群里收不了罚款，机器人只作记录；罚款须另有依据"),
    (
        "封号|封禁.{0,2}(?:账号|微信|QQ)|封.{0,6}(?:微信|QQ)号",
        "sanction.ban",
        "平台不能封停他人账号，只能移出并不再批准入群",
    ),
    ("(?:清空|删除).{0,6}(?:全部|所有|成员手机).{0,4}聊天记录", "", "平台不能删除他人手机上的聊天记录"),
)


def find_problems(parsed: ParsedText, clauses: Sequence[ReadClause]) -> Iterator[Problem]:
    """In the order: numbering, what is vague, contradicts, cannot be done, is not served, is unclear, is missing."""
    for wrong in parsed.misnumbered:
        yield Problem(wrong.path, "numbering", wrong.text)
    yield from _twice(clauses)
    yield from _vague(clauses)
    yield from _different_first_steps(clauses)
    yield from _two_sanctions(clauses)
    yield from _two_values(clauses)
    checks: tuple[Callable[[ReadClause], Iterator[Problem]], ...] = (
        _deadline_before_notice, _impossible, _unserved, _unclear,
    )  # fmt: skip
    for check in checks:
        for clause in clauses:
            yield from check(clause)
    yield from find_missing(clauses)


def _twice(clauses: Iterable[ReadClause]) -> Iterator[Problem]:
    seen: set[str] = set()
    for clause in clauses:
        if clause.path in seen:
            yield Problem(clause.path, "numbering", "这个编号出现了不止一次，引用时分不清是哪一条", "error")
        seen.add(clause.path)


def _vague(clauses: Iterable[ReadClause]) -> Iterator[Problem]:
    """Only where a sanction hangs on the words: a default measure is proposed, for somebody to confirm."""
    for clause in clauses:
        vague = _VAGUE.search(clause.text)
        sanctions = any(code.startswith("sanction.") for code in clause.codes)
        if vague is None or not sanctions or _MEASURE.search(clause.text):
            continue
        measure = (
            "30天内第1次违反，且经提醒后立即改正"
            if _GENTLE.search(vague[0])
            else "30天内累计3次违反，或经提醒仍不改正，或造成人身、财产损失"
        )
        text = f"“{vague[0]}”没有写明标准；不改则默认按：{measure}"
        yield Problem(clause.path, "vague", text, "warning", f"前款所称“{vague[0]}”，是指{measure}。")


def _different_first_steps(clauses: Iterable[ReadClause]) -> Iterator[Problem]:
    """The first breach is answered differently in two places, or two general ladders are stated."""
    ladder: tuple[str, str] | None = None
    first: tuple[str, str] | None = None
    for clause in clauses:
        if any(code.startswith(("moderation.", "conduct.", "notice.", "event.")) for code in clause.codes):
            continue
        stated = clause.parameters.get("ladder")
        if stated and ladder is not None and ladder[1] != stated:
            yield Problem(clause.path, "contradiction", f"处理梯度与{ladder[0]}不同：{stated} / {ladder[1]}", "error")
            continue
        ladder = ladder or ((clause.path, stated) if stated else None)
        for said in _FIRST.findall(clause.text):
            step = read_step(said)
            if step and first is not None and first[1] != step:
                text = f"第一次违规的处理与{first[0]}不同：{step} / {first[1]}"
                yield Problem(clause.path, "contradiction", text, "error")
            first = first or ((clause.path, step) if step else None)


def _two_sanctions(clauses: Iterable[ReadClause]) -> Iterator[Problem]:
    """One kind of content is forbidden in two clauses, each with another sanction of its own."""
    known: dict[str, tuple[str, str]] = {}
    for clause in clauses:
        step = clause.parameters.get("ladder") or read_step(clause.text)
        acts = [code for code in clause.codes if code.startswith(("moderation.", "conduct."))]
        if not step or not acts or not any(code.startswith("sanction.") for code in clause.codes):
            continue
        for act in acts:
            path, other = known.setdefault(act, (clause.path, step))
            if other != step:
                text = f"同一行为（{act}）的处理与{path}不同：{step} / {other}"
                yield Problem(clause.path, "contradiction", text, "error")


def _two_values(clauses: Iterable[ReadClause]) -> Iterator[Problem]:
    known: dict[tuple[str, str], tuple[str, str]] = {}
    for clause in clauses:
        if _QUALIFIED.search(clause.text):
            continue
        for duty in clause.duties:
            for name, value in duty.parameters.items():
                said = _ONE_VALUE.get((duty.code, name))
                path, other = known.setdefault((duty.code, name), (clause.path, value))
                if said and other != value:
                    yield Problem(clause.path, "contradiction", f"{said}与{path}不同：{value} / {other}", "error")


def _deadline_before_notice(clause: ReadClause) -> Iterator[Problem]:
    deadline = clause.parameters.get("deadline")
    if not deadline or re.search("次日|第二天|翌日|隔天", clause.text):
        return
    told = _NOTICE_AT.search(clause.text)
    published = clock(clause.text[: told.end()]) if told else None
    if published and deadline < published:
        text = f"回复截止（{deadline}）早于通知发布（{published}）"
        yield Problem(clause.path, "contradiction", text, "error")


def _impossible(clause: ReadClause) -> Iterator[Problem]:
    length = parse_duration(mute_length(clause.text) or "")
    if length is not None and LONGEST_MUTE is not None and length >= LONGEST_MUTE:
        text = "禁言时长须少于30天，平台做不到更长"
        yield Problem(clause.path, "impossible", text, "error", "禁言时长改为不超过29天。")
    for pattern, code, text in _BEYOND:
        if re.search(pattern, clause.text) and (not code or code in clause.codes):
            yield Problem(clause.path, "impossible", text)


def _unserved(clause: ReadClause) -> Iterator[Problem]:
    for code in clause.unserved:
        yield Problem(clause.path, "unserved", f"没有功能服务于 {code}", "hint")


def _unclear(clause: ReadClause) -> Iterator[Problem]:
    doubtful = [duty.code for duty in clause.duties if duty.confidence < UNSURE and clause.asks]
    if doubtful:
        yield Problem(clause.path, "unclear", f"不太确定是否要求 {'、'.join(doubtful)}，请核对", "hint")
