# Written by `python -m bot.store.migrate make`.
# fmt: off
# ruff: noqa: E501, F401, I001, RUF012, UP, W
# pyright: basic
from tortoise import migrations
from tortoise.migrations import operations as ops
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('antispam', '0003_pictures'), ('kernel', '0001_initial'), ('kernel', '0002_escalation'), ('kernel', '0003_accuracy')]

    initial = False

    operations = [
        ops.CreateModel(
            name='StoppedTopic',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('about', fields.CharField(default='', max_length=100)),
                ('clause', fields.CharField(max_length=100)),
                ('code', fields.CharField(max_length=40)),
                ('marks', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('stopped_by', fields.CharField(max_length=64)),
                ('stopped_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'antispam_topic', 'app': 'antispam', 'indexes': [Index(fields=['group', 'until'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
