"""What many may say at once, and often: acknowledgements, greetings, wishes, lists that everybody adds a line to."""

import re

_TAIL = r"[\s。.!！~～,，、^_\-👍👌🙏🌹🎉💐😊😄😁🤝❤️\U0001f300-\U0001faff]*"
_MENTIONS = r"(?:[@＠]\S{1,20}\s+)*"
_ACKNOWLEDGEMENT = re.compile(
    rf"{_MENTIONS}(?:(?:已?收到|好的?|ok|okk?|明白|了解|知道了|谢谢.{{0,6}}|感谢.{{0,6}}|辛苦了?|嗯+|是的?|对的?|行|可以|执行|马上执行|"
    rf"已?完成|已办理?|已阅|已报|已填|已交|已读|照办|马上办|遵照执行|签到|打卡|到|在|没问题|赞|同意|支持|1|\+1|👌|👍|🙏){_TAIL}){{1,3}}",
    re.IGNORECASE,
)
_WHOM = (
    r"(?:大家|各位|同事们?|家人们?|老师们?|领导们?|伙伴们?|群友们?|邻居们?|家长们?|亲们?|朋友们?|小伙伴们?|们|好|的|"
    r"\S{1,4}(?:总|工|哥|姐|老师|主任|经理|书记|局长|校长|队长|医生|护士长))"
)
_BEGINS = frozenset("@＠已收好oO明了知谢感辛嗯是对行可执马完办阅报填交读照遵签打到在没赞同支1+👌👍🙏")
"""What such a line may begin with: most talk begins otherwise."""
_GREETING = re.compile(
    rf"(?=.*\w){_MENTIONS}(?:{_WHOM}[,，、\s]?){{0,4}}(?:早上?|上午|中午|下午|晚上?|新年|周末|节日)?(?:好|安|愉快|快乐)?(?:呀|啊|哦|哈)?{_TAIL}"
)
_WISH = re.compile(
    r"(?:祝|恭喜|恭贺|贺喜|热烈祝贺|祝贺|欢迎.{0,12}(?:加入|新同事|新成员|入职|到来)|新年快乐|新春快乐|春节快乐|元旦快乐|中秋快乐|国庆快乐|端午安康|节日快乐|生日快乐|"
    r"元宵节?快乐|教师节快乐|护士节快乐|妇女节快乐|拜年|阖家|虎年|兔年|龙年|蛇年|马年|羊年)"
)
_WISHED = re.compile(
    r"快乐|安康|吉祥|如意|健康|顺利|幸福|大吉|恭喜|祝贺|发财|平安|圆满|成功|前程|高升|康复|美满|兴旺|加入|入职|到来|新同事|新成员|阖家|拜年|百年好合"
)
_CONDOLENCE = re.compile(r"(?:沉痛|深切)?(?:哀悼|悼念|缅怀)|一路走好|节哀(?:顺变)?|致敬")
_LIST = re.compile(r"接龙|#接龙|【?(?:报名|统计|登记|签到|核酸|订餐|体温)")
_LIST_LINE = re.compile(r"^\s*\(?（?\d{1,3}\s*[.、．:：)）]\s*\S", re.MULTILINE)
_PARTICLES, _CLOSED = frozenset("吗么呢"), frozenset("。!！")
_QUESTIONS = frozenset("?？") | _PARTICLES
_SENT = "(?:我|一下|下).{0,8}(?:电话|手机|号|地址|方式|账号|链接|邮箱)"
_ASKS = re.compile(
    rf"多少|哪[里个位儿些]|怎么|什么|有没有|是否|谁(?:有|知道|能|的)|能不能|可不可以|发{_SENT}|报{_SENT}|给{_SENT}|说{_SENT}"
    r"|请(?:问|.{0,6}(?:提供|报|填|发).{0,12}(?:电话|手机|号|地址|方式|账号|邮箱))"
    r"|求(?:个|一下)?.{0,6}(?:电话|号码|方式|地址|链接|文件)"
    r"|把.{0,12}(?:电话|手机|号|地址|方式|链接|邮箱).{0,3}(?:发|给|报|告诉)"
)
"""Each begins with a plain character, so that most places of a text are passed over at once."""
_LONGEST_ACKNOWLEDGEMENT = 40
_LONGEST_GREETING = 24
_LONGEST_WISH = 120
_LONGEST_QUESTION = 200
_NO_WISH = re.compile(r"https?://|www\.|[a-z]{2,}\d{3,}|\d{6,}|加.{0,3}(?:微|v|q|群)|扫码|领取|点击", re.IGNORECASE)


def is_acknowledgement(text: str) -> bool:
    if len(text) > _LONGEST_ACKNOWLEDGEMENT:
        return False
    said = text.strip()
    return said[:1] in _BEGINS and _ACKNOWLEDGEMENT.fullmatch(said) is not None


def is_greeting(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_GREETING and _GREETING.fullmatch(text.strip()) is not None


def is_wish(text: str) -> bool:
    """Holiday wishes, congratulations, welcomes and condolences that name no way to be reached."""
    if len(text) > _LONGEST_WISH:
        return False
    wished = _WISH.search(text) is not None and _WISHED.search(text) is not None
    return (wished or _CONDOLENCE.search(text) is not None) and _NO_WISH.search(text) is None


def is_joined_list(text: str) -> bool:
    """接龙: a list that each member copies and adds a line to."""
    lines = len(_LIST_LINE.findall(text))
    return lines >= 3 or (lines >= 1 and _LIST.search(text) is not None)


def is_exempt(text: str) -> bool:
    """What is neither remembered nor counted, however often it is said."""
    return is_acknowledgement(text)


def is_shared(text: str) -> bool:
    """What counts for its sender, but is no copy when several say the same."""
    return is_greeting(text) or is_wish(text) or is_joined_list(text)


def asks(text: str) -> bool:
    """Whether somebody asks for something that a number, an address or a name may answer."""
    if len(text) > _LONGEST_QUESTION:
        return False
    said = text.rstrip()
    last = said[-1:]
    if last in _QUESTIONS or (last in _CLOSED and said[:-1].rstrip()[-1:] in _PARTICLES):
        return True
    return _ASKS.search(text) is not None
