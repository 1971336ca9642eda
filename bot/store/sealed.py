"""Columns that hold personal data: sealed in the database, plain text in a model object."""

# Tortoise's fields are not fully typed:
# pyright: reportUnknownMemberType=false, reportMissingTypeArgument=false, reportUnknownParameterType=false

import json
from typing import Any

from tortoise import fields

from bot.store import keys


class SealedText(fields.TextField):
    """A text that is sealed on its way into the database. It cannot be searched: search its mark."""

    @property
    def place(self) -> str:
        """What a sealed value is bound to: table and column."""
        return f"{self.model._meta.db_table}.{self.model_field_name}"  # pyright: ignore[reportPrivateUsage]

    def to_db_value(self, value: Any, instance: Any) -> Any:
        return keys.seal(self.place, self.packed(value)) if value is not None else None

    def to_python_value(self, value: Any) -> Any:
        """What comes from the database is opened; what a caller gives is taken as it is."""
        if isinstance(value, str) and keys.is_sealed(value):
            return self.unpacked(keys.open_sealed(self.place, value))
        return self.unpacked(value) if value is not None else None

    def packed(self, value: Any) -> str:
        return str(value)

    def unpacked(self, value: Any) -> Any:
        return value


class SealedJson(SealedText):
    """As SealedText, for what JSON can say."""

    def packed(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def unpacked(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value
