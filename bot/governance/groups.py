"""Putting a group under its regulation and setting how it is kept."""

from datetime import datetime
from typing import Any

from bot.domain.errors import NotEnabled, Refusal
from bot.domain.ids import AccountId, ChatRef, GroupId, MemberId
from bot.domain.members import Actor, Role
from bot.governance import regulations, signals
from bot.governance.directory import GroupState, directory
from bot.store import audit, models
from bot.store.transaction import insert_once, transaction

MODES = ("observe", "assist", "enforce")


class AlreadyEnabled(Refusal):
    """The group has been under its regulation already."""

    code = "groups.already_enabled"


async def enable_group(
    chat: ChatRef, account: AccountId, *, name: str, mode: str, actor: Actor, now: datetime
) -> GroupState:
    """Put the group under the built-in regulation, or back under its own. Raises AlreadyEnabled."""
    group_id = await _enable(chat, account, name, mode, actor, now)
    state = await directory.reload(group_id, now=now)
    if state is None:
        raise NotEnabled()
    await signals.emit(signals.GroupEnabled(group_id), signals.Context(group_id, now))
    return state


@transaction
async def _enable(chat: ChatRef, account: AccountId, name: str, mode: str, actor: Actor, now: datetime) -> GroupId:
    organisation_id = await the_organisation()
    await regulations.ensure_basic(organisation_id, now=now)
    external_id = chat.group or ""
    new = models.Group(
        organisation_id=organisation_id, platform=chat.platform, external_id=external_id, name=name[:200], mode=mode
    )
    await insert_once(new)
    # Written first: of two who enable at once, one finds it enabled. What the member list said before is
    # not held against those who came and went meanwhile.
    group = models.Group.filter(platform=chat.platform, external_id=external_id)
    named = {"name": name[:200]} if name else {}
    changed = await group.filter(enabled=False).update(
        enabled=True,
        halted=False,
        enabled_at=now,
        primary_account=account,
        primary_seen_at=now,
        members_seen_at=None,
        **named,
    )
    if not changed:
        raise AlreadyEnabled()
    row = await group.get()
    await _audit(GroupId(row.id), actor, "group.enabled", now, mode=row.mode)
    return GroupId(row.id)


async def the_organisation() -> int:
    """The store's organisation, made where there is none yet; of two who make it at once, one does."""
    row = await models.Organisation.all().order_by("id").first()
    if row is None:
        await insert_once(models.Organisation(id=1, name=""))
        row = await models.Organisation.all().order_by("id").first()
    return row.id if row is not None else 1


async def ids_on(organisation_id: int, platform: str) -> list[GroupId]:
    """Every group of the organisation on this platform, disabled ones too."""
    rows = await models.Group.filter(organisation_id=organisation_id, platform=platform).order_by("id")
    return [GroupId(row.id) for row in rows]


async def disable_group(group: GroupState, *, actor: Actor, now: datetime) -> None:
    """Leave the group alone again; nothing recorded is lost."""
    await _change(group, actor, "group.disabled", now, enabled=False)
    await signals.emit(signals.GroupDisabled(group.id), signals.Context(group.id, now))


async def set_mode(group: GroupState, mode: str, *, actor: Actor, now: datetime) -> GroupState | None:
    """``mode`` is one of MODES; a halt stays until it is resumed."""
    return await _change(group, actor, "group.mode", now, mode=mode)


async def set_halted(group: GroupState, halted: bool, *, actor: Actor, now: datetime) -> GroupState | None:
    """Stop or resume all automatic sanctions at once."""
    return await _change(group, actor, "group.halted" if halted else "group.resumed", now, halted=halted)


async def bind_console(group: GroupState, console: str | None, *, actor: Actor, now: datetime) -> GroupState | None:
    """Tell the administrators in that group of the same platform; None tells them here."""
    return await _change(group, actor, "group.console", now, console_external_id=console)


async def _change(group: GroupState, actor: Actor, action: str, now: datetime, **columns: Any) -> GroupState | None:
    await _write(group.id, actor, action, now, columns)
    return await directory.reload(group.id, now=now)


@transaction
async def _write(group_id: GroupId, actor: Actor, action: str, now: datetime, columns: dict[str, Any]) -> None:
    await models.Group.filter(id=group_id).update(**columns)
    await _audit(group_id, actor, action, now, **{k: str(v) for k, v in columns.items()})


async def grant_role(group: GroupState, member: MemberId, role: Role, *, actor: Actor, now: datetime) -> None:
    """Make the member an administrator or organiser through the bot; replaces an earlier grant."""
    await _grant(group.id, member, role, actor, now)
    await directory.reload(group.id, now=now)


@transaction
async def _grant(group_id: GroupId, member: MemberId, role: Role, actor: Actor, now: datetime) -> None:
    await models.Grant.update_or_create(  # pyright: ignore[reportUnknownMemberType]
        defaults={"role": role.value, "granted_by": actor.id, "granted_at": now},
        group_id=group_id,
        member_id=member,
    )
    await _audit(group_id, actor, "role.granted", now, member=member, role=role.name)


async def revoke_role(group: GroupState, member: MemberId, *, actor: Actor, now: datetime) -> bool:
    """Take a granted role back. False when there was none; the platform's own roles are not touched."""
    removed = await _revoke(group.id, member, actor, now)
    await directory.reload(group.id, now=now)
    return removed


@transaction
async def _revoke(group_id: GroupId, member: MemberId, actor: Actor, now: datetime) -> bool:
    removed = await models.Grant.filter(group_id=group_id, member_id=member).delete()
    if removed:
        await _audit(group_id, actor, "role.revoked", now, member=member)
    return bool(removed)


@transaction
async def take_over(group_id: GroupId, account: AccountId, *, now: datetime, unless_seen_since: datetime) -> bool:
    """Become the group's primary account where the old one has not been seen since. One of two wins."""
    stale = models.Group.filter(id=group_id, primary_seen_at__lt=unless_seen_since)
    changed = await stale.update(primary_account=account, primary_seen_at=now)
    if not changed:
        unset = models.Group.filter(id=group_id, primary_account=None)
        changed = await unset.update(primary_account=account, primary_seen_at=now)
    return bool(changed)


@transaction
async def keep_primary(account: AccountId, *, now: datetime) -> None:
    """Say that this account still serves its groups: one row update for all of them."""
    await models.Group.filter(primary_account=account, enabled=True).update(primary_seen_at=now)


async def _audit(group_id: GroupId, actor: Actor, action: str, now: datetime, **details: Any) -> None:
    await audit.record(f"group:{group_id}", at=now, actor=actor.id, action=action, **details)
