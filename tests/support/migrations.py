"""A made-up app with two versions of its tables, written into a folder as a real package."""

import importlib
import sys
from pathlib import Path

from bot.store.config import PluginTables

MODELS = """
from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Parent(Model):
    id = fields.IntField(primary_key=True)
    group = fields.ForeignKeyField("kernel.Group", related_name=False, null=True)
    name = fields.CharField(max_length={length}, unique=True)
    town = fields.CharField(max_length=40, db_index=True)

    class Meta:
        table = "{label}_parent"
        unique_together = (("town", "name"),)
        indexes = (Index(fields=("group", "town")),)


class Child(Model):
    id = fields.IntField(primary_key=True)
    parent = fields.ForeignKeyField("{label}.Parent", related_name=False, on_delete=fields.CASCADE)

    class Meta:
        table = "{label}_child"
"""

ALTER = """
from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("{label}", "0001_initial")]
    operations = [
        ops.AlterField("Parent", "name", fields.CharField(max_length=80, unique=True)),
{more}
    ]
"""

FAILS = '        ops.RunSQL("SELECT * FROM no_such_table"),'
DELETES = "        ops.RunSQL(\"DELETE FROM {label}_parent WHERE town = '南'\"),"


class MadeUpApp:
    """``label`` must be new for every test: models stay registered in the process."""

    def __init__(self, folder: Path, label: str) -> None:
        self.folder = folder / label
        self.label = label
        (self.folder / "migrations").mkdir(parents=True)
        for each in (self.folder, self.folder / "migrations"):
            (each / "__init__.py").touch()
        self.models(40)
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))

    @property
    def tables(self) -> PluginTables:
        return PluginTables(self.label, f"{self.label}.models", f"{self.label}.migrations")

    def models(self, length: int) -> None:
        text = MODELS.format(label=self.label, length=length)
        (self.folder / "models.py").write_text(text)

    def second(self, more: str = "", extra: str = "") -> None:
        """Write the second migration, which alters a column of the parent table."""
        text = ALTER.format(label=self.label, more=more.format(label=self.label)) + extra
        (self.folder / "migrations" / "0002_longer.py").write_text(text)
        self.forget()

    def without_second(self) -> None:
        (self.folder / "migrations" / "0002_longer.py").unlink()
        self.forget()

    def forget(self) -> None:
        """Have Python read the package again."""
        for name in [name for name in sys.modules if name.startswith(f"{self.label}.migrations")]:
            del sys.modules[name]
        importlib.invalidate_caches()
