"""Where the implementations differ: names, codes, defaults, and what they do not look at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """``ignores_result`` lists actions that answer ok whatever came of them."""

    app_name: str
    app_version: str
    unknown_action: int
    bad_params: int
    failed: int
    mute_default_seconds: int
    ignores_result: frozenset[str]
    absent: frozenset[str] = frozenset()
    has_signed_ids: bool = False
    flag_form: str = "{flag}"
    """How a request's flag looks; it is handed back unread."""
    has_role_only: bool = True
    """Whether a message's sender has only id, nickname, card and role."""


NAPCAT = Profile(
    "NapCat.Onebot",
    "4.8.100",
    1404,
    1400,
    1200,
    0,
    frozenset({"set_group_kick"}),
    frozenset({"_delete_group_notice"}),
)
LLONEBOT = Profile(
    "LLOneBot",
    "8.1.7",
    1404,
    1400,
    1200,
    1800,
    frozenset(),
    frozenset({"_del_group_notice", "get_group_ignored_notifies"}),
    has_signed_ids=True,
    flag_form="{group}|{flag}|22|{doubt}",
    has_role_only=False,
)
LAGRANGE = Profile(
    "Lagrange.OneBot",
    "0.0.3",
    404,
    200,
    200,
    0,
    frozenset({"set_group_ban", "set_group_kick", "set_group_card", "set_group_leave", "set_group_whole_ban"}),
    frozenset(
        {
            "set_msg_emoji_like",
            "get_group_shut_list",
            "get_group_at_all_remain",
            "get_group_system_msg",
            "get_group_ignored_notifies",
        }
    ),
    flag_form="{flag}-{group}-1-{doubt}",
    has_role_only=False,
)
GOCQHTTP = Profile(
    "go-cqhttp",
    "v1.2.0",
    404,
    100,
    100,
    1800,
    frozenset({"set_group_whole_ban", "set_group_leave"}),
    frozenset({"set_msg_emoji_like", "get_group_shut_list", "get_group_ignored_notifies"}),
    has_signed_ids=True,
    has_role_only=False,
)
PROFILES = {profile.app_name: profile for profile in (NAPCAT, LLONEBOT, LAGRANGE, GOCQHTTP)}
