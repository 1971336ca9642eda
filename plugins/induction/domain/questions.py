"""Questions about a regulation, made of its own clauses; the same text gives the same questions."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.regulation import Clause, RegulationText

LETTERS = "ABCD"
_MOST_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Question:
    """``choices[0]`` is right until ``posed`` has shuffled them. ``clause`` is "" for a written one without any."""

    key: str
    text: str
    choices: tuple[str, ...]
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Posed:
    """A question as one member sees it: ``right`` is the letter, never told in a group."""

    key: str
    text: str
    choices: tuple[str, ...]
    right: str
    clause: str = ""


_KINDS = {
    "ads": "广告、推销信息",
    "spam": "垃圾信息",
    "porn": "色情低俗内容",
    "violence": "暴力内容",
    "gambling": "赌博信息",
    "politics": "涉及政治、宗教的敏感内容",
    "finance": "荐股、投资理财信息",
    "recruitment": "来历不明的兼职信息",
    "rumor": "未经证实的消息",
    "abuse": "谩骂、攻击他人的话",
    "discrimination": "歧视他人的话",
    "secrets": "单位的秘密和内部资料",
    "privacy": "他人的身份证号、住址等个人信息",
    "links": "来历不明的链接和可执行文件",
    "offtopic": "与工作无关的闲聊",
    "illegal": "违反法律法规的信息",
}
_ALLOWED = ("工作通知", "会议安排", "工作进展", "业务问题的讨论", "与工作有关的文件", "对工作的建议")
_LENGTHS = ("10分钟", "30分钟", "2小时", "8小时", "24小时", "3天", "7天", "30天")
_HOURS = ("12:00-13:00", "18:00-20:00", "22:00-07:00", "22:30-06:30", "23:00-06:00")
_FORBIDDING = re.compile(r"^(?:[^，。；]{0,8}?)(?:不得|禁止|严禁|不准|不可|不能|不允许)([^，。；;]{3,40})")
_QUANTITY = re.compile(r"(?<![\d:：第年月-])(\d{1,3})\s*(分钟|小时|天|周|个月|次|条|秒)")
_FACTORS = (2, 3, 5, 10)
_LONGEST_ASKED = 100
_UNIT = {"m": "分钟", "h": "小时", "d": "天", "w": "周"}


def questions_of(text: RegulationText) -> list[Question]:
    """All that can be asked about this regulation, in the order of its clauses; each has two to four choices."""
    forbidden = text.forbids()
    found: list[Question] = []
    for clause in text.clauses:
        about = [*_about_content(clause), *_about_duties(clause), *_true_or_false(clause, forbidden)]
        found += about or _about_quantity(clause)
    return found


def _about_content(clause: Clause) -> Iterator[Question]:
    for duty in clause.duties:
        kind = _KINDS.get(duty.code.partition(".")[2]) if duty.code.startswith("moderation.") else None
        if kind is not None:
            yield Question(
                f"{clause.path}:{duty.code}",
                "下列哪一项不得在群内发布？",
                (kind, *_some(_ALLOWED, duty.code)),
                clause.path,
            )


def _about_duties(clause: Clause) -> Iterator[Question]:
    for duty in clause.duties:
        key = f"{clause.path}:{duty.code}"
        stated = duty.parameters
        match duty.code:
            case "notice.deadline" if within := _length(stated.get("within", "")):
                yield _of_length(key, "看到通知后，没有写明截止时间的应在多久内回复？", within, clause)
            case "notice.ack":
                word = (stated.get("ack_words", "收到").split("|") or ["收到"])[0]
                yield Question(
                    key,
                    "看到通知后应当怎样做？",
                    (f"回复“{word}”", "不用回复", "等别人先回复", "转发到其他群"),
                    clause.path,
                )
            case "realname" if stated.get("pattern"):
                wrong = ("网名", "姓名-手机号-住址", "随意填写")
                yield Question(key, "群名片应当怎样填写？", (stated["pattern"], *wrong), clause.path)
            case "hours" if stated.get("quiet"):
                others = [hours for hours in _HOURS if hours != stated["quiet"]][:3]
                yield Question(key, "哪段时间请勿在群内打扰他人？", (stated["quiet"], *others), clause.path)
            case "exit.request":
                wrong = ("直接退群即可", "在群里说一声就退", "请别人把自己移出")
                yield Question(key, "需要退出本群时应当怎样做？", ("先向管理员申请", *wrong), clause.path)
            case "sanction.appeal":
                wrong = ("在群里争吵", "退群后重新加入", "私下报复举报人")
                yield Question(key, "对处理有异议时可以怎样做？", ("用 /申诉 申诉", *wrong), clause.path)
            case "conduct.invite":
                wrong = ("直接拉进群", "把群二维码发到网上", "先拉进来再说")
                yield Question(key, "想让别人加入本群应当怎样做？", ("请对方申请，由管理员审核", *wrong), clause.path)
            case _:
                continue


def _about_quantity(clause: Clause) -> Iterator[Question]:
    """A number that members have to know, left out of a clause that nothing else is asked about."""
    stated = _QUANTITY.search(clause.text)
    if stated is None or not clause.duties or len(clause.text) > _LONGEST_ASKED:
        return
    number, unit = int(stated[1]), stated[2]
    wrong = tuple(f"{number * factor}{unit}" for factor in _FACTORS) if number else ()
    if wrong:
        key = f"{clause.path}:quantity"
        asked = f"{clause.text[: stated.start()]}（　　）{clause.text[stated.end() :]}"
        yield Question(key, f"填空：{asked}", (f"{number}{unit}", *_some(wrong, key)), clause.path)


def _true_or_false(clause: Clause, forbidden: frozenset[str]) -> Iterator[Question]:
    """A prohibition turned round is wrong; as it stands it is right."""
    found = _FORBIDDING.match(clause.text)
    if found is None or not any(duty.code.startswith(("moderation.", "conduct.")) for duty in clause.duties):
        return
    what = found[1].strip()
    yield Question(f"{clause.path}:may", f"判断：在群内可以{what}。", ("错误", "正确"), clause.path)


def _of_length(key: str, text: str, right: str, clause: Clause) -> Question:
    others = [length for length in _LENGTHS if length != right]
    return Question(key, text, (right, *_some(tuple(others), key)), clause.path)


def _length(stated: str) -> str:
    found = re.fullmatch(r"(\d{1,3})([mhdw])", stated)
    return f"{int(found[1])}{_UNIT[found[2]]}" if found else ""


def _some(words: Sequence[str], seed: str, count: int = 3) -> list[str]:
    return random.Random(seed).sample(list(words), count)


def pose(questions: Sequence[Question], asked: Sequence[str], seed: str) -> Posed | None:
    """The next question for this member: one not yet ``asked`` (keys, oldest first), else the one asked longest ago.

    Which one, and the order of its choices, depends on ``seed`` and how many were asked. None without questions.
    """
    if not questions:
        return None
    turn = random.Random(f"{seed}:{len(asked)}")
    fresh = [each for each in questions if each.key not in asked]
    if not fresh:
        last = {key: place for place, key in enumerate(asked)}
        longest = min(last[each.key] for each in questions)
        fresh = [each for each in questions if last[each.key] == longest]
    question = turn.choice(fresh)
    choices = list(question.choices[:_MOST_CHOICES])
    right = choices[0]
    turn.shuffle(choices)
    return Posed(question.key, question.text, tuple(choices), LETTERS[choices.index(right)], question.clause)
