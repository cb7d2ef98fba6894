"""A bank's statement beside the books, on the pages of a pot; and claims for taking part, settled from it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from commonweal.assemblies.actions.claims import claim_pay, hand_over
from commonweal.assemblies.actions.meetings import close_meeting
from commonweal.basics.problems import Refused
from commonweal.funds.actions.banking import bring_in_statement
from commonweal.funds.actions.claims import request_claims
from commonweal.funds.actions.moving import correct_entry
from commonweal.funds.actions.paying import approve_payment, withdraw_payment
from commonweal.funds.models import BankLine, Payment, SettledClaim
from commonweal.funds.statements import read_statement
from commonweal.record.models import Event
from tests.assemblies.test_pages import after, browser, words
from tests.laid import Laid
from tests.spend.linen import coast

from .conftest import EVENING, MEMBER, NEXT, STEWARD, Quayside

pytestmark = pytest.mark.django_db
POT = "/pots/quayside-pot/"
FEES = "Date,Description,Amount,Balance\n01/12/2026,R ROBIN AND OTHERS,1000.00,1000.00\n"
FEES_AND_CHARGE = f"{FEES}02/12/2026,CHARGE,-5.00,995.00\n"


@pytest.fixture(autouse=True)
def region(home: Path, laid: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    laid("coast", lambda: coast(home))
    monkeypatch.setattr(timezone, "now", lambda: NEXT)


def sent(quayside: Quayside, text: str, who: str = STEWARD) -> str:
    file = SimpleUploadedFile("statement.csv", text.encode(), "text/csv")
    return after(browser(quayside.user(who)), f"{POT}bank/", file=file)


def test_the_bank_beside_the_books(quayside: Quayside) -> None:
    assert "Beside the bank" not in words(Client().get(POT))
    said = sent(quayside, FEES)
    assert "1 new line of 1." in said
    assert "The bank and the books agree up to 1 December 2026" in said
    said = sent(quayside, FEES_AND_CHARGE)
    assert "1 new line of 2." in said
    assert "-£5.00 2 December 2026, CHARGE" in said
    assert "Every line of this statement was brought in before. Nothing was done a second time." in sent(quayside, FEES)
    assert BankLine.objects.count() == 2
    public = words(Client().get(POT))
    assert "1 line is not explained, up to 2 December 2026" in public
    assert "1, together -£5.00" in public
    assert [name for name in ("CHARGE", "ROBIN") if name in public] == []
    told = Event.objects.filter(kind="statement-brought-in").last()
    assert told
    assert (told.body["lines"], told.body["came_in"], told.body["went_out"]) == (1, 0, 5_00)


def test_only_keepers_see_what_the_bank_says_and_only_a_steward_brings_it_in(quayside: Quayside) -> None:
    sent(quayside, FEES)
    seen = {
        who: browser(quayside.user(who)).get(f"{POT}bank/") for who in (STEWARD, "Plover", "Tern", MEMBER, "Stranger")
    }
    assert {who: each.status_code for who, each in seen.items()} == {
        STEWARD: 200,
        "Plover": 200,
        "Tern": 403,
        MEMBER: 403,
        "Stranger": 403,
    }
    assert "Read it" not in words(seen["Plover"])
    read = read_statement(FEES_AND_CHARGE.encode())
    for who in ("Plover", "Tern", MEMBER, "Stranger"):
        with pytest.raises(Refused, match="Only a steward"):
            bring_in_statement(pot=quayside.pot, read=read, by=quayside.user(who), now=NEXT)
    page = f"{POT}bank/{quayside.pot.statements.get().public_id}/out/"
    assert "Only a steward" in after(browser(quayside.user("Plover")), page)
    assert "is taken out with its lines" in after(browser(quayside.steward), page)
    assert BankLine.objects.count() == 0


def test_a_file_that_is_none_and_lines_that_are_none(quayside: Quayside) -> None:
    assert "The columns that are needed were not found." in sent(quayside, "a,b\n1,2\n")
    said = sent(quayside, f"{FEES}soon,R ROBIN,1.00,\n")
    assert "line 3: its day is missing or is no day" in said
    assert BankLine.objects.count() == 1


def test_a_line_that_is_two_entries_together(quayside: Quayside) -> None:
    quayside.income(250_00)
    said = sent(quayside, FEES.replace("1000.00", "1250.00"))
    assert "1 line is not explained" in said
    line = BankLine.objects.get()
    page, steward = f"{POT}bank/lines/{line.pk}/", browser(quayside.steward)
    assert browser(quayside.user("Plover")).get(page).status_code == 403
    assert "£1,000.00, 30 November 2026" in words(steward.get(page))
    assert "come to £1,000.00, and the bank says £1,250.00" in after(steward, page, entry=["1"])
    assert "Choose the entries" in after(steward, page, entry=["99", "x", "9" * 5000])
    assert "The bank and the books agree up to 1 December 2026" in after(steward, page, entry=["1", "2"])
    entry = quayside.pot.entries.get(number=2)
    correct_entry(entry=entry, words="It was £200", by=quayside.user("Plover"), now=NEXT)
    assert "1 line is not explained" in words(Client().get(POT))


def claimed(quayside: Quayside) -> int:
    """Two who were there claim, and the convenor hands their claims over. Returns the pence."""
    over = EVENING + timedelta(hours=2)
    close_meeting(meeting=quayside.meeting, by=quayside.user("Tern"), now=over)
    for name in ("Dunlin", "Knot"):
        claim_pay(meeting=quayside.meeting, by=quayside.user(name), now=over)
    return sum(each.pence for each in hand_over(meeting=quayside.meeting, by=quayside.user("Tern"), now=over))


def test_claims_for_taking_part_are_settled_from_a_pot(quayside: Quayside) -> None:
    pence, promise = claimed(quayside), quayside.promise()
    steward = browser(quayside.steward)
    assert f"Pay 2 claims for taking part in meeting 1: £{pence / 100:.2f}" in words(steward.get(f"{POT}promises/1/"))
    assert "Pay 2 claims" not in words(Client().get(f"{POT}promises/1/"))
    payment = request_claims(promise=promise, meeting=quayside.meeting, by=quayside.steward, now=NEXT)
    assert (payment.pence, payment.claims.count()) == (pence, 2)
    with pytest.raises(Refused, match="in a payment already"):
        request_claims(promise=promise, meeting=quayside.meeting, by=quayside.steward, now=NEXT)
    mine = f"{quayside.pot.body.get_absolute_url()}meetings/1/pay/"
    assert "It waits for approval, to be paid from Quayside pot" in words(browser(quayside.user("Knot")).get(mine))
    for name in ("Plover", "Curlew"):
        payment = approve_payment(payment=payment, by=quayside.user(name), now=NEXT)
    assert "It was paid on 30 November 2026, from Quayside pot" in words(browser(quayside.user("Knot")).get(mine))
    public = words(Client().get(f"{POT}payments/1/"))
    assert "Pay for taking part in meeting 1, 2 claims" in public
    assert [name for name in ("Knot", "Robin") if name in public] == []


def test_claims_of_a_withdrawn_payment_can_be_asked_for_anew(quayside: Quayside) -> None:
    claimed(quayside)
    promise = quayside.promise()
    for who in (MEMBER, "Plover", "Tern", "Stranger"):
        with pytest.raises(Refused, match="Only a steward"):
            request_claims(promise=promise, meeting=quayside.meeting, by=quayside.user(who), now=NEXT)
    payment = request_claims(promise=promise, meeting=quayside.meeting, by=quayside.steward, now=NEXT)
    withdraw_payment(payment=payment, by=quayside.steward, now=NEXT)
    assert SettledClaim.objects.count() == 0
    page = f"{POT}promises/1/claims/1/"
    check = browser(quayside.steward).post(page)
    assert "2 claims for taking part in meeting 1" in words(check)
    number = check.content.decode().partition('name="form" value="')[2][:36]
    assert "waits for approval" in after(browser(quayside.steward), page, form=number)
    assert Payment.objects.filter(state=Payment.State.WAITING).count() == 1
    assert browser(quayside.steward).get(page).status_code == 404
