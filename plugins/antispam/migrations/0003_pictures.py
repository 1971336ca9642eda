# Written by `python -m bot.store.migrate make`.
# fmt: off
# ruff: noqa: E501, F401, I001, RUF012, UP, W
# pyright: basic
from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('antispam', '0002_lessons'), ('kernel', '0001_initial'), ('kernel', '0002_escalation'), ('kernel', '0003_accuracy')]

    initial = False

    operations = [
        ops.CreateModel(
            name='RecalledPicture',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('kernel.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('digest', fields.CharField(max_length=64)),
                ('print', fields.CharField(default='', max_length=64)),
                ('code', fields.CharField(max_length=20)),
                ('case_id', fields.IntField(db_index=True)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'antispam_picture', 'app': 'antispam', 'unique_together': (('organisation', 'digest'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
