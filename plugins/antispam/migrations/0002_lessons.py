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
    dependencies = [('antispam', '0001_initial'), ('kernel', '0003_accuracy')]

    initial = False

    operations = [
        ops.CreateModel(
            name='TaughtLesson',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('kernel.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('spam', fields.BooleanField()),
                ('source', fields.CharField(max_length=10)),
                ('state', fields.CharField(max_length=10)),
                ('guard', fields.CharField(default='', max_length=10)),
                ('fingerprint', fields.CharField(max_length=64)),
                ('scheme', fields.CharField(max_length=40)),
                ('buckets', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('base', fields.FloatField()),
                ('excerpt', fields.CharField(max_length=60)),
                ('author_id', fields.CharField(null=True, max_length=128)),
                ('teacher_id', fields.CharField(max_length=64)),
                ('teacher_name', fields.CharField(default='', max_length=200)),
                ('taught_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('settled_by', fields.CharField(null=True, max_length=64)),
                ('settled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'antispam_lesson', 'app': 'antispam', 'indexes': [Index(fields=['organisation', 'state']), Index(fields=['group', 'number'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
