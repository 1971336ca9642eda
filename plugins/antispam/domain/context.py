"""What a message is about its offence: warning, reporting, asking, answering. It lowers what would follow."""

import re
from dataclasses import dataclass

from .text.beginning import Beginning
from .text.normalise import Normalised, Span, fold

_ABOUT = re.compile(
    "谨防|警惕|防范|不许|不准|不得|禁发|别发|不要发|不能发|诈骗|反诈|防骗|骗局|举报|严禁|禁止|打击|查处|取缔|涉嫌|不要相信|不要轻信|切勿|请勿|违法|犯罪|被骗|抓获|判刑"
    "|通报|别信|抵制|远离|有人(?:发|在|冒充)|骂我|骂人|被骂|辱骂|撤回|被踢|案例|法律|新闻|报道|宣传|禁毒|讲座|是什么意思"
    "|群里.{0,6}(?:发|刷)|为什么|吗[?？]?$|怎么办"
)
_REPORTS = Beginning(
    ",，。!！:：\\s我实请向麻举@＠这那又都全就他她此对上大各同家朋姐兄小刚今昨早有聊截原内",
    r"(?:我要|我来|实名|向管理员?|请管理员?|麻烦管理员?|^|[@＠]\S{1,20}\s*)举报(?!必|电话|热线)"
    "|(?:^|[,，。!！:：\\s])(?:这|那|又|又是|都|全|就|他|她|此人|对方|上面)(?:个|种|条|位|是|些|人|家伙|类|明显|肯定|绝对|八成){0,3}"
    "(?:是|就是|像|在|发的)?(?:个|一个)?(?:骗子|诈骗|骗人|骗钱|骗局|假的|广告|钓鱼|传销|垃圾广告|垃圾短信|诈骗短信)"
    "|(?:大家|各位|同事们|家人们|朋友们|姐妹们|兄弟们|小伙伴们?).{0,8}(?:小心|当心|别信|别上当|别被骗|不要(?:信|相信|上当|点|加|理)|别(?:点|加|理|回)|警惕|提防)"
    "|(?:刚|刚才|刚刚|今天|昨天|昨晚|早上|我|家里人|同事)(?:又|也)?(?:收到|接到|看到|碰到|遇到).{0,10}(?:短信|电话|消息|私信|广告|骗子|诈骗|好友申请|邮件|截图)"
    '|有人(?:在群里|私聊|加我|私信|冒充|到处|一直)?.{0,4}(?:发|刷|转|传|推销).{0,12}[:：“"「『]'
    '|(?:他|她|对方|那人|此人|有人)(?:刚才|刚刚|老|总|一直|又|还|竟然|当众|在群里){0,3}(?:说|骂|发|问|喊|叫)(?:我|了|的是|:|：|“|"|「)'
    "|(?:聊天记录|截图|原文|原话|内容)(?:如下|是)?[:：]",
)
_DISPUTES = Beginning(
    '歧偏刻以一地不性冒别有这口“「『"骂脏粗文什没',
    "歧视|偏见|刻板印象|以偏概全|一概而论|地域黑|地图炮|不是所有|性质|冒犯|不应该说|别人说|有人说|这句话|这个词|这种话|口头禅"
    '|[“「『"].{2,30}[”」』"]|骂人|脏话|粗口|文明用语|什么梗|不(?:偷|是)|没偷',
)
"""Talk about insults: the word is named, discussed or denied."""
_DIRECTED = re.compile("你|妳|您|尼玛|泥马|伱|祢|去死|滚|全家|个大?(?:[傻煞沙]|s[ .]?b)")
_CLAUSE_ENDS = "，,。！!？?；;\n"
_ALONE = 4
"""Letters of a message that is nothing but the insult itself."""
_LENGTH = 400


@dataclass(frozen=True, slots=True)
class Context:
    """How the message stands to what it contains, apart from the evidence itself.

    ``about``: it warns of, tells of or asks about such things. ``reports``: it hands somebody else's offence on,
    for others to see. ``answers``: it replies to a question. ``directed``: it speaks to somebody.
    ``disputes``: it speaks about insults.
    """

    about: bool = False
    reports: bool = False
    answers: bool = False
    directed: bool = False
    disputes: bool = False


_NONE = Context()


def speaks_to_somebody(text: str, place: Span) -> bool:
    """Whether the clause that ``text[place]`` stands in is said to somebody, or holds little else."""
    start = max((text.rfind(end, 0, place.start) for end in _CLAUSE_ENDS), default=-1) + 1
    end = min((at for sign in _CLAUSE_ENDS if (at := text.find(sign, place.end)) >= 0), default=len(text))
    clause = fold(text[start:end]).strip()
    return len(clause) <= place.end - place.start + _ALONE or _DIRECTED.search(clause) is not None


def read_context(text: Normalised, *, answers: bool = False) -> Context:
    """Only asked for where something was found: it is the dear part of nearly nothing."""
    folded = text.folded[:_LENGTH]
    return Context(
        about=_ABOUT.search(folded) is not None,
        reports=_REPORTS.search(folded) is not None,
        answers=answers,
        disputes=_DISPUTES.search(folded) is not None,
        directed=_DIRECTED.search(folded) is not None or len(text.compact) <= _ALONE,
    )
