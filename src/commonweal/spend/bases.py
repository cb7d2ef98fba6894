"""What the definitions are built on: the files of the lake, and what a selection says of home, locks and months.

Each is a relation of DuckDB's, by name; its values go in as parameters. On another engine these few are written anew
and the definitions stay as they are.

A table of values goes in as one JSON text: DuckDB takes 0.1 ms over each element of a Python list.
"""

import json
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from commonweal.spend.definitions import VERSION
from commonweal.spend.home import Home
from commonweal.spend.locking import Locks, Rule, published, sought_by
from commonweal.spend.selection import Selection

NO_REPEATED_ROWS: Final = "select null::varchar as file, null::varchar as sheet, null::integer as line where false"
NO_SUPPLIER_PLACES: Final = """
select null::varchar as supplier_key, null::varchar as usual_name, null::varchar as org_id,
       null::varchar as registered_name, null::double as probability, null::varchar as status,
       null::varchar as evidence, null::varchar as registers, null::varchar as owner, null::varchar as size,
       null::varchar as sic, null::varchar as section, null::varchar as country, null::varchar as postcode,
       null::varchar as address_of, null::varchar as ward_code, null::varchar as ward,
       null::varchar as district_code, null::varchar as district, null::varchar as county_code,
       null::varchar as region_code, null::integer as decile, null::boolean as outside, null::varchar as area
where false"""
NO_CLASSES: Final = """
select null::varchar as category, null::varchar as purpose, null::varchar as department,
       null::varchar as supplier_key, null::varchar as sic, null::varchar as proclass
where false"""
NO_RESIDENTS: Final = (
    "select null::varchar as ward_code, null::bigint as residents, null::varchar as source where false"
)
# Files drawn by an earlier version may lack columns of today; what they do not tell is null.
PLACES: Final = f"{NO_SUPPLIER_PLACES}\nunion all by name\nselect * from read_parquet($places)"
HOMES_KEPT: Final = 256  # in each process: as many as a region has wards and districts, about
SETS_OF_LOCKS_KEPT: Final = 32  # in each process: the published ones, and those that people try
# The relations that a selection makes: the columns of each with their types.
MADE: Final = {
    "home_areas": {"code": "varchar", "ring": "integer", "whole": "boolean", "beyond": "boolean"},
    "lock_rules": {"rank": "integer", "bit": "bigint", "rule": "varchar", "switched_on": "boolean",
                   "reason": "varchar", "source": "varchar"},
    "lock_tests": {"bit": "bigint", "field": "varchar", "pattern": "varchar", "spares": "boolean"},
    "compared_months": {"month": "varchar"},
    "held_spans": {"payer_slug": "varchar", "spans": "varchar"},
    "rings": {"place_no": "bigint", "ring": "varchar", "could_be": "varchar", "home": "integer", "near": "integer",
              "perhaps_home": "integer", "perhaps_near": "integer", "unknown": "integer"},
    "lock_sets": {"locks": "bigint", "locked": "varchar", "free": "integer"},
}  # fmt: skip
# Definitions whose answers are small, serve many questions, and take longer to plan than most questions take in all: by
# what of a selection they depend on. They are answered once each and handed on.
HANDED_ON: Final = {"rings": ("home", "ring"), "lock_sets": ("locks", "locked")}


@dataclass(frozen=True, slots=True)
class Lake:
    """The files that a manifest names: payments, rows that repeat an earlier file's, the places of suppliers, the
    ProClass categories of what was bought, and how many people live in each ward; and the locks in force.

    `drawn` is payments.sql already answered from these very files, in one file, and each kind of sums is the same for
    the definition of its name: quicker, and never different. `drawn_by`: the locks that they were drawn by, where these
    are no longer in force; what they say of locks is not used then.
    """

    payments: tuple[Path, ...]
    repeated_rows: tuple[Path, ...] = ()
    places: Path | None = None
    drawn: Path | None = None
    sums: Path | None = None
    sums_in_all: Path | None = None
    sums_by_month: Path | None = None
    classes: Path | None = None
    residents: Path | None = None
    locks: Locks | None = None  # None: as published
    drawn_by: Locks | None = None

    @property
    def to_draw(self) -> bool:
        """Whether the account is yet to be drawn, from these files and by these locks."""
        return bool(self.payments) and (self.drawn is None or self.drawn_by is not None)

    def undrawn(self) -> "Lake":
        """The same files, without what was drawn from them."""
        return replace(self, drawn=None, sums=None, sums_in_all=None, sums_by_month=None, drawn_by=None)

    def fingerprint(self) -> str:
        """What the account is drawn from, as one hash. Files of the lake are named by their own content."""
        files = [*sorted(path.name for path in self.payments), "", *sorted(path.name for path in self.repeated_rows)]
        beside = [path.name if path else "" for path in (self.places, self.classes)]
        rules = (self.locks or published()).tested()
        return sha256("\n".join([*files, "", *beside, rules, VERSION]).encode()).hexdigest()


def relations(lake: Lake) -> dict[str, str]:
    """What the definitions are built on, by name, as DuckDB's SQL."""
    return {
        "published_payments": "select * from read_parquet($payments)",
        "repeated_rows": "select * from read_parquet($repeated_rows)" if lake.repeated_rows else NO_REPEATED_ROWS,
        "supplier_places": PLACES if lake.places else NO_SUPPLIER_PLACES,
        "payment_classes": "select * from read_parquet($classes)" if lake.classes else NO_CLASSES,
        "ward_residents": "select * from read_parquet($residents)" if lake.residents else NO_RESIDENTS,
        **{name: _unfolded(name, columns) for name, columns in MADE.items()},
    }


def parameters(lake: Lake, selection: Selection) -> dict[str, Any]:
    """A value for each parameter that the relations and the definitions may name."""
    return {
        "payments": [str(path) for path in lake.payments],
        "repeated_rows": [str(path) for path in lake.repeated_rows],
        "places": str(lake.places),
        "drawn": str(lake.drawn),
        "sums": str(lake.sums),
        "sums_in_all": str(lake.sums_in_all),
        "sums_by_month": str(lake.sums_by_month),
        "classes": str(lake.classes),
        "residents": str(lake.residents),
        "home_areas": _areas(selection.home),
        "compared_months": json.dumps([{"month": month} for month in selection.compared]),
        "held_spans": json.dumps([dict(zip(MADE["held_spans"], each, strict=True)) for each in selection.held]),
        **_locks(selection.locks or lake.locks or published()),
        **selection.parameters(),
    }


def _unfolded(name: str, columns: dict[str, str]) -> str:
    """The relation that a parameter of the same name holds as JSON."""
    shape = json.dumps([columns])
    return f"select unnest(from_json(${name}, '{shape}'), recursive := true)"


@lru_cache(maxsize=HOMES_KEPT)
def _areas(home: Home | None) -> str:
    return json.dumps([asdict(area) for area in home.areas] if home else [])


@lru_cache(maxsize=SETS_OF_LOCKS_KEPT)
def _locks(locks: Locks) -> dict[str, str]:
    rules = [_told(place, rule) for place, rule in enumerate(locks.rules)]
    return {"lock_rules": json.dumps(rules), "lock_tests": json.dumps([asdict(test) for test in sought_by(locks)])}


def _told(place: int, rule: Rule) -> dict[str, Any]:
    told = {"rule": rule.name, "switched_on": rule.switched_on, "reason": rule.reason, "source": rule.source}
    return {"rank": place + 1, "bit": 1 << place, **told}
