"""What induction serves of a regulation.

``join.training``: ``questions`` right answers are needed; ``until=muted`` mutes until then, else the member is
watched; ``within`` is how long a mute lasts at most. ``join.rules``: ``accept=explicit`` wants a word of theirs.
"""

from bot.domain.duties import DutyServed

DUTIES: tuple[DutyServed, ...] = (
    DutyServed("join.training", "auto", ("新成员培训", "入群培训", "入群考试", "入群答题"), {"questions": "3"}),
    DutyServed("join.rules", "auto", ("入群即视为", "视为同意", "阅读并遵守", "认同本群规")),
)
