# Written by `python -m bot.store.migrate make`.
# fmt: off
# ruff: noqa: E501, F401, I001, RUF012, UP, W
# pyright: basic
from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('activities', '0002_calendar'), ('kernel', '0001_initial'), ('kernel', '0002_escalation'), ('kernel', '0003_accuracy')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ActivityMessage',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('activity', fields.ForeignKeyField('activities.ActivityRow', source_field='activity_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('account', fields.CharField(max_length=64)),
                ('message_id', fields.CharField(max_length=128)),
            ],
            options={'table': 'activity_message', 'app': 'activities', 'unique_together': (('activity', 'account', 'message_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DateChoice',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('activity', fields.ForeignKeyField('activities.ActivityRow', source_field='activity_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('place', fields.IntField()),
                ('starts_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ends_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'activity_date_choice', 'app': 'activities', 'unique_together': (('activity', 'place'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DateVote',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('activity', fields.ForeignKeyField('activities.ActivityRow', source_field='activity_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('place', fields.IntField()),
                ('member_id', fields.CharField(max_length=64)),
                ('member_name', fields.CharField(max_length=200)),
                ('answer', fields.CharField(max_length=8)),
                ('voted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'activity_date_vote', 'app': 'activities', 'unique_together': (('activity', 'place', 'member_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Poster',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('activity', fields.ForeignKeyField('activities.ActivityRow', source_field='activity_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('content', fields.BinaryField()),
            ],
            options={'table': 'activity_poster', 'app': 'activities', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='ActivityRow',
            name='link',
            field=fields.CharField(default='', max_length=500),
        ),
        ops.AddField(
            model_name='ActivityRow',
            name='most_guests',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='ActivityRow',
            name='poll_until',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='ActivityRow',
            name='waits',
            field=fields.BooleanField(default=True),
        ),
        ops.AddField(
            model_name='SignUp',
            name='answer',
            field=fields.CharField(default='yes', max_length=8),
        ),
        ops.AddField(
            model_name='SignUp',
            name='missed',
            field=fields.BooleanField(default=False),
        ),
        ops.AddField(
            model_name='SignUp',
            name='offered_until',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
