# Written by `python -m bot.store.migrate make`.
# fmt: off
# ruff: noqa: E501, F401, I001, RUF012, UP, W
# pyright: basic
from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('kernel', '0001_initial'), ('kernel', '0002_escalation'), ('kernel', '0003_accuracy'), ('notices', '0004_answering')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Nudge',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('notice', fields.ForeignKeyField('notices.Notice', source_field='notice_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('place', fields.ForeignKeyField('kernel.Group', source_field='place_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('occasion', fields.CharField(max_length=40)),
                ('round', fields.IntField()),
                ('way', fields.CharField(max_length=10)),
                ('state', fields.CharField(default='waiting', max_length=10)),
                ('due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('told_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('batch', fields.CharField(default='', max_length=100)),
                ('tries', fields.IntField(default=0)),
            ],
            options={'table': 'notice_nudge', 'app': 'notices', 'unique_together': (('notice', 'occasion', 'member_id'),), 'indexes': [Index(fields=['place', 'state', 'due_at']), Index(fields=['member_id', 'told_at']), Index(fields=['batch'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
