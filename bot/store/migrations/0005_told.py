# Written by `python -m bot.store.migrate make`.
# fmt: off
# ruff: noqa: E501, F401, I001, RUF012, UP, W
# pyright: basic
from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('kernel', '0004_people')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ClauseTelling',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('how', fields.CharField(max_length=10)),
                ('clause', fields.CharField(default='', max_length=64)),
                ('version', fields.IntField(default=0)),
                ('told_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'clause_telling', 'app': 'kernel', 'unique_together': (('group', 'member_id', 'how', 'clause', 'version'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Regulation',
            name='kind',
            field=fields.CharField(null=True, max_length=10),
        ),
        ops.AddField(
            model_name='Regulation',
            name='revises',
            field=fields.IntField(null=True),
        ),
    ]
