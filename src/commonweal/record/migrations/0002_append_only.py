"""The database itself refuses to change or remove an event, on SQLite and PostgreSQL alike."""

from typing import Any

from django.db import migrations

SQLITE = [
    f"""create trigger record_event_is_never_{past} before {verb} on record_event
    begin select raise(abort, 'an event of the record is never {past}'); end"""
    for verb, past in (("update", "changed"), ("delete", "removed"))
]
POSTGRESQL = [
    """create function record_event_is_kept() returns trigger language plpgsql as
    $$ begin raise exception 'an event of the record is never changed or removed'; end $$""",
    """create trigger record_event_is_kept before update or delete on record_event
    for each row execute function record_event_is_kept()""",
]
BACK = {
    "sqlite": [f"drop trigger record_event_is_never_{past}" for past in ("changed", "removed")],
    "postgresql": ["drop trigger record_event_is_kept on record_event", "drop function record_event_is_kept()"],
}


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps: Any, schema_editor: Any) -> None:
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
