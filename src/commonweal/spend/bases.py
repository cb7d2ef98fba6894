"""What the definitions are built on: the files of the lake, and what a selection says of home, locks and months.

Each is a relation of DuckDB's, by name; its values go in as parameters. On another engine these few are written anew
and the definitions stay as they are.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from commonweal.spend.definitions import VERSION
from commonweal.spend.locking import Locks, published, sought_by
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
HOME_AREAS: Final = """
select unnest($area_codes::varchar[]) as code, unnest($area_rings::integer[]) as ring,
       unnest($area_whole::boolean[]) as whole, unnest($area_beyond::boolean[]) as beyond"""
LOCK_RULES: Final = """
select unnest($rule_ranks::integer[]) as rank, unnest($rule_bits::bigint[]) as bit,
       unnest($rule_names::varchar[]) as rule, unnest($rules_on::boolean[]) as switched_on,
       unnest($rule_reasons::varchar[]) as reason, unnest($rule_sources::varchar[]) as source"""
LOCK_TESTS: Final = """
select unnest($test_bits::bigint[]) as bit, unnest($test_fields::varchar[]) as field,
       unnest($test_patterns::varchar[]) as pattern, unnest($test_spares::boolean[]) as spares"""


@dataclass(frozen=True, slots=True)
class Lake:
    """The files that a manifest names: payments, rows that repeat an earlier file's, the places of suppliers, the
    ProClass categories of what was bought, and how many people live in each ward; and the locks in force.

    `drawn` is payments.sql already answered from these very files, in one file: quicker, and never different.
    """

    payments: tuple[Path, ...]
    repeated_rows: tuple[Path, ...] = ()
    places: Path | None = None
    drawn: Path | None = None
    classes: Path | None = None
    residents: Path | None = None
    locks: Locks | None = None  # None: as published

    def fingerprint(self) -> str:
        """What the account is drawn from, as one hash. Files of the lake are named by their own content."""
        files = [*sorted(path.name for path in self.payments), "", *sorted(path.name for path in self.repeated_rows)]
        beside = [path.name if path else "" for path in (self.places, self.classes)]
        rules = (self.locks or published()).tested()
        return sha256("\n".join([*files, "", *beside, rules, VERSION]).encode()).hexdigest()


def relations(lake: Lake) -> dict[str, str]:
    """What the definitions are built on, by name, as DuckDB's SQL."""
    drawn = "select * from read_parquet($drawn)"
    return {
        "published_payments": "select * from read_parquet($payments)",
        "repeated_rows": "select * from read_parquet($repeated_rows)" if lake.repeated_rows else NO_REPEATED_ROWS,
        "supplier_places": PLACES if lake.places else NO_SUPPLIER_PLACES,
        "payment_classes": "select * from read_parquet($classes)" if lake.classes else NO_CLASSES,
        "ward_residents": "select * from read_parquet($residents)" if lake.residents else NO_RESIDENTS,
        "counted_payments": drawn,
        "payments": drawn,
        "home_areas": HOME_AREAS,
        "lock_rules": LOCK_RULES,
        "lock_tests": LOCK_TESTS,
        "compared_months": "select unnest($compared::varchar[]) as month",
    }


def already_drawn(lake: Lake, selection: Selection) -> set[str]:
    """The definitions that the drawn file answers: payments.sql, unless the selection asks for locks of other words."""
    if not lake.drawn:
        return set()
    in_force = lake.locks or published()
    same = selection.locks is None or selection.locks.tested() == in_force.tested()
    return {"payments"} if same else {"counted_payments"}


def parameters(lake: Lake, selection: Selection) -> dict[str, Any]:
    """A value for each parameter that the relations and the definitions may name."""
    locks = selection.locks or lake.locks or published()
    return {
        "payments": [str(path) for path in lake.payments],
        "repeated_rows": [str(path) for path in lake.repeated_rows],
        "places": str(lake.places),
        "drawn": str(lake.drawn),
        "classes": str(lake.classes),
        "residents": str(lake.residents),
        "compared": list(selection.compared),
        **_areas(selection),
        **_rules(locks),
        **selection.parameters(),
    }


def _areas(selection: Selection) -> dict[str, list[Any]]:
    areas = selection.home.areas if selection.home else ()
    return {
        "area_codes": [area.code for area in areas],
        "area_rings": [area.ring for area in areas],
        "area_whole": [area.whole for area in areas],
        "area_beyond": [area.beyond for area in areas],
    }


def _rules(locks: Locks) -> dict[str, list[Any]]:
    sought = sought_by(locks)
    return {
        "rule_ranks": list(range(1, len(locks.rules) + 1)),
        "rule_bits": [1 << place for place in range(len(locks.rules))],
        "rule_names": [rule.name for rule in locks.rules],
        "rules_on": [rule.switched_on for rule in locks.rules],
        "rule_reasons": [rule.reason for rule in locks.rules],
        "rule_sources": [rule.source for rule in locks.rules],
        "test_bits": sought.bits,
        "test_fields": sought.fields,
        "test_patterns": sought.patterns,
        "test_spares": sought.spares,
    }
