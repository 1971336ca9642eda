"""Erasing a person: on request, or when somebody departed is kept no longer. The audit chain stays whole.

What remains are cases without name, account and words (a measure that was taken must stay explicable), a ban by its
account alone, and audit entries that name a number and no person. Copies made earlier still hold what they
held; every later one, and every export, does not.
"""

from datetime import datetime
from secrets import token_hex

from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.effects.forgetting import forget_in_outbox
from bot.governance import signals
from bot.governance.people.accounts import accounts_of
from bot.governance.people.kept import opened
from bot.governance.people.roster import ERASED, chain, roster_of
from bot.store import audit, models
from bot.store.transaction import transaction

DEFAULT_KEEP_DAYS = 365
"""How long somebody departed stays on the roster where nothing else is set."""
NAMELESS = "已抹去"


@transaction
async def erase_person(organisation_id: int, row: int, *, actor: Actor, now: datetime, reason: str = "asked") -> bool:
    """Take the person out of everything: roster, accounts, links, and whatever areas hold. False where unknown.

    Archived messages of theirs in which they wrote their own number lose that number.
    """
    person = (await roster_of(organisation_id)).by_row(row)
    if person is None:
        return False
    plain = opened(person)
    accounts = tuple((each.platform, each.account) for each in await accounts_of(row))
    known = tuple(value for value in (plain.name, plain.phone, plain.staff_number) if value)
    erased = signals.PersonErased(organisation_id, row, accounts, known, f"{NAMELESS}-{token_hex(5)}")
    await signals.emit(erased, signals.Context(None, now))
    await _clean_archive(organisation_id, accounts, [value for value in (plain.phone, plain.staff_number) if value])
    places = await models.Group.filter(organisation_id=organisation_id).values_list("id", flat=True)
    await forget_in_outbox([int(str(each)) for each in places], accounts, known, NAMELESS, now)
    for platform, account in accounts:
        await models.AccountCode.filter(platform=platform, account=account).delete()
        await models.AccountTry.filter(platform=platform, account=account).delete()
        await _forget_names(organisation_id, platform, account)
    # the chain first: that is by which every process learns of it
    await audit.record(
        chain(organisation_id), at=now, actor=actor.id, action=ERASED, subject=f"person:{row}", reason=reason
    )
    await models.Person.filter(id=row, organisation_id=organisation_id).delete()
    return True


async def _forget_names(organisation_id: int, platform: str, account: MemberId) -> None:
    """Names of memberships that have ended; a present member's are the platform's to tell."""
    for group in await models.Group.filter(organisation_id=organisation_id, platform=platform):
        theirs = models.Membership.filter(group_id=group.id, member_id=account)
        await theirs.update(person_id=None)
        await theirs.filter(left_at__isnull=False).update(nickname="", card="")


async def _clean_archive(organisation_id: int, accounts: tuple[tuple[str, MemberId], ...], numbers: list[str]) -> None:
    """In the archive a name is a word of talk; a phone or staff number that its owner wrote there goes."""
    for platform, account in accounts:
        groups = await models.Group.filter(organisation_id=organisation_id, platform=platform)
        for number in numbers:
            places = [each.id for each in groups]
            rows = models.ArchivedMessage.filter(group_id__in=places, member_id=account, text__contains=number)
            for each in await rows:
                cleaned = each.text.replace(number, NAMELESS)
                each.text, each.segments = cleaned, []
                await each.save(update_fields=["text", "segments"])
