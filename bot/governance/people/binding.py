"""One person, two accounts: a code shown to the new account is typed, and confirmed, by one that is known.

The known account is told which account it is about to take in and must say yes; the new one can do nothing
more with the code. So neither a code overheard in a chat nor one guessed makes an account somebody else's:
overheard, it is of use only to accounts known already; guessed, it would be one of a hundred millions within
five tries an hour. Codes live ten minutes, once, and lie in the store as keyed hashes.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.governance.people.accounts import MOST_ACCOUNTS, account_person, accounts_of, link_account
from bot.governance.people.roster import roster_of
from bot.store import keys, models
from bot.store.transaction import transaction

CODE_LASTS = timedelta(minutes=10)
MOST_CODES = 3
MOST_WRONG = 5
WINDOW = timedelta(hours=1)
_DIGITS = 8


class AlreadyBound(Refusal):
    """This account is somebody's already: the new account asks, not the known one."""

    code = "people.already_bound"


class NotKnown(Refusal):
    """The account that typed the code is nobody's, or of somebody departed."""

    code = "people.not_known"


class WrongCode(Refusal):
    """No such code, or no longer."""

    code = "people.wrong_code"


class TooOften(Refusal):
    """Too many codes asked for, or typed wrongly, within the hour."""

    code = "people.too_often"


class TooManyAccounts(Refusal):
    """The person has as many accounts as one may have."""

    code = "people.too_many_accounts"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """The account that showed the code; ``name`` is what it is called where it asked."""

    platform: str
    account: MemberId
    name: str


@transaction
async def ask_code(organisation_id: int, platform: str, account: MemberId, *, name: str, now: datetime) -> str:
    """A new code for this account; an earlier one of it is void. Raises AlreadyBound, TooOften."""
    if await account_person(organisation_id, platform, account) is not None:
        raise AlreadyBound()
    await _count("asked", platform, account, MOST_CODES, now)
    await models.AccountTry.create(kind="asked", platform=platform, account=account, at=now)
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    await models.AccountCode.filter(organisation_id=organisation_id, platform=platform, account=account).delete()
    await models.AccountCode.filter(expires_at__lt=now).delete()
    await models.AccountTry.filter(at__lt=now - WINDOW).delete()
    await models.AccountCode.create(
        organisation_id=organisation_id,
        platform=platform,
        account=account,
        account_name=name[:200],
        code_mark=_mark(code),
        made_at=now,
        expires_at=now + CODE_LASTS,
    )
    return code


async def answer_code(
    organisation_id: int, platform: str, account: MemberId, code: str, *, now: datetime
) -> NewAccount:
    """Whose code it is, for the known account to look at before it says yes. Nothing is bound yet.

    Raises NotKnown, WrongCode, TooOften, TooManyAccounts.
    """
    found, _ = await _found(organisation_id, platform, account, code, now)
    if found is None:
        raise WrongCode()
    return found


@transaction
async def _found(
    organisation_id: int, platform: str, account: MemberId, code: str, now: datetime
) -> tuple[NewAccount | None, int]:
    """The waiting account and the person it would belong to; a wrong try is written down, not raised."""
    row = await account_person(organisation_id, platform, account)
    person = (await roster_of(organisation_id)).by_row(row)
    if row is None or person is None or person.state == "departed":
        raise NotKnown()
    await _count("wrong", platform, account, MOST_WRONG, now)
    if len(await accounts_of(row)) >= MOST_ACCOUNTS:
        raise TooManyAccounts(most=MOST_ACCOUNTS)
    waiting = await models.AccountCode.filter(
        organisation_id=organisation_id, code_mark=_mark(code), expires_at__gt=now
    ).first()
    if waiting is None:
        await models.AccountTry.create(kind="wrong", platform=platform, account=account, at=now)
        return None, row
    if waiting.answered_by is None:
        await models.AccountCode.filter(id=waiting.id, answered_by=None).update(
            answered_platform=platform, answered_by=account
        )
    elif (waiting.answered_platform, waiting.answered_by) != (platform, account):
        return None, row  # somebody else typed it first: it is theirs to confirm, or nobody's
    return NewAccount(waiting.platform, MemberId(waiting.account), waiting.account_name), row


async def confirm_code(
    organisation_id: int, platform: str, account: MemberId, code: str, *, actor: Actor, now: datetime
) -> tuple[NewAccount, bool]:
    """The known account says yes: the new account is the same person's. The code is used up.

    Only the account that was shown whose code it is may confirm: where it was not, it is shown now, and the
    answer is False. Raises as ``answer_code``, AlreadyBound.
    """
    waiting = models.AccountCode.filter(
        organisation_id=organisation_id, code_mark=_mark(code), answered_platform=platform, answered_by=account
    )
    if not await waiting.exists():
        return await answer_code(organisation_id, platform, account, code, now=now), False
    found, row = await _found(organisation_id, platform, account, code, now)
    if found is None:
        raise WrongCode()
    await _bind(organisation_id, found, row, _mark(code), actor, now)
    return found, True


@transaction
async def _bind(organisation_id: int, found: NewAccount, row: int, mark: str, actor: Actor, now: datetime) -> None:
    used = models.AccountCode.filter(organisation_id=organisation_id, code_mark=mark)
    if not await used.delete():
        raise WrongCode()
    if await account_person(organisation_id, found.platform, found.account) is not None:
        raise AlreadyBound()
    await link_account(organisation_id, found.platform, found.account, row, how="code", actor=actor, now=now)


async def _count(kind: str, platform: str, account: MemberId, most: int, now: datetime) -> None:
    tries = models.AccountTry.filter(kind=kind, platform=platform, account=account, at__gt=now - WINDOW)
    if await tries.count() >= most:
        raise TooOften()


def _mark(code: str) -> str:
    return keys.mark("person_account_code", code)
