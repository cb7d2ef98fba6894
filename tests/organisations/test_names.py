"""One key for the many spellings of one organisation's name."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commonweal.organisations.names import normalised, normalised_series


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Tidewater Bakers Ltd", "tidewater bakers ltd"),
        ("TIDEWATER BAKERS LIMITED.", "tidewater bakers ltd"),
        ("The Tidewater  Bakers,  Limited", "tidewater bakers ltd"),
        ("Café Müller plc", "cafe muller plc"),
        ("Sandport Water Public Limited Company", "sandport water plc"),
        ("Sandport Repair Community Interest Company", "sandport repair cic"),
        ("Sandport Repair C.I.C.", "sandport repair cic"),
        ("Oakum & Tow Limited Liability Partnership", "oakum and tow llp"),
        ("Oakum and Tow LLP", "oakum and tow llp"),
        ("Children's Harbour", "childrens harbour"),
        ("St. Elmo’s Trust", "st elmos trust"),
        ("B T Q Plc", "btq plc"),
        ("B.T.Q. PLC", "btq plc"),
        ("Quay Co-operative Society", "quay cooperative society"),
        ("Quay Cooperative Society", "quay cooperative society"),
        ("Sandport Water (Direct Debit Payments)", "sandport water"),
        ("Sandport Water (DD)", "sandport water"),
        ("Sandport Water (215385)", "sandport water"),
        ("Sandport Bakery Company T/A The Crumb", "sandport bakery co trading as the crumb"),
        ("Sandport Bakery Co. trading as The Crumb", "sandport bakery co trading as the crumb"),
        ("Academy @ Sandport", "academy at sandport"),
        ("  ", ""),
        ("***", ""),
        ("The", "the"),
    ],
)
def test_spellings_that_meet(written: str, key: str) -> None:
    assert normalised(written) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tidewater", "Tidewater Group"),
        ("Tidewater Ltd", "Tidewater plc"),
        ("Tidewater Ltd", "Tidewater"),
        ("Tidewater Holdings Ltd", "Tidewater Ltd"),
        ("Tidewater (1992) Ltd", "Tidewater Ltd"),
        ("Tidewater (1992)", "Tidewater"),  # a year may be part of the name; five figures and more are not
        ("Tidewater (North)", "Tidewater (South)"),
        ("Tidewater Services UK", "Tidewater Services"),
    ],
)
def test_names_that_stay_apart(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


anything = st.text(max_size=60)
words = st.sampled_from(["The", "LTD", "Limited", "Public", "Company", "Community", "Interest", "co-op", "liability"])
marks = st.sampled_from([" ", " & ", "T/A", "C/O", "a", "B.", "(DD)", "(12345)", "'", "\u2019", "\x1c", "_"])
pieces = words | marks | st.sampled_from("éßﬁ½İſ")
made_of_pieces = st.lists(pieces, max_size=12).map("".join)


@given(anything | made_of_pieces)
@example("t\x1c/a b")
def test_a_key_is_its_own_key(name: str) -> None:
    assert normalised(normalised(name)) == normalised(name)


@given(made_of_pieces)
def test_case_and_outer_space_never_matter(name: str) -> None:
    assert normalised(f"  {name.lower()} ") == normalised(name.lower())


@given(st.lists(st.none() | anything | made_of_pieces, max_size=8))
def test_the_whole_column_gives_the_same_keys(names: list[str | None]) -> None:
    keys = normalised_series(pl.Series("supplier", names, dtype=pl.String))
    assert keys.to_list() == [None if name is None else normalised(name) for name in names]
    assert keys.name == "supplier"


def test_on_every_registered_name_both_ways_agree(published: Path) -> None:
    names = pl.read_csv(published / "registers" / "coops-uk-organisations-2017-06.csv")["Registered Name"].unique()
    assert normalised_series(names).to_list() == [normalised(name) for name in names]
