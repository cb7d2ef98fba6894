"""The database itself refuses to change or remove an entry or a posting, to enter into a closed period, and to move
money between two pots, on SQLite and PostgreSQL alike."""

from typing import Any

from django.db import migrations

KEPT = (("funds_entry", "an entry"), ("funds_posting", "a posting"))
CLOSED = "new.day <= (select closed_through from funds_pot where id = new.pot_id)"
ASTRAY = """(select count(*) from funds_account as a join funds_entry as e on e.pot_id = a.pot_id
    where e.id = new.entry_id and a.id in (new.from_account_id, new.to_account_id)) <> 2"""
CHECKED = (
    ("funds_entry", "funds_entry_is_in_an_open_period", CLOSED, "an entry counts for a day that is not closed"),
    ("funds_posting", "funds_posting_stays_in_its_pot", ASTRAY, "a posting moves money between accounts of one pot"),
)

SQLITE = [
    *(
        f"""create trigger {table}_is_never_{past} before {verb} on {table}
        begin select raise(abort, '{what} of a pot is never {past}'); end"""
        for table, what in KEPT
        for verb, past in (("update", "changed"), ("delete", "removed"))
    ),
    *(
        f"create trigger {name} before insert on {table} when {fault} begin select raise(abort, '{rule}'); end"
        for table, name, fault, rule in CHECKED
    ),
]
POSTGRESQL = [
    *(
        f"""create function {table}_is_kept() returns trigger language plpgsql as
        $$ begin raise exception '{what} of a pot is never changed or removed'; end $$;
        create trigger {table}_is_kept before update or delete on {table}
        for each row execute function {table}_is_kept()"""
        for table, what in KEPT
    ),
    *(
        f"""create function {name}() returns trigger language plpgsql as
        $$ begin if {fault} then raise exception '{rule}'; end if; return new; end $$;
        create trigger {name} before insert on {table} for each row execute function {name}()"""
        for table, name, fault, rule in CHECKED
    ),
]
BACK = {
    "sqlite": [
        *(f"drop trigger {table}_is_never_{past}" for table, _ in KEPT for past in ("changed", "removed")),
        *(f"drop trigger {name}" for _, name, _, _ in CHECKED),
    ],
    "postgresql": [
        *(f"drop trigger {t}_is_kept on {t}; drop function {t}_is_kept()" for t, _ in KEPT),
        *(f"drop trigger {name} on {table}; drop function {name}()" for table, name, _, _ in CHECKED),
    ],
}


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps: Any, schema_editor: Any) -> None:
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_pots")]
    operations = [migrations.RunPython(guard, unguard)]
