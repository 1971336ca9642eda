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
            name='Keep',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(max_length=200)),
                ('reason', fields.CharField(default='', max_length=500)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('kept_by', fields.CharField(max_length=64)),
                ('kept_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'cleanup_keep', 'app': 'cleanup', 'unique_together': (('group', 'member_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Round',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('state', fields.CharField(default='preview', max_length=10)),
                ('members', fields.IntField()),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('made_by', fields.CharField(default='', max_length=64)),
                ('made_name', fields.CharField(default='', max_length=200)),
                ('first_by', fields.CharField(null=True, max_length=64)),
                ('first_name', fields.CharField(default='', max_length=200)),
                ('confirmed_by', fields.CharField(null=True, max_length=64)),
                ('confirmed_name', fields.CharField(default='', max_length=200)),
                ('confirmed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('remove_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('attempt', fields.IntField(default=0)),
                ('paused_why', fields.CharField(default='', max_length=40)),
                ('finished_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'cleanup_round', 'app': 'cleanup', 'unique_together': (('group', 'number'),), 'indexes': [Index(fields=['group', 'state'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Item',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('round', fields.ForeignKeyField('cleanup.Round', source_field='round_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('position', fields.IntField()),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(max_length=200)),
                ('reasons', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('state', fields.CharField(default='proposed', max_length=10)),
                ('note', fields.CharField(default='', max_length=40)),
                ('case_id', fields.IntField(null=True)),
                ('case_number', fields.IntField(null=True)),
                ('changed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'cleanup_item', 'app': 'cleanup', 'unique_together': (('round', 'member_id'),), 'indexes': [Index(fields=['member_id', 'state'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Sign',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('seen_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'cleanup_sign', 'app': 'cleanup', 'unique_together': (('group', 'member_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
