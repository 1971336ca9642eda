"""Requests to join as a V11 implementation lists them: the actions' names and the shapes of their answers.

NapCat names the applicant ``invitor_uin`` and keeps what QQ has filtered in a list of its own; LLOneBot tells the
flag, the others a number that is one; go-cqhttp answers null where nobody asks.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.events import JoinRequested, ListedRequest
from bot.domain.ids import AccountId, ChatRef, MemberId
from bot.domain.ports import Outcome, Result
from bot.gateway.decode11 import PLATFORM
from bot.gateway.fields import Frame, dict_of, first_text, id_of, is_list, list_of, text_of

LISTING = ("get_group_system_msg", "get_group_requests")
"""The first one that an account knows."""
FILTERED = ("get_group_ignored_notifies", "get_group_ignore_add_request")
MOST = 50
_FILTERED_FLAG = ("|1", "-1")
"""LLOneBot's and Lagrange's flags end so where QQ took the request for doubtful."""


def requests_of(result: Result, account: AccountId, now: datetime, *, filtered: bool) -> list[ListedRequest] | None:
    """None where the answer holds no list; invitations of the bot are left out."""
    if result.outcome is not Outcome.DONE:
        return None
    found: dict[str, ListedRequest] = {}
    for entry in _entries(result.data):
        if (read := _request(entry, account, now, filtered)) is not None:
            found.setdefault(read.event.flag, read)
    return list(found.values())


def _entries(data: object) -> Iterator[Frame]:
    listed = data if is_list(data) else dict_of(data).get("join_requests")
    for entry in list_of(listed)[: 2 * MOST]:
        yield dict_of(entry)


def _request(entry: Frame, account: AccountId, now: datetime, filtered: bool) -> ListedRequest | None:
    group = id_of(entry.get("group_id"))
    named = (id_of(entry.get(name)) for name in ("requester_uin", "user_id", "requester_id", "target_uin"))
    member = next((each for each in named if each), None)
    inviter = id_of(entry.get("invitor_uin"))
    if member is None:
        member, inviter = inviter, None
    flag = first_text(entry, "flag", "request_id", "sequence")[:500]
    if not group or not member or not flag:
        return None
    request = JoinRequested(
        account=account,
        chat=ChatRef(PLATFORM, group=group),
        at=now,
        member=MemberId(member),
        flag=flag,
        sub_type="add",
        comment=text_of(entry.get("message") or entry.get("comment"))[:2000],
        inviter=MemberId(inviter) if inviter and inviter != member else None,
        filtered=filtered or entry.get("suspicious") is True or _says_filtered(flag),
    )
    return ListedRequest(request, settled=entry.get("checked") is True)


def _says_filtered(flag: str) -> bool:
    parts = 3 if "|" in flag else 4
    return flag.endswith(_FILTERED_FLAG) and len(flag.replace("|", "-").split("-")) >= parts
