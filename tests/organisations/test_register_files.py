"""Register facts in the lake."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from commonweal.basics.problems import Refused
from commonweal.organisations import register_files
from commonweal.organisations.facts import FACTS, ORDER, Fact, Register, table

TRUSTS = Register("trusts", "Trusts", "a licence", "thanks")
CLUBS = Register("clubs", "Clubs", "another licence", "thanks again")


def held(*files: Path) -> pl.DataFrame:
    return register_files.scan(files).collect().sort(ORDER, nulls_last=True)


def test_facts_come_back_as_they_were_from_all_the_files(tmp_path: Path) -> None:
    trusts = table([Fact("GB-COH-2", "Quay"), Fact("GB-COH-1", "Mole", postcode="l10ab", place="outlet")], TRUSTS)
    clubs = table([Fact("GB-MPR-1R", "Pier", same_as="GB-COH-1")], CLUBS)
    names = [register_files.write(tmp_path, [facts]) for facts in (trusts, clubs)]
    read = held(*(tmp_path / name for name in names))
    assert read.schema == FACTS
    assert read["org_id"].to_list() == ["GB-COH-1", "GB-COH-2", "GB-MPR-1R"]
    assert read.filter(org_id="GB-COH-1")["postcode"].item() == "L1 0AB"
    assert_frame_equal(read, held(*(tmp_path / name for name in reversed(names))))


def test_equal_facts_make_one_file(tmp_path: Path) -> None:
    facts = [Fact("GB-COH-2", "Quay"), Fact("GB-COH-1", "Mole"), Fact("GB-COH-2", "Quay")]
    first = register_files.write(tmp_path, [table(facts, TRUSTS)])
    second = register_files.write(tmp_path, [table(facts[::-1], TRUSTS)])
    assert first == second
    assert first.endswith(".parquet")
    assert len(list(tmp_path.iterdir())) == 1
    assert held(tmp_path / first).height == 2  # a fact told twice is one fact


def test_no_files_give_an_empty_table() -> None:
    assert_frame_equal(held(), pl.DataFrame(schema=FACTS))


def test_many_tables_make_one_file_and_come_in_their_order(tmp_path: Path) -> None:
    tables = [table([Fact(f"GB-COH-{number}", "Quay")], TRUSTS) for number in range(30)]
    name = register_files.write(tmp_path, iter(tables))
    assert_frame_equal(pl.read_parquet(tmp_path / name), pl.concat(tables))
    assert register_files.write(tmp_path, iter(tables)) == name


def test_a_register_that_tells_nothing_makes_an_empty_file(tmp_path: Path) -> None:
    name = register_files.write(tmp_path, [])
    assert_frame_equal(held(tmp_path / name), pl.DataFrame(schema=FACTS))


@pytest.mark.parametrize("good", [0, 1, 5])
def test_a_load_that_breaks_off_leaves_nothing(tmp_path: Path, good: int) -> None:
    def tables() -> Iterator[pl.DataFrame]:
        yield from [table([Fact("GB-COH-1", "Quay")], TRUSTS)] * good
        raise Refused("the file breaks off")

    with pytest.raises(Refused, match="breaks off"):
        register_files.write(tmp_path, tables())
    assert list(tmp_path.iterdir()) == []


def test_a_file_written_before_a_column_was_known_still_reads(tmp_path: Path) -> None:
    known = ["org_id", "name", "owner", "same_as", "postcode", "place", "governs", "valid_from", "valid_to", "key"]
    facts = table([Fact("GB-COH-1", "Quay", status="active")], TRUSTS)
    facts.select(*known, "register", "licence", "attribution").write_parquet(tmp_path / "old.parquet")
    name = register_files.write(tmp_path, [table([Fact("GB-COH-2", "Mole", status="active")], TRUSTS)])
    both = register_files.scan([tmp_path / "old.parquet", tmp_path / name]).collect()
    assert both.schema == FACTS
    assert both["status"].to_list() == [None, "active"]
