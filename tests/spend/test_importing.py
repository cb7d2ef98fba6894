"""A file brought in: kept once, replaced by a reissue, compared with its neighbours, and never half-done."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import OperationalError, connection

from commonweal.record.models import Event
from commonweal.spend import account, queries
from commonweal.spend.actions.columns import set_columns
from commonweal.spend.actions.imports import Asked, Correction, correct_file, import_paths
from commonweal.spend.actions.overlaps import decide_overlap
from commonweal.spend.importing import Told
from commonweal.spend.models import Overlap, Payer, SpendFile
from commonweal.spend.selection import Selection
from tests.spend.conftest import JUNE, NOW, published

pytestmark = pytest.mark.django_db
BringIn = Callable[..., Told]


def total(**selected: str) -> int:
    return int(account.ask(queries.lake(sample=False), "totals", Selection(**selected))[0]["pence"])


def test_a_file_brought_in_is_counted_to_the_penny(bring_in: BringIn) -> None:
    told = bring_in(JUNE)
    assert (told.outcome, told.summary["payments"], told.summary["total_pence"]) == ("accepted", 5, 311050)
    assert total() == 311050
    file = SpendFile.objects.get()
    assert (file.rows, file.payments, file.set_aside, file.name) == (6, 5, 1, "sandport-2024-06.csv")
    assert [payer.name for payer in file.payers.all()] == ["Sandport Council"]


def test_the_record_tells_of_it_in_hashes_and_figures(bring_in: BringIn) -> None:
    bring_in(JUNE)
    event = Event.objects.get(kind="file-accepted")
    assert event.body["pence"] == 311050
    assert "Sandport" not in str(event.body)
    assert "Tern" not in str(event.body)


def test_the_same_bytes_again_change_nothing(bring_in: BringIn) -> None:
    first = bring_in(JUNE)
    again = bring_in(JUNE, path="a-copy.csv")
    assert (again.outcome, again.file) == ("held", first.file)
    assert "held already" in again.summary["warnings"][-1]
    assert SpendFile.objects.count() == 1
    assert Event.objects.filter(kind="file-accepted").count() == 1


def test_a_file_that_is_refused_leaves_nothing(bring_in: BringIn, home: Path) -> None:
    told = bring_in(b"\x89PNG\r\n\x1a\n not a table at all")
    assert told.outcome == "refused"
    assert not SpendFile.objects.exists()
    assert not list(home.glob("raw/*"))
    assert not list(home.glob("lake/*"))


def test_a_full_disk_leaves_nothing_half_done(bring_in: BringIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Any, *args: Any, **kwargs: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(OSError, match="No space"):
        bring_in(JUNE)
    assert not SpendFile.objects.exists()
    assert not Payer.objects.exists()
    assert not list(queries.lake_folder().glob("*"))


def test_a_reissued_month_replaces_the_earlier_one_which_stays_readable(bring_in: BringIn) -> None:
    bring_in(JUNE)
    told = bring_in(JUNE + b"29/06/2024,Knot Builders Ltd,1000.00,Repairs,T6\r\n", path="sandport-2024-06-v2.csv")
    assert "it takes the place of sandport-2024-06.csv, which stays readable" in told.summary["warnings"]
    earlier, later = SpendFile.objects.order_by("pk")
    assert earlier.superseded_by == later
    assert total() == 411050
    assert (queries.lake_folder() / earlier.payments_file).exists()


OVERLAPPING = published(
    "28/06/2024,Grebe Cleaning Services Ltd,-40.00,Cleaning,T4",
    "01/07/2024,Knot Builders Ltd,1000.00,Repairs,T7",
)


def test_payments_in_two_files_are_flagged_and_both_count_until_a_person_decides(bring_in: BringIn) -> None:
    bring_in(JUNE)
    told = bring_in(OVERLAPPING, path="sandport-2024-07.csv")
    assert any("1 of its payments stand in sandport-2024-06.csv too" in each for each in told.summary["warnings"])
    overlap = Overlap.objects.get()
    assert (overlap.payments, overlap.pence, overlap.decision) == (1, -4000, Overlap.Decision.WAITING)
    assert total() == 311050 + 96000
    decide_overlap(overlap=overlap, decision="count-once", by=None, now=NOW)
    assert total() == 311050 + 100000
    decide_overlap(overlap=overlap, decision="both-stand", by=None, now=NOW)
    assert total() == 311050 + 96000


def test_two_payers_never_overlap(bring_in: BringIn) -> None:
    bring_in(JUNE)
    bring_in(OVERLAPPING, path="other-2024-07.csv", payer="Other Council")
    assert not Overlap.objects.exists()


def test_a_column_set_by_a_person_holds_for_the_payers_next_file_of_that_shape(bring_in: BringIn) -> None:
    header = "Payment Date,Supplier Name,Net Amount,Gross Amount"
    bring_in(published("03/06/2024,Tern Bakery Ltd,100.00,120.00", header=header))
    file = SpendFile.objects.get()
    fields = {name: column for name, column in file.layout["mapping"].items() if name not in ("net", "gross", "amount")}
    correct_file(file=file, correction=Correction({**fields, "gross": "c4"}, "Sandport Council"), by=None, now=NOW)
    assert total() == 12000
    bring_in(published("03/07/2024,Tern Bakery Ltd,200.00,240.00", header=header), path="sandport-2024-07.csv")
    assert total() == 36000
    assert Event.objects.filter(kind="columns-set").count() == 1


def test_a_payer_taken_wrongly_from_the_files_name_is_corrected(bring_in: BringIn) -> None:
    bring_in(JUNE, path="spnd_2024-06.csv", payer=None)
    file = SpendFile.objects.get()
    correct_file(file=file, correction=Correction(file.layout["mapping"], "Sandport Council"), by=None, now=NOW)
    assert [payer.name for payer in file.payers.all()] == ["Sandport Council"]
    assert [row["payer"] for row in account.ask(queries.lake(sample=False), "payers")] == ["Sandport Council"]


def test_setting_columns_does_not_touch_another_payer(bring_in: BringIn) -> None:
    header = "Payment Date,Supplier Name,Net Amount,Gross Amount"
    bring_in(published("03/06/2024,Tern Bakery Ltd,100.00,120.00", header=header))
    file = SpendFile.objects.get()
    set_columns(file=file, fields={"supplier": "c2", "net": "c4"}, by=None, now=NOW)
    bring_in(published("03/07/2024,Tern Bakery Ltd,7.00,9.00", header=header), path="x.csv", payer="Other Council")
    assert total(payer="other-council") == 700


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_the_same_file_twice_at_once_is_held_once(bring_in: BringIn) -> None:
    told: list[Told] = []

    def send() -> None:
        try:
            told.append(bring_in(JUNE))
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(each.outcome for each in told) in (["accepted", "held"],)
    assert SpendFile.objects.count() == 1
    assert total() == 311050


def test_a_disk_that_is_full_for_the_database_alone_leaves_nothing_half_done(
    bring_in: BringIn, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("commonweal.spend.actions.files.append", full)
    with pytest.raises(OSError, match="full or not writable"):
        bring_in(JUNE)
    assert not SpendFile.objects.exists()
    assert not list(home.glob("raw/*"))


def test_an_import_that_was_killed_before_the_account_was_drawn_is_mended_by_the_next(
    tmp_path: Path, bring_in: BringIn
) -> None:
    bring_in(JUNE)  # held, and nothing drawn
    path = tmp_path / "sandport-2024-06.csv"
    path.write_bytes(JUNE)
    told = list(import_paths(paths=[path], asked=Asked(), by=None, now=NOW))
    assert [each.outcome for each in told] == ["held"]
    assert queries.lake(sample=False).drawn is not None
