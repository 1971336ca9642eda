"""The store: tables, transactions, migrations, numbers and the audit chain."""
