"""What follows the last clause and is none: closing words, who signed when, whom it is sent to, a page's foot."""

import re

_RULES = "制度|规定|办法|群规|公约|守则|规则|细则|通知|须知|规范|章程|方案|条例|准则|约定|指引"
_CLOSING = re.compile(
    rf"(?:总结|结语|结束语|备注|落款)\s*[:：]|以上(?:为|是|就是|各|{_RULES}|要求|内容|条款)|(?:希望|望)(?:每|各|全体|大家)"
    rf"|(?:注\s*[:：]\s*)?本(?:{_RULES})[^。]{{0,16}}?(?:(?:之?日)?起(?:执行|施行|实施|实行|试行|生效)|解释权)"
)
_DATE = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*[年./-]\s*[\d一二三四五六七八九十]{1,3}\s*[月./-]\s*(?:[\d一二三四五六七八九十]{1,3}\s*日?)?"
_DATED = re.compile(rf"{_DATE}|\d{{1,2}}月\d{{1,2}}日")
_AFTER = re.compile(
    r"(?:特此(?:通知|公告|公示|告知|规定)|抄送|主送|抄报|印发|附件|编制|审核|批准|签发|联系人|联系电话|地址\s*[:：]|联系方式|上一篇|下一篇|版权|责任编辑|"
    r"(?:最后|再次)?[,，]?(?:感谢(?:各位|大家|您)|谢谢(?:各位|大家|配合)|祝(?:大家|各位|您|愿))|请(?:各位|大家)(?:自觉|共同|相互|互相)?(?:遵守|配合|监督|维护|执行))"
)
_SIGNER = re.compile(
    r"[^\s，,。；;：:、！!？?]{0,18}(?:公司|部|会|办公室|支部|小组|中心|学校|医院|群主|管理员|物业|局|社|处|科|室|站|班组|团队|教师|老师|管理组|工作组)"
)
"""Who signs without a date."""
_SIGNED = re.compile(rf"(?<=[。！!])\s*[一-龥（）()、]{{2,30}}?\s*{_DATE}\s*$")
"""Who signed and when, on the line of the last clause itself."""
_STOPS = ("。", "；", ";", "！", "!", "，", ",", "、")
_LONGEST = 30
"""Characters of a signature."""


def split_end(text: str) -> tuple[str, str]:
    """The own lines of a document's last item, and the unnumbered words that follow it."""
    lines = [line for line in text.split("\n") if line.strip()]
    for i in range(1, len(lines)):
        line, before = lines[i].strip(), lines[i - 1].rstrip()
        closes = _CLOSING.match(line) and before.endswith(("。", ".", ":", "：", "；"))
        if closes or _AFTER.match(line) or (before.endswith(("。", "！", "!")) and _is_signed(lines, i)):
            return "\n".join(lines[:i]), "\n".join(lines[i:])
    if (signed := _SIGNED.search(text)) is not None:
        return text[: signed.start()], text[signed.start() :]
    return text, ""


def _is_signed(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if _DATED.fullmatch(line) or (at == len(lines) - 1 and _SIGNER.fullmatch(line)):
        return True
    signs = len(line) <= _LONGEST and not line.endswith(_STOPS)
    return signs and any(_DATED.search(later) for later in lines[at : at + 3])
