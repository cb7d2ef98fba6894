"""The books of the sample's pots can be removed with the sample; those of real ones never."""

from typing import Any

from django.db import migrations

OF_THE_SAMPLE = {
    "funds_entry": "(select sample from funds_pot where id = old.pot_id)",
    "funds_posting": """(select p.sample from funds_pot as p join funds_entry as e on e.pot_id = p.id
        where e.id = old.entry_id)""",
}
KEPT = {"funds_entry": "an entry", "funds_posting": "a posting"}


def _sqlite(table: str, sample_goes: bool) -> list[str]:
    condition = f" when not {OF_THE_SAMPLE[table]}" if sample_goes else ""
    return [
        f"drop trigger {table}_is_never_removed",
        f"""create trigger {table}_is_never_removed before delete on {table}{condition}
        begin select raise(abort, '{KEPT[table]} of a pot is never removed'); end""",
    ]


def _postgresql(table: str, sample_goes: bool) -> list[str]:
    goes = f"if tg_op = 'DELETE' and {OF_THE_SAMPLE[table]} then return old; end if;" if sample_goes else ""
    return [
        f"""create or replace function {table}_is_kept() returns trigger language plpgsql as
        $$ begin {goes} raise exception '{KEPT[table]} of a pot is never changed or removed'; end $$"""
    ]


def _run(schema_editor: Any, sample_goes: bool) -> None:
    told = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
    for table in KEPT:
        for statement in told(table, sample_goes):
            schema_editor.execute(statement)


def let_go(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, sample_goes=True)


def keep_all(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, sample_goes=False)


class Migration(migrations.Migration):
    dependencies = [("funds", "0003_forms_act_once")]
    operations = [migrations.RunPython(let_go, keep_all)]
