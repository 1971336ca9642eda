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
            name='Notice',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('state', fields.CharField(max_length=10)),
                ('text', fields.TextField(unique=False)),
                ('publisher_id', fields.CharField(max_length=64)),
                ('publisher_name', fields.CharField(max_length=200)),
                ('needs_answer', fields.BooleanField(default=True)),
                ('departments', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('mentioned', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('deadline', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('written_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('written_account', fields.CharField(default='', max_length=64)),
                ('written_message', fields.CharField(default='', max_length=64)),
                ('published_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_by', fields.CharField(null=True, max_length=64)),
                ('decided_name', fields.CharField(default='', max_length=200)),
                ('decision', fields.CharField(default='', max_length=1000)),
                ('reminded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('closed_by', fields.CharField(null=True, max_length=64)),
            ],
            options={'table': 'notice', 'app': 'notices', 'unique_together': (('group', 'number'),), 'indexes': [Index(fields=['group', 'state'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='NoticeMessage',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('notice', fields.ForeignKeyField('notices.Notice', source_field='notice_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('account', fields.CharField(max_length=64)),
                ('message_id', fields.CharField(max_length=128)),
            ],
            options={'table': 'notice_message', 'app': 'notices', 'unique_together': (('notice', 'account', 'message_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Receipt',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('notice', fields.ForeignKeyField('notices.Notice', source_field='notice_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(max_length=200)),
                ('answered_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('late', fields.BooleanField(default=False)),
                ('how', fields.CharField(max_length=10)),
            ],
            options={'table': 'notice_receipt', 'app': 'notices', 'unique_together': (('notice', 'member_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Recipient',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('notice', fields.ForeignKeyField('notices.Notice', source_field='notice_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(max_length=200)),
                ('department', fields.CharField(default='', max_length=100)),
            ],
            options={'table': 'notice_recipient', 'app': 'notices', 'unique_together': (('notice', 'member_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Reminder',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('notice', fields.ForeignKeyField('notices.Notice', source_field='notice_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('round', fields.IntField()),
                ('occasion', fields.CharField(max_length=40)),
                ('asked', fields.IntField()),
                ('by', fields.CharField(default='', max_length=64)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'notice_reminder', 'app': 'notices', 'unique_together': (('notice', 'occasion'), ('notice', 'round')), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
