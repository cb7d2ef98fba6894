"""A register loaded: kept in the lake under its licence, and superseded by the next file of the same register."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from commonweal.basics.problems import Refused
from commonweal.organisations import queries
from commonweal.organisations.actions import load_register, remove_sample_registers
from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.models import RegisterFile
from commonweal.organisations.register_counts import Counts
from commonweal.organisations.register_reading import Reading
from commonweal.record.models import Event

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOCIETIES = Register("societies", "A register of societies", "CC0 1.0", "Invented")
pytestmark = [pytest.mark.django_db, pytest.mark.db]


def reading(name: str, sha256: str, part: str = "") -> Reading:
    facts: pl.DataFrame = table([Fact("GB-MPR-999991R", name=name)], SOCIETIES)
    counts = Counts()
    counts.facts = facts.height
    return Reading(f"{sha256}.csv", sha256 * 64, SOCIETIES, iter([facts]), counts, part)


def load(name: str, sha256: str, sample: bool = False, part: str = "") -> RegisterFile:
    return load_register(reading=reading(name, sha256, part), sample=sample, by=None, now=NOW)


def names(sample: bool = False) -> list[str]:
    return queries.facts_lazy(sample=sample).collect()["name"].to_list()


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


def test_the_same_file_twice_changes_nothing() -> None:
    first, second = load("Tern Bakery Society", "a"), load("Tern Bakery Society", "a")
    assert first.pk == second.pk
    assert Event.objects.filter(kind="register-loaded").count() == 1


@pytest.mark.parametrize(
    ("loaded", "in_use"),
    [
        (["1 of 2", "2 of 2"], ["1 of 2", "2 of 2"]),  # the parts of a set stand together
        (["1 of 2", "2 of 2", "1 of 2"], ["2 of 2", "1 of 2"]),  # a newer part takes the place of the older
        (["", "1 of 2"], ["1 of 2"]),  # a set takes the place of the whole
        (["1 of 2", "2 of 2", ""], [""]),  # and the whole that of a set
        (["1 of 2", "2 of 2", "1 of 3"], ["1 of 3"]),  # next month's set may have more parts
    ],
)
def test_parts_of_a_register(loaded: list[str], in_use: list[str]) -> None:
    for number, part in enumerate(loaded):
        load(f"Society {number}", "abcdef"[number], part=part)
    assert [file.part for file in RegisterFile.objects.filter(superseded=False).order_by("pk")] == in_use


@pytest.mark.parametrize("before", [0, 1, 20])
def test_a_load_that_breaks_off_changes_nothing(home: Path, before: int) -> None:
    load("Tern Bakery Society", "a")

    def tables() -> Iterator[pl.DataFrame]:
        for _ in range(before):
            yield table([Fact("GB-MPR-999991R", name="Grebe Society")], SOCIETIES)
        raise Refused("the file breaks off")

    with pytest.raises(Refused):
        load_register(reading=Reading("b.csv", "b" * 64, SOCIETIES, tables()), sample=False, by=None, now=NOW)
    assert names() == ["Tern Bakery Society"]
    assert len(list((home / "lake").iterdir())) == 1


def test_what_the_registers_say_is_there_to_be_asked_without_being_read_whole() -> None:
    load("Tern Bakery Society", "a")
    lazy = queries.facts_lazy(sample=False)
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.select("name").collect().rows() == [("Tern Bakery Society",)]


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
