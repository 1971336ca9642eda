"""An activity as it stands, and the times that follow from it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId

CHECK_IN_OPENS_BEFORE = timedelta(minutes=30)
USUAL_LENGTH = timedelta(hours=2)
"""How long an activity is taken to last whose end was not said."""
MOST_GUESTS = 20
MOST_WRONG_CODES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """``state``: review, poll, open, rejected, cancelled, over. ``capacity`` None has no limit.

    In ``poll`` the members choose its date until ``poll_until``; the times are then those of the first choice.
    ``most_guests`` None leaves it to the group, 0 is nobody but members; without ``waits`` there is no waiting list.

    ``plan`` grows with every change of its times: what was planned under an older one is void.
    ``deadline`` is where sign-up closes before the start, if one was said.
    """

    id: int
    group_id: GroupId
    number: int
    title: str
    place: str
    content: str
    starts_at: datetime
    ends_at: datetime | None
    deadline: datetime | None
    capacity: int | None
    organiser: MemberId
    organiser_name: str
    state: str
    plan: int
    reason: str
    message: str
    summary: str
    summary_due_at: datetime | None
    summarised_at: datetime | None
    proposed_at: datetime
    most_guests: int | None = None
    waits: bool = True
    link: str = ""
    poll_until: datetime | None = None

    @property
    def over_at(self) -> datetime:
        return self.ends_at or self.starts_at + USUAL_LENGTH

    @property
    def sign_up_until(self) -> datetime:
        return min(self.deadline or self.starts_at, self.starts_at)

    @property
    def check_in_from(self) -> datetime:
        return self.starts_at - CHECK_IN_OPENS_BEFORE

    @property
    def check_in_until(self) -> datetime:
        return self.over_at

    @property
    def subject(self) -> str:
        """How audit entries name it."""
        return f"activity:{self.number}"

    def takes_sign_ups(self, now: datetime) -> bool:
        return self.state == "open" and now < self.sign_up_until

    def takes_check_ins(self, now: datetime) -> bool:
        """From half an hour before the start until its end."""
        held = self.state in ("open", "over")
        return held and self.check_in_from <= now <= self.check_in_until

    def has_begun(self, now: datetime) -> bool:
        return now >= self.starts_at


def remind_summary_at(over: datetime, due: datetime) -> datetime:
    """A day before the summary is due, or a quarter of a shorter time before."""
    return due - min(timedelta(days=1), (due - over) / 4)
