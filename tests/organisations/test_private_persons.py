"""Whom we take for a private person. Every name here is invented."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.organisations.names import normalised
from commonweal.organisations.private_persons import kind, names_a_person
from commonweal.organisations.word_lists import ALWAYS_ORGANISATION, GIVEN_NAMES, ORGANISATION_WORDS, SURNAMES


@pytest.mark.parametrize(
    "cell",
    [
        "Patrick Nettlecombe",
        "PATRICK NETTLECOMBE",
        "Nettlecombe Patrick",
        "Nettlecombe, Patrick",
        "NETTLECOMBE, P",
        "P Nettlecombe",
        "P. Q. Nettlecombe",
        "Patrick Q Nettlecombe",
        "PQ SMITH",  # glued initials before a frequent surname
        "Mr Nettlecombe",
        "Mrs P O'Nettle",
        "Nettlecombe P Mr",
        "Cllr Nettlecombe",
        "Dr N Quillfeather",
        "Anne-Marie Quillfeather-Jones",
        "Siân Quillfeather",
        "Gurpreet Kaur Quill",
        "Olamide Quillfeather",
        "Wei Quillfeather",
        "Ayşe Quillfeather",
        "Katarzyna Quillfeather",
        "Maria da Quilla",
        "Patrick and Anne Quillfeather",
        "P & A Quillfeather",
        "Mr & Mrs Quillfeather",
        "Patrick Quillfeather QC",
        "Patrick Quillfeather (Childminder)",
        "Patrick Carpenter",
        "Patrick Quillfeather (12345)",
        "Estate of Anne Quillfeather",
        "Mr P Quill T/A Quill Joinery",
        "Patrick Quill trading as Harbour Kitchens Ltd",
    ],
)
def test_persons(cell: str) -> None:
    assert kind(cell) == "person"


@pytest.mark.parametrize(
    "cell",
    [
        "Patrick Quillfeather Ltd",
        "Patrick Quillfeather & Sons Ltd",
        "P Quillfeather & Sons",
        "Dr A Quillfeather & Partners",
        "The Patrick Quillfeather School",
        "Sandport City Council",
        "St Patrick's Church",
        "St. Patrick Ambulance",
        "Anne's Flowers",
        "Anne?s Flowers",  # an apostrophe lost on the way
        "Quay Ltd T/A Patrick Quillfeather",
        "Total Gas",
        "Tidewater",
        "Quillfeather & Nettlecombe",
        "R & Q",
        "St Anne P.C.C.",
        "10008721",  # an identifier that stands for a name
        "Anne 24 7",
    ],
)
def test_organisations_and_identifiers(cell: str) -> None:
    assert kind(cell) == "named"


@pytest.mark.parametrize(
    "cell",
    [
        "REDACTED",
        "Redacted Personal Information",
        "REDACTED DATA",
        "Name redacted",
        "Personal Data",
        "Personal information withheld",
        "Private individual",
        "Individual",
        "Sensitive information",
        "Confidential",
        "THIRD PARTY",
        "Third Party Supplier",
        "Payments to third parties",
        "Foster Carers",
        "XXXXX",
    ],
)
def test_redacted_by_the_publisher(cell: str) -> None:
    assert kind(cell) == "redacted"


@pytest.mark.parametrize("cell", ["", "  ", "-", "N/A", "#N/A", "n/a", "NULL", "None", "TBC", "Unknown", "0", "..."])
def test_empty(cell: str) -> None:
    assert kind(cell) == "none"


@pytest.mark.parametrize("cell", ["Confidential Shredding Ltd", "Redactive Print Ltd", "Sensitive Care Homes Ltd"])
def test_a_firm_with_such_a_word_in_its_name_is_not_redacted(cell: str) -> None:
    assert kind(cell) == "named"


def test_a_name_in_the_registers_is_never_a_person() -> None:
    assert kind("PATRICK QUILL", known=frozenset([normalised("Patrick Quill")])) == "named"
    assert kind("PATRICK QUILL", known=frozenset(["patrick quill ltd"])) == "person"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Taxi for Mrs Quillfeather", True),
        ("Councillor training", False),
        ("Cllr Quillfeather mileage", True),
        ("Patrick Quillfeather", True),
        ("Quillfeather: direct payment for Patrick Smith, March", True),
        ("Patrick Quillfeather School Fund", False),
        ("Victoria Road repairs", False),
        ("Grant payment June", False),
        ("MS Office licences", False),
        ("Room hire", False),
        ("", False),
        ("Prof/Legal Fees", False),  # a shortened word, no title
        ("Rev/Cap works", False),
    ],
)
def test_free_text_that_names_a_person(text: str, names: bool) -> None:
    assert names_a_person(text) is names


given_names = st.sampled_from(sorted(GIVEN_NAMES - ORGANISATION_WORDS))
surnames = st.sampled_from(sorted(SURNAMES - GIVEN_NAMES))
people = st.builds("{} {}".format, given_names, surnames)


@given(people, st.sampled_from([str.upper, str.lower, str.title]))
def test_a_given_name_and_a_surname_are_a_person_in_any_case(name: str, write: Callable[[str], str]) -> None:
    assert kind(write(name)) == "person"


@given(people, st.sampled_from(["Mr", "Mrs", "Ms", "Miss", "Dr", "Cllr"]))
def test_a_title_never_makes_less_suspicious(name: str, title: str) -> None:
    assert kind(f"{title} {name}") == "person"


@given(people, st.sampled_from(sorted(ALWAYS_ORGANISATION)))
def test_some_words_make_any_name_an_organisation(name: str, word: str) -> None:
    assert kind(f"{name} {word}") == "named"


@given(st.text(max_size=80))
def test_any_cell_has_a_kind(cell: str) -> None:
    assert kind(cell) in {"named", "person", "redacted", "none"}
    assert names_a_person(cell) in {True, False}


@pytest.mark.parametrize("piece", ["(", "(1", "a", "mr ", "t/a ", " ", "- ", "é("])
def test_a_name_of_a_million_characters_takes_no_time(piece: str) -> None:
    cell = piece * (1_000_000 // len(piece))
    started = perf_counter()
    normalised(cell)
    kind(cell)
    assert perf_counter() - started < 5


def test_the_lists_are_long_and_hold_whole_words() -> None:
    assert len(GIVEN_NAMES) > 4000
    assert len(SURNAMES) > 1500
    words = GIVEN_NAMES | SURNAMES | ORGANISATION_WORDS
    assert all(word.isalpha() and word == word.lower() for word in words)


def test_companies_of_a_real_year_are_hardly_ever_taken_for_persons(published: Path) -> None:
    year = pl.read_csv(published / "matched" / "bolton-2019.csv", infer_schema=False)
    companies = year.filter(pl.col("company_number").str.strip_chars() != "")["beneficiary_name"].unique()
    suspected = sum(kind(name) == "person" for name in companies)
    assert len(companies) > 1500
    assert suspected / len(companies) < 0.01
