"""The definitions that gaps and rounds are drawn from, each asked of a small table of placed payments."""

from typing import Any

import duckdb
import polars as pl
import pytest

from commonweal.spend.definitions import definition
from commonweal.spend.wealth.multiplier import Money

# proclass, section, sic, owner, ring, could_be, locked, kind, supplier, organisation, payer, month, pence
PLACED = [
    ("Catering", "S", "96010", "co-op", "home", "home", None, "named", "tern", "C1", "sandport", "2024-01", 100),
    (
        "Catering",
        "S",
        "96010 81210",
        "co-op",
        "home",
        "home",
        None,
        "named",
        "tern ltd",
        "C1",
        "sandport",
        "2024-01",
        50,
    ),
    ("Catering", "S", "96010", None, "region", "region", None, "named", "dunlin", "C2", "sandport", "2024-01", 20),
    ("Catering", "S", "96010", "company", "uk", "uk", None, "named", "heron", "C3", "sandport", "2024-02", 1000),
    ("Catering", "S", "96010", "company", "uk", "home", None, "named", "knot", "C4", "sandport", "2024-02", 400),
    ("Catering", None, None, None, "overseas", "overseas", None, "named", "auk", "C5", "grebe", None, 30),
    ("Catering", None, None, None, "unknown", "home", None, "person", "person", None, "grebe", "2024-01", 5),
    ("Catering", None, None, None, "redacted", "home", None, "redacted", "redacted", None, "grebe", "2024-01", 7),
    ("Catering", "S", "96010", None, "uk", "uk", "tax", "named", "crown", "C6", "grebe", "2024-01", 9999),
    (None, "F", "41201", None, "wider", "wider", None, "named", "rail", "C7", "grebe", "2024-01", 60),
]
TEXTS = ("proclass", "section", "sic", "owner", "ring", "could_be", "locked", "supplier_kind", "supplier_key", "org_id")
FLOWS = ("here", "away", "unknown")
COLUMNS = {**dict.fromkeys((*TEXTS, "payer_slug", "month"), pl.String), "pence": pl.Int64}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("placed") / "placed.parquet"
    periods = [pl.lit(None, pl.Date).alias(name) for name in ("period_from", "period_to")]
    pl.DataFrame(PLACED, schema=COLUMNS, orient="row").with_columns(periods).write_parquet(path)
    connection = duckdb.connect()
    connection.execute(f"""
        create view placed as
            select *, 1 as payments, coalesce(org_id, supplier_key) as supplier_id,
                   dense_rank() over (order by ring, could_be) as place_no, coalesce(length(locked), 0) as locks
            from read_parquet('{path}');
        create view selected_payments as select * exclude (ring, could_be, locked) from placed;
        create view rings as
            select distinct place_no, ring, could_be, (ring = 'home')::int as home,
                   (ring in ('home', 'region'))::int as near,
                   (ring <> 'home' and could_be = 'home')::int as perhaps_home,
                   (ring not in ('home', 'region') and could_be in ('home', 'region'))::int as perhaps_near
            from placed;
        create view lock_sets as select distinct locks, locked, (locked is null)::int as free from placed
    """)

    def ask(name: str) -> list[dict[str, Any]]:
        answer = connection.execute(definition(name).sql)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    return ask


def test_industries_tell_what_stays_what_leaves_and_what_may_do_either(asked: Any) -> None:
    found = {row["section"]: Money.of(row) for row in asked("industries")}
    assert found == {
        "S": Money("S", here=150, away=20 + 1000, unknown=400),  # the rest of the region is not home
        "F": Money("F", here=0, away=60, unknown=0),
        None: Money(None, here=0, away=30, unknown=5 + 7),
    }


def test_months_of_a_gap_leave_out_what_is_locked_and_keep_what_has_no_category(asked: Any) -> None:
    found = {
        (row["proclass"], row["payer_slug"], row["month"]): (row["leaving"], row["possible"], row["staying"])
        for row in asked("gap_months")
    }
    assert found == {
        ("Catering", "sandport", "2024-01"): (0, 0, 170),
        ("Catering", "sandport", "2024-02"): (1000, 400, 0),
        ("Catering", "grebe", None): (30, 0, 0),
        ("Catering", "grebe", "2024-01"): (0, 12, 0),
        (None, "grebe", "2024-01"): (60, 0, 0),
    }


def test_holders_of_a_gap_are_counted_as_organisations_and_nobody_is_named(asked: Any) -> None:
    found = {
        (row["division"], row["owner"], row["ring"], row["flow"]): (row["pence"], row["suppliers"])
        for row in asked("gap_holders")
        if row["proclass"]
    }
    assert found == {
        ("96", "co-op", "home", "staying"): (150, 1),  # one organisation under two spellings
        ("96", None, "region", "staying"): (20, 1),
        ("96", "company", "uk", "leaving"): (1000, 1),
        ("96", "company", "uk", "possible"): (400, 1),  # somewhere in the UK, perhaps here
        (None, None, "overseas", "leaving"): (30, 1),
        (None, None, "unknown", "possible"): (5, 0),
        (None, None, "redacted", "possible"): (7, 0),
    }


def test_industries_by_month_add_up_to_industries(asked: Any) -> None:
    by_section: dict[str | None, list[int]] = {}
    for row in asked("industry_months"):
        so_far = by_section.setdefault(row["section"], [0, 0, 0])
        by_section[row["section"]] = [sum_ + row[name] for sum_, name in zip(so_far, FLOWS, strict=True)]
    assert by_section == {row["section"]: [row[name] for name in FLOWS] for row in asked("industries")}
