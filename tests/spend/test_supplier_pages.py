"""A supplier's page: who it is where that is sure, from which register; corrections, replies, what stays private."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.organisations.facts import FACTS, Fact, Register, table
from commonweal.organisations.profiles import facts_of
from commonweal.people.actions import give_role, open_account
from commonweal.record.models import Event
from commonweal.spend import queries
from commonweal.spend.actions.accounts import draw_account
from commonweal.spend.actions.corrections import MOST_WAITING
from commonweal.spend.actions.reviews import decide_match
from commonweal.spend.importing import Told
from commonweal.spend.models import Correction
from commonweal.spend.registered import around, names_of, said_of, sites, told_of
from tests.laid import Laid
from tests.spend.conftest import NOW, published
from tests.spend.test_placing import AWAY, HOME, PACK
from tests.spend.test_reviews import COMPANIES, OTHER_GULL, SPENT, load

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
REGISTER = Register("companies", "A register of companies", "CC0 1.0", "Invented")
OTHER = Register("charities", "A register of charities", "CC0 1.0", "Invented")
TERN, TERN_CHARITY = "GB-COH-09999901", "GB-CHC-9999901"
BAKERY = "/suppliers/GB-COH-09999901/"
NEW = "/suppliers/corrections/new/?supplier=GB-COH-09999901"
LIST = "/suppliers/corrections/"

OFFICE = Fact(
    TERN,
    name="TERN BAKERY LIMITED",
    postcode=AWAY,
    place="registered office",
    address="1 Far Street, Elsewhere",
    sic="10710 47240",
    status="active",
    valid_from=date(2010, 2, 1),
)
FORMER = Fact(TERN, name="TERN PIES LIMITED", valid_to=date(2012, 5, 3))
DEPOT = Fact(TERN, name="Tern Bakery, Quayside", postcode=HOME, place="outlet", address="2 Quay Street")
AS_CHARITY = Fact(TERN_CHARITY, name="Tern Bakery", same_as=TERN, owner="charity")


def facts(*said: Fact) -> pl.LazyFrame:
    tables = [table([each], OTHER if each.org_id == TERN_CHARITY else REGISTER) for each in said]
    return pl.concat([pl.DataFrame(schema=FACTS), *tables]).lazy()


def test_a_firm_from_elsewhere_with_a_site_in_the_region_is_told_as_both() -> None:
    near = around(facts(OFFICE, DEPOT), [TERN])
    told = told_of(near, [TERN], PACK)[TERN]
    assert (told.district, told.postcode) == (None, AWAY)
    (site,) = sites(near, TERN, PACK)
    assert (site["postcode"], site["ward"], site["district"]) == (HOME, "Quayside", "Sandport")


def test_each_thing_is_told_with_its_register_and_its_days() -> None:
    near = around(facts(OFFICE, FORMER, DEPOT, AS_CHARITY), [TERN])
    told = told_of(near, [TERN], PACK)[TERN]
    own = facts_of(near.lazy(), TERN).to_dicts()
    said = {each.about: (each.value, each.register, each.valid_from) for each in said_of(told, own)}
    assert said["name"] == ("TERN BAKERY LIMITED", "companies", date(2010, 2, 1))
    assert said["address"] == (f"1 Far Street, Elsewhere, {AWAY}", "companies", date(2010, 2, 1))
    assert said["owner"] == ("charity", "charities", None)
    assert told.industries == [("10710", "Manufacturing"), ("47240", "Wholesale, retail and vehicle repair")]
    names = [(each.about, each.value, each.valid_to) for each in names_of(told, own)]
    assert ("former name", "TERN PIES LIMITED", date(2012, 5, 3)) in names
    assert ("other name", "Tern Bakery", None) in names


def test_a_name_that_may_be_a_private_person_s_brings_no_address() -> None:
    said = Fact(TERN, name="Mrs Agnes Trellis", postcode=HOME, address="3 Quay Street", place="registered office")
    told = told_of(around(facts(said), [TERN]), [TERN], PACK)[TERN]
    assert (told.address, told.postcode) == (None, None)
    assert [each.about for each in said_of(told, table([said], REGISTER).to_dicts())] == ["name"]


@st.composite
def linked_facts(draw: Any) -> list[Fact]:
    companies, charities = ([f"GB-{each}-0999990{number}" for number in range(5)] for each in ("COH", "CHC"))
    ends = st.tuples(st.sampled_from(companies + charities), st.none() | st.sampled_from(companies + charities))
    links = draw(st.lists(ends, max_size=12))
    return [Fact(one, name=f"Name {place}", same_as=other) for place, (one, other) in enumerate(links) if one != other]


@settings(max_examples=40)
@given(linked_facts())
def test_what_lies_around_an_organisation_tells_as_much_of_it_as_the_whole_register(said: list[Fact]) -> None:
    whole = facts(*said)
    told = told_of(whole.collect(), sorted({each.org_id for each in said}), None)
    for org_id in told:
        near = around(whole, [org_id])
        assert told_of(near, [org_id], None) == {org_id: told[org_id]}
        assert facts_of(near.lazy(), org_id).equals(facts_of(whole, org_id))


@pytest.fixture
def held(db: None, bring_in: Callable[..., Told], tmp_path: Path, laid: Laid) -> None:
    """A sure match (Tern Bakery Ltd), two doubts, and a supplier that no register names."""
    laid("a sure match and two doubts", lambda: bring_all_in(bring_in, tmp_path))


def bring_all_in(bring_in: Callable[..., Told], folder: Path) -> None:
    load(COMPANIES, folder)
    bring_in(SPENT)
    bring_in(published("03/07/2024,The Review,10.00,News,T5", "03/07/2024,Mrs Agnes Trellis,9.00,Care,T6"), "july.csv")
    draw_account(sample=False, by=None, now=NOW)


@pytest.fixture
def reviewer(db: None) -> Client:
    client = Client()
    role = give_role(email="reviewer@sample.example", room="spend", name="reviewer", by=None, now=NOW)
    client.force_login(role.user, backend=BACKEND)
    return client


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return text(answer)


def test_a_sure_match_is_told_beside_the_published_name(held: None) -> None:
    page = read(BAKERY)
    for part in (
        "Published as Tern Bakery Ltd",
        "Registered as TERN BAKERY LIMITED",
        "Company number 09999901",
        "Status active Companies House",
        "How do we know?",
        "Corrections and replies",
    ):
        assert part in page


@pytest.mark.parametrize("key", ["gull%20fisheries%20ltd", "~review"])
def test_without_a_sure_match_only_the_published_name_is_said(held: None, key: str) -> None:
    page = read(f"/suppliers/{key}/")
    assert "Not identified yet" in page
    assert "GB-COH" not in page
    assert "Company number" not in page


def test_a_supplier_named_like_an_address_of_ours_has_its_page(held: None) -> None:
    listing = Client().get("/suppliers/").content.decode()
    assert 'href="/suppliers/~review/"' in listing
    assert "The Review" in read("/suppliers/~review/")


def test_a_decision_is_told_with_its_date_and_nobody_s_address(held: None) -> None:
    by = open_account(email="somebody@sample.example", by=None, now=NOW)
    decide_match(doubt=queries.doubts(sample=False)[0], org_id=OTHER_GULL, by=by, now=NOW)
    draw_account(sample=False, by=None, now=NOW)
    page = read(f"/suppliers/{OTHER_GULL}/")
    assert "A reviewer of this site compared it with the registers and decided so on 21 November 2026" in page
    assert "somebody" not in page


def test_every_name_that_an_organisation_was_paid_under_leads_to_its_page(
    held: None, bring_in: Callable[..., Told]
) -> None:
    bring_in(published("03/08/2024,Tern Bakery Limited (Sandport),70.00,Food,T9"), "august.csv")
    draw_account(sample=False, by=None, now=NOW)
    by = open_account(email="somebody@sample.example", by=None, now=NOW)
    for doubt in queries.doubts(sample=False).filter(supplier__startswith="Tern"):
        decide_match(doubt=doubt, org_id=TERN, by=by, now=NOW)
    draw_account(sample=False, by=None, now=NOW)
    name = Client().get("/suppliers/tern%20bakery%20ltd/")
    assert (name.status_code, name.headers["Location"]) == (302, BAKERY)
    assert "Published as Tern Bakery Limited (Sandport) , Tern Bakery Ltd ." in read(BAKERY)


def test_what_was_said_of_a_name_stays_with_it_once_it_is_identified(held: None, reviewer: Client) -> None:
    Client().post("/suppliers/corrections/new/?supplier=gull%20fisheries%20ltd", WORDS)
    answer(reviewer)
    by = open_account(email="somebody@sample.example", by=None, now=NOW)
    decide_match(doubt=queries.doubts(sample=False)[0], org_id=OTHER_GULL, by=by, now=NOW)
    draw_account(sample=False, by=None, now=NOW)
    assert "It is at 2 Quay Street." in read(f"/suppliers/{OTHER_GULL}/")


def test_private_persons_have_no_identity_and_nothing_to_correct(held: None) -> None:
    page = read("/suppliers/person/")
    assert "Who this is" not in page
    assert "correct" not in page.lower()
    assert Client().get("/suppliers/corrections/new/?supplier=person").status_code == 404


WORDS = {
    "kind": "correction",
    "wrong": "The office <b>moved</b>.",
    "right": "It is at 2 Quay Street.",
    "source": "The register of May",
    "contact": "baker@sample.example",
}
REPLY = {"kind": "reply", "wrong": "We bake for every school in Sandport.", "contact": "baker@sample.example"}


def answer(client: Client, **said: str) -> Any:
    correction = Correction.objects.get(state="waiting")
    sent = {"outcome": "accepted", "text": "The page says so now.", "words_shown": "1", **said}
    return client.post(f"{LIST}{correction.public_id}/", sent, follow=True)


def test_anyone_sends_a_correction_and_the_answer_stands_on_the_page(held: None, reviewer: Client) -> None:
    sent = Client().post(NEW, WORDS, follow=True)
    assert "A person reads it" in text(sent)
    assert "moved" not in read(BAKERY)  # until a person has read it
    assert "Tern Bakery Ltd" in text(reviewer.get(LIST))
    answer(reviewer)
    page = Client().get(BAKERY)
    assert "&lt;b&gt;moved&lt;/b&gt;" in page.content.decode()
    for part in ("It is at 2 Quay Street.", "The register of May", "Accepted on", "The page says so now."):
        assert part in text(page)


def test_a_correction_is_declined_with_a_reason_and_its_words_are_left_out(held: None, reviewer: Client) -> None:
    Client().post(NEW, WORDS)
    answer(reviewer, outcome="declined", text="The register says otherwise.", words_shown="")
    page = read(BAKERY)
    assert "Declined on" in page
    assert "The register says otherwise." in page
    assert "moved" not in page
    assert "The words that were sent are not shown" in page


@pytest.mark.parametrize(("confirmed", "told"), [("1", "Reply of the supplier itself"), ("", "is not confirmed")])
def test_a_reply_is_the_supplier_s_own_once_that_is_confirmed(
    held: None, reviewer: Client, confirmed: str, told: str
) -> None:
    Client().post(NEW, REPLY)
    answer(reviewer, sender_confirmed=confirmed)
    page = read(BAKERY)
    assert told in page
    assert "We bake for every school in Sandport." in page


def test_a_contact_address_is_seen_by_those_who_answer_alone_and_erased_with_the_answer(
    held: None, reviewer: Client
) -> None:
    Client().post(NEW, WORDS)
    address = f"{LIST}{Correction.objects.get().public_id}/"
    assert "baker@sample.example" in text(reviewer.get(address))
    answer(reviewer)
    assert Correction.objects.get().contact == ""
    assert "baker@" not in read(BAKERY)
    assert "baker@" not in text(reviewer.get(address))


def test_a_contact_address_can_be_erased_before_the_answer(held: None, reviewer: Client) -> None:
    Client().post(NEW, WORDS)
    erase = f"{LIST}{Correction.objects.get().public_id}/contact/"
    for _ in range(2):
        reviewer.post(erase)
    assert Correction.objects.get().contact == ""
    assert Event.objects.filter(kind="correction-contact-erased").count() == 1


def test_words_that_seem_to_name_a_person_are_pointed_out(held: None, reviewer: Client) -> None:
    Client().post(NEW, {**REPLY, "wrong": "Mrs Agnes Trellis runs it."})
    page = text(reviewer.get(f"{LIST}{Correction.objects.get().public_id}/"))
    assert "may name a private person" in page


def test_the_record_holds_hashes_and_none_of_the_words(held: None, reviewer: Client) -> None:
    Client().post(NEW, WORDS)
    answer(reviewer)
    told = str([event.body for event in Event.objects.filter(kind__startswith="correction")])
    assert [event.kind for event in Event.objects.filter(kind__startswith="correction")] == [
        "correction-sent",
        "correction-answered",
    ]
    for word in ("moved", "Quay", "register", "baker", "tern", "page says"):
        assert word not in told


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ("kind", "Choose what you want to do"),
        ("wrong", "Write what is wrong, or your reply"),
        ("right", "Write what is right"),
        ("source", "Say where it can be checked"),
    ],
)
def test_what_is_missing_is_said_plainly(held: None, left_out: str, told: str) -> None:
    answered = Client().post(NEW, {**WORDS, left_out: ""})
    assert told in text(answered)
    assert not Correction.objects.exists()


@pytest.mark.db
@pytest.mark.parametrize("wrong", ["a\0b", "x" * 2001, "   "])
def test_what_no_store_could_keep_is_refused(held: None, wrong: str) -> None:
    assert "There is a problem" in text(Client().post(NEW, {**WORDS, "wrong": wrong}))
    assert not Correction.objects.exists()


def test_corrections_that_pile_up_are_refused_until_some_are_answered(held: None, reviewer: Client) -> None:
    for _ in range(MOST_WAITING):
        Client().post(NEW, WORDS)
    refused = Client().post(NEW, WORDS)
    assert "wait to be read already" in text(refused)
    assert "The office" in text(refused)  # what was written is not lost
    assert Correction.objects.count() == MOST_WAITING


def test_one_is_answered_once(held: None, reviewer: Client) -> None:
    Client().post(NEW, WORDS)
    address = f"{LIST}{Correction.objects.get().public_id}/"
    answer(reviewer)
    again = reviewer.post(address, {"outcome": "declined", "text": "No."}, follow=True)
    assert "Someone answered this one meanwhile" in text(again)
    assert Correction.objects.get().state == "accepted"


def test_only_those_with_the_role_read_and_answer(held: None) -> None:
    Client().post(NEW, WORDS)
    member = Client()
    member.force_login(open_account(email="member@sample.example", by=None, now=NOW), backend=BACKEND)
    one = f"{LIST}{Correction.objects.get().public_id}/"
    for address in (LIST, one, f"{one}contact/"):
        assert Client().post(address).status_code == 302
        assert member.post(address).status_code == 403
    assert Correction.objects.get().contact


@pytest.mark.parametrize("key", ["", "nobody", "%00", "redacted", "a" * 900])
def test_there_is_nothing_to_correct_of_a_supplier_that_is_not_there(held: None, key: str) -> None:
    assert Client().get(f"{LIST}new/?supplier={key}").status_code == 404
