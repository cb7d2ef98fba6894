"""The sample's money: invented payers and payees whose ledgers look like real ones, and nobody's."""

import re
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from commonweal.journeys.sample import economy, geography, locked
from commonweal.journeys.sample.ledger import Payment
from commonweal.journeys.sample.payers import MONTHS, Payer, month, payers
from commonweal.journeys.sample.suppliers import FORMS, Supplier, suppliers
from commonweal.journeys.sample.trades import trades
from commonweal.organisations.names import normalised
from commonweal.places.postcodes import clean

SEED = 20
Ledgers = dict[str, list[Payment]]


@pytest.fixture(scope="module")
def known() -> tuple[Supplier, ...]:
    return suppliers(geography.make(SEED), SEED)


@pytest.fixture(scope="module")
def ledgers(known: tuple[Supplier, ...]) -> Ledgers:
    return {payer.slug: economy.payments(payer, known, SEED) for payer in payers()}


@pytest.fixture(scope="module")
def owed(ledgers: Ledgers) -> Ledgers:
    """What each payer must pay, beside what it buys."""
    return {payer.slug: locked.payments(payer, ledgers[payer.slug], SEED) for payer in payers()}


def test_thirteen_payers_buy_only_what_the_trades_know_and_name_every_office_that_buys() -> None:
    known = trades()
    assert len(payers()) == 13
    for payer in payers():
        assert set(payer.buys) <= set(known), payer.name
        assert "corporate" in payer.offices


def test_the_months_run_from_april_2024_to_march_2026() -> None:
    assert [f"{month(n):%Y-%m}" for n in (0, 8, 9, MONTHS - 1)] == ["2024-04", "2024-12", "2025-01", "2026-03"]


def test_there_are_nine_hundred_suppliers_of_ten_forms_each_with_a_name_of_its_own(
    known: tuple[Supplier, ...],
) -> None:
    assert len(known) == 900
    assert set(Counter(one.form for one in known)) == set(FORMS)
    assert len({normalised(one.name) for one in known}) > 890  # Ltd and Limited apart, a few may meet, as they do


def test_no_number_can_be_a_real_one_and_every_postcode_has_the_form_of_one(known: tuple[Supplier, ...]) -> None:
    for one in known:
        assert not one.company or re.fullmatch(r"99\d{6}|9\d{5}R", one.company)  # they stand at 17 million and 5 digits
        assert not one.charity or re.fullmatch(r"9\d{6}", one.charity)  # charities have not reached 2 million
        assert not one.postcode or clean(one.postcode) == one.postcode
        assert bool(one.district) == one.postcode.startswith("BX")


@pytest.mark.parametrize("payer", payers(), ids=lambda payer: payer.slug)
def test_a_ledger_looks_like_a_real_one(payer: Payer, ledgers: Ledgers) -> None:
    held = ledgers[payer.slug]
    amounts = sorted((one.net for one in held), reverse=True)
    assert {(one.day.year, one.day.month) for one in held} == {(month(n).year, month(n).month) for n in range(MONTHS)}
    assert all(one.day.weekday() < 5 for one in held)
    assert len({one.transaction for one in held}) == len(held)
    assert all(abs(amount) >= payer.threshold for amount in amounts if amount)
    assert 0.005 < sum(amount < 0 for amount in amounts) / len(amounts) < 0.04  # credits
    assert sum(amounts[: len(amounts) // 10]) > 0.2 * sum(amounts)  # the largest tenth takes far more than a tenth


def test_vat_is_charged_at_the_rate_of_the_trade_and_a_credit_gives_it_back(ledgers: Ledgers) -> None:
    rates = {trade.category: trade.vat for trade in trades().values()}
    for one in (one for held in ledgers.values() for one in held):
        assert abs(100 * one.vat - one.net * rates[one.category]) <= 50
        assert one.gross == one.net + one.vat


def test_what_a_payer_must_pay_is_no_purchase_and_names_invented_bodies_or_nobody(owed: Ledgers) -> None:
    for payer in payers():
        for one in owed[payer.slug]:
            assert (one.vat, one.capital) == (0, False)
            assert one.net >= payer.threshold
            assert one.day.weekday() < 5
            assert one.office
            assert one.category
    every = [one.supplier for held in owed.values() for one in held]
    assert {payer.redacts for payer in payers() if payer.offices["corporate"] == "Resources"} <= set(every)
    assert not any(real in name.casefold() for name in every for real in ("hmrc", "pwlb", "nhs pensions", "mersey"))


@pytest.mark.parametrize("payer", payers(), ids=lambda payer: payer.slug)
def test_of_a_council_s_money_a_fifth_to_a_third_is_locked_and_of_others_a_tenth_or_so(
    payer: Payer, ledgers: Ledgers, owed: Ledgers
) -> None:
    bought, must = (sum(one.net for one in held[payer.slug]) for held in (ledgers, owed))
    lowest, highest = (0.2, 0.34) if payer.name.endswith("Council") else (0.05, 0.2)
    assert lowest < must / (bought + must) < highest


def test_a_precept_comes_every_month_the_same_all_year_and_rises_in_april(owed: Ledgers) -> None:
    police = [one for one in owed["thornsea"] if one.purpose == "PCC precept inst."]
    assert [(one.day.year, one.day.month) for one in police] == [(month(n).year, month(n).month) for n in range(MONTHS)]
    assert len({one.net for one in police[:12]}) == len({one.net for one in police[12:]}) == 1
    assert police[0].net < police[12].net
    assert police[0].net % 100_00 == 0


def test_a_levy_comes_every_quarter_and_a_rate_in_ten_instalments(owed: Ledgers) -> None:
    levy = [one.day.month for one in owed["thornsea"] if one.purpose == "Waste levy qtr"]
    rates = [one.day.month for one in owed["university"] if one.category == "Rates"]
    assert levy == [6, 9, 12, 3] * 2
    assert rates == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1] * 2


def test_the_ledger_holds_what_was_bought_and_what_is_owed_by_day_each_with_a_number_of_its_own(
    known: tuple[Supplier, ...], ledgers: Ledgers, owed: Ledgers
) -> None:
    payer = payers()[1]
    whole = economy.ledger(payer, known, SEED)
    assert Counter(whole) == Counter([*ledgers[payer.slug], *owed[payer.slug]])
    assert [one.day for one in whole] == sorted(one.day for one in whole)
    assert len({one.transaction for one in whole}) == len(whole)


def test_the_year_end_is_busiest_and_august_quietest(ledgers: Ledgers) -> None:
    months = Counter(one.day.month for held in ledgers.values() for one in held)
    assert months.most_common(1)[0][0] == 3
    assert months.most_common()[-1][0] == 8


def test_a_few_payments_come_to_nothing_or_name_nobody(ledgers: Ledgers) -> None:
    every = [one for held in ledgers.values() for one in held]
    assert 5 < sum(one.net == 0 for one in every) < 60
    assert 20 < sum(one.supplier == "" for one in every) < 100


def test_some_names_are_redacted_some_persons_are_not_and_many_names_are_spelled_twice(
    known: tuple[Supplier, ...], ledgers: Ledgers
) -> None:
    persons = {one.name.casefold() for one in known if one.form == "person"}
    written = {one.supplier for held in ledgers.values() for one in held}
    assert {payer.redacts for payer in payers()} & written
    assert len({name for name in written if name.casefold() in persons}) > 10
    spelled = Counter(normalised(name) for name in written)
    assert sum(times > 1 for times in spelled.values()) > 300


def test_traps_for_careless_readers_are_paid_too(ledgers: Ledgers) -> None:
    written = {one.supplier.casefold() for held in ledgers.values() for one in held}
    assert any(name.startswith("total drainage") for name in written)


@pytest.mark.real
def test_no_register_or_spend_file_at_hand_holds_a_coined_name(published: Path) -> None:
    coined = tomllib.loads(files("commonweal.journeys.sample").joinpath("words.toml").read_text(encoding="utf-8"))
    words = {word.casefold() for key in ("surnames", "brands") for word in coined[key].split()}
    for folder in ("registers", "spend", "matched"):
        for path in sorted((published / folder).glob("*.csv")):
            text = set(re.findall(r"[a-z]+", path.read_text(encoding="utf-8", errors="replace").casefold()))
            assert not words & text, path.name
