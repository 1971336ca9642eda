"""What is kept of a message, on both engines."""

from datetime import timedelta
from typing import Any

from bot.chat.archive import Archive, note_recalled
from bot.domain.ids import AccountId, ChatRef, GroupId, MemberId, MessageId
from bot.domain.messages import File, IncomingMessage, Quote, Segment, Text
from bot.effects.segments_json import segments_from_json
from bot.governance.directory import GroupState
from bot.store import models
from tests.support.clock import START, FakeClock

CHAT = ChatRef("qq", "900")


async def make_group() -> GroupState:
    organisation = await models.Organisation.create(name="总公司")
    row = await models.Group.create(organisation=organisation, platform="qq", external_id="900", enabled=True)
    return GroupState(
        id=GroupId(row.id),
        organisation_id=organisation.id,
        chat=CHAT,
        name="",
        enabled=True,
        mode="observe",
        halted=False,
        console=None,
        account=None,
        regulation=None,
        archive_days=180,
        enabled_at=None,
    )


def said(*segments: Segment, number: str = "1", member: str = "20001", **more: Any) -> IncomingMessage:
    return IncomingMessage(
        account=AccountId("3001"),
        chat=CHAT,
        id=MessageId(number),
        sender=MemberId(member),
        sender_name="林静",
        segments=segments,
        sent_at=more.get("sent_at", START),
        received_at=START + timedelta(seconds=1),
        anonymous=more.get("anonymous", False),
    )


async def keep(group: GroupState, *messages: IncomingMessage) -> None:
    archive = Archive(FakeClock())
    for message in messages:
        archive.keep(group, message)
    assert await archive.flush() == len(messages)
    assert archive.waiting == []


async def test_a_plain_message_is_kept_by_its_text_alone(store: str) -> None:
    group = await make_group()
    await keep(group, said(Text("明天停电")))
    row = await models.ArchivedMessage.get()
    assert (row.text, row.segments, row.quoted_id) == ("明天停电", [], None)
    assert (row.group_id, row.account, row.message_id, row.member_id) == (group.id, "3001", "1", "20001")
    assert (row.member_name, row.sent_at) == ("林静", START)


async def test_everything_else_is_kept_segment_by_segment(store: str) -> None:
    segments = (Quote(MessageId("7")), Text("见附件 "), File("表.xlsx", "f1"))
    await keep(await make_group(), said(*segments))
    row = await models.ArchivedMessage.get()
    assert segments_from_json(row.segments) == segments
    assert row.quoted_id == "7"


async def test_text_with_space_around_it_is_kept_as_it_came(store: str) -> None:
    await keep(await make_group(), said(Text(" 好 ")))
    row = await models.ArchivedMessage.get()
    assert segments_from_json(row.segments) == (Text(" 好 "),)


async def test_a_message_that_comes_twice_is_kept_once(store: str) -> None:
    group = await make_group()
    await keep(group, said(Text("在吗")))
    await keep(group, said(Text("在吗")), said(Text("在吗"), number="2"))
    assert await models.ArchivedMessage.all().count() == 2


async def test_ids_of_any_length_the_gateway_lets_through_are_kept(store: str) -> None:
    await keep(await make_group(), said(Text("好"), number="7" * 128, member="wxid_" + "a" * 123))
    assert (await models.ArchivedMessage.get()).message_id == "7" * 128


async def test_who_speaks_is_noted_and_nobody_else(store: str) -> None:
    group = await make_group()
    for member in ("20001", "20002", "20003"):
        await models.Membership.create(group_id=group.id, member_id=member, first_seen_at=START)
    await keep(group, said(Text("好")), said(Text("好"), number="2", member="20002", anonymous=True))
    spoke = {row.member_id: row.last_spoke_at for row in await models.Membership.all()}
    assert spoke == {"20001": START + timedelta(seconds=1), "20002": None, "20003": None}


async def test_a_recalled_message_is_marked(store: str) -> None:
    group = await make_group()
    await keep(group, said(Text("好")))
    await note_recalled(group.id, MessageId("1"), MemberId("20001"), now=START)
    row = await models.ArchivedMessage.get()
    assert (row.recalled_at, row.recalled_by) == (START, "20001")


async def test_the_author_is_known_after_a_restart(store: str) -> None:
    group = await make_group()
    await keep(group, said(Text("好")))
    assert await Archive(FakeClock()).author(group.id, AccountId("3001"), MessageId("1")) == "20001"
