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
    dependencies = [('kernel', '0003_accuracy'), ('notices', '0001_initial')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Addressed',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('account', fields.CharField(max_length=64)),
                ('message_id', fields.CharField(max_length=128)),
                ('asker_id', fields.CharField(max_length=64)),
                ('asker_name', fields.CharField(max_length=200)),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(max_length=200)),
                ('clause', fields.CharField(max_length=100)),
                ('excerpt', fields.CharField(default='', max_length=200)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('state', fields.CharField(default='open', max_length=10)),
                ('reminded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'notice_addressed', 'app': 'notices', 'unique_together': (('group', 'message_id', 'member_id'),), 'indexes': [Index(fields=['group', 'state']), Index(fields=['group', 'asked_at'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='NoticePlace',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('notice', fields.ForeignKeyField('notices.Notice', source_field='notice_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
            ],
            options={'table': 'notice_place', 'app': 'notices', 'unique_together': (('group', 'number'), ('notice', 'group')), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='NoticePlan',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('rule', fields.CharField(max_length=100)),
                ('spoken', fields.CharField(max_length=100)),
                ('words', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('publisher_id', fields.CharField(max_length=64)),
                ('publisher_name', fields.CharField(max_length=200)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('next_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_by', fields.CharField(default='', max_length=64)),
            ],
            options={'table': 'notice_plan', 'app': 'notices', 'unique_together': (('group', 'number'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='NoticeVersion',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('notice', fields.ForeignKeyField('notices.Notice', source_field='notice_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('version', fields.IntField()),
                ('text', fields.TextField(unique=False)),
                ('change', fields.TextField(default='', unique=False)),
                ('deadline', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('asks_again', fields.BooleanField(default=True)),
                ('edited_by', fields.CharField(max_length=64)),
                ('edited_name', fields.CharField(max_length=200)),
                ('edited_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'notice_version', 'app': 'notices', 'unique_together': (('notice', 'version'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SavedList',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('kernel.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('name', fields.CharField(max_length=50)),
                ('members', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('departments', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('made_by', fields.CharField(max_length=64)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'notice_list', 'app': 'notices', 'unique_together': (('organisation', 'name'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Notice',
            name='enclosed',
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.AddField(
            model_name='Notice',
            name='plan',
            field=fields.ForeignKeyField('notices.NoticePlan', source_field='plan_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.SET_NULL),
        ),
        ops.AddField(
            model_name='Notice',
            name='planned_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Notice',
            name='source',
            field=fields.CharField(default='', max_length=200),
        ),
        ops.AddField(
            model_name='Notice',
            name='urgent',
            field=fields.BooleanField(default=False),
        ),
        ops.AddField(
            model_name='Notice',
            name='version',
            field=fields.IntField(default=1),
        ),
        ops.AddField(
            model_name='Notice',
            name='wider',
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.AddField(
            model_name='Receipt',
            name='by_id',
            field=fields.CharField(default='', max_length=64),
        ),
        ops.AddField(
            model_name='Receipt',
            name='by_name',
            field=fields.CharField(default='', max_length=200),
        ),
        ops.AddField(
            model_name='Receipt',
            name='question',
            field=fields.TextField(null=True, unique=False),
        ),
        ops.AddField(
            model_name='Receipt',
            name='version',
            field=fields.IntField(default=1),
        ),
        ops.AddField(
            model_name='Recipient',
            name='person',
            field=fields.ForeignKeyField('kernel.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.SET_NULL),
        ),
        ops.AddField(
            model_name='Recipient',
            name='place',
            field=fields.ForeignKeyField('kernel.Group', source_field='place_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.SET_NULL),
        ),
    ]
