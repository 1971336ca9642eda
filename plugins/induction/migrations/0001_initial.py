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
    dependencies = [('kernel', '0004_people')]

    initial = True

    operations = [
        ops.CreateModel(
            name='Acceptance',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('regulation', fields.ForeignKeyField('kernel.Regulation', source_field='regulation_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('version', fields.CharField(max_length=40)),
                ('how', fields.CharField(max_length=10)),
                ('accepted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'induction_acceptance', 'app': 'induction', 'unique_together': (('group', 'member_id', 'regulation'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Course',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(default='', max_length=200)),
                ('state', fields.CharField(default='open', max_length=12)),
                ('wants_acceptance', fields.BooleanField(default=False)),
                ('needed', fields.IntField(default=0)),
                ('right', fields.IntField(default=0)),
                ('answered_today', fields.IntField(default=0)),
                ('in_round', fields.IntField(default=0)),
                ('day', fields.CharField(default='', max_length=10)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('asked', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('question', fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ('private', fields.BooleanField(default=False)),
                ('case_number', fields.IntField(null=True)),
                ('since', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('invited_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reminders', fields.IntField(default=0)),
                ('reminded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('settled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('settled_by', fields.CharField(default='', max_length=64)),
            ],
            options={'table': 'induction_course', 'app': 'induction', 'unique_together': (('group', 'member_id'),), 'indexes': [Index(fields=['group', 'state'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='WrittenQuestion',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('text', fields.CharField(max_length=300)),
                ('choices', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('clause', fields.CharField(default='', max_length=100)),
                ('written_by', fields.CharField(max_length=64)),
                ('written_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'induction_question', 'app': 'induction', 'unique_together': (('group', 'number'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
