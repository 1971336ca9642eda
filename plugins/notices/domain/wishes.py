"""The words behind ``/ack``: numbers, whom it is for, taking it back, a remark."""

import re
from dataclasses import dataclass

from .remarks import Remark, read_remark

MOST_NUMBERS = 10
_NUMBERS = re.compile(r"[#＃]? ?(\d{1,9})(?![\d:：点])号?[\s,，、]*")
_BACK = re.compile(r"(?:撤回|撤销|取消|收回|undo)\s*", re.IGNORECASE)
_FOR = re.compile(r"(?:代替?|替|帮)?\s*[@＠](\S{1,40})\s*|(?:代替?|替)\s*([\u4e00-\u9fff·]{2,10})\s*")


@dataclass(frozen=True, slots=True)
class Wish:
    """``names`` are people written by name, without those the message mentions."""

    numbers: tuple[int, ...] = ()
    takes_back: bool = False
    names: tuple[str, ...] = ()
    remark: Remark | None = None


def read_wish(words: str) -> Wish | None:
    """``12``, ``12 13``, ``12 撤回``, ``12 @张三``, ``12 请问几点集合？``; None where words are left over."""
    rest, numbers, names, takes_back = words.strip(), list[int](), list[str](), False
    while rest:
        if (number := _NUMBERS.match(rest)) and len(numbers) < MOST_NUMBERS and not names:
            numbers.append(int(number[1]))
            rest = rest[number.end() :]
        elif (back := _BACK.match(rest)) and not takes_back:
            takes_back = True
            rest = rest[back.end() :]
        elif someone := _FOR.match(rest):
            names.append(someone[1] or someone[2])
            rest = rest[someone.end() :]
        else:
            break
    remark = read_remark(rest) if rest and numbers and not takes_back else None
    if rest.strip("，, 代替帮") and remark is None:
        return None
    return Wish(tuple(dict.fromkeys(numbers)), takes_back, tuple(names), remark)
