"""What a stranger sees of pots: the pages, the files beside them, and what they never say."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from commonweal.funds import exports, queries
from commonweal.funds.actions.moving import correct_entry
from commonweal.funds.actions.paying import approve_payment, request_payment
from commonweal.funds.ledger import Account
from commonweal.funds.views import reading
from commonweal.record.actions.texts import erase_text
from tests.laid import Laid
from tests.spend.linen import coast

from .conftest import EVENING, NEXT, Quayside

pytestmark = pytest.mark.django_db
POT = "/pots/quayside-pot/"


@pytest.fixture(autouse=True)
def region(home: Path, laid: Laid) -> None:
    laid("coast", lambda: coast(home))


@pytest.fixture
def paid(quayside: Quayside) -> Quayside:
    """£250 of the £400 for a laundry is paid."""
    payment = request_payment(
        promise=quayside.promise(), pence=250_00, words='Two "old" machines', by=quayside.steward, now=NEXT
    )
    for name in ("Plover", "Curlew"):
        payment = approve_payment(payment=payment, by=quayside.user(name), now=NEXT)
    return quayside


def text(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_no_pot_yet() -> None:
    assert "There is no pot yet" in text("/pots/")
    assert Client().get(POT).status_code == 404


def test_every_pot_and_what_is_free(paid: Quayside) -> None:
    page = text("/pots/")
    assert [said for said in ("Quayside pot", "Quayside club", "£600.00", "£150.00") if said not in page] == []
    rows = json.loads(Client().get("/pots/all.json").content)["rows"]
    assert (rows[0]["pot"], rows[0]["free_pence"], rows[0]["promised_pence"]) == ("Quayside pot", 600_00, 150_00)


def test_a_pot_tells_in_out_promised_and_free(paid: Quayside) -> None:
    page = text(POT)
    told = ("£600.00 of £1,000.00 is free", "£250.00", "£150.00", "A laundry", "2 people approve", "Membership fees")
    assert [said for said in told if said not in page] == []
    assert "Two &quot;old&quot; machines" in page
    names = ("Grebe", "Plover", "Curlew", "Avocet", "Robin")
    assert [name for name in names if name in page] == []


def test_a_decision_tells_what_moved_under_it_and_a_body_its_pots(paid: Quayside) -> None:
    assert "£400.00 promised, £250.00 of it paid, from Quayside pot" in text(paid.laundry.get_absolute_url())
    assert "Money moved under it" not in text(paid.pot.decision.get_absolute_url())
    assert "£600.00 free, £150.00 promised" in text(paid.pot.body.get_absolute_url())
    assert "One pot has £600.00 free and has paid £250.00" in text("/")


def test_the_books_as_files(paid: Quayside) -> None:
    rows = list(csv.DictReader(io.StringIO(Client().get(f"{POT}postings.csv").content.decode("utf-8-sig"))))
    told = [(row["entry"], row["kind"], row["from_account"], row["to_account"], row["pounds"]) for row in rows]
    assert told == [
        ("1", "income", "source", "free", "1000.00"),
        ("2", "promise", "free", "promised", "400.00"),
        ("3", "payment", "promised", "paid", "250.00"),
    ]
    assert json.loads(Client().get(f"{POT}postings.json").content)["rows"][2]["decision"] == "A laundry"
    assert Client().get(f"{POT}postings.parquet").content[:4] == b"PAR1"
    assert [Client().get(f"{POT}postings.exe").status_code, Client().get("/pots/all.exe").status_code] == [404, 404]


def test_the_books_as_beancount_reads_them(paid: Quayside) -> None:
    entry = paid.pot.entries.get(kind="payment")
    correct_entry(entry=entry, words="Paid twice", by=paid.user("Avocet"), now=NEXT)
    written = Client().get(f"{POT}books.beancount").content.decode()
    assert "2026-11-30 open Assets:Pot:Free GBP\n" in written
    books, _, ends = written.rpartition("\n\n")
    assert "2026-12-01 balance Assets:Pot:Free  600.00 GBP\n" in ends
    assert books.endswith(
        f"""
2026-11-30 * "payment" "Two \\"old\\" machines" ^entry-3
  event: {entry.event}
  decision: "A laundry"
  Expenses:Pot:Paid  250.00 GBP
  Assets:Pot:Promised  -250.00 GBP

2026-11-30 * "payment-corrected" "Paid twice" ^entry-4
  event: {entry.event + 1}
  decision: "A laundry"
  corrects: 3
  Assets:Pot:Promised  250.00 GBP
  Expenses:Pot:Paid  -250.00 GBP"""
    )
    sums = dict.fromkeys(exports.BEANCOUNT_NAMES.values(), Decimal())
    for line in books.splitlines():
        name, _, rest = line.strip().partition("  ")
        if name in sums:
            sums[name] += Decimal(rest.removesuffix(" GBP"))
    held = queries.held(paid.pot)
    assert {name: int(sums[name] * 100) for name in sums} == {
        exports.BEANCOUNT_NAMES[account]: held[account] for account in Account
    }


def test_month_by_month(paid: Quayside) -> None:
    assert "Free at the end of each month" in text(POT)
    [row] = csv.DictReader(io.StringIO(Client().get(f"{POT}months.csv").content.decode("utf-8-sig")))
    assert [row[f"{name}_pounds"] for name in ("came_in", "paid", "promised", "free")] == [
        *("1000.00", "250.00", "150.00", "600.00")
    ]


def test_a_promise_to_an_organisation_is_published_as_a_grant(paid: Quayside) -> None:
    assert Client().get(f"{POT}grants.json").status_code == 404
    assert "360Giving" not in text(POT)
    paid.pot.promises.update(recipient="Tide Laundry Ltd")
    [grant] = json.loads(Client().get(f"{POT}grants.json").content)["grants"]
    assert (grant["amountAwarded"], grant["amountDisbursed"], grant["awardDate"]) == (400, 250, "2026-11-30")
    assert (grant["url"], grant["description"]) == (f"http://testserver{POT}promises/1/", "A laundry")
    assert "360Giving" in text(POT)


def test_words_that_were_erased_are_gone_from_the_books(paid: Quayside) -> None:
    erase_text(commitment=paid.pot.payments.get().words, by=None, now=NEXT)
    assert "machines" not in text(POT)
    assert "machines" not in Client().get(f"{POT}books.beancount").content.decode()


def test_what_was_held_before(paid: Quayside) -> None:
    assert queries.held_at(paid.pot, NEXT) == queries.held(paid.pot)
    assert not any(queries.held_at(paid.pot, EVENING).values())


def test_long_books_stand_on_several_pages(quayside: Quayside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ON_ONE_PAGE", 2)
    for _ in range(4):
        quayside.income()
    assert "Rows 1 to 2 of 5" in text(POT)
    assert "Rows 5 to 5 of 5" in text(f"{POT}?page=99")
    assert "Rows 1 to 2 of 5" in text(f"{POT}?page=none")
    assert len(json.loads(Client().get(f"{POT}postings.json").content)["rows"]) == 5
