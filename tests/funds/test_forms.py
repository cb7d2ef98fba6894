"""The pages of those who keep a pot: what each sees to do, the check before money moves, and what is refused."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.assemblies.actions.acceptance import Reply, enter_answer
from commonweal.assemblies.decisions import Terms
from commonweal.assemblies.models import RefusedAttempt
from commonweal.funds.actions.founding import Plan, found_pot
from commonweal.funds.models import Entry, Keeper, Payment, Pot, Promise
from tests.assemblies.test_pages import after, browser, words
from tests.laid import Laid
from tests.spend.linen import coast

from .conftest import EVENING, MEMBER, NEXT, STEWARD, Quayside, decided

pytestmark = pytest.mark.django_db
POT = "/pots/quayside-pot/"
INCOME = {"pence": "£1,250.50", "day": "2026-11-30", "words": "A raffle"}
NUMBER = re.compile(r'name="form" value="([^"]+)"')


@pytest.fixture(autouse=True)
def region(home: Path, laid: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    laid("coast", lambda: coast(home))
    monkeypatch.setattr(timezone, "now", lambda: NEXT)


def number(client: Client, page: str, **filled: Any) -> str:
    """The number that the check page gives the form."""
    found = NUMBER.search(client.post(page, filled).content.decode())
    assert found, words(client.post(page, filled))
    return found[1]


def sent(client: Client, page: str, **filled: Any) -> str:
    """What a person reads once they filled in a form, checked it and sent it."""
    return after(client, page, **filled, form=number(client, page, **filled))


def paying(quayside: Quayside, pence: str = "250") -> Payment:
    """A payment that the steward asked for on the site."""
    quayside.promise()
    sent(browser(quayside.steward), f"{POT}promises/1/pay/", pence=pence, words="Two machines")
    return Payment.objects.get()


DOING = ("What you can do", "Enter income", "Promise money", "Close a period", "Who keeps this pot", "Your role")


DONE_BY: dict[str, list[str]] = {
    "Stranger": [],
    MEMBER: [],
    STEWARD: ["What you can do", "Enter income", "Promise money", "Close a period", "Your role"],
    "Plover": ["What you can do", "Your role"],
    "Tern": ["What you can do", "Who keeps this pot"],
}


def test_each_sees_what_they_can_do(quayside: Quayside) -> None:
    for who, does in DONE_BY.items():
        page = browser(quayside.user(who)).get(POT).content.decode().partition("Its rules")[0]
        assert [each for each in DOING if each in page] == does, who


PAGES = {
    "income/": STEWARD,
    "promise/": STEWARD,
    "promise/2/": STEWARD,
    "promises/1/pay/": STEWARD,
    "promises/1/release/": STEWARD,
    "close/": STEWARD,
    "entries/1/correct/": "Plover",
    "keepers/": "Tern",
}


def test_a_page_is_for_whose_role_it_is(quayside: Quayside) -> None:
    quayside.promise(100_00)
    cast = {who: browser(quayside.user(who)) for who in (STEWARD, "Plover", "Tern", MEMBER, "Stranger")}
    for page, whose in PAGES.items():
        may = {whose, STEWARD, "Plover"} if page == "keepers/" else {whose}  # keepers see their own role there
        assert {who for who, client in cast.items() if client.get(POT + page).status_code == 200} == may, page
        assert {client.get(POT + page).status_code for who, client in cast.items() if who not in may} == {403}
        assert "/sign-in/" in browser().get(POT + page).url  # type: ignore[attr-defined]


def test_who_tries_another_ones_act_is_refused_and_it_is_kept(quayside: Quayside) -> None:
    payment = paying(quayside)
    for who in (MEMBER, "Stranger", "Tern", STEWARD):
        said = after(browser(quayside.user(who)), f"{POT}payments/{payment.number}/approve/")
        assert "Only an approver of this pot can do that." in said
    assert browser(quayside.user(MEMBER)).post(f"{POT}income/", INCOME).status_code == 403
    assert (payment.approvals.count(), Entry.objects.filter(kind="payment").count()) == (0, 0)
    kept = RefusedAttempt.objects.filter(body=quayside.pot.body)
    assert kept.count() == 5


def test_income_is_checked_and_entered_once_however_often_it_is_sent(quayside: Quayside) -> None:
    steward = browser(quayside.steward)
    check = words(steward.post(f"{POT}income/", INCOME))
    assert [each for each in ("Check before you send", "£1,250.50", "A raffle", "£2,250.50") if each not in check] == []
    assert Entry.objects.count() == 1
    form = number(steward, f"{POT}income/", **INCOME)
    assert "The income is entered." in after(steward, f"{POT}income/", **INCOME, form=form)
    assert "is done already. Nothing was done a second time." in after(steward, f"{POT}income/", **INCOME, form=form)
    assert Entry.objects.count() == 2
    sent(steward, f"{POT}income/", **INCOME)  # the same sum again, meant
    assert quayside.held()["free"] == 1_000_00 + 2 * 1_250_50


def test_changing_it_brings_the_form_back_as_it_was(quayside: Quayside) -> None:
    steward = browser(quayside.steward)
    form = number(steward, f"{POT}income/", **INCOME)
    page = steward.post(f"{POT}income/", {**INCOME, "form": form, "change": "yes"}).content.decode()
    assert 'value="£1,250.50"' in page
    assert 'value="2026-11-30"' in page
    assert Entry.objects.count() == 1


UNCLEAR = [
    ({"pence": "a lot"}, "Write an amount such as 2,500 or 49.50."),
    ({"pence": "12.5"}, "Write an amount such as 2,500 or 49.50."),
    ({"pence": "-5"}, "Write an amount such as 2,500 or 49.50."),
    ({"pence": "1,00"}, "Write an amount such as 2,500 or 49.50."),
    ({"pence": "99999999999999"}, "Write an amount such as 2,500 or 49.50."),
    ({"pence": "0"}, "Write an amount of money above nought"),
    ({"pence": "999999999999"}, "Write an amount of money above nought"),
    ({"words": ""}, "This field is required."),
    ({"day": "soon"}, "Enter a valid date."),
]


def test_what_cannot_be_understood_comes_back_with_a_sentence(quayside: Quayside) -> None:
    steward = browser(quayside.steward)
    for filled, said in UNCLEAR:
        assert said in words(steward.post(f"{POT}income/", {**INCOME, **filled})), filled
    assert Entry.objects.count() == 1


def test_what_is_refused_leaves_the_form_to_be_sent_anew(quayside: Quayside) -> None:
    steward = browser(quayside.steward)
    later = {**INCOME, "day": "2026-12-24"}
    form = number(steward, f"{POT}income/", **later)
    assert "That day is still to come." in words(steward.post(f"{POT}income/", {**later, "form": form}))
    assert "The income is entered." in after(steward, f"{POT}income/", **INCOME, form=form)


def test_a_promise_under_a_decision(quayside: Quayside) -> None:
    steward = browser(quayside.steward)
    assert "allows £400.00; £0.00 of it is promised or paid" in words(steward.get(f"{POT}promise/"))
    page = f"{POT}promise/{quayside.laundry.number}/"
    assert 'value="400.00"' in steward.get(page).content.decode()
    wanted = {"pence": "300", "purpose": "a laundry", "recipient": "Tide Laundry Ltd", "number": "GB-COH-01234567"}
    assert "The money is promised." in sent(steward, page, **wanted)
    promise = Promise.objects.get()
    assert (promise.pence, promise.recipient, promise.recipient_number) == (
        300_00,
        "Tide Laundry Ltd",
        wanted["number"],
    )
    more = {**wanted, "pence": "100.01"}
    assert "too much by £0.01" in words(steward.post(page, {**more, "form": number(steward, page, **more)}))
    assert "names no register" not in (said := words(steward.post(page, {**wanted, "pence": "1", "number": "12"})))
    assert "GB-COH-01234567 for a company" in said
    dear = {**wanted, "pence": "5,000"}
    assert "The pot has £700.00 free, and this needs £5,000.00." in words(steward.post(page, dear))


def test_a_payment_waits_for_two_who_did_not_ask(quayside: Quayside) -> None:
    payment = paying(quayside)
    page = f"{POT}payments/1/"
    assert "Waits for 2 more approvals" in words(Client().get(page))
    assert "approved by 0 of 2" in words(Client().get(POT))
    assert "Approve £250.00" not in words(browser(quayside.steward).get(page))
    assert "You asked for it, so others approve it." in words(browser(quayside.steward).get(page))
    assert "You approved the payment." in after(browser(quayside.user("Plover")), f"{page}approve/")
    assert "You approved it. It waits for somebody else." in words(browser(quayside.user("Plover")).get(page))
    assert "You approved this payment already." in after(browser(quayside.user("Plover")), f"{page}approve/")
    after(browser(quayside.user("Curlew")), f"{page}approve/")
    assert "Paid on 30 November 2026" in words(Client().get(page))
    assert "is paid already" in after(browser(quayside.user("Avocet")), f"{page}approve/")
    assert "is paid already" in after(browser(quayside.steward), f"{page}withdraw/")
    assert (quayside.held()["paid"], payment.approvals.count()) == (250_00, 2)


def test_withdrawn_and_given_back(quayside: Quayside) -> None:
    paying(quayside)
    steward, page = browser(quayside.steward), f"{POT}promises/1/release/"
    assert "£150.00 of this promise can go back" in words(steward.get(page))
    assert "Its money stays promised." in after(steward, f"{POT}payments/1/withdraw/")
    assert "The money is free again." in sent(steward, page, pence="400")
    assert quayside.held()["free"] == 1_000_00
    assert "Ask for a payment" not in words(steward.get(f"{POT}promises/1/"))


def test_an_entry_is_corrected_by_somebody_else(quayside: Quayside) -> None:
    plover = browser(quayside.user("Plover"))
    assert "This entry is wrong" not in words(browser(quayside.steward).get(f"{POT}entries/1/"))
    assert "This entry is wrong" in words(plover.get(f"{POT}entries/1/"))
    assert "The entry is taken back." in sent(plover, f"{POT}entries/1/correct/", words="It was £100")
    assert quayside.held()["free"] == 0
    assert "Taken back by entry 2" in words(Client().get(f"{POT}entries/1/"))
    assert "This entry is wrong" not in words(plover.get(f"{POT}entries/1/"))
    assert Client().get(f"{POT}entries/9/").status_code == 404


def test_a_closed_period(quayside: Quayside) -> None:
    steward = browser(quayside.steward)
    assert "The period is closed." in sent(steward, f"{POT}close/", through="2026-11-29")
    early = {**INCOME, "day": "2026-11-29"}
    form = number(steward, f"{POT}income/", **early)
    assert "The books are closed up to 29 November 2026." in words(
        steward.post(f"{POT}income/", {**early, "form": form})
    )


def test_a_convenor_founds_a_pot_and_says_who_keeps_it(quayside: Quayside) -> None:
    tern, home = browser(quayside.user("Tern")), quayside.pot.body.get_absolute_url()
    decided(quayside.meeting, "A pot for the levy")
    page = f"/pots/of/{quayside.pot.body.slug}/3/found/"
    assert "Found a pot under this decision" in words(tern.get(f"{home}decisions/3/"))
    assert "Found a pot under this decision" not in words(browser(quayside.steward).get(f"{home}decisions/3/"))
    assert browser(quayside.steward).get(page).status_code == 403
    filled = {"name": "Levy pot", "purpose": "What building makes needed", "accountable": "Sandport Council"}
    filled |= {"source_kind": "section-106", "approvers": "1"}
    assert "Enter that day." in after(tern, page, **filled)
    assert "The pot is founded, and empty." in after(tern, page, **filled, spend_by="2027-11-29")
    assert "There is a pot of that name already." in after(tern, page, **filled, spend_by="2027-11-29")
    levy = Pot.objects.get(slug="levy-pot")
    plover = levy.body.members.get(shown_name="Plover")
    keepers = f"{levy.get_absolute_url()}keepers/"
    assert "A steward is missing. 1 more approver is needed" in words(tern.get(keepers))
    chosen = {"member": plover.pk, "role": "approver", "decision": levy.decision_id}
    assert "approver: Plover".lower() in after(tern, keepers, **chosen).lower()
    assert "This member has that role already." in after(tern, keepers, **chosen)
    own = words(browser(quayside.user("Plover")).get(keepers))
    assert "Give it back: approver" in own
    assert "Appoint somebody" not in own
    keeper = Keeper.objects.get(pot=levy)
    refused = after(browser(quayside.user(MEMBER)), f"{keepers}{keeper.pk}/end/")
    assert "Only a convenor" in refused
    assert "The role has ended." in after(tern, f"{keepers}{keeper.pk}/end/")
    assert "Levy pot" in words(Client().get(home))


def test_money_that_another_holds_waits_for_its_acceptance(quayside: Quayside) -> None:
    tern = quayside.user("Tern")
    plan = Plan("Levy pot", "What building makes needed", "Sandport Council", "cil-neighbourhood")
    levy = found_pot(plan=plan, decision=quayside.pot.decision, by=tern, now=NEXT)
    Keeper.objects.create(
        pot=levy,
        member=levy.body.members.get(shown_name=STEWARD),
        role="steward",
        decision=levy.decision,
        since=NEXT,
    )
    bench = decided(quayside.meeting, "A bench", Terms(pence=50_00, asks_of="Sandport Council"))
    page, steward = f"{levy.get_absolute_url()}promise/", browser(quayside.steward)
    said = words(steward.get(page))
    assert "does not ask for its acceptance" in said  # the laundry
    assert "waits for Sandport Council to accept it" in said
    assert "The assembly and Sandport Council decide on this money together" in said
    assert steward.get(f"{page}{bench.number}/").url == page  # type: ignore[attr-defined]
    reply = Reply(True, "The cabinet", EVENING.date(), "Minute 3")
    enter_answer(decision=bench, reply=reply, by=tern, now=NEXT)
    assert "Promise money" in words(steward.get(f"{page}{bench.number}/"))
    assert "The assembly and Sandport Council decide" in words(Client().get(levy.get_absolute_url()))
