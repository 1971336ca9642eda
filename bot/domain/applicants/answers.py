"""The applicant's own words where a platform sends them between the group's questions."""

import re

_WRAPPED = re.compile(
    r"(?:问题|问|question)\s*\d*\s*:(?P<asked>.*?)(?:答案|回答|答|answer)\s*\d*\s*:(?P<answer>.*?)"
    r"(?=(?:\n|\s|^)(?:问题|question)\s*\d*\s*:|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ANSWER_ONLY = re.compile(r"^.*?(?:答案|回答)\s*:", re.DOTALL)
_ASKED = {
    "child": re.compile(r"(?:学生|孩子|宝宝|幼儿)(?:的)?(?:姓名|名字)"),
    "parent": re.compile(r"家长(?:的)?(?:姓名|名字)"),
    "name": re.compile(r"(?<!学生)(?<!孩子)(?<!家长)(?:姓名|名字)|叫什么|哪位|你是谁"),
    "class": re.compile(r"班级"),
    "department": re.compile(r"部门|科室|单位"),
    "phone": re.compile(r"电话|手机|联系方式"),
    "staff_number": re.compile(r"工号|编号"),
    "position": re.compile(r"职务|职位|岗位"),
}
_LABELS = {
    "child": "学生姓名",
    "parent": "家长姓名",
    "name": "姓名",
    "class": "班级",
    "department": "部门",
    "phone": "电话",
    "staff_number": "工号",
    "position": "职务",
}
_PARTED = re.compile(r"\s*[,;、/|+\n]\s*|\s+")


def own_words(text: str) -> str:
    pairs = [(found["asked"], found["answer"].strip()) for found in _WRAPPED.finditer(text)]
    if not pairs:
        return _ANSWER_ONLY.sub("", text)
    return "\n".join(_labelled(asked, answer) for asked, answer in pairs)


def _labelled(asked: str, answer: str) -> str:
    """A question is the label of an answer of one word; several, of as many words in the same order."""
    places = sorted((found.start(), column) for column, shape in _ASKED.items() if (found := shape.search(asked)))
    meant = [column for _, column in places]
    words = _PARTED.split(answer)
    if not meant or len(words) != len(meant) or any(not _fits(*each) for each in zip(meant, words, strict=True)):
        return answer
    return "\n".join(f"{_LABELS[column]}:{word}" for column, word in zip(meant, words, strict=True))


def _fits(column: str, word: str) -> bool:
    if not word or len(word) > 20 or re.search(r"[:-]", word):
        return False
    if column in ("name", "child", "parent") and ((len(word) > 4 and "·" not in word) or re.search(r"\d", word)):
        return False
    return column == "class" or (column in ("phone", "staff_number")) == bool(re.search(r"\d", word))
