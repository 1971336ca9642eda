"""“第一次提醒；第二次通报；第三次禁言一天；仍不改正的移出” → ``remind>bulletin>mute:1d>kick``."""

import re

from bot.domain.durations import han_number

_STEP_WORDS = "出群|拜拜|停|静言|念名|当众|小窗|招呼|禁|闭麦|警|黄牌|通报|点名|移|踢|提|劝|约谈|谈话|私聊|私下|口头|批评|请|拉黑|撤|抱走|走人|离群|除名|清|罚|扣|曝光|停"
_RUNG = re.compile(
    r"第\s*([一二三四五六七八九十\d]{1,3})\s*[次回犯遍]|(?<![再仍])(?=[二三四]一[次回])([二三四])一[次回]|(初次|首次|初犯|头[一]?[次回]|首犯|先(?=[^,，。；;]{0,10}[,，]\s*(?:再|然后)[^,，。；;]{1,12}[,，]\s*最后))"
    r"|((?<!屡)再(?:次|犯|来|有)(?:一次|一回)?|又犯|还犯|还这样|还发|再发|再不[^,，。；;]{1,3}(?=[,，就])|不撤的?|不听(?:的|者|的话)?(?=[,，])|(?:(?<![如若劝经])(?:仍|还|再|拒|依然)?不(?:改正?|收敛|悔改|纠正|听劝?|改正)(?:的|者|的话)(?=[,，在停禁移请报予由])|(?:劝|说|管)不(?:住|听|动)的?(?=[,，停禁请移])|劝而不听|(?:劝导|提醒|警告|劝说|教育|劝阻|劝告)(?:后)?(?:无效|不改|不听)的?(?=[,，停禁请移])|再不(?:行|听|改))|(?:累计|[月周天日]内)[^,，。；;]{0,2}[两二三四五]次的?(?=[,，])|经[^,，。；;]{0,4}(?:提醒|提示|警告|劝告|教育)[^,，。；;]{0,4}(?:仍|后)[^,，。；;]{0,6}|(?<!第)二次(?!以上)|(?<=[,，])(?:再|然后|最后)(?=[^,，。；;]{0,4}(?:禁言|警告|通报|点名|移出|踢|请出|请离|劝退|拉黑)))"
    r"|(屡次|屡教不改|仍不(?:收敛|悔改|听劝)|屡劝不[改听]|多次劝[^,，。；;]{0,4}不[改听]|仍不改正?|拒不改正|多次|三次(?:及?以上|的)|屡犯|还不[改听]|累犯)"
    rf"|(?<![第累计续满达超二三四五六七八九十\d内])(?<!提醒)([一二两三四五六1-6])[次回犯](?!以[上内]|内|不|没|缺)(?=(?:违[规反])?[的者,，:：]?[^,，。；;\d]{{0,6}}(?:{_STEP_WORDS}))"
)
_ARROW = re.compile(r"\s*(?:→|➡️?|—>|-+>|=>|＞|⇒)\s*")
_MUTED = "禁言|静言|闭麦|(?:停止?|暂停|限制|禁止)[^,，。；;]{0,4}?(?:发言|说话)|小黑屋"
_STEPS = (
    ("ban", "拉黑|黑名单|永久|不再(?:接纳|接受|吸收|批准)|永不"),
    (
        "kick",
        "移出|踢|移除|清退|请出|清出|剔除|除名|请离|劝退|[劝请令]其(?:自动|主动)?退|清除|退出本?群|走人|抱走|离群|"
        "请走|送客|逐出|移走|飞机票|[tT]出|撵|出群|拜拜|退站|退会|送走|抱出|请[您你他她其]{1,2}(?:离开|出去|回家|走)",
    ),
    ("mute", _MUTED),
    (
        "bulletin",
        "念名字|当众|当着[^,，。；;]{1,6}面|会上讲|[会群]上?(?:公开)?提示|通报|点名|公开批评|曝光|公示|[会里中内]上?批评|作(?:公开)?检[讨查]|公开检讨|群[里内](?:公布姓名|检讨|道歉|认错|说明)|[会群][上里内](?:公开)?说",
    ),
    ("warn", "警告|黄牌|警示"),
    (
        "remind",
        "提醒|教育|诫|谈话|私聊|口头|劝|单独[谈跟和与找]|约谈|私下|说一声|私信|打[^,，。；;]{0,3}招呼|提示|聊聊|批评|指正|"
        "责令改正|说服|敲打|小窗|私戳|讲一声|说说|说你|出面沟通|提个醒|提一下|单聊|上门[^,，。；;]{0,2}[说劝]|说一次|说一下|打电话",
    ),
)
_IN_ORDER = re.compile(
    "(?:依次|逐级|逐步)(?:为|是|给予|予以|采取)?[:：]?((?:[^,，。；;、]{2,12}、){2,6}[^,，。；;、]{2,12})"
)
_AFTER = re.compile(
    "先[^,，。；;]{0,8}(?:提醒|警告|黄牌|劝|私聊)[^。]{0,20}(?:[次回]|再)|(?:提醒|撤掉|撤回|私聊|说一声|警告)[^。]{0,20}(?:再不|还发|再发|不撤|撤了还|累计[两二三]|[月周天日]内[两二三]次)|经[^,，。；;]{0,4}(?:提醒|提示|警告|劝告|教育)[^,，。；;]{0,4}(?:仍|后)|(?:警告|提醒|通报|禁言)(?:后|无效)[^,，。；;]{0,2}(?:仍|还|再)"
)
"""Says that the step before was the first."""
_UNTAUGHT = ("屡教不改", "屡劝不改", "屡劝不听", "屡犯", "累犯", "仍不收敛", "仍不悔改")
"""What stands before it is the step that did not help."""
_ESCALATE = re.compile(
    "(?:告诉|告知|转告)[^,，。；;]{0,12}(?:经理|主任|辅导员|部门|科室|家属|家长|单位|负责人|领导|学院|派出所)|交[^,，。；;]{1,10}处理|"
    "上报|上级|人力资源|追究|移[交送]|报告|法务|提[请交][^,，。；;]{1,8}(?:处理|处分|研究|裁|讨论)|致函|(?:^|[,，并])[^,，]{0,3}报[^,，。；;名]{2,14}处理"
    "|报[^,，。；;名]{0,10}(?:小组|民警|警方|部|委员会|居委会|业委会|理事会|公安|派出所|学校|校方|院方|人事|公司|总部|街道|领导|纪委|[科处院局])"
)
_BESIDE = (("recall", "撤[回下除掉片]|删|[给都就]撤"), ("bulletin", "通报|点名|公开批评"))
_MONEY = re.compile("罚|扣|乐捐|红包|绩效|积分")
"""What no bot can do; it stands between the steps all the same."""
_LENGTH = re.compile(
    rf"(?:{_MUTED})\s*(\d{{1,4}}|[一二两三四五六七八九十百半]{{1,4}})\s*个?(分钟?|小时|天|日|周|星期|月)"
    rf"|关\s*(\d{{1,2}}|[一二两三四五六七八九十半]{{1,2}})\s*个?(小时|天|日)[^,，。；;]{{0,2}}小黑屋"
)
_UNITS = {"分": "m", "分钟": "m", "小时": "h", "天": "d", "日": "d"}
_DAYS_OF = {"周": 7, "星期": 7, "月": 30}


def read_ladder(text: str) -> str | None:
    """The steps in the order of the breaches they answer; None where fewer than two are told apart."""
    drawn = _ARROW.split(text)
    if len(drawn) > 2:
        drawn[-1] = re.split("[,，。；;]", drawn[-1], maxsplit=1)[0]
    if (one_after_another := _IN_ORDER.search(text)) is not None:
        drawn = one_after_another[1].split("、")
    if len(drawn) > 2 and all(known := [read_step(step) for step in drawn]):
        return ">".join(step for step in known if step)
    rungs = list(_RUNG.finditer(text))
    while len(rungs) > 1 and not text[rungs[0].end() : rungs[1].start()].strip(" ,，:：、；;"):
        del rungs[0]  # ``警告一次，第二次…``: how often, not a step
    steps: list[tuple[int, str]] = []
    if (
        rungs
        and (_order(rungs[0], 0) == 2 or rungs[0][5] in _UNTAUGHT or _AFTER.search(text))
        and "视情节" not in text[: rungs[0].start()]
        and (first := read_step(text[: rungs[0].start()])) is not None
    ):
        steps.append((1, first))
    for i, rung in enumerate(rungs):
        until = rungs[i + 1].start() if i + 1 < len(rungs) else len(text)
        [said, *_] = re.split("[。；;]|[,，]情节特?别?严重", text[rung.end() : until], maxsplit=1)
        step = read_step(said) or _same_again(said, steps)
        if step is not None:
            steps.append((_order(rung, len(steps)), step))
    steps.sort(key=lambda pair: pair[0])
    return ">".join(step for _, step in steps) if len(steps) > 1 else None


def _same_again(said: str, steps: list[tuple[int, str]]) -> str | None:
    """The step before, where a breach is answered with money or points: the next step must not come one breach early."""
    return steps[-1][1] if steps and _MONEY.search(said) else None


def _order(rung: re.Match[str], after: int) -> int:
    if stated := rung[1] or rung[2] or rung[6]:
        return han_number(stated) or 99
    # 再犯 behind 第三次 is the fourth.
    return 1 if rung[3] else max(2, after + 1) if rung[4] else 50 + after


def read_step(text: str) -> str | None:
    """The sharpest sanction the words name, a mute with its length; ``+escalate`` where it is also told above."""
    for name, words in _STEPS:
        if re.search(words, text):
            length = mute_length(text) if name == "mute" else None
            beside = [extra for extra, said in _BESIDE if extra != name and re.search(said, text)]
            beside += ["escalate"] if _ESCALATE.search(text) else []
            return "+".join((f"{name}:{length}" if length else name, *beside))
    return "escalate" if _ESCALATE.search(text) else "recall" if re.search(_BESIDE[0][1], text) else None


def mute_length(text: str) -> str | None:
    match = _LENGTH.search(text)
    if match is None:
        return None
    length, unit = match[1] or match[3], match[2] or match[4]
    if length == "半":
        return {"小时": "30m", "天": "12h", "日": "12h"}.get(unit)
    number = han_number(length)
    if not number:
        return None
    return f"{number * _DAYS_OF[unit]}d" if unit in _DAYS_OF else f"{number}{_UNITS[unit]}"
