"""What the database itself refuses, on SQLite and PostgreSQL alike.

An entry or a posting is never changed, and never removed but with the sample; nothing is entered into a closed period,
and no posting moves money between two pots.
"""

KEPT = {"funds_entry": "an entry", "funds_posting": "a posting"}
OF_THE_SAMPLE = {
    "funds_entry": "(select sample from funds_pot where id = old.pot_id)",
    "funds_posting": """(select p.sample from funds_pot as p join funds_entry as e on e.pot_id = p.id
        where e.id = old.entry_id)""",
}
CLOSED = "new.day <= (select closed_through from funds_pot where id = new.pot_id)"
ASTRAY = """(select count(*) from funds_account as a join funds_entry as e on e.pot_id = a.pot_id
    where e.id = new.entry_id and a.id in (new.from_account_id, new.to_account_id)) <> 2"""
CHECKED = (
    ("funds_entry", "funds_entry_is_in_an_open_period", CLOSED, "an entry counts for a day that is not closed"),
    ("funds_posting", "funds_posting_stays_in_its_pot", ASTRAY, "a posting moves money between accounts of one pot"),
)

THERE = {
    "sqlite": [
        *(
            f"""create trigger {table}_is_never_changed before update on {table}
            begin select raise(abort, '{what} of a pot is never changed'); end"""
            for table, what in KEPT.items()
        ),
        *(
            f"""create trigger {table}_is_never_removed before delete on {table} when not {OF_THE_SAMPLE[table]}
            begin select raise(abort, '{what} of a pot is never removed'); end"""
            for table, what in KEPT.items()
        ),
        *(
            f"create trigger {name} before insert on {table} when {fault} begin select raise(abort, '{rule}'); end"
            for table, name, fault, rule in CHECKED
        ),
    ],
    "postgresql": [
        *(
            f"""create function {table}_is_kept() returns trigger language plpgsql as
            $$ begin
                if tg_op = 'DELETE' and {OF_THE_SAMPLE[table]} then return old; end if;
                raise exception '{what} of a pot is never changed or removed';
            end $$;
            create trigger {table}_is_kept before update or delete on {table}
            for each row execute function {table}_is_kept()"""
            for table, what in KEPT.items()
        ),
        *(
            f"""create function {name}() returns trigger language plpgsql as
            $$ begin if {fault} then raise exception '{rule}'; end if; return new; end $$;
            create trigger {name} before insert on {table} for each row execute function {name}()"""
            for table, name, fault, rule in CHECKED
        ),
    ],
}
BACK = {
    "sqlite": [
        *(f"drop trigger {table}_is_never_{past}" for table in KEPT for past in ("changed", "removed")),
        *(f"drop trigger {name}" for _, name, _, _ in CHECKED),
    ],
    "postgresql": [
        *(f"drop trigger {table}_is_kept on {table}; drop function {table}_is_kept()" for table in KEPT),
        *(f"drop trigger {name} on {table}; drop function {name}()" for table, name, _, _ in CHECKED),
    ],
}
