"""One clause of a draft changed by words: ``+notice.ack -ticket notice.ack.within=24h via=assist 替换=第四条``."""

import re
import shlex
from collections.abc import Mapping
from dataclasses import replace

from .draft import SUPPLEMENT, WAYS, Draft, DraftClause
from .given import check_value, known_codes, known_parameters
from .match import Vocabulary
from .reading import PRINCIPLE, ReadDuty

_RELATIONS: Mapping[str, str] = {"替换": "replaces", "replaces": "replaces", "暂停": "suspends", "suspends": "suspends"}
_CODE = re.compile(r"[a-z][a-z_]*(?:\.[a-z_]+)?")


class WrongEdit(ValueError):
    """A word of the change cannot be read; its text is for people."""


def changed(draft: Draft, clause: DraftClause, words: str, vocabulary: Vocabulary) -> DraftClause:
    """The clause with every change made, in their order. Raises WrongEdit, and then nothing is changed.

    A person has looked: what the duties of a touched code say is no longer a guess.
    """
    try:
        parts = shlex.split(words.replace("“", '"').replace("”", '"').replace("＋", "+").replace("＝", "="))
    except ValueError as error:
        raise WrongEdit("引号没有成对") from error
    for part in parts:
        clause = _one(draft, clause, part, vocabulary)
    return clause


def _one(draft: Draft, clause: DraftClause, part: str, vocabulary: Vocabulary) -> DraftClause:
    name, equals, value = part.partition("=")
    if not equals:
        return _with_code(clause, part, vocabulary)
    if name in _RELATIONS:
        if draft.scope != SUPPLEMENT:
            raise WrongEdit("替换、暂停只用于本群的补充规定")
        return replace(clause, replaces="", suspends="", **({_RELATIONS[name]: value.strip()} if value else {}))
    if name == "via":
        _check_way(value)
        return replace(clause, duties=tuple(_sure(replace(duty, via=value)) for duty in clause.duties))
    code, _, parameter = name.rpartition(".")
    duty = clause.duty(code)
    if duty is None:
        raise WrongEdit(f"“{clause.path}”没有代码 {(code or name)[:40]}，先 +{(code or name)[:40]}")
    return _with_duty(clause, _set(duty, parameter, value, vocabulary))


def _with_code(clause: DraftClause, part: str, vocabulary: Vocabulary) -> DraftClause:
    sign, code = part[:1], part[1:]
    if sign not in "+-" or not _CODE.fullmatch(code):
        raise WrongEdit(f"“{part[:40]}”读不懂，应如 +notice.ack、-ticket、notice.ack.within=24h、via=assist")
    if sign == "-":
        if clause.duty(code) is None:
            raise WrongEdit(f"“{clause.path}”本来就没有 {code}")
        return replace(clause, duties=tuple(duty for duty in clause.duties if duty.code != code))
    if code not in known_codes(vocabulary):
        raise WrongEdit(f"没有“{code}”这个代码")
    known = clause.duty(code)
    if known is not None:
        return _with_duty(clause, _sure(known))
    others = tuple(duty for duty in clause.duties if duty.code != PRINCIPLE)
    duty = ReadDuty(code, vocabulary.via(code), served=code in vocabulary.served)
    return replace(clause, duties=(*others, duty))


def _set(duty: ReadDuty, name: str, value: str, vocabulary: Vocabulary) -> ReadDuty:
    if name == "via":
        _check_way(value)
        return _sure(replace(duty, via=value))
    parameters = {key: each for key, each in duty.parameters.items() if key != name}
    if not value:
        if name not in duty.parameters:
            raise WrongEdit(f"{duty.code} 没有参数 {name[:40]}")
        return _sure(replace(duty, parameters=parameters))
    if name not in known_parameters(vocabulary):
        raise WrongEdit(f"没有“{name[:40]}”这个参数")
    try:
        return _sure(replace(duty, parameters={**parameters, name: check_value(name, value)}))
    except ValueError as error:
        raise WrongEdit(str(error)) from error


def _check_way(value: str) -> None:
    if value not in WAYS:
        raise WrongEdit("via 应是 auto（自动）、assist（协助）或 show（公示）")


def _sure(duty: ReadDuty) -> ReadDuty:
    return replace(duty, confidence=1.0, proposed=False)


def _with_duty(clause: DraftClause, duty: ReadDuty) -> DraftClause:
    return replace(clause, duties=tuple(duty if one.code == duty.code else one for one in clause.duties))
