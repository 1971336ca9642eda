"""What a superior answers about their people: ``同意``, ``保留 2 借调中``, ``#12 同意 1、3``."""

import re
from collections.abc import Collection
from dataclasses import dataclass

AGREE, KEEP = "agree", "keep"
_LONGEST = 200
_WORDS = {
    AGREE: "全部同意|都同意|同意移出|同意|可以移出|可移出|都可以|确认离职",
    KEEP: "全部保留|都保留|保留|留下|不同意|不能移出|先别移|暂不移出",
}
_FORM = re.compile(
    r"(?:[#＃]?(?P<number>\d{1,9})\s*[:：,，]?\s*)?"
    rf"(?:(?P<agree>{_WORDS[AGREE]})|(?P<keep>{_WORDS[KEEP]}))"
    r"(?P<which>(?:[\s、,，和第]*\d{1,3}(?:号|位|人)?)*)"
    r"[\s,，。:：;；]*(?P<reason>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class SuperiorsAnswer:
    """``number`` is the round where it is named; ``places`` count from 1, none of them means everybody."""

    verdict: str
    number: int | None
    places: frozenset[int]
    reason: str


def read_answer(text: str) -> SuperiorsAnswer | None:
    """None for anything that is not such an answer from its first word on; a long text is none."""
    written = text.strip()
    if len(written) > _LONGEST:
        return None
    found = _FORM.fullmatch(written)
    if found is None:
        return None
    verdict = AGREE if found["agree"] else KEEP
    places = frozenset(int(place) for place in re.findall(r"\d+", found["which"]))
    reason = found["reason"].strip()
    if verdict == AGREE and reason and not places:
        return None  # talk that begins with 同意
    return SuperiorsAnswer(verdict, int(found["number"]) if found["number"] else None, places, reason)


def decided(answer: SuperiorsAnswer, asked: Collection[int]) -> dict[int, str]:
    """What is said of whom, by place. An agreement with some says nothing of the others; neither does a keep."""
    chosen = answer.places & set(asked) if answer.places else set(asked)
    return dict.fromkeys(sorted(chosen), answer.verdict)
