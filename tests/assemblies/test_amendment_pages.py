"""The pages of changes offered to a proposal: read, accepted, voted on, and what became of those nobody took up."""

from dataclasses import replace

import pytest

from commonweal.assemblies.models import Amendment, Body, Proposal

from .proposing import BETTER, LAUNDRY, made, offered
from .test_arguing_pages import FIRST, of, region, today  # noqa: F401 - fixtures too
from .test_pages import HOME, after, browser, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def laundry(body: Body) -> Proposal:
    return made(body)


def test_a_change_is_seen_word_by_word_and_accepted(laundry: Proposal, body: Body) -> None:
    offering = f"{FIRST}amendments/new/"
    assert LAUNDRY.text.split("'")[0] in of(body, "Avocet").get(offering).content.decode()
    assert "the text as it stands" in after(of(body, "Avocet"), offering, title=LAUNDRY.title, text=LAUNDRY.text)
    after(of(body, "Avocet"), offering, title=BETTER.title, text=BETTER.text)
    page = browser().get(f"{FIRST}amendments/1/")
    assert "<del>" in page.content.decode()
    assert "<ins>" in page.content.decode()
    assert "[taken away: here ]" in words(page)
    assert "[added: in the old ropeworks ]" in words(page)
    assert "Accept" not in words(of(body, "Avocet").get(f"{FIRST}amendments/1/"))
    assert "accepted by who made the proposal" in after(of(body, "Knot"), f"{FIRST}amendments/1/accept/")
    assert "This is version 2" in words(browser().get(FIRST))
    history = words(browser().get(f"{FIRST}versions/"))
    assert history.index("Version 2") < history.index("By amendment 1") < history.index("Version 1")


def test_an_amendment_overtaken_is_offered_again(laundry: Proposal, body: Body) -> None:
    offered(laundry), offered(laundry, "Grebe", replace(BETTER, text="Wash nothing."))
    after(of(body, "Knot"), f"{FIRST}amendments/1/accept/")
    grebe = of(body, "Grebe")
    assert "has changed since this was offered" in words(grebe.get(f"{FIRST}amendments/2/"))
    assert "Wash nothing." in grebe.get(f"{FIRST}amendments/new/?again=2").content.decode()


@pytest.mark.parametrize(
    ("state", "reads", "lapsed"),
    [
        ("in vote", "not taken up before the vote on the proposal opened", False),  # open again if the vote is stopped
        ("decided", "not taken up; the proposal was decided without it", True),
        ("withdrawn", "not taken up; the proposal was withdrawn", True),
        ("merged", "not taken up; the proposal was merged with another", True),
        ("split", "not taken up; the proposal was split into several", True),
    ],
)
def test_an_amendment_that_nobody_took_up_says_what_became_of_it(
    laundry: Proposal, body: Body, state: str, reads: str, lapsed: bool
) -> None:
    change = offered(laundry)
    Proposal.objects.update(state=state)
    for page in (FIRST, f"{FIRST}amendments/1/"):
        assert reads in words(browser().get(page))
    (row,) = browser().get("/api/assemblies/quayside-sandport/amendments").json()["rows"]
    assert (row["state"], row["proposal_state"]) == ("lapsed" if lapsed else "offered", state)
    for name, verb in (("Knot", "accept"), ("Tern", "put")):
        assert "It stays as it is" in after(of(body, name), f"{FIRST}amendments/1/{verb}/")
    for name in ("Knot", "Tern", "Avocet"):
        page = words(of(body, name).get(f"{FIRST}amendments/1/"))
        assert not any(button in page for button in ("Accept this", "Let the assembly vote", "Offer it again"))
    after(of(body, "Avocet"), f"{FIRST}amendments/1/withdraw/")
    change.refresh_from_db()
    assert change.state == ("offered" if lapsed else "withdrawn")


def test_an_amendment_is_put_to_a_vote(laundry: Proposal, body: Body) -> None:
    offered(laundry)
    assert "The assembly votes on this first" in after(of(body, "Tern"), f"{FIRST}amendments/1/put/")
    assert "Amendment 1 is voted on before this" in words(browser().get(FIRST))
    motion = words(browser().get(f"{HOME}proposals/2/"))
    assert "This is how a change to another proposal is voted on: A laundry" in motion
    after(of(body, "Avocet"), f"{FIRST}amendments/1/withdraw/")
    assert Amendment.objects.get().state == "withdrawn"
