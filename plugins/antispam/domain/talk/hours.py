"""What a clause about quiet hours forbids, and whether a message said in them goes against it."""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from ..verdict import CLEAN, Check, Evidence
from .sayings import is_acknowledgement

NAME = "hours"


class Forbidden(Enum):
    """``NOTHING``: the clause only states the hours. ``IDLE``: talk that has nothing to do with work.
    ``ALL``: whatever is not urgent."""

    NOTHING = "nothing"
    IDLE = "idle"
    ALL = "all"


_FORBIDS = re.compile(
    r"不得|禁止|严禁|请勿|勿[在于发扰]|不要|不能|不可|不许|不准|不应|不宜|避免|不再|不予?进行|不(?:在群|发[布送言消信])|停止|静默|免打扰|谢绝"
)
_URGENT_ONLY = re.compile(
    r"(?:非|除)[^。；;]{0,4}(?:紧急|急事|应急|突发)|紧急[^。；;]{0,8}(?:除外|以外|之外)|静默|免打扰"
)
_ABOUT_IDLE = re.compile(r"无关|闲聊|聊天|私人|私事|娱乐|非工作(?!时间)|八卦|斗图|表情")
_ANY = re.compile(
    r"(?:不得|禁止|严禁|请勿|不要|不许|不准|避免)[^。；;，,]{0,8}(?:发言|发(?:布|送)?(?:任何)?(?:消息|信息|内容)|打扰|说话)"
)

_IDLE = re.compile(
    r"哈哈|嘻嘻|呵呵|嘿嘿|233|hhh|笑死|搞笑|段子|表情包|斗图|打游戏|开黑|上分|王者荣耀|吃鸡|追剧|电影|综艺|看球|球赛|夜宵|宵夜|烧烤|"
    r"喝酒|喝一杯|约饭|奶茶|火锅|麻将|打牌|斗地主|唱歌|ktv|逛街|八卦|吃瓜|抖音|快手|直播间|晚安|睡不着|失眠|早点睡|好无聊|闲聊|"
    r"抢红包|发红包|拼单|砍一刀|砍价|彩票|炒股|减肥|追星|相亲|脱单|旅游攻略|种草",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"工作|会议|开会|例会|报告|报表|材料|文件|项目|客户|合同|方案|系统|服务器|设备|机房|值班|值守|交接|排班|请假|加班|工单|巡检|"
    r"检修|抢修|审批|领导|通知|任务|进度|验收|上班|到岗|考勤|发货|订单|生产|车间|安全|患者|病人|学生|家长|数据|接口|上线|发布|部署|报销|发票"
)
_STICKERS = frozenset({"sticker", "face", "mface", "market_face", "dice", "rps", "poke"})


@lru_cache(maxsize=512)
def what_is_forbidden(clause: str) -> Forbidden:
    """By the clause's words; talk about work is never meant where the clause speaks of other talk."""
    if _FORBIDS.search(clause) is None and not re.search("原则上|尽量", clause):
        return Forbidden.NOTHING
    if _ABOUT_IDLE.search(clause) is not None:
        return Forbidden.IDLE
    if _URGENT_ONLY.search(clause) is not None or _ANY.search(clause) is not None:
        return Forbidden.ALL
    return Forbidden.NOTHING


def check_hours(text: str, forbidden: Forbidden, *, emergency: Sequence[str], media: str = "") -> Check:
    """A message in quiet hours. ``verdict`` is ``hours`` where it goes against the clause; nothing is recalled.

    Emergencies and acknowledgements never do. Where only idle talk is forbidden, something must show that it
    is idle, and nothing that it is about work: at night a doubt is a colleague's.
    """
    if forbidden is Forbidden.NOTHING or is_acknowledgement(text):
        return Check(NAME)
    lowered = text.lower()
    urgent = next((word for word in emergency if word in lowered), None)
    if urgent is not None:
        return Check(NAME, evidence=(Evidence("emergency", urgent),))
    if forbidden is Forbidden.ALL:
        if not text and not media:
            return Check(NAME)
        return Check(NAME, NAME, 0.9, evidence=(Evidence("quiet", text[:20]),))
    if (work := _WORK.search(text)) is not None:
        return Check(NAME, evidence=(Evidence("work", work[0]),))
    if not text and media in _STICKERS:
        return Check(NAME, NAME, 0.7, evidence=(Evidence("idle", media),))
    idle = _IDLE.search(text)
    if idle is None:
        return Check(NAME)
    return Check(NAME, NAME, 0.8, evidence=(Evidence("idle", idle[0]),))


def is_against(check: Check) -> bool:
    return check.verdict != CLEAN
