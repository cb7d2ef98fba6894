"""Register facts in the lake."""

from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from commonweal.organisations import register_files
from commonweal.organisations.facts import FACTS, Fact, Register, table

TRUSTS = Register("trusts", "Trusts", "a licence", "thanks")
CLUBS = Register("clubs", "Clubs", "another licence", "thanks again")


def test_facts_come_back_as_they_were_from_all_the_files(tmp_path: Path) -> None:
    trusts = table([Fact("GB-COH-2", "Quay"), Fact("GB-COH-1", "Mole", postcode="l10ab", place="outlet")], TRUSTS)
    clubs = table([Fact("GB-MPR-1R", "Pier", same_as="GB-COH-1")], CLUBS)
    names = [register_files.write(tmp_path, facts) for facts in (trusts, clubs)]
    read = register_files.read(tmp_path / name for name in names)
    assert read.schema == FACTS
    assert read["org_id"].to_list() == ["GB-COH-1", "GB-COH-2", "GB-MPR-1R"]
    assert read.filter(org_id="GB-COH-1")["postcode"].item() == "L1 0AB"
    assert_frame_equal(read, register_files.read(tmp_path / name for name in reversed(names)))


def test_equal_facts_make_one_file(tmp_path: Path) -> None:
    facts = [Fact("GB-COH-2", "Quay"), Fact("GB-COH-1", "Mole"), Fact("GB-COH-2", "Quay")]
    first = register_files.write(tmp_path, table(facts, TRUSTS))
    second = register_files.write(tmp_path, table(facts[::-1], TRUSTS).sample(fraction=1, shuffle=True, seed=1))
    assert first == second
    assert first.endswith(".parquet")
    assert len(list(tmp_path.iterdir())) == 1
    assert register_files.read([tmp_path / first]).height == 2  # a fact told twice is one fact


def test_no_files_give_an_empty_table() -> None:
    assert_frame_equal(register_files.read([]), pl.DataFrame(schema=FACTS))
