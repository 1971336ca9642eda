# Written by `python -m bot.store.migrate make`.
# fmt: off
# ruff: noqa: E501, F401, I001, RUF012, UP, W
# pyright: basic
from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('kernel', '0003_accuracy')]

    initial = True

    operations = [
        ops.CreateModel(
            name='Impersonation',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('written', fields.CharField(max_length=200)),
                ('of_id', fields.CharField(default='', max_length=64)),
                ('kind', fields.CharField(max_length=10)),
                ('told_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'names_impersonation', 'app': 'names', 'unique_together': (('group', 'member_id', 'written', 'of_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='WrongCard',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('card', fields.CharField(default='', max_length=200)),
                ('faults', fields.CharField(default='', max_length=100)),
                ('proposal', fields.CharField(default='', max_length=100)),
                ('since', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('reminders', fields.IntField(default=0)),
                ('reminded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('listed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('sets', fields.IntField(default=0)),
                ('set_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'names_wrong_card', 'app': 'names', 'unique_together': (('group', 'member_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
