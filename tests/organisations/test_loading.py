"""A register loaded: kept in the lake under its licence, and superseded by the next file of the same register."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from commonweal.organisations import queries
from commonweal.organisations.actions import load_register, remove_sample_registers
from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.models import RegisterFile
from commonweal.organisations.register_reading import Reading
from commonweal.record.models import Event

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOCIETIES = Register("societies", "A register of societies", "CC0 1.0", "Invented")
pytestmark = [pytest.mark.django_db, pytest.mark.db]


def reading(name: str, sha256: str) -> Reading:
    facts: pl.DataFrame = table([Fact("GB-MPR-999991R", name=name)], SOCIETIES)
    return Reading(f"{sha256}.csv", sha256 * 64, SOCIETIES, facts, 1, 1, {}, ())


def load(name: str, sha256: str, sample: bool = False) -> RegisterFile:
    return load_register(reading=reading(name, sha256), sample=sample, by=None, now=NOW)


def names(sample: bool = False) -> list[str]:
    return queries.facts(sample=sample)["name"].to_list()


def test_a_register_loaded_says_what_it_says(home: Path) -> None:
    file = load("Tern Bakery Society", "a")
    assert names() == ["Tern Bakery Society"]
    assert (home / "lake" / file.lake_file).exists()
    assert (file.title, file.licence, file.facts) == ("A register of societies", "CC0 1.0", 1)


def test_a_later_file_of_the_register_supersedes_the_earlier_one() -> None:
    load("Tern Bakery Society", "a")
    load("Tern Bakery Society (1990)", "b")
    assert names() == ["Tern Bakery Society (1990)"]
    load("Tern Bakery Society", "a")
    assert names() == ["Tern Bakery Society"]
    assert RegisterFile.objects.count() == 2


def test_names_of_the_registers_are_known_to_the_reader() -> None:
    load("Patrick Quill Society", "a")
    assert len(queries.known_names(sample=False)) == 1
    assert queries.known_names(sample=True) == frozenset()


def test_the_samples_registers_are_apart_and_removed_alone() -> None:
    load("Tern Bakery Society", "a")
    load("Grebe Society", "b", sample=True)
    assert (names(), names(sample=True)) == (["Tern Bakery Society"], ["Grebe Society"])
    for _ in range(2):
        remove_sample_registers(by=None, now=NOW)
    assert (names(), names(sample=True)) == (["Tern Bakery Society"], [])
    assert Event.objects.filter(kind="sample-removed").count() == 1
