"""What parents write of their child, brought into the form that is read."""

import re

_CLASS_OF = re.compile(r"\w{2,4}老师(?:的)?班(?:上|里|级)?的?(?:学生)?")
"""王小燕老师班上的: the teacher is not the applicant."""
_PUPIL = re.compile(
    r"(?<!\w)学生(?!姓名)(?=[\u4e00-\u9fff]{2,4}(?!\w).*(?:妈|爸|父亲|母亲|家长|爷爷|奶奶|外公|外婆|姥))", re.DOTALL
)
_NAME_AND_PARENT = re.compile(r"(?<!\w)姓名(?=\s*:.*?(?<!\w)家长(?:姓名)?\s*:)", re.DOTALL)
_PARENT_AFTER = re.compile(r"(?<![\w:])(?<!学生 )(?<!孩子 )([\u4e00-\u9fff]{2,4}) 家长 (?=[\u4e00-\u9fff]{2,4}(?!\w))")


def pupils_named(text: str) -> str:
    """``姓名`` beside ``家长`` is the child's; ``端木磊 家长 端木青`` is a child and its parent."""
    text = _CLASS_OF.sub(" ", _NAME_AND_PARENT.sub("学生姓名", text))
    return _PARENT_AFTER.sub(r"\1的家长 ", _PUPIL.sub("学生姓名:", text))
