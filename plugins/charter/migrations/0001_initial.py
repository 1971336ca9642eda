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
    dependencies = [('kernel', '0005_told')]

    initial = True

    operations = [
        ops.CreateModel(
            name='RegulationDraft',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('kernel.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('group', fields.ForeignKeyField('kernel.Group', source_field='group_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('scope', fields.CharField(max_length=12)),
                ('state', fields.CharField(max_length=10)),
                ('title', fields.CharField(max_length=200)),
                ('version', fields.CharField(max_length=40)),
                ('effective', fields.CharField(default='', max_length=12)),
                ('clauses', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('problems', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('touched', fields.IntField(default=0)),
                ('source_key', fields.CharField(unique=True, max_length=200)),
                ('made_by', fields.CharField(max_length=64)),
                ('made_by_name', fields.CharField(max_length=200)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('changed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('changed_by', fields.CharField(max_length=64)),
                ('reviewed_by', fields.CharField(default='', max_length=64)),
                ('reviewed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('announced_by', fields.CharField(default='', max_length=64)),
                ('announced_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('effective_from', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('version_id', fields.IntField(null=True)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reason', fields.CharField(default='', max_length=500)),
            ],
            options={'table': 'regulation_draft', 'app': 'charter', 'unique_together': (('group', 'number'),), 'indexes': [Index(fields=['organisation', 'state'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Acceptance',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('draft', fields.ForeignKeyField('charter.RegulationDraft', source_field='draft_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('place', fields.ForeignKeyField('kernel.Group', source_field='place_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('accepted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('way', fields.CharField(max_length=10)),
            ],
            options={'table': 'regulation_acceptance', 'app': 'charter', 'unique_together': (('draft', 'place', 'member_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DraftMessage',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('draft', fields.ForeignKeyField('charter.RegulationDraft', source_field='draft_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('place_id', fields.IntField()),
                ('account', fields.CharField(max_length=128)),
                ('message_id', fields.CharField(max_length=128)),
            ],
            options={'table': 'regulation_message', 'app': 'charter', 'unique_together': (('place_id', 'account', 'message_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RevisionVote',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('draft', fields.ForeignKeyField('charter.RegulationDraft', source_field='draft_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('state', fields.CharField(default='open', max_length=10)),
                ('quorum', fields.CharField(max_length=10)),
                ('majority', fields.CharField(max_length=10)),
                ('opened_by', fields.CharField(max_length=64)),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('closes_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('effective_from', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('eligible', fields.IntField(null=True)),
                ('in_favour', fields.IntField(null=True)),
                ('against', fields.IntField(null=True)),
                ('abstained', fields.IntField(null=True)),
            ],
            options={'table': 'revision_vote', 'app': 'charter', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Ballot',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('vote', fields.ForeignKeyField('charter.RevisionVote', source_field='vote_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('member_id', fields.CharField(max_length=64)),
                ('choice', fields.CharField(max_length=8)),
                ('cast_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'revision_ballot', 'app': 'charter', 'unique_together': (('vote', 'member_id'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Trial',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('draft', fields.ForeignKeyField('charter.RegulationDraft', source_field='draft_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('days', fields.IntField()),
                ('state', fields.CharField(default='waiting', max_length=10)),
                ('asked_by', fields.CharField(max_length=64)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('asked_in', fields.CharField(max_length=64)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('of_change', fields.IntField()),
                ('report', fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ('detail', fields.CharField(default='', max_length=300)),
            ],
            options={'table': 'regulation_trial', 'app': 'charter', 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
