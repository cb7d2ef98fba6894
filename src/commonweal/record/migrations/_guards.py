"""What the database itself refuses, on SQLite and PostgreSQL alike.

An event or a checkpoint is never changed or removed, and no checkpoint is taken that is not larger than the last.
"""

KEPT = {"record_event": "an event", "record_checkpoint": "a checkpoint"}
GROWS = "new.size <= (select coalesce(max(size), 0) from record_checkpoint)"
TOO_SMALL = "a checkpoint tells of more events than the last"

THERE = {
    "sqlite": [
        *(
            f"""create trigger {table}_is_never_{past} before {verb} on {table}
            begin select raise(abort, '{what} of the record is never {past}'); end"""
            for table, what in KEPT.items()
            for verb, past in (("update", "changed"), ("delete", "removed"))
        ),
        f"""create trigger record_checkpoint_grows before insert on record_checkpoint
        when {GROWS} begin select raise(abort, '{TOO_SMALL}'); end""",
    ],
    "postgresql": [
        *(
            f"""create function {table}_is_kept() returns trigger language plpgsql as
            $$ begin raise exception '{what} of the record is never changed or removed'; end $$;
            create trigger {table}_is_kept before update or delete on {table}
            for each row execute function {table}_is_kept()"""
            for table, what in KEPT.items()
        ),
        f"""create function record_checkpoint_grows() returns trigger language plpgsql as
        $$ begin if {GROWS} then raise exception '{TOO_SMALL}'; end if; return new; end $$;
        create trigger record_checkpoint_grows before insert on record_checkpoint
        for each row execute function record_checkpoint_grows()""",
    ],
}
BACK = {
    "sqlite": [
        *(f"drop trigger {table}_is_never_{past}" for table in KEPT for past in ("changed", "removed")),
        "drop trigger record_checkpoint_grows",
    ],
    "postgresql": [
        *(f"drop trigger {table}_is_kept on {table}; drop function {table}_is_kept()" for table in KEPT),
        "drop trigger record_checkpoint_grows on record_checkpoint; drop function record_checkpoint_grows()",
    ],
}
