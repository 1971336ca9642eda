# Written by `python -m bot.store.migrate make`.
# fmt: off
# ruff: noqa: E501, F401, I001, RUF012, UP, W
# pyright: basic
from tortoise import migrations
from tortoise.migrations import operations as ops
from bot.store.sealed import SealedText
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('kernel', '0004_people')]

    initial = True

    operations = [
        ops.CreateModel(
            name='Change',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('person', fields.ForeignKeyField('kernel.Person', source_field='person_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('column', fields.CharField(max_length=20)),
                ('value', SealedText(unique=False)),
                ('why', fields.CharField(default='', max_length=20)),
                ('open_key', fields.CharField(null=True, unique=True, max_length=60)),
                ('state', fields.CharField(default='open', max_length=10)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_by', fields.CharField(null=True, max_length=64)),
            ],
            options={'table': 'people_change', 'app': 'people', 'unique_together': (('group', 'number'),), 'indexes': [Index(fields=['group', 'state'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
