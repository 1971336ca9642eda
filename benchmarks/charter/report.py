"""``docs/charter.md``: the figures of one run, with what they mean."""

from collections.abc import Mapping
from datetime import UTC, datetime
from platform import python_version

from .scoring import Score

_HEAD = """# How rightly regulations are read

Written by `make bench-charter` (`python -m benchmarks.charter`); the tables are of one run and are never edited by hand.
`DATA=folder` names a folder with further labelled regulations: texts, and `clauses.tsv` with the columns *clause*
(`document/path`), *capabilities* and *parameters*. None ships with the project beside the two below.

## What is measured, and on what

- **tuned** (`benchmarks/charter/tuned`): our own regulations of a school, a hospital, a property, a club, a party branch, a
  project, a sales team, volunteers, a neighbourhood, a start-up, a university class, shops, a rescue team, a company,
  a village, a newsroom, a gym, a factory, drivers, a bank branch, a choir and people on call. The rules
  were written looking at them; their figures say only that nothing got lost.
- **held_out** (`benchmarks/charter/held_out`): six regulations (homeowners, kindergarten, government office, badminton club,
  warehouse, nursing) that were written and labelled before the rules were widened. No rule was tuned on what went wrong in them.
  The same hands wrote texts and rules, so expect less on texts of others.
- **DATA**: real texts labelled by others, where they are given.

*Paths*: labelled clauses found under their path; *strange* are clauses found that nobody labelled. *Codes* is the micro-F1 over
all (clause, capability) pairs, *parameters* over all (clause, name=value) pairs, both name and value equal to the letter.
*Explained*: clauses that ask for something and whose reading tells how each duty is served, how sure that is and which words
led there.

The cost is that of the limited child process, from its start to its answer, on a Word document of ten pages (190 articles).
"""


def write(scores: Mapping[str, Score], seconds: float, megabytes: float) -> str:
    lines = [
        _HEAD,
        "## The run",
        "",
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, Python {python_version()}",
        "",
        "| texts | documents | clauses | paths | strange | codes F1 | parameters F1 | explained |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, score in scores.items():
        lines.append(
            f"| {name} | {len(score.documents)} | {score.clauses} | {score.paths / max(1, score.clauses):.1%} |"
            f" {score.strange} | {score.codes_f1:.3f} | {score.parameters_f1:.3f} | {score.explained} of {score.asking} |"
        )
    lines += ["", f"A ten-page Word document: {seconds:.2f} s, at most {megabytes:.0f} MB in the child.", ""]
    for name, score in scores.items():
        lines += [f"### {name}", "", "| document | codes F1 |", "| --- | --- |"]
        lines += [f"| {document} | {value:.3f} |" for document, value in score.documents.items()]
        lines.append("")
    return "\n".join(lines)
