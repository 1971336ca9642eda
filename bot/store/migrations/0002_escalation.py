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

    initial = False

    operations = [
        ops.CreateModel(
            name='Contact',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('kernel.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('name', fields.CharField(max_length=100)),
                ('duty', fields.CharField(max_length=100)),
                ('email', fields.CharField(null=True, max_length=200)),
                ('platform', fields.CharField(null=True, max_length=20)),
                ('account', fields.CharField(null=True, max_length=64)),
                ('added_by', fields.CharField(max_length=64)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'contact', 'app': 'kernel', 'unique_together': (('organisation', 'name'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Escalation',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('case', fields.ForeignKeyField('kernel.Case', source_field='case_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('recipient', fields.CharField(max_length=200)),
                ('way', fields.CharField(max_length=10)),
                ('address', fields.CharField(default='', max_length=200)),
                ('state', fields.CharField(default='queued', max_length=10)),
                ('reason', fields.CharField(default='', max_length=1000)),
                ('made_by', fields.CharField(default='', max_length=64)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('settled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'escalation', 'app': 'kernel', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Mail',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('key', fields.CharField(unique=True, max_length=200)),
                ('group_id', fields.IntField(null=True)),
                ('recipient', fields.CharField(max_length=200)),
                ('subject', fields.CharField(max_length=300)),
                ('body', fields.TextField(default='', unique=False)),
                ('attachment_name', fields.CharField(null=True, max_length=100)),
                ('attachment', fields.TextField(null=True, unique=False)),
                ('message_id', fields.CharField(max_length=250)),
                ('state', fields.CharField(default='queued', max_length=10)),
                ('attempts', fields.IntField(default=0)),
                ('detail', fields.CharField(default='', max_length=500)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('settled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'mail', 'app': 'kernel', 'indexes': [Index(fields=['state'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Case',
            name='also',
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.AddField(
            model_name='Case',
            name='counted',
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.AddField(
            model_name='Case',
            name='counts',
            field=fields.BooleanField(null=True),
        ),
        ops.AddField(
            model_name='Case',
            name='extras',
            field=fields.CharField(null=True, max_length=60),
        ),
        ops.AddField(
            model_name='WorkOrder',
            name='broken',
            field=fields.IntField(null=True),
        ),
    ]
