# Written by `python -m bot.store.migrate make`.
# fmt: off
# ruff: noqa: E501, F401, I001, RUF012, UP, W
# pyright: basic
from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('kernel', '0001_initial'), ('kernel', '0002_escalation'), ('kernel', '0003_accuracy'), ('notices', '0003_contents')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Receipt',
            name='message',
            field=fields.CharField(default='', max_length=200),
        ),
    ]
