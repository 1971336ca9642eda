"""A shorter mute that still runs is no proof of a longer one."""

from datetime import timedelta

from bot.domain.events import MemberMuted
from bot.domain.ids import AccountId, ChatRef, MemberId
from bot.domain.members import Role
from bot.effects.actions import Mute
from bot.effects.evidence import Evidence, evidence, note_event
from bot.effects.reconcile import Finding, look, proved
from tests.support.clock import FakeClock
from tests.support.platform import FakePlatform

DAY = timedelta(days=1)


async def test_a_running_mute_of_ten_minutes_does_not_pass_for_one_of_a_day(
    clock: FakeClock, platform: FakePlatform
) -> None:
    platform.add_member("20001", Role.MEMBER)
    chat, member = platform.chat(), MemberId("20001")
    await platform.mute(chat, member, timedelta(minutes=10))
    lost = Mute(chat, member, DAY)
    seen = Evidence()
    found = await look(platform, lost, called_at=clock.now(), mark=seen.mark(), evidence=seen)
    assert found is Finding.NOT
    await platform.mute(chat, member, DAY)
    found = await look(platform, lost, called_at=clock.now(), mark=seen.mark(), evidence=seen)
    assert found is Finding.HAPPENED


def test_a_notice_of_a_shorter_mute_proves_nothing_and_one_of_the_same_length_does(clock: FakeClock) -> None:
    chat, member, account = ChatRef("qq", "900"), MemberId("20001"), AccountId("10001")
    evidence.clear()
    mark = evidence.mark()
    for seconds, shown in ((600, False), (86400, True)):
        note_event(MemberMuted(account=account, chat=chat, at=clock.now(), member=member, seconds=seconds))
        assert proved(Mute(chat, member, DAY), account, mark, evidence) is shown
