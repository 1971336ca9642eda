# Written by `python -m bot.store.migrate make`.
# fmt: off
# ruff: noqa: E501, F401, I001, RUF012, UP, W
# pyright: basic
from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('activities', '0003_sign_up'), ('kernel', '0001_initial'), ('kernel', '0002_escalation'), ('kernel', '0003_accuracy')]

    initial = False

    operations = [
        ops.CreateModel(
            name='AttendanceList',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('activity', fields.OneToOneField('activities.ActivityRow', source_field='activity_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('open_until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('settled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('settled_by', fields.CharField(default='', max_length=64)),
            ],
            options={'table': 'activity_attendance_list', 'app': 'activities', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Programme',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('source_key', fields.CharField(unique=True, max_length=200)),
                ('title', fields.CharField(max_length=100)),
                ('rule', fields.CharField(max_length=100)),
                ('made_on', fields.DateField()),
                ('length_minutes', fields.IntField(null=True)),
                ('place', fields.CharField(max_length=200)),
                ('content', fields.TextField(unique=False)),
                ('capacity', fields.IntField(null=True)),
                ('days_ahead', fields.IntField()),
                ('organiser_id', fields.CharField(max_length=64)),
                ('organiser_name', fields.CharField(max_length=200)),
                ('state', fields.CharField(max_length=10)),
                ('plan', fields.IntField(default=1)),
                ('touched', fields.IntField(default=0)),
                ('next_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('proposed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_by', fields.CharField(default='', max_length=64)),
                ('reason', fields.CharField(default='', max_length=500)),
            ],
            options={'table': 'activity_programme', 'app': 'activities', 'unique_together': (('group', 'number'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ProgrammeDate',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('programme', fields.ForeignKeyField('activities.Programme', source_field='programme_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('starts_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('activity', fields.ForeignKeyField('activities.ActivityRow', source_field='activity_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
            ],
            options={'table': 'activity_programme_date', 'app': 'activities', 'unique_together': (('programme', 'starts_at'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SummaryPicture',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('activity', fields.ForeignKeyField('activities.ActivityRow', source_field='activity_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('place', fields.IntField()),
                ('digest', fields.CharField(max_length=64)),
                ('content', fields.BinaryField()),
                ('kept_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'activity_summary_picture', 'app': 'activities', 'unique_together': (('activity', 'digest'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Attendance',
            name='absent',
            field=fields.BooleanField(default=False),
        ),
        ops.AddField(
            model_name='Attendance',
            name='case',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Attendance',
            name='excused_by',
            field=fields.CharField(default='', max_length=64),
        ),
        ops.AddField(
            model_name='Attendance',
            name='guests',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Attendance',
            name='late',
            field=fields.BooleanField(default=False),
        ),
    ]
