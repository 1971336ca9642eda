"""A person of the organisation, as the roster knows them."""

from dataclasses import dataclass
from typing import Literal

PersonState = Literal["in_post", "on_leave", "departed"]


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the roster; None means the roster does not say, never "".

    ``phone`` has 11 digits, ``staff_number`` is upper case with its leading zeros kept.
    """

    name: str
    department: str | None = None
    position: str | None = None
    phone: str | None = None
    staff_number: str | None = None
    superior: str | None = None
    state: PersonState = "in_post"
