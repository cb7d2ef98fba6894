"""What the database itself refuses, and what comes of acts at the same moment, on SQLite and PostgreSQL."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.funds import ledger
from commonweal.funds.actions.moving import correct_entry, release_promise
from commonweal.funds.actions.once import once
from commonweal.funds.actions.paying import approve_payment, request_payment
from commonweal.funds.actions.removal import remove_sample_pots
from commonweal.funds.models import Account, Entry, Payment, Posting, Pot
from tests.record.test_at_once import at_once

from .conftest import APPROVERS, NEXT, Quayside

ATTACKS = {
    "change a posting": "update funds_posting set pence = 1",
    "remove a posting": "delete from funds_posting",
    "change an entry": "update funds_entry set day = '2020-01-01'",
    "remove an entry": "delete from funds_entry",
    "overdraw": "update funds_account set balance = -1 where name = 'free'",
    "make up a source": "update funds_account set balance = 1 where name = 'source'",
    "pay beyond a promise": 'update funds_promise set "left" = -1',
    "promise more than was": 'update funds_promise set "left" = pence + 1',
    "move nothing": """insert into funds_posting (entry_id, from_account_id, to_account_id, pence)
        select entry_id, from_account_id, to_account_id, 0 from funds_posting limit 1""",
    "move it nowhere": """insert into funds_posting (entry_id, from_account_id, to_account_id, pence)
        select entry_id, from_account_id, from_account_id, 1 from funds_posting limit 1""",
    "enter into a closed period": """insert into funds_entry (pot_id, number, kind, at, day, words, event)
        select id, 99, 'income', founded_at, '2020-01-01', '', 9999 from funds_pot""",
    "move without a decision": """insert into funds_entry (pot_id, number, kind, at, day, words, event)
        select id, 99, 'payment', founded_at, '2026-12-01', '', 9999 from funds_pot""",
}


@pytest.mark.db
@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS)
def test_the_database_refuses(quayside: Quayside, attack: str) -> None:
    quayside.promise()
    with connection.cursor() as cursor:
        cursor.execute("update funds_pot set closed_through = '2020-12-31'")
    before = (quayside.held(), Entry.objects.count(), Posting.objects.count())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ATTACKS[attack])
    assert (quayside.held(), Entry.objects.count(), Posting.objects.count()) == before


def adds_up(quayside: Quayside) -> None:
    """The kept balances are what the postings come to, and none is below nought."""
    entries = quayside.pot.entries.prefetch_related("postings__from_account", "postings__to_account")
    assert quayside.held() == {str(k): v for k, v in ledger.balances(each.told() for each in entries).items()}
    assert sum(quayside.held().values()) == 0
    assert not Account.objects.exclude(name="source").filter(balance__lt=0).exists()


def ignoring(job: Callable[[], object], refusals: list[str]) -> None:
    try:
        job()
    except Refused as refusal:
        refusals.append(refusal.plain)


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_two_approvers_at_once_pay_once(quayside: Quayside) -> None:
    payment = request_payment(promise=quayside.promise(), pence=250_00, words="It", by=quayside.steward, now=NEXT)
    people, refusals = [quayside.user(name) for name in APPROVERS], list[str]()
    jobs = [partial(approve_payment, payment=payment, by=by, now=NEXT) for by in people]
    assert at_once([partial(ignoring, job, refusals) for job in jobs], []) == []
    assert refusals == ["This payment is paid already. Nothing was moved a second time."]
    assert Payment.objects.get().approvals.count() == 2
    assert quayside.held()["paid"] == 250_00
    adds_up(quayside)


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_two_payments_at_once_do_not_overspend(quayside: Quayside) -> None:
    refusals: list[str] = []
    jobs = [partial(quayside.promise, 300_00) for _ in range(4)]  # of a decision on £400
    _ = quayside.steward
    assert at_once([partial(ignoring, job, refusals) for job in jobs], []) == []
    assert (len(refusals), quayside.held()["promised"]) == (3, 300_00)
    adds_up(quayside)
    payments = [
        request_payment(promise=quayside.pot.promises.get(), pence=each, words="It", by=quayside.steward, now=NEXT)
        for each in (200_00, 100_00)
    ]
    pays = [
        partial(approve_payment, payment=payment, by=quayside.user(name), now=NEXT)
        for payment in payments
        for name in APPROVERS[:2]
    ]
    assert at_once([partial(ignoring, job, refusals) for job in pays], []) == []
    assert (len(refusals), quayside.held()["paid"], quayside.held()["promised"]) == (3, 300_00, 0)
    adds_up(quayside)


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_a_form_sent_by_two_at_once_acts_once(quayside: Quayside) -> None:
    refusals: list[str] = []
    _ = quayside.steward
    job = partial(once, form=UUID(int=7), verb=quayside.income, now=NEXT)
    assert at_once([partial(ignoring, job, refusals) for _ in range(3)], []) == []
    assert refusals == ["What this form asks for is done already. Nothing was done a second time."] * 2
    assert quayside.held()["free"] == 2 * 1_000_00


@pytest.mark.db
@pytest.mark.django_db
def test_the_books_of_the_sample_go_with_it_and_no_others(quayside: Quayside) -> None:
    quayside.promise()
    assert remove_sample_pots(by=None, now=NEXT) == 0
    assert Entry.objects.count() == 2
    Pot.objects.update(sample=True)
    assert remove_sample_pots(by=None, now=NEXT) == 1
    assert not Pot.objects.exists()


ACTS = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 500_00)), max_size=12)


@pytest.mark.django_db
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_whatever_is_done_the_books_are_the_sum_of_their_postings(
    quayside: Quayside, acts: list[tuple[int, int]]
) -> None:
    for which, pence in acts:
        ignoring(partial(_act, quayside, which, pence), [])
        adds_up(quayside)


def _act(quayside: Quayside, which: int, pence: int) -> None:
    promise, steward = quayside.pot.promises.last(), quayside.steward
    waits = quayside.pot.payments.filter(state="waiting").first()
    if which == 0:
        quayside.income(pence)
    elif which == 1:
        quayside.promise(pence)
    elif which == 2 and promise:
        request_payment(promise=promise, pence=pence, words="It", by=steward, now=NEXT)
    elif which == 3 and waits:
        for name in APPROVERS[:2]:
            approve_payment(payment=waits, by=quayside.user(name), now=NEXT)
    elif which == 4 and promise:
        release_promise(promise=promise, pence=pence, by=steward, now=NEXT)
    elif which == 5:
        entry = quayside.pot.entries.filter(kind__in=["income", "payment"], corrected_by__isnull=True).last()
        if entry:
            correct_entry(entry=entry, words="Wrong", by=quayside.user("Avocet"), now=NEXT)
