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
    dependencies = [('joining', '0001_initial'), ('kernel', '0005_told')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Departure',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(default='', max_length=200)),
                ('person_id', fields.IntField(null=True)),
                ('by_id', fields.CharField(null=True, max_length=64)),
                ('how', fields.CharField(max_length=10)),
                ('left_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'joining_departure', 'app': 'joining', 'indexes': [Index(fields=['group', 'left_at'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Move',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('kind', fields.CharField(max_length=12)),
                ('people', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('code', fields.CharField(max_length=40)),
                ('clause', fields.CharField(max_length=100)),
                ('state', fields.CharField(default='open', max_length=10)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('first_by', fields.CharField(null=True, max_length=64)),
                ('first_name', fields.CharField(default='', max_length=200)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_by', fields.CharField(null=True, max_length=64)),
                ('decided_name', fields.CharField(default='', max_length=200)),
                ('decision', fields.CharField(default='', max_length=500)),
            ],
            options={'table': 'joining_move', 'app': 'joining', 'unique_together': (('group', 'number'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
