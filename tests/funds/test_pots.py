"""A pot from its founding to a payment: what each of its people may do, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from commonweal.assemblies.decisions import Terms
from commonweal.basics.problems import Refused
from commonweal.funds.actions.founding import Appointment, appoint_keeper, found_pot, stand_down
from commonweal.funds.actions.moving import Wanted, close_period, correct_entry, promise_money, release_promise
from commonweal.funds.actions.paying import approve_payment, request_payment, withdraw_payment
from commonweal.funds.models import Entry, Keeper, Payment, Pot, Promise
from commonweal.record.models import Event

from .conftest import APPROVERS, FEES, MEMBER, NEXT, STEWARD, Quayside, decided

pytestmark = pytest.mark.django_db
STRANGERS = (MEMBER, "Stranger", "Tern")  # the convenor keeps no money either


def asked(quayside: Quayside, promise: Promise, pence: int = 250_00) -> Payment:
    return request_payment(promise=promise, pence=pence, words="Two machines", by=quayside.steward, now=NEXT)


def approve(quayside: Quayside, payment: Payment, *names: str) -> Payment:
    for name in names:
        payment = approve_payment(payment=payment, by=quayside.user(name), now=NEXT)
    return payment


def test_a_pound_goes_all_the_way(quayside: Quayside) -> None:
    assert quayside.held() == {"free": 1_000_00, "promised": 0, "paid": 0, "source": -1_000_00}
    promise = quayside.promise()
    assert quayside.held() == {"free": 600_00, "promised": 400_00, "paid": 0, "source": -1_000_00}
    payment = asked(quayside, promise)
    assert approve(quayside, payment, "Plover").state == Payment.State.WAITING
    assert approve(quayside, payment, "Curlew").state == Payment.State.PAID
    assert quayside.held() == {"free": 600_00, "promised": 150_00, "paid": 250_00, "source": -1_000_00}
    release_promise(promise=promise, pence=150_00, by=quayside.steward, now=NEXT)
    assert quayside.held() == {"free": 750_00, "promised": 0, "paid": 250_00, "source": -1_000_00}
    told = Event.objects.get(number=payment.pot.entries.get(kind="payment").event).body
    assert (told["approvals"], told["approvals_needed"], told["decision"]) == (2, 2, str(quayside.laundry.public_id))
    assert quayside.promise(150_00).number == 2  # what came back may be promised again under the same decision


def test_the_record_tells_of_money_and_names_nobody(quayside: Quayside) -> None:
    approve(quayside, asked(quayside, quayside.promise()), "Plover", "Curlew")
    told = str([event.body for event in Event.objects.filter(room="funds")])
    spoken = ("Grebe", "Plover", "Robin", "Fees", "machines", "Quayside", "laundry")
    assert not [word for word in spoken if word in told]


ACTS: dict[str, Callable[[Quayside, str], object]] = {
    "income": lambda q, who: q.income(by=who),
    "promise": lambda q, who: promise_money(
        pot=q.pot, wanted=Wanted(q.laundry, 1, "a laundry"), by=q.user(who), now=NEXT
    ),
    "release": lambda q, who: release_promise(promise=q.pot.promises.get(), pence=1, by=q.user(who), now=NEXT),
    "request": lambda q, who: request_payment(
        promise=q.pot.promises.get(), pence=1, words="It", by=q.user(who), now=NEXT
    ),
    "approve": lambda q, who: approve_payment(payment=q.pot.payments.get(), by=q.user(who), now=NEXT),
    "withdraw": lambda q, who: withdraw_payment(payment=q.pot.payments.get(), by=q.user(who), now=NEXT),
    "correct": lambda q, who: correct_entry(
        entry=q.pot.entries.get(kind="income"), words="Wrong", by=q.user(who), now=NEXT
    ),
    "close": lambda q, who: close_period(pot=q.pot, through=date(2026, 10, 31), by=q.user(who), now=NEXT),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_its_keepers_move_its_money(quayside: Quayside, act: str) -> None:
    asked(quayside, quayside.promise(200_00), 100_00)
    held, events = quayside.held(), Event.objects.count()
    others = (*STRANGERS, STEWARD) if act in ("approve", "correct") else (*STRANGERS, APPROVERS[0])
    for who in others:
        with pytest.raises(Refused, match=r"Only (a steward|an approver) of this pot"):
            ACTS[act](quayside, who)
    assert (quayside.held(), Event.objects.count()) == (held, events)


def test_a_penny_over_its_decision(quayside: Quayside) -> None:
    with pytest.raises(Refused, match=r"allows £400\.00, and this is £400\.01"):
        quayside.promise(400_01)
    promise = quayside.promise(400_00)
    with pytest.raises(Refused, match=r"too much by £0\.01"):
        quayside.promise(1)
    with pytest.raises(Refused, match=r"£400\.01"):
        asked(quayside, promise, 400_01)
    asked(quayside, promise, 400_00)
    with pytest.raises(Refused, match=r"payments of £400\.00 wait for approval"):
        asked(quayside, promise, 1)


def test_a_decision_holds_over_all_pots_together(quayside: Quayside) -> None:
    quayside.promise(300_00)
    convenor = quayside.user("Tern")
    other = found_pot(plan=replace(FEES, name="Another pot"), decision=quayside.laundry, by=convenor, now=NEXT)
    member = other.body.members.get(shown_name=STEWARD)
    appoint_keeper(pot=other, chosen=Appointment(member, Keeper.Role.STEWARD, quayside.laundry), by=convenor, now=NEXT)
    quayside.pot = other
    quayside.income()
    with pytest.raises(Refused, match=r"£300\.00 of it is promised or paid"):
        quayside.promise(100_01)
    quayside.promise(100_00)


def test_more_than_the_pot_has(quayside: Quayside) -> None:
    palace = decided(quayside.meeting, "A palace", Terms(pence=5_000_00))
    with pytest.raises(Refused, match=r"The pot has £1,000\.00 free, and this needs £1,000\.01"):
        quayside.promise(1_000_01, palace, "a palace")
    assert not Promise.objects.exists()


def test_what_is_for_something_else(quayside: Quayside) -> None:
    with pytest.raises(Refused, match="is for a laundry, and not for a bench"):
        quayside.promise(1, purpose="a bench")
    with pytest.raises(Refused, match="names no amount"):
        quayside.promise(1, quayside.pot.decision)


def test_the_author_and_a_second_yes_of_one_person(quayside: Quayside) -> None:
    member = quayside.pot.body.members.get(shown_name=STEWARD)
    appoint_keeper(
        pot=quayside.pot,
        chosen=Appointment(member, Keeper.Role.APPROVER, quayside.pot.decision),
        by=quayside.user("Tern"),
        now=NEXT,
    )
    payment = asked(quayside, quayside.promise())
    with pytest.raises(Refused, match="Who asks for a payment does not approve it"):
        approve(quayside, payment, STEWARD)
    approve(quayside, payment, "Plover")
    with pytest.raises(Refused, match="You approved this payment already"):
        approve(quayside, payment, "Plover")
    approve(quayside, payment, "Curlew")
    with pytest.raises(Refused, match="paid already"):
        approve(quayside, payment, "Avocet")


def test_a_decision_reversed_after_its_money_was_promised(quayside: Quayside) -> None:
    promise = quayside.promise()
    payment = approve(quayside, asked(quayside, promise), "Plover")
    decided(quayside.meeting, "No laundry", supersedes=quayside.laundry)
    with pytest.raises(Refused, match="was superseded by decision 3"):
        approve(quayside, payment, "Curlew")
    with pytest.raises(Refused, match="was superseded by decision 3"):
        asked(quayside, promise, 1)
    assert quayside.held()["promised"] == 400_00  # it is not freed by itself
    with pytest.raises(Refused, match=r"payments of £250\.00 wait for approval"):
        release_promise(promise=promise, pence=400_00, by=quayside.steward, now=NEXT)
    withdraw_payment(payment=payment, by=quayside.steward, now=NEXT)
    release_promise(promise=promise, pence=400_00, by=quayside.steward, now=NEXT)
    assert quayside.held() == {"free": 1_000_00, "promised": 0, "paid": 0, "source": -1_000_00}
    with pytest.raises(Refused, match="was withdrawn"):
        approve(quayside, payment, "Curlew")


def test_a_decision_that_expired_pays_no_more(quayside: Quayside) -> None:
    short = decided(quayside.meeting, "Soap", Terms(pence=10_00, ends_on=NEXT.date()))
    payment = asked(quayside, quayside.promise(10_00, short, "soap"), 10_00)
    approve(quayside, payment, "Plover")
    with pytest.raises(Refused, match="expired on"):
        approve_payment(payment=payment, by=quayside.user("Curlew"), now=NEXT + timedelta(days=1))
    assert quayside.held()["paid"] == 0


def test_a_payment_is_corrected_by_another_entry(quayside: Quayside) -> None:
    promise = quayside.promise()
    payment = approve(quayside, asked(quayside, promise), "Plover", "Curlew")
    assert payment.entry
    made = correct_entry(entry=payment.entry, words="Paid twice", by=quayside.user("Curlew"), now=NEXT)
    assert (made.corrects, quayside.held()["promised"], quayside.held()["paid"]) == (payment.entry, 400_00, 0)
    promise.refresh_from_db()
    assert promise.left == 400_00
    with pytest.raises(Refused, match="corrected already"):
        correct_entry(entry=payment.entry, words="Again", by=quayside.user("Curlew"), now=NEXT)
    with pytest.raises(Refused, match="Only income and payments"):
        correct_entry(entry=made, words="Again", by=quayside.user("Plover"), now=NEXT)
    approve(quayside, asked(quayside, promise), "Plover", "Curlew")


def test_income_that_is_promised_already_cannot_be_taken_back(quayside: Quayside) -> None:
    quayside.promise()
    income = Entry.objects.get(kind="income")
    with pytest.raises(Refused, match=r"The pot has £600\.00 free"):
        correct_entry(entry=income, words="Never came", by=quayside.user("Curlew"), now=NEXT)
    assert quayside.held()["source"] == -1_000_00


def test_a_closed_period_takes_no_entry(quayside: Quayside) -> None:
    yesterday = NEXT - timedelta(days=1)
    close_period(pot=quayside.pot, through=yesterday.date(), by=quayside.steward, now=NEXT)
    quayside.pot.refresh_from_db()
    with pytest.raises(Refused, match="The books are closed up to 29 November 2026"):
        quayside.income(day=yesterday)
    with pytest.raises(Refused, match="closed up to 29 November 2026 already"):
        close_period(pot=quayside.pot, through=date(2026, 10, 31), by=quayside.steward, now=NEXT)
    quayside.income(day=NEXT)
    assert quayside.held()["free"] == 2_000_00


def test_income_needs_a_source_and_a_day_that_has_come(quayside: Quayside) -> None:
    with pytest.raises(Refused, match="still to come"):
        quayside.income(day=NEXT + timedelta(days=1))
    with pytest.raises(Refused, match="above nought"):
        quayside.income(pence=0)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "Quayside Pot"}, "a pot of that name already"),
        ({"name": " "}, "a name, a purpose and a holder"),
        ({"name": "…"}, "letters in it"),
        ({"source_kind": "section-106"}, "must be spent by a day"),
        ({"source_kind": "section-106", "spend_by": date(2020, 1, 1)}, "is over"),
        ({"source_kind": "luck"}, "no kind of source"),
        ({"approvers": 0}, "from 1 to 20"),
    ],
)
def test_pots_that_are_not_founded(quayside: Quayside, changed: dict[str, object], said: str) -> None:
    def found() -> None:
        plan = replace(FEES, **changed)  # type: ignore[arg-type]
        found_pot(plan=plan, decision=quayside.laundry, by=quayside.user("Tern"), now=NEXT)

    with pytest.raises(Refused, match=said):
        found()
    assert Pot.objects.count() == 1


def test_only_a_convenor_founds_and_appoints(quayside: Quayside) -> None:
    keeper = Keeper.objects.earliest("pk")
    for who in (MEMBER, "Stranger"):
        with pytest.raises(Refused, match="Only a convenor"):
            found_pot(plan=replace(FEES, name="Mine"), decision=quayside.laundry, by=quayside.user(who), now=NEXT)
        with pytest.raises(Refused, match="Only a convenor"):
            stand_down(keeper=keeper, by=quayside.user(who), now=NEXT)
    stand_down(keeper=keeper, by=quayside.steward, now=NEXT)
    with pytest.raises(Refused, match="Only a steward"):
        quayside.income()


def test_money_that_a_council_holds_moves_with_its_acceptance_alone(quayside: Quayside) -> None:
    Pot.objects.update(source_kind="cil-neighbourhood", accountable="Sandport Council")
    with pytest.raises(Refused, match="name Sandport Council as who must accept it"):
        quayside.promise()
    asks = decided(quayside.meeting, "A bench", Terms(pence=100_00, asks_of="Sandport Council"))
    with pytest.raises(Refused, match="waits for Sandport Council"):
        quayside.promise(100_00, asks, "a bench")
