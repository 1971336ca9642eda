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

# An account belongs to the person with whom its newest membership was linked; every membership of it follows.
_ACCOUNTS = """
INSERT INTO person_account (organisation_id, platform, account, person_id, how, linked_at)
SELECT g.organisation_id, g.platform, m.member_id, m.person_id, 'kept', m.first_seen_at
FROM membership m JOIN work_group g ON g.id = m.group_id
WHERE m.id IN (
    SELECT MAX(n.id) FROM membership n JOIN work_group h ON h.id = n.group_id
    WHERE n.person_id IS NOT NULL GROUP BY h.organisation_id, h.platform, n.member_id
)
"""
_MEMBERSHIPS = """
UPDATE membership SET person_id = (
    SELECT a.person_id FROM person_account a JOIN work_group g
    ON g.organisation_id = a.organisation_id AND g.platform = a.platform
    WHERE g.id = membership.group_id AND a.account = membership.member_id
)
WHERE EXISTS (
    SELECT 1 FROM person_account a JOIN work_group g
    ON g.organisation_id = a.organisation_id AND g.platform = a.platform
    WHERE g.id = membership.group_id AND a.account = membership.member_id
)
"""


class Migration(migrations.Migration):
    dependencies = [('kernel', '0003_accuracy')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Account',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('kernel.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('platform', fields.CharField(max_length=20)),
                ('account', fields.CharField(max_length=64)),
                ('person', fields.ForeignKeyField('kernel.Person', source_field='person_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('how', fields.CharField(max_length=20)),
                ('linked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('bounced_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'person_account', 'app': 'kernel', 'unique_together': (('organisation', 'platform', 'account'),), 'indexes': [Index(fields=['person'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AccountCode',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('kernel.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('platform', fields.CharField(max_length=20)),
                ('account', fields.CharField(max_length=64)),
                ('account_name', fields.CharField(default='', max_length=200)),
                ('code_mark', fields.CharField(max_length=32)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('answered_platform', fields.CharField(null=True, max_length=20)),
                ('answered_by', fields.CharField(null=True, max_length=64)),
            ],
            options={'table': 'person_account_code', 'app': 'kernel', 'unique_together': (('organisation', 'platform', 'account'),), 'indexes': [Index(fields=['organisation', 'code_mark'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AccountTry',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('kind', fields.CharField(max_length=10)),
                ('platform', fields.CharField(max_length=20)),
                ('account', fields.CharField(max_length=64)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'person_account_try', 'app': 'kernel', 'indexes': [Index(fields=['platform', 'account', 'at'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DataKeyRecord',
            fields=[
                ('table_name', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('key_id', fields.CharField(max_length=8)),
                ('sealed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'data_key', 'app': 'kernel', 'pk_attr': 'table_name'},
            bases=['Model'],
        ),
        ops.AddIndex(
            model_name='AuditEntry',
            index=Index(fields=['chain', 'subject']),
        ),
        # SQLite rebuilds the table for a changed column, without its indexes: taken away before, made again after.
        ops.RemoveIndex(
            model_name='Person',
            name=None,
            fields=['organisation', 'name'],
        ),
        ops.RemoveIndex(
            model_name='Person',
            name=None,
            fields=['organisation', 'staff_number'],
        ),
        ops.AlterField(
            model_name='Person',
            name='phone',
            field=SealedText(null=True, unique=False),
        ),
        ops.AlterField(
            model_name='Person',
            name='staff_number',
            field=SealedText(null=True, unique=False),
        ),
        ops.AddField(
            model_name='Person',
            name='asked_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Person',
            name='confirmed_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Person',
            name='departed_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Person',
            name='phone_mark',
            field=fields.CharField(null=True, max_length=32),
        ),
        ops.AddField(
            model_name='Person',
            name='revision',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Person',
            name='staff_mark',
            field=fields.CharField(null=True, max_length=32),
        ),
        ops.AddIndex(
            model_name='Person',
            index=Index(fields=['organisation', 'name']),
        ),
        ops.AddIndex(
            model_name='Person',
            index=Index(fields=['organisation', 'phone_mark']),
        ),
        ops.AddIndex(
            model_name='Person',
            index=Index(fields=['organisation', 'staff_mark']),
        ),
        ops.AddIndex(
            model_name='Person',
            index=Index(fields=['organisation', 'revision']),
        ),
        ops.RunSQL(_ACCOUNTS),
        ops.RunSQL(_MEMBERSHIPS),
    ]
