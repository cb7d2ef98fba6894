"""The sample on disk: the same bytes for the same seed, and the truth about every file beside it."""

import csv
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from commonweal.journeys.sample.cooperatives import COLUMNS, OUTLET_COLUMNS
from commonweal.journeys.sample.payers import payers
from commonweal.journeys.sample.publishing import MISPRINT, TOO_WIDE, Published
from commonweal.journeys.sample.registers import BODIES, BODY_COLUMNS, CHARITIES, COOPERATIVES, OUTLETS
from commonweal.journeys.sample.write import SEED, SampleFiles, write


def fingerprint(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write(tmp_path_factory.mktemp("sample"))


def of(sample: SampleFiles, start: str) -> list[Published]:
    return [published for _, published in sample.spend if published.path.startswith(start)]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(sample: SampleFiles, tmp_path: Path) -> None:
    first = fingerprint(sample.wards.parent.parent)
    write(tmp_path / "again", SEED)
    write(tmp_path / "other", SEED + 1)
    assert fingerprint(tmp_path / "again") == first
    other = fingerprint(tmp_path / "other")
    assert other.keys() == first.keys()
    alike = {path for path in first if first[path] == other[path]}
    assert alike == {"ABOUT.txt", f"registers/{BODIES}.csv"}  # that it is all invented, and the list of its councils


def test_about_twenty_seven_thousand_payments_in_fewer_than_two_hundred_files(sample: SampleFiles) -> None:
    assert 25_000 < sum(len(published.payments) for _, published in sample.spend) < 30_000
    assert 150 < len(sample.spend) < 200


def test_every_file_lies_where_it_says_and_is_published_once(sample: SampleFiles) -> None:
    assert len({published.path for _, published in sample.spend}) == len(sample.spend)
    for path, published in sample.spend:
        assert path.read_bytes() == published.content
        assert path.as_posix().endswith(published.path)


def test_each_payment_of_a_published_month_stands_in_its_file_and_in_no_other(sample: SampleFiles) -> None:
    plain = [one for _, one in sample.spend if not one.supersedes and not one.overlaps]
    held = [(payment.payer, payment.transaction) for one in plain for payment in one.payments]
    assert len(set(held)) == len(held)
    for one in plain:
        assert {payment.day.replace(day=1) for payment in one.payments} == set(one.months)


@pytest.mark.parametrize(
    ("payer", "missing"),
    [("ormscar", "2024-08"), ("saltwath", "2026-03"), ("gannerby", "2024-11"), ("community-trust", "2025-05")],
)
def test_some_months_were_never_published(sample: SampleFiles, payer: str, missing: str) -> None:
    months = {f"{month:%Y-%m}" for published in of(sample, payer + "/") for month in published.months}
    assert missing not in months
    assert len(months) in (21, 22, 23)


def test_thresholds_are_those_that_each_payer_is_held_to(sample: SampleFiles) -> None:
    assert {published.threshold for _, published in sample.spend} == {250_00, 500_00, 25_000_00}


def test_one_file_is_published_again_corrected(sample: SampleFiles) -> None:
    (again,) = [published for _, published in sample.spend if published.supersedes]
    (first,) = [published for _, published in sample.spend if published.path == again.supersedes]
    assert len(again.payments) == len(first.payments) - 1
    assert len(set(again.payments) - set(first.payments)) == 1


def test_two_files_of_one_payer_overlap(sample: SampleFiles) -> None:
    (twice,) = [published for _, published in sample.spend if published.overlaps]
    (first,) = [published for _, published in sample.spend if published.path == twice.overlaps]
    assert set(twice.payments) < set(first.payments)
    assert len(twice.payments) < 0.6 * len(first.payments)


def test_one_file_lost_its_largest_amounts_and_one_misprints_its_total(sample: SampleFiles) -> None:
    assert [published.lost for _, published in sample.spend if published.lost] == [TOO_WIDE]
    assert [published.misprint for _, published in sample.spend if published.misprint] == [MISPRINT]


def test_one_file_may_hold_two_payers(sample: SampleFiles) -> None:
    for published in of(sample, "authority/"):
        assert len({payment.payer for payment in published.payments}) == 2
    assert {payment.payer for _, one in sample.spend for payment in one.payments} == {one.name for one in payers()}


def test_the_registers_have_the_published_columns_and_hold_some_suppliers_by_their_own_numbers(
    sample: SampleFiles,
) -> None:
    numbers = {one.company: one for one in sample.suppliers if one.company}
    with sample.registers[COOPERATIVES].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert 150 < len(rows) < 350
    assert all(row["Registered Name"] == numbers[row["Registered Number"]].name for row in rows)
    moved = [row for row in rows if row["Registered Postcode"] != numbers[row["Registered Number"]].postcode]
    assert 3 < len(moved) < 15  # Companies House has their new office
    assert any(not row["Registered Postcode"].startswith("BX") for row in rows)
    with sample.registers[CHARITIES].open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    assert len(pairs) == 35
    assert all(pair["org_id_b"].removeprefix("GB-COH-") in numbers for pair in pairs)


def test_outlets_are_those_of_firms_from_elsewhere_and_of_co_ops_here(sample: SampleFiles) -> None:
    suppliers = {one.name: one for one in sample.suppliers}
    with sample.registers[OUTLETS].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == OUTLET_COLUMNS
    here = Counter(row["Registered Name"] for row in rows if row["Postcode"].startswith("BX"))
    assert set(here.values()) == {2}
    assert sum(not suppliers[name].district for name in here) == sum(bool(suppliers[name].district) for name in here)
    assert {row["Registered Name"] for row in rows if not row["Postcode"].startswith("BX")} < set(here)


def test_the_list_of_public_bodies_names_every_council_and_the_district_it_governs(sample: SampleFiles) -> None:
    codes = {district.code: district.name for district in sample.geography.districts}
    with sample.registers[BODIES].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == BODY_COLUMNS
    assert {row["name"] for row in rows} == {payer.name for payer in payers() if payer.name.endswith("Council")}
    assert all(codes[row["statistical-geography"]] in row["name"] for row in rows)
    assert all(row["organisation"].startswith("local-authority-eng:ZZ") for row in rows)


@pytest.mark.real
def test_the_registers_columns_are_those_of_the_published_ones(published: Path, sample: SampleFiles) -> None:
    real = {
        COOPERATIVES: "coops-uk-organisations-2017-06.csv",
        OUTLETS: "coops-uk-outlets-2019-06.csv",
        CHARITIES: "charity-to-company-numbers.csv",
        BODIES: "government-organisations.csv",
    }
    for name, published_as in real.items():  # Companies House's own file is not at hand
        with (
            sample.registers[name].open(encoding="utf-8") as ours,
            (published / "registers" / published_as).open(encoding="utf-8") as theirs,
        ):
            assert next(csv.reader(ours)) == next(csv.reader(theirs))
