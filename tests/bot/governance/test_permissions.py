"""The whole matrix of who may do what to whom, generated from the commands that exist."""

from itertools import product

import pytest

from bot.chat.commands import Command, table
from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.governance.permissions import Target, authorize
from tests.support.house import load_areas

load_areas()
ACTOR, OTHER = MemberId("1"), MemberId("2")
ROLES: list[Role | None] = [None, *Role]
TARGETS: list[tuple[str, Role | None]] = [
    *(("somebody", role) for role in ROLES),
    ("themselves", Role.MEMBER),
    ("the bot", Role.MEMBER),
]


def _target(kind: str, role: Role | None, actor: Role | None) -> Target:
    if kind == "themselves":
        return Target(ACTOR, actor)
    return Target(OTHER, role, is_bot=kind == "the bot")


def _expected(command: Command, actor: Role | None, kind: str, target: Role | None) -> bool:
    """The rule in words: enough power, and over somebody strictly lower who is neither oneself nor the bot."""
    if actor is None or actor.value < command.role.value:
        return command.role is Role.MEMBER and not command.acts_on and actor is None
    if not command.acts_on:
        return True
    return kind == "somebody" and target is not None and target.value < actor.value


@pytest.mark.parametrize("command", table.all(), ids=lambda command: command.name)
def test_every_actor_target_and_group_is_decided_by_the_rule(command: Command) -> None:
    for actor, (kind, role), same_group, anonymous in product(ROLES, TARGETS, (True, False), (False, True)):
        target = _target(kind, role, actor) if command.acts_on else None
        refusal = authorize(ACTOR, actor, needs=command.role, target=target, anonymous=anonymous, same_group=same_group)
        allowed = same_group and not anonymous and _expected(command, actor, kind, role)
        assert (refusal is None) is allowed, (command.name, actor, kind, role, same_group, anonymous)


def test_every_command_that_sanctions_needs_an_administrator_and_a_target_check() -> None:
    for name in ("warn", "mute", "kick", "ban", "unmute"):
        command = table.get(name)
        assert command is not None
        assert command.role is Role.ADMIN
        assert command.acts_on
        assert not command.target_unchecked


def test_no_two_commands_share_a_name() -> None:
    names = [name for command in table.all() for name in (command.name, command.alias)]
    assert len(names) == len(set(names))
