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
    dependencies = [('kernel', '0001_initial')]

    initial = True

    operations = [
        ops.CreateModel(
            name='ActivityRow',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('source_key', fields.CharField(unique=True, max_length=200)),
                ('title', fields.CharField(max_length=100)),
                ('place', fields.CharField(max_length=200)),
                ('content', fields.TextField(unique=False)),
                ('starts_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ends_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('deadline', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('capacity', fields.IntField(null=True)),
                ('organiser_id', fields.CharField(max_length=64)),
                ('organiser_name', fields.CharField(max_length=200)),
                ('state', fields.CharField(max_length=10)),
                ('plan', fields.IntField(default=1)),
                ('touched', fields.IntField(default=0)),
                ('code', fields.CharField(max_length=8)),
                ('message_id', fields.CharField(default='', max_length=128)),
                ('proposed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_by', fields.CharField(default='', max_length=64)),
                ('reason', fields.CharField(default='', max_length=500)),
                ('summary', fields.TextField(default='', unique=False)),
                ('summary_due_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('summarised_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'activity', 'app': 'activities', 'unique_together': (('group', 'number'),), 'indexes': [Index(fields=['group', 'state', 'starts_at'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Attendance',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('activity', fields.ForeignKeyField('activities.ActivityRow', source_field='activity_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(max_length=200)),
                ('wrong_codes', fields.IntField(default=0)),
                ('came_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('noted_by', fields.CharField(default='', max_length=64)),
            ],
            options={'table': 'activity_attendance', 'app': 'activities', 'unique_together': (('activity', 'member_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SignUp',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('activity', fields.ForeignKeyField('activities.ActivityRow', source_field='activity_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(max_length=200)),
                ('guests', fields.IntField(default=0)),
                ('going', fields.BooleanField()),
                ('signed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'activity_sign_up', 'app': 'activities', 'unique_together': (('activity', 'member_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
