"""How near each supplier is, what locks each payment, and the local share: the SQL against a plain reading.

The world of these tests is a tree: two regions of two shires, each of three districts of two wards. The region pack
holds two districts of the first shire and one of the second, as a real pack may.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.spend.account import Lake, Page, ask
from commonweal.spend.ground import Ground
from commonweal.spend.home import Home
from commonweal.spend.locking import Locks, Rule, published
from commonweal.spend.selection import Selection
from commonweal.spend.shares import share
from tests.spend.test_account import drawn, lake, payment

WORLD = {
    f"W{r}{c}{d}{w}": (f"D{r}{c}{d}", f"C{r}{c}", f"R{r}") for r in "12" for c in "12" for d in "123" for w in "12"
}
HELD = [ward for ward in WORLD if ward.startswith(("W111", "W112", "W121"))]
PACK = Ground("The Bay", {ward: WORLD[ward] for ward in HELD}, {})
NODES = sorted({code for ward, above in WORLD.items() for code in (ward, *above)})
RINGS = ("home", "region", "wider", "uk")
PLACES = ("ward_code", "district_code", "county_code", "region_code")


def leaves(code: str) -> set[str]:
    """The wards of an area of the whole world; all of them for the UK."""
    return {ward for ward, above in WORLD.items() if code in ("uk", ward, *above)}


def territories(asked: str | None, within: str | None) -> list[set[str]]:
    """The wards of home, of its region, of the wider region and of the UK, each in the next."""
    home, region = (leaves(code) if code else set(HELD) for code in (asked, within))
    wider = {ward for each in home & set(HELD) for ward in leaves(WORLD[each][2])}
    return [home, home | region, home | region | wider, set(WORLD)]


def plainly(node: str, beyond: bool, asked: str | None, within: str | None) -> tuple[str, str]:
    """The ring sure to hold a place, and the nearest that it may be in, by looking at every ward that it may be.

    Of what may be anywhere no ring says more than that it is not known.
    """
    whole = leaves(node)
    possible = whole - set(HELD) if beyond else whole
    rings = list(zip(RINGS, territories(asked, within), strict=True))
    return (
        "unknown" if node == "uk" else next(ring for ring, wards in rings if whole <= wards),
        next(ring for ring, wards in rings if possible & wards),
    )


def places(folder: Path, **nodes: tuple[str, bool]) -> Path:
    """A file of suppliers, each known to be somewhere in a node of the world."""
    rows = []
    for key, (node, beyond) in nodes.items():
        ward = min(leaves(node))
        codes = (ward, *WORLD[ward])
        known = codes[codes.index(node) :] if node != "uk" else ()
        told = dict(zip(PLACES[len(PLACES) - len(known) :], known, strict=True))
        rows.append({"supplier_key": key, "org_id": f"X-{key}", "outside": beyond, **told})
    schema = dict.fromkeys(("supplier_key", "org_id", *PLACES), pl.String) | {"outside": pl.Boolean}
    pl.DataFrame(rows, schema=schema).write_parquet(folder / "places.parquet")
    return folder / "places.parquet"


@pytest.mark.parametrize(
    ("node", "home", "told"),
    [
        ("W1111", ("D111", None), ("home", "home")),
        ("W1121", ("D111", None), ("region", "region")),
        ("W1211", ("D111", "C11"), ("wider", "wider")),
        ("W2111", ("D111", None), ("uk", "uk")),
        ("D111", ("W1111", None), ("region", "home")),  # its other ward may be where it is
        ("C11", ("D111", "C11"), ("region", "home")),
        ("R1", ("D111", None), ("wider", "home")),
        ("R2", ("D111", None), ("uk", "uk")),
        ("uk", ("D111", None), ("unknown", "home")),  # "the rest of the UK" would say that it is not at home
        ("D122", ("D121", "C12"), ("region", "region")),  # a district that the pack has no wards of
        ("C12", ("C12", None), ("home", "home")),
    ],
)
def test_how_near_by_hand(tmp_path: Path, node: str, home: tuple[str, str | None], told: tuple[str, str]) -> None:
    held = lake(tmp_path, payment(supplier_key="K"), places=places(tmp_path, K=(node, False)))
    [row] = ask(held, "placed_payments", Selection(home=Home.on(PACK, *home)))
    assert (row["ring"], row["could_be"]) == told


def test_who_has_no_place_may_be_at_home_and_overseas_is_not(tmp_path: Path) -> None:
    pl.DataFrame({"supplier_key": ["K"], "org_id": ["X"], "country": ["Ruritania"]}).write_parquet(
        tmp_path / "p.parquet"
    )
    kinds = [
        payment(supplier_key="K"),
        payment(),
        payment(supplier_kind="person"),
        payment(supplier_kind="none"),
        payment(supplier_kind="redacted"),
    ]
    rows = ask(lake(tmp_path, *kinds, places=tmp_path / "p.parquet"), "placed_rows", Selection(home=Home.on(PACK)))
    assert {(row["line"], row["ring"], row["could_be"]) for row in rows} == {
        (2, "overseas", "overseas"),
        (3, "unknown", "home"),
        (4, "unknown", "home"),
        (5, "unknown", "home"),
        (6, "redacted", "home"),
    }


HOMES = st.sampled_from(
    [
        (asked, within)
        for asked in [None, *sorted({code for ward in HELD for code in (ward, *WORLD[ward])})]
        for within in (None, "C11", "C12", "D111")
        if (leaves(asked) & set(HELD) if asked else set(HELD)) <= (leaves(within) if within else set(HELD))
    ]
)
PLACED = st.sampled_from([*((node, False) for node in [*NODES, "uk"]), ("R1", True), ("R2", True), ("C12", True)])


@settings(max_examples=25, deadline=None)
@given(home=HOMES, nodes=st.lists(PLACED, min_size=1, max_size=6, unique=True))
def test_how_near_is_as_looking_at_every_ward_tells(
    tmp_path_factory: pytest.TempPathFactory, home: tuple[str | None, str | None], nodes: list[tuple[str, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("lake")
    keyed = {f"K{number}": node for number, node in enumerate(nodes)}
    held = lake(folder, *[payment(supplier_key=key) for key in keyed], places=places(folder, **keyed))
    rows = ask(held, "placed_payments", Selection(home=Home.on(PACK, *home)))
    told = {row["supplier_key"]: (row["ring"], row["could_be"]) for row in rows}
    assert told == {key: plainly(*node, *home) for key, node in keyed.items()}


RULES = Locks(
    (
        Rule("Levies", "Passed on.", "our choice", True, (("subjects", "levy"), ("subjects", "precept*"))),
        Rule("Pay", "Pay.", "our choice", False, (("departments", "payroll"), ("payees", "person"))),
        Rule("Wages", "Pay.", "our choice", True, (("departments", "wages and pay"),)),
        Rule("Public", "Public.", "our choice", True, (("owners", "public body"), ("suppliers", "county council"))),
        Rule("Banks", "Loans.", "our choice", True, (("sic", "641"), ("subjects", "loan"), ("spared", "library"))),
    )
)


@pytest.mark.parametrize(
    ("said", "locked"),
    [
        ({"category": "Waste Levy"}, "Levies"),
        ({"category": "Levying"}, None),
        ({"purpose": "PARISH PRECEPTING"}, "Levies"),
        ({"department": "Payroll"}, None),  # its rule is switched off
        ({"supplier": "Knot County-Council"}, "Public"),
        ({"category": "Loan", "supplier": "Knot County Council"}, "Public"),  # the first of two
        ({"purpose": "loan", "department": "Library"}, None),  # spared
        ({"category": "Loaned toys"}, None),
        ({"department": "Wages&Pay"}, "Wages"),  # "&" is "and"
        ({"category": None, "purpose": None, "department": None}, None),
    ],
)
def test_the_first_rule_that_holds_locks(tmp_path: Path, said: dict[str, Any], locked: str | None) -> None:
    [row] = ask(lake(tmp_path, payment(**said)), "placed_payments", Selection(locks=RULES))
    assert row["locked"] == locked


BETWEEN = "Payments between public bodies"
PASSED_ON = "School money passed on"


def test_public_bodies_by_the_names_that_payers_write(tmp_path: Path) -> None:
    locked = {
        "TERN COUNCIL": BETWEEN,
        "London Borough of Tern": BETWEEN,
        "City of Tern Metropolitan District": BETWEEN,
        "Police & Crime Commissioner for Ternshire": BETWEEN,
        "Ternshire Fire&Rescue Authority": BETWEEN,
        "NHS Tern and Grebe CCG": BETWEEN,
        "TERN HOSPITALS NHS FOUNDATI": BETWEEN,
        "Tern Council of Mosques": None,
        "Tern Parochial Church Council": None,
        "Tern Voluntary Service Council": None,
        "British Knitting Industry Council": None,
        "Tern Primary School": PASSED_ON,
        "Tern J & I School": PASSED_ON,
        "Friends of Tern Primary School": None,
        "Tern House School Ltd": None,
    }
    held = lake(tmp_path, *[payment(supplier=name, supplier_key=name) for name in locked])
    assert {row["supplier"]: row["locked"] for row in ask(held, "placed_payments")} == locked


def test_kinds_of_payment_by_the_words_that_payers_write(tmp_path: Path) -> None:
    locked = {
        "Transfer Payments": "Benefits and grants to individuals",
        "Improvement Grants": "Benefits and grants to individuals",
        "Grants to external organisations": None,
        "Car Allowances": "Wages, allowances and expenses",
        "Interest - PFI": "Treasury, loans and interest",
        "Group of special interest": None,
    }
    held = lake(tmp_path, *[payment(category=said) for said in locked])
    assert {row["category"]: row["locked"] for row in ask(held, "placed_payments")} == locked


def test_a_drawn_account_answers_for_other_rules_as_its_files_do(tmp_path: Path) -> None:
    said = [{"category": "Waste levy"}, {"category": "Toys"}, {"supplier": "Tern County Council", "supplier_key": "T"}]
    held = lake(tmp_path, *[payment(**each) for each in said])
    together = drawn(held, tmp_path)
    toys = published().adding(published().rules[0].name, "subjects", "toys")
    for locks in (None, RULES, toys, published().switched(published().rules[0].name, False)):
        chosen = Selection(locks=locks)
        ranked = Page("rank", descending=False)
        assert ask(together, "locks", chosen, ranked) == ask(held, "locks", chosen, ranked)
        assert ask(together, "local_share", chosen) == ask(held, "local_share", chosen)
    assert ask(together, "local_share", Selection(locks=toys))[0]["pence"] == 0
    assert ask(together, "local_share")[0]["pence"] == 10000


def test_a_drawn_account_of_other_rules_is_not_fresh(tmp_path: Path) -> None:
    held = lake(tmp_path, payment())
    assert replace(held, locks=RULES).fingerprint() != held.fingerprint()


def plain_words(written: str | None) -> list[str]:
    return "".join(each if each.isalnum() else " " for each in (written or "").lower()).split()


def plainly_locked(row: dict[str, Any], locks: Locks) -> str | None:
    """The first rule switched on that holds of a payment, by reading it as a person would."""
    places_of = {"subjects": ("category", "purpose"), "departments": ("department",), "suppliers": ("supplier",)}

    def says(kind: str, written: str) -> bool:
        if kind in ("owners", "sic", "payees"):
            cell = {"owners": row["owner"], "sic": row["sic"], "payees": row["supplier_kind"]}[kind] or ""
            return bool(cell.startswith(written) if kind == "sic" else cell == written)
        sought = plain_words(written)
        for name in places_of.get(kind, ("category", "purpose", "department", "supplier")):
            words = plain_words(row[name])
            for start in range(len(words) - len(sought) + 1):
                found = words[start : start + len(sought)]
                last = found[-1].startswith(sought[-1]) if written.endswith("*") else found[-1] == sought[-1]
                if found[:-1] == sought[:-1] and last:
                    return True
        return False

    for rule in locks.rules:
        holds = any(says(kind, written) for kind, written in rule.tests if kind != "spared")
        if rule.switched_on and holds and not any(says("spared", written) for written in rule.of("spared")):
            return rule.name
    return None


CELL = st.sampled_from(
    [None, "Levy", "LEVY-waste", "precepts", "loan", "Library loan", "County Council", "payroll", "x"]
)
PAID = st.fixed_dictionaries(
    {
        "category": CELL,
        "purpose": CELL,
        "department": CELL,
        "supplier_kind": st.sampled_from(["named", "named", "person", "redacted", "none"]),
        "pence": st.integers(-(10**6), 10**9),
        "key": st.integers(0, 5),
    }
)
NODE_OF = ("W1111", "W1121", "D111", "R1", "uk", None)  # the place of each of six suppliers; the last has none


@settings(max_examples=25, deadline=None)
@given(paid=st.lists(PAID, min_size=1, max_size=12), off=st.sampled_from([None, "Levies", "Public"]))
def test_locks_rings_and_bounds_are_as_a_plain_reading_tells(
    tmp_path_factory: pytest.TempPathFactory, paid: list[dict[str, Any]], off: str | None
) -> None:
    folder = tmp_path_factory.mktemp("lake")
    locks = RULES.switched(off, False) if off else RULES
    home = Selection(home=Home.on(PACK, "D111"), locks=locks)
    held = _lake_of(folder, paid)
    rows = ask(held, "placed_payments", home)
    for row in rows:
        assert row["locked"] == plainly_locked(row, locks)
        node = NODE_OF[int(row["supplier_key"][1:])] if row["supplier_kind"] == "named" else None
        unplaced = ("redacted" if row["supplier_kind"] == "redacted" else "unknown", "home")
        assert (row["ring"], row["could_be"]) == (plainly(node, False, "D111", None) if node else unplaced)
    [told] = ask(held, "local_share", home)
    free = [row for row in rows if row["locked"] is None]
    for name, rings in (("share", ("home",)), ("near", ("home", "region"))):
        perhaps = [row["pence"] for row in free if row["ring"] not in rings and row["could_be"] in rings]
        expected = share(
            sum(row["pence"] for row in free if row["ring"] in rings),
            sum(row["pence"] for row in free),
            sum(pence for pence in perhaps if pence > 0),
            sum(pence for pence in perhaps if pence < 0),
        )
        bounds = (told[f"{name}_at_least"], told[f"{name}_at_most"])
        assert bounds == ((float(expected.at_least), float(expected.at_most)) if expected else (None, None))


def _lake_of(folder: Path, paid: list[dict[str, Any]]) -> Lake:
    keyed = {f"K{number}": (node, False) for number, node in enumerate(NODE_OF) if node}
    files = places(folder, **keyed)
    owned = pl.read_parquet(files).with_columns(
        owner=pl.when(pl.col("supplier_key") == "K1").then(pl.lit("public body")),
        sic=pl.when(pl.col("supplier_key") == "K2").then(pl.lit("64191 82990")),
    )
    owned.write_parquet(files)
    rows = [
        payment(**{**each, "supplier": "Tern Ltd", "supplier_key": f"K{each['key']}"}, payer_slug=f"p{each['key'] % 2}")
        for each in paid
    ]
    for row in rows:
        row.pop("key")
    return lake(folder, *rows, places=files)


@settings(max_examples=8, deadline=None)
@given(paid=st.lists(PAID, min_size=1, max_size=30))
def test_every_breakdown_of_the_share_adds_up_to_it(
    tmp_path_factory: pytest.TempPathFactory, paid: list[dict[str, Any]]
) -> None:
    held = _lake_of(tmp_path_factory.mktemp("lake"), paid)
    home = Selection(home=Home.on(PACK, "D111"), locks=RULES)
    [whole] = ask(held, "local_share", home)
    added = ("payments", "pence", "locked", "home", "near", "unknown", "home_from", "home_to", "near_from", "near_to")
    breakdowns = (
        "anchors",
        "shares_by_year",
        "shares_by_payer_and_year",
        "sectors",
        "divisions",
        "proclass_categories",
    )
    for name in (*breakdowns, "owner_kinds", "sizes"):
        rows = ask(held, name, home)
        assert {key: sum(row[key] for row in rows) for key in added} == {key: whole[key] for key in added}, name
    rings = ask(held, "where_it_went", home)
    assert [row["ring"] for row in sorted(rings, key=lambda row: row["rank"])] == [
        "home", "region", "wider", "uk", "overseas", "unknown", "redacted"
    ]  # fmt: skip
    assert sum(row["influenceable"] for row in rings) == whole["pence"]
    assert (
        sum(row["locked"] for row in rings) == whole["locked"] == sum(row["pence"] for row in ask(held, "locks", home))
    )
    assert sum(row["pence"] for row in ask(held, "rings_by_payer", home)) == whole["pence"]
