"""The shapes by which a text is cut: numbers, dates, classes, departments."""

import re

from bot.domain.applicants.words import DEPARTMENT_MORE, DEPARTMENT_SUFFIX, STEMS

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff·\U00020000-\U000323af]"
HAN_RUN = re.compile(HAN + "+")
LATIN = re.compile(r"[A-Za-z][A-Za-z.'’-]*(?:[ ]+[A-Za-z][A-Za-z.'’-]*)*")
PHONE = re.compile(r"(?:\(?(?:\+\s?86|0086|86)\)?[ -]*)?1[3-9]\d(?:[ .\-_/]{0,2}\d){8}(?!\d)")
LANDLINE = re.compile(
    r"\(?0(?:10|2\d|[3-9]\d{2})\)?[ -]{0,2}[2-9]\d{6,7}(?!\d)(?:[ -]{0,2}(?:转|分机|ext\.?)?[ -]?\d{2,5}(?!\d))?",
    re.IGNORECASE,
)
MASKED = re.compile(r"1[3-9]\d{0,2}[ -]?[*xX#]{2,}[ -]?\d{0,4}")
CODE_TOKEN = re.compile(r"[A-Za-z]{0,6}[-_]?\d[A-Za-z0-9]*(?:[-_](?!1[3-9]\d{9})[A-Za-z0-9]+)*")
LETTERED = re.compile(r"[A-Za-z]{1,6}[-_]?\d[A-Za-z0-9]*(?:[-_](?!1[3-9]\d{9})[A-Za-z0-9]+)*")
TEAM = re.compile(r"[班组队](?![长员上里])")
DOTTED = re.compile(r"[\u4e00-\u9fff]{2,6}\.[\u4e00-\u9fff]{2,6}")
DATE = re.compile(
    r"(?:19|20)\d\d(?:[./-]\d{1,2}(?:[./-]\d{1,2})?|\s*年(?:\d{1,2}月(?:\d{1,2}日?)?)?|\s*届|\s*级)|\d{1,2}月\d{1,2}[日号]?|\d{1,2}:\d{2}"
)
SPLIT_NUMBER = re.compile(r"[A-Za-z]{0,4}\d{1,8}(?: \d{2,8}){1,3}(?!\d)")
UNIT = re.compile(
    r"\s*(?:年|月|日|岁|楼|层|届|级|期|点|元|个|人|天|小时|米|号楼|号线|区|栋|房|单元|分钟|后|班|组|车间|部|科|室|队|厂)"
)
CLASS = re.compile(
    r"(?:[一二三四五六七八九1-9]年级|(?:小学?|初中?|高中?)[一二三四五六1-6])\s*[(\[]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)\]]?\s*班"
    r"|[托小中大](?:[一二三四五六七八九\d]|[(\[][一二三四五六七八九\d][)\]])班(?![长员])|(?<!\d)[1-9](?:0\d|1\d)班"
    r"|[一二三四五六七八九1-9]\s*[(\[]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)\]]\s*班"
)
NUMBERED = re.compile(
    r"第?[一二三四五六七八九十\d]{1,2}(?:号?(?:车间|分厂|事业部|病区|[部科室组班队厂庭])|号楼|[栋幢])(?![长员])"
)
_COUNT = r"(?:[一二三四五六七八九十](?!\w))?"
"""生产车间一."""
STEM_RUN = "|".join(sorted(STEMS, key=len, reverse=True))
STEM_DEPARTMENT = re.compile(rf"(?:{STEM_RUN}){{1,3}}{DEPARTMENT_MORE}{{0,2}}{DEPARTMENT_SUFFIX}{_COUNT}(?![长员])")
ANY_DEPARTMENT = re.compile(rf"{HAN}{{2,8}}?{DEPARTMENT_SUFFIX}(?![长员])")
MORE_DEPARTMENT = re.compile(rf"{DEPARTMENT_MORE}{{0,3}}{DEPARTMENT_SUFFIX}(?![长员])")
COLON = re.compile(r"\s*[:=]\s*")
