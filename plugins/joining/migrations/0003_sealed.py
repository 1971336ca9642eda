# Written by `python -m bot.store.migrate make`.
# fmt: off
# ruff: noqa: E501, F401, I001, RUF012, UP, W
# pyright: basic
from tortoise import migrations
from tortoise.migrations import operations as ops
from bot.store.sealed import SealedJson, SealedText

class Migration(migrations.Migration):
    dependencies = [('joining', '0002_moves'), ('kernel', '0005_told')]

    initial = False

    operations = [
        ops.AlterField(
            model_name='Asking',
            name='text',
            field=SealedText(default='', unique=False),
        ),
        ops.AddField(
            model_name='Asking',
            name='said',
            field=SealedJson(null=True, unique=False),
        ),
        # plain text for the moment: the start that applies this seals it
        ops.RunSQL('UPDATE joining_asking SET said = CAST(stated AS TEXT)'),
        ops.RemoveField(model_name='Asking', name='stated'),
    ]
