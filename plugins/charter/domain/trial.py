"""What a trial says: who would have been sanctioned and how often, how much work for people, what would differ."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ORDER = ("ban", "kick", "mute", "warn", "bulletin", "escalate", "recall", "remind")
CHINESE = {"ban": "移出并拉黑", "kick": "移出", "mute": "禁言", "warn": "警告", "bulletin": "通报", "escalate": "上报",
           "recall": "撤回", "remind": "提醒"}  # fmt: skip
MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class OldCase:
    """A case of the time as it was: ``message`` None where an administrator ordered it without one."""

    number: int
    message: str | None
    name: str
    clause: str
    sanction: str
    automatic: bool


def report_of(answer: Mapping[str, Any], old: Sequence[OldCase], days: int) -> dict[str, Any]:
    """JSON: counts by sanction, by clause, by member (the most first), the work, and the differences.

    Old cases are matched by the message; those that a person ordered are left out, for commands are not given again.
    ``line`` says it in one line.
    """
    cases: list[dict[str, Any]] = list(answer["cases"])
    done = [case for case in cases if case["state"] == "standing"]
    asked = [case for case in cases if case["state"] == "proposed"]
    sanctions = Counter(case["sanction"] for case in done)
    members = Counter(case["name"] for case in done)
    found = [f"{CHINESE[name]} {sanctions[name]} 次" for name in ORDER if sanctions[name]]
    report: dict[str, Any] = {
        "days": days,
        "messages": answer["messages"],
        "cut": answer.get("cut", 0),
        "sanctions": [[CHINESE[name], sanctions[name]] for name in ORDER if sanctions[name]],
        "clauses": Counter(case["clause"] for case in done).most_common(),
        "members": [[name, count, _worst(done, name)] for name, count in members.most_common(MOST_NAMED)],
        "concerned": len(members),
        "confirmations": len(asked),
        "escalations": sum(1 for case in done if case["escalates"]),
        "said": answer["deeds"].get("send", 0),
        **_differences(cases, old),
    }
    report["line"] = f"{len(members)} 人，{'，'.join(found) or '没有处理'}；须管理员确认 {len(asked)} 件"
    return report


def _worst(cases: Sequence[Mapping[str, Any]], name: str) -> str:
    had = {case["sanction"] for case in cases if case["name"] == name}
    return next((CHINESE[each] for each in ORDER if each in had), "")


def _differences(cases: Sequence[Mapping[str, Any]], old: Sequence[OldCase]) -> dict[str, Any]:
    new_of = {case["message"]: case for case in cases if case["message"]}
    automatic = [case for case in old if case.automatic and case.message]
    milder: list[list[Any]] = []
    otherwise: list[list[Any]] = []
    same = 0
    for case in automatic:
        new = new_of.pop(case.message, None)
        if new is None:
            milder.append([case.number, case.name, case.clause, CHINESE.get(case.sanction, case.sanction)])
        elif (new["sanction"], new["clause"]) != (case.sanction, case.clause):
            now = f"{new['clause']} {CHINESE[new['sanction']]}"
            otherwise.append(
                [case.number, case.name, f"{case.clause} {CHINESE.get(case.sanction, case.sanction)}", now]
            )
        else:
            same += 1
    return {
        "no_case_now": milder[:MOST_NAMED],
        "otherwise": otherwise[:MOST_NAMED],
        "same": same,
        "new": len(new_of),
        "ordered": sum(1 for case in old if not case.automatic),
    }
