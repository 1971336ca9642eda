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
    dependencies = [('kernel', '0001_initial')]

    initial = True

    operations = [
        ops.CreateModel(
            name='Arrival',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(default='', max_length=200)),
                ('by_id', fields.CharField(null=True, max_length=64)),
                ('known', fields.BooleanField(default=False)),
                ('arrived_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('welcomed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'joining_arrival', 'app': 'joining', 'unique_together': (('group', 'member_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Asking',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('kind', fields.CharField(max_length=20)),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(default='', max_length=200)),
                ('flag', fields.TextField(default='', unique=False)),
                ('sub_type', fields.CharField(default='', max_length=20)),
                ('flag_key', fields.CharField(null=True, unique=True, max_length=100)),
                ('open_key', fields.CharField(null=True, unique=True, max_length=100)),
                ('inviter_id', fields.CharField(null=True, max_length=64)),
                ('text', fields.CharField(default='', max_length=1000)),
                ('stated', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('person', fields.ForeignKeyField('kernel.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.SET_NULL)),
                ('why', fields.CharField(default='', max_length=200)),
                ('state', fields.CharField(default='open', max_length=12)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('reminded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_by', fields.CharField(null=True, max_length=64)),
                ('decided_name', fields.CharField(default='', max_length=200)),
                ('decision', fields.CharField(default='', max_length=500)),
            ],
            options={'table': 'joining_asking', 'app': 'joining', 'unique_together': (('group', 'number'),), 'indexes': [Index(fields=['group', 'state', 'asked_at'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
