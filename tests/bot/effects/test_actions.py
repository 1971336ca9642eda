import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.messages import (
    Card,
    File,
    Forward,
    Image,
    Media,
    Mention,
    MentionAll,
    Other,
    Quote,
    Segment,
    Text,
)
from bot.domain.ports import Ability
from bot.effects.accounts import Accounts
from bot.effects.actions import (
    Action,
    Announce,
    AnswerRequest,
    Kick,
    Mute,
    React,
    Recall,
    Send,
    SetCard,
    ability,
    action_from_json,
    action_to_json,
)
from bot.effects.reconcile import resembles
from bot.effects.segments_json import segments_from_json, segments_to_json
from tests.support.platform import FakePlatform

GROUP = ChatRef("qq", "900")
WANG = MemberId("2")
SEGMENTS: tuple[Segment, ...] = (
    Quote(MessageId("-5"), WANG),
    Mention(WANG, "王"),
    MentionAll(),
    Text("[CQ:at,qq=all] 好"),
    Image("a.png", "http://x", 5),
    File("表.xlsx", "f", "u", None),
    Card("标题", "说明", "http://y"),
    Forward("abc"),
    Media("record", "v"),
    Other("dice", {"value": {"n": [1, 2]}}),
)
ACTIONS: list[Action] = [
    Send(GROUP, SEGMENTS, "#5"),
    Send(ChatRef("wechat", None, WANG), (Text("私聊"),)),
    Recall(GROUP, MessageId("-1")),
    Mute(GROUP, WANG, timedelta(days=1, milliseconds=500)),
    Kick(GROUP, WANG, True),
    Kick(GROUP, WANG, False, datetime(2026, 3, 2, 1, 2, 3, 456, tzinfo=UTC)),
    SetCard(GROUP, WANG, "王"),
    AnswerRequest(GROUP, "f|1", "add", False, "不在名单"),
    Announce(GROUP, "公告"),
    React(GROUP, MessageId("7"), "76"),
]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: type(a).__name__)
def test_an_action_survives_as_json(action: Action) -> None:
    assert action_from_json(json.loads(json.dumps(action_to_json(action)))) == action


def test_segments_survive_as_json_and_unknown_ones_are_kept() -> None:
    assert segments_from_json(json.loads(json.dumps(segments_to_json(SEGMENTS)))) == SEGMENTS
    assert segments_from_json([{"type": "hologram", "depth": 3}]) == (Other("hologram", {"depth": 3}),)


def test_only_sending_needs_no_ability() -> None:
    assert [ability(action) for action in ACTIONS[:3]] == [None, None, Ability.RECALL]
    assert all(ability(action) is not None for action in ACTIONS[2:])


@pytest.mark.parametrize(
    ("found", "is_it"),
    [
        ("@王 请确认 #12", True),
        ("@小王 请确认  #12", True),
        ("请确认 #12", True),
        ("请确认 #123", False),
        ("请确认 #13", False),
        ("收到 #12", False),
        ("", False),
    ],
)
def test_a_message_is_known_again_however_mentions_and_spaces_are_written(found: str, is_it: bool) -> None:
    assert resembles(found, Send(GROUP, (Mention(WANG, "王"), Text(" 请确认 #12")), "#12")) is is_it


def test_a_long_message_is_known_by_its_first_part() -> None:
    text = "第一条 " + "不得发布广告。" * 300
    assert resembles(text[:1500], Send(GROUP, (Text(text),)))


def test_accounts_come_and_go_and_watchers_are_told() -> None:
    accounts, told = Accounts(), []
    accounts.watch(lambda account, up: told.append((account, up)))
    first, second = FakePlatform("1"), FakePlatform("1")
    accounts.up(first)
    accounts.up(second)
    accounts.down(AccountId("1"), first)
    assert accounts.get(AccountId("1")) is second
    accounts.down(AccountId("1"))
    accounts.down(AccountId("1"))
    assert accounts.all() == []
    assert told == [("1", True), ("1", True), ("1", False)]


def test_a_group_is_served_by_its_account_or_by_the_only_one_of_its_platform() -> None:
    class Row:
        platform = "qq"
        primary_account: str | None = None

    accounts, row = Accounts(), Row()
    one, two = FakePlatform("1"), FakePlatform("2")
    assert accounts.for_group(row) is None
    accounts.up(one)
    assert accounts.for_group(row) is one
    accounts.up(two)
    assert accounts.for_group(row) is None
    row.primary_account = "2"
    assert accounts.for_group(row) is two
    assert accounts.for_group("1") is one
    assert accounts.for_group(None) is None
