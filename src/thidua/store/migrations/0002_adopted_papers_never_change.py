"""Refuse every change of a sheet version or a result: both are papers that were adopted.

Schema only. TRUNCATE is not refused: it is how a test empties its database, needs the owner of the
table, and cannot touch a single paper. A later migration that must rewrite one disables the trigger
by name inside its own transaction.
"""

from django.db import migrations

REFUSAL = """
CREATE FUNCTION thidua_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % % refused: it never changes once saved', TG_OP, TG_TABLE_NAME, OLD.id
    USING ERRCODE = 'restrict_violation';
END
$$
"""
TRIGGER = """
CREATE TRIGGER {table}_never_changes BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION thidua_refuse_change()
"""


def never_changes(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        TRIGGER.format(table=table), f"DROP TRIGGER {table}_never_changes ON {table}"
    )


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]
    operations = [
        migrations.RunSQL(REFUSAL, "DROP FUNCTION thidua_refuse_change()"),
        never_changes("store_sheetversion"),
        never_changes("store_result"),
    ]
