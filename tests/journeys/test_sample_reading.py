"""The sample's files through the reader that everyone's files go through: every payment comes back, to the penny."""

from calendar import monthrange
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from commonweal.journeys.sample.ledger import Payment
from commonweal.journeys.sample.payers import payers
from commonweal.journeys.sample.publishing import Published
from commonweal.journeys.sample.suppliers import REDACTED_TRADE
from commonweal.journeys.sample.write import SampleFiles, write
from commonweal.spend.reading import Options, Reading, Source, read, sources

KEY = b"a key that only this test knows."
WITHOUT_DATES = "period_in_words"  # the layout that prints a quarter and no day
FOLDERS = sorted({payer.published_with for payer in payers()})
LAYOUT = {payer.slug: payer.layout for payer in payers()}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write(tmp_path_factory.mktemp("sample"))


@cache
def reading(path: Path) -> Reading:
    (source,) = sources([path])
    assert isinstance(source, Source)
    return read(source, Options(key=KEY))


def of(sample: SampleFiles, folder: str) -> list[tuple[Published, Reading]]:
    return [(one, reading(path)) for path, one in sample.spend if one.path.startswith(f"{folder}/")]


def pence(published: Published, payment: Payment) -> int:
    return payment.net if published.basis == "net" else payment.gross


def plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_payment_comes_back_to_the_penny_and_every_row_is_accounted_for(sample: SampleFiles, folder: str) -> None:
    for published, held in of(sample, folder):
        assert held.refused is None, published.path
        assert held.rows == held.payments.height + held.set_aside.height, published.path
        wanted = Counter(pence(published, payment) for payment in published.payments)
        assert Counter(held.payments["pence"].to_list()) == wanted, published.path
        assert held.amount_basis == published.basis, published.path


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_payer_is_named_by_its_rows_or_by_its_file(sample: SampleFiles, folder: str) -> None:
    for published, held in of(sample, folder):
        paid = Counter(payment.payer for payment in published.payments)
        assert Counter(held.payments["payer"].to_list()) == paid, published.path


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if LAYOUT[folder] != WITHOUT_DATES])
def test_every_payment_has_its_day_and_its_payee(sample: SampleFiles, folder: str) -> None:
    for published, held in of(sample, folder):
        named = held.payments.filter(pl.col("supplier_kind") == "named")
        found = Counter(
            (day, amount, plain(name)) for day, amount, name in named.select("date", "pence", "supplier").rows()
        )
        wanted = Counter((one.day, pence(published, one), plain(one.supplier)) for one in published.payments)
        assert not found - wanted, published.path
        days = Counter(payment.day for payment in published.payments)
        assert Counter(held.payments["date"].to_list()) == days, published.path


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_payment_keeps_its_category(sample: SampleFiles, folder: str) -> None:
    for published, held in of(sample, folder):
        wanted = Counter((pence(published, one), one.category) for one in published.payments)
        assert Counter(held.payments.select("pence", "category").rows()) == wanted, published.path


def test_a_quarter_in_words_becomes_a_period(sample: SampleFiles) -> None:
    (folder,) = (folder for folder in FOLDERS if LAYOUT[folder] == WITHOUT_DATES)
    for published, held in of(sample, folder):
        last = published.months[-1]
        period = (published.months[0], date(last.year, last.month, monthrange(last.year, last.month)[1]))
        assert set(held.payments.select("period_from", "period_to").rows()) == {period}, published.path


def test_no_private_person_is_kept_by_name(sample: SampleFiles) -> None:
    persons = {plain(one.name) for one in sample.suppliers if one.form == "person"}
    for path, published in sample.spend:
        kept = {plain(name) for name in reading(path).payments["supplier"].to_list()}
        assert not persons & {name.split(" (")[0] for name in kept}, published.path


def test_what_a_payer_redacted_and_what_names_nobody_are_payments_and_say_so(sample: SampleFiles) -> None:
    redactions = {payer.redacts.casefold() for payer in payers()}
    counted: Counter[str] = Counter()
    for path, published in sample.spend:
        counted.update(reading(path).payments["supplier_kind"].to_list())
        written = [plain(payment.supplier).split(" (")[0] for payment in published.payments]
        counted.subtract("none" for name in written if not name)
        counted.subtract("redacted" for name in written if name in redactions)
    assert (counted["none"], counted["redacted"]) == (0, 0)


def test_lost_amounts_are_problems_and_a_misprinted_total_is_a_warning(sample: SampleFiles) -> None:
    for path, published in sample.spend:
        held = reading(path)
        assert len(held.problems) == published.lost, published.path
        assert any("total" in warning for warning in held.warnings) == bool(published.misprint), published.path


def test_the_sample_has_persons_to_redact_at_all(sample: SampleFiles) -> None:
    persons = [one for one in sample.suppliers if one.form == "person"]
    assert any(one.trade.key == REDACTED_TRADE for one in persons)
    assert any(one.trade.key != REDACTED_TRADE for one in persons)
