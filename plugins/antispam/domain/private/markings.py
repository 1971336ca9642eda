"""Marks of confidential papers, the unit's own secret words, and names of files that say what is inside."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..text.normalise import Normalised, Span, compact, fold
from .found import Personal

_STATE = re.compile(
    r"[【\[(《]\s{0,2}(?:绝密|机密|秘密)\s{0,2}[】\])》]|(?:绝密|机密|秘密)\s{0,2}[★☆*]|密级\s{0,2}[::]\s{0,2}(?:绝密|机密|秘密)"
)
_INNER = re.compile(
    r"内部(?:资料|文件|材料|信息|文档|刊物)[,，、!！ \-—·]{0,3}(?:请)?(?:注意(?:保密|保存)"
    r"|严禁(?:外传|外泄|转发|复制|传播)"
    r"|(?:不得|禁止|切勿|请勿)(?:外传|外泄|转发|传播)|妥善保管|不公开)"
    r"|仅(?:供|限)(?:公司|本公司|本单位|单位|集团|部门|行|局|院|厂)?内部(?:使用|传阅|参考|交流|流通|员工)"
    r"|(?:公司|企业|集团)?商业(?:秘密|机密)[,，、:： ]{0,3}(?:请|严禁|不得|注意|未经|禁止)"
    r"|\bcompany confidential\b|\bstrictly confidential\b|\binternal use only\b"
)
_OF_PAPERS = re.compile(
    "怎么|如何|什么|哪|是否|是不是|吗|规定|办法|制度|培训|宣传|标注|标明|应当|应该|要标|写成|样式|格式|盖章|印章|标志|字样|定密|学习|考试"
    "|案例|提醒|如果|凡是|所有|带有|标有|印有|属于|不是|没有|别把|不要把|请勿把|不能把|课|保密法|不外发|查看权限|申请"
)
_LONG = 60
_MARKED_FILE = re.compile(
    r"^(?:绝密|机密|秘密)(?![级书])|[【(_\-\[](?:绝密|机密|秘密)[】)_\-.\]]|(?:绝密|机密|秘密)[★☆]"
    r"|^(?:内部资料|涉密|商业秘密)[-_【(]|[【(](?:内部资料|涉密|商业秘密|内部文件)[】)]"
)
_PRIVATE_FILE = re.compile(
    "身份证(?:复印件|扫描件|照片|正反面|正面|反面|号|信息|图|$|[._-])|户口(?:本|簿)|护照(?:复印件|扫描件|首页|信息)"
    "|工资(?:表|条|单|明细|发放|台账)|薪(?:资|酬|水|金)(?:表|条|单|明细|发放|台账|汇总|调整)|奖金(?:表|明细|分配|发放)|年终奖"
    "|花名册|通讯录|(?:员工|职工|人员|干部|学生|业主|客户|会员|患者)(?:信息|名单|档案|资料|清单|名册|明细|联系|身份)"
    "|体检(?:报告|结果)|银行(?:卡号|流水|卡信息)|征信|社保(?:名单|明细|缴费)|参保|病历|个人信息|绩效(?:结果|排名|等级)|裁员|优化名单"
)
_EMPTY_FORM = re.compile(
    "模板|模版|样表|样本|空白|空表|格式|范本|示例|样例|填写说明|说明|制度|办法|通知|流程|须知|指南|操作|培训|要求|规定|政策|公告|方案|需求|设计|计划|介绍"
)


def markings(text: Normalised) -> Iterator[Personal]:
    """Marks as they stand on papers. Whoever speaks about marks does not leak; a person looks at the doubtful."""
    folded = text.folded
    if "密" in folded:
        for match in _STATE.finditer(folded):
            about = _OF_PAPERS.search(folded, 0, match.start()) or _OF_PAPERS.search(folded, match.end())
            yield Personal("marking", match[0], text.span(match.start(), match.end()), sure=not about)
    if "内部" in folded or "商业" in folded or "internal" in folded or "confidential" in folded:
        for match in _INNER.finditer(folded):
            if _OF_PAPERS.search(folded, 0, match.start()) or _OF_PAPERS.search(folded, match.end()):
                continue
            yield Personal("marking", match[0], text.span(match.start(), match.end()), sure=_heads(folded, match))


def speaks_of_marks(text: Normalised) -> bool:
    """Whether it is worth looking for one."""
    folded = text.folded
    if "密" in folded or "内部" in folded:
        return True
    return not text.plain and ("confidential" in folded or "internal" in folded)


def _heads(folded: str, match: "re.Match[str]") -> bool:
    """Whether the mark stands as on a paper: by itself in brackets or on its line, above or below more text."""
    before, after = folded[: match.start()].rstrip(" "), folded[match.end() :].lstrip(" ")
    bracketed = before.endswith(("【", "[", "(", "《")) and after.startswith(("】", "]", ")", "》"))
    own_line = (not before or before.endswith("\n")) and (not after or after.startswith("\n"))
    return (bracketed or own_line) and len(folded) - len(match[0]) >= (_LONG if own_line else 4)


def own_secrets(text: Normalised, words: Iterable[str]) -> Iterator[Personal]:
    """The unit's own words that must not be said here, in whatever dress."""
    for word in words:
        form = compact(word)
        start = text.compact.find(form) if form else -1
        if start >= 0:
            places = text.places(start, start + len(form))
            yield Personal("own_secret", word, Span(places[0], places[-1] + 1))


def own_secrets_of_files(names: Sequence[str], words: Iterable[str]) -> Iterator[Personal]:
    """The unit's own words in the names of files."""
    forms = {form: word for word in words if (form := compact(word))}
    for name in names:
        written = compact(name)
        yield from (Personal("own_secret", name, None) for form in forms if form in written)


def marked_files(names: Iterable[str]) -> Iterator[Personal]:
    for name in names:
        if _MARKED_FILE.search(fold(name)) or _MARKED_FILE.search(name):
            yield Personal("marking", name, None)


def private_files(names: Iterable[str]) -> Iterator[Personal]:
    """Names that promise somebody's data: shown to a person, for a form without data has the same name."""
    for name in names:
        folded = fold(name)
        if _PRIVATE_FILE.search(folded) and not _EMPTY_FORM.search(folded):
            yield Personal("private_file", name, None, sure=False)
