"""Refusals: what a person asked for and may not have, or said so that it cannot be understood."""

from typing import Any


class Refusal(Exception):
    """Ends a command with one polite line; ``code`` ``area.key`` names the template.

    Everything else that is raised is a bug: logged, and people are told a number only.
    """

    code = "chat.refused"

    def __init__(self, **fields: Any) -> None:
        super().__init__(self.code, fields)
        self.fields = fields

    @property
    def template(self) -> str:
        area, _, key = self.code.partition(".")
        return f"{area}/{key}"


class WrongUsage(Refusal):
    """The command's words cannot be read; the answer shows its right form."""

    code = "chat.usage"


class NotAllowed(Refusal):
    """The asker's role is too low for this command."""

    code = "chat.not_allowed"


class TargetProtected(Refusal):
    """Nobody acts on an equal or higher role, on themselves, or on the bot."""

    code = "chat.target_protected"


class RoleUnknown(Refusal):
    """The platform did not say what role the asker has; without that there is no power."""

    code = "chat.role_unknown"


class NoSuchNumber(Refusal):
    """The group has nothing with this number, or it is something else."""

    code = "chat.no_such_number"


class NoSuchMember(Refusal):
    """The member who was meant cannot be found."""

    code = "chat.no_such_member"


class NotEnabled(Refusal):
    """The group has not been enabled."""

    code = "chat.not_enabled"
