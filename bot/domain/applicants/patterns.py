"""The shapes by which a text is cut: numbers, dates, classes, departments."""

import re

from bot.domain.applicants.words import DEPARTMENT_MORE, DEPARTMENT_SUFFIX, STEMS

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff·\U00020000-\U000323af]"
HAN_RUN = re.compile(HAN + "+")
LATIN = re.compile(r"[A-Za-z][A-Za-z.'’-]*(?:[ ]+[A-Za-z][A-Za-z.'’-]*)*")
PHONE = re.compile(r"(?:\(?(?:\+\s?86|0086|86)\)?[ -]*)?1[3-9]\d(?:[ .\-_/]{0,2}\d){8}(?!\d)")
MASKED = re.compile(r"1[3-9]\d{0,2}[ -]?[*xX#]{2,}[ -]?\d{0,4}")
CODE_TOKEN = re.compile(r"[A-Za-z]{0,6}[-_]?\d[A-Za-z0-9]*(?:[-_](?!1[3-9]\d{9})[A-Za-z0-9]+)*")
LETTERED = re.compile(r"[A-Za-z]{1,6}[-_]?\d[A-Za-z0-9]*(?:[-_](?!1[3-9]\d{9})[A-Za-z0-9]+)*")
TEAM = re.compile(r"[班组队](?![长员])")
DOTTED = re.compile(r"[\u4e00-\u9fff]{2,6}\.[\u4e00-\u9fff]{2,6}")
DATE = re.compile(
    r"(?:19|20)\d\d(?:[./-]\d{1,2}(?:[./-]\d{1,2})?|\s*年(?:\d{1,2}月(?:\d{1,2}日?)?)?|\s*届|\s*级)|\d{1,2}月\d{1,2}[日号]?|\d{1,2}:\d{2}"
)
UNIT = re.compile(
    r"\s*(?:年|月|日|岁|楼|层|届|级|期|点|元|个|人|天|小时|米|号楼|号线|区|栋|单元|分钟|后|班|组|车间|部|科|室|队|厂)"
)
CLASS = re.compile(
    r"(?:[一二三四五六七八九1-9]年级|(?:小学?|初中?|高中?)[一二三四五六1-6])\s*[(\[]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)\]]?\s*班"
    r"|[一二三四五六七八九1-9]\s*[(\[]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)\]]\s*班"
)
NUMBERED = re.compile(r"第?[一二三四五六七八九十\d]{1,2}号?(?:车间|分厂|事业部|[部科室组班队厂])(?![长员])")
STEM_RUN = "|".join(sorted(STEMS, key=len, reverse=True))
STEM_DEPARTMENT = re.compile(rf"(?:{STEM_RUN}){{1,3}}{DEPARTMENT_MORE}{{0,2}}{DEPARTMENT_SUFFIX}(?![长员])")
ANY_DEPARTMENT = re.compile(rf"{HAN}{{2,8}}?{DEPARTMENT_SUFFIX}(?![长员])")
MORE_DEPARTMENT = re.compile(rf"{DEPARTMENT_MORE}{{0,3}}{DEPARTMENT_SUFFIX}(?![长员])")
COLON = re.compile(r"\s*[:=]\s*")
