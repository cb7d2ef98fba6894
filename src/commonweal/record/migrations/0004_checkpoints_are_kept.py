"""The database itself refuses to change or remove a checkpoint, or to take one that is not larger than the last."""

from typing import Any

from django.db import migrations

SQLITE = [
    *(
        f"""create trigger record_checkpoint_is_never_{past} before {verb} on record_checkpoint
        begin select raise(abort, 'a checkpoint of the record is never {past}'); end"""
        for verb, past in (("update", "changed"), ("delete", "removed"))
    ),
    """create trigger record_checkpoint_grows before insert on record_checkpoint
    when new.size <= (select coalesce(max(size), 0) from record_checkpoint)
    begin select raise(abort, 'a checkpoint tells of more events than the last'); end""",
]
POSTGRESQL = [
    """create function record_checkpoint_is_kept() returns trigger language plpgsql as
    $$ begin raise exception 'a checkpoint of the record is never changed or removed'; end $$""",
    """create trigger record_checkpoint_is_kept before update or delete on record_checkpoint
    for each row execute function record_checkpoint_is_kept()""",
    """create function record_checkpoint_grows() returns trigger language plpgsql as
    $$ begin
        if new.size <= (select coalesce(max(size), 0) from record_checkpoint) then
            raise exception 'a checkpoint tells of more events than the last';
        end if;
        return new;
    end $$""",
    """create trigger record_checkpoint_grows before insert on record_checkpoint
    for each row execute function record_checkpoint_grows()""",
]
BACK = {
    "sqlite": [f"drop trigger record_checkpoint_{rule}" for rule in ("is_never_changed", "is_never_removed", "grows")],
    "postgresql": [
        statement
        for rule in ("is_kept", "grows")
        for statement in (
            f"drop trigger record_checkpoint_{rule} on record_checkpoint",
            f"drop function record_checkpoint_{rule}()",
        )
    ],
}


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps: Any, schema_editor: Any) -> None:
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("record", "0003_checkpoints_and_texts")]
    operations = [migrations.RunPython(guard, unguard)]
