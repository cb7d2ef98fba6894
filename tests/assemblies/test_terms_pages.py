"""The pages of what a decision brings about: terms, interests, new standing orders, an accountable body's answer."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from commonweal.assemblies.counts.yes_no import Of
from commonweal.assemblies.models import Body, Interest, Meeting, Member, Proposal, Terms, Vote
from commonweal.people.models import User
from tests.laid import Laid
from tests.spend.linen import coast

from .conftest import EVENING, Account, user_of
from .test_pages import HOME, after, browser, words

pytestmark = pytest.mark.django_db
TERMS = {"begins_on": "2026-12-01", "pounds": "2500.50", "purpose": "a laundry", "asks_of": "Sandport Council"}
RULES = {"quorum_share": "1/10", "quorum_least": "8", "majority": "1/2", "orders_majority": "2/3", "minimum_age": "16"}
RULES |= {"facilitator_opens": "False", "members_to_convene": "6", "seconds": "0", "convenor_months": "12"}
RULES |= {"receipts": "choices", "majority_of": "votes for or against", "majority_reached": "False"}


@pytest.fixture(autouse=True)
def region(home: Path, laid: Laid) -> None:
    laid("coast", lambda: coast(home))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Moves the clock of the pages."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def evening(body: Body, in_the_room: Meeting, at: Any) -> Body:
    """A meeting is open with everyone in it, and Knot has made a proposal."""
    at(EVENING)
    after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", title="A laundry", text="Wash the linen here.")
    return body


def decide(body: Body, number: int, yes: int, no: int) -> str:
    after(browser(user_of(body, "Tern")), f"{HOME}proposals/{number}/vote/")
    counting = f"{HOME}votes/{Vote.objects.latest('pk').public_id}/"
    for teller in ("Tern", "Grebe"):
        said = after(browser(user_of(body, teller)), counting, yes=yes, no=no, abstain=0)
    return said


def test_a_decision_that_the_council_must_accept(evening: Body, at: Any) -> None:
    said = after(browser(user_of(evening, "Knot")), f"{HOME}proposals/1/terms/", **TERMS)
    assert "Holds from 1 December 2026" in said
    assert "at most £2,500.50" in said
    assert "Must be accepted by Sandport Council" in said
    again = browser(user_of(evening, "Knot")).get(f"{HOME}proposals/1/terms/").content.decode()
    assert 'type="date" value="2026-12-01"' in again  # as the browser's own field for a day takes it
    assert "Waits for Sandport Council since 29 November 2026. No answer yet." in decide(evening, 1, 6, 1)
    assert "No answer yet" in words(browser().get(HOME))
    convenor = browser(user_of(evening, "Tern"))
    reply = {"accepted": "yes", "by_whom": "Cabinet", "answered_on": "2026-11-29"}
    assert "Write the reference" in after(convenor, f"{HOME}decisions/1/answer/", **reply)
    said = after(convenor, f"{HOME}decisions/1/answer/", **reply, reference="Minute 7")
    assert "Accepted by Cabinet on 29 November 2026. Minute 7" in said
    assert "Accepted by Cabinet" in words(browser().get(f"{HOME}decisions/"))


def test_standing_orders_change_on_the_page(evening: Body, at: Any) -> None:
    knot = browser(user_of(evening, "Knot"))
    same = {"reason": "We want to meet sooner.", **RULES, "notice_days": "7"}
    assert "Change at least one rule" in after(knot, f"{HOME}orders/change/", **same)
    assert evening.proposals.count() == 1
    after(knot, f"{HOME}orders/change/", **same | {"notice_days": "2"})
    assert "Days of notice before a meeting 7 2" in words(browser().get(f"{HOME}proposals/2/"))
    assert "at least two thirds of the votes for or against" in decide(evening, 2, 6, 2)
    said = words(browser().get(f"{HOME}orders/"))
    assert "Version 2, adopted on 29 November 2026 By decision: Change the standing orders What changes" in said
    assert "Days of notice before a meeting 7 2" in said
    assert "Days of notice before a meeting 7 2" in words(browser().get(f"{HOME}proposals/2/"))


def test_every_rule_of_the_orders_can_be_read_and_changed(evening: Body) -> None:
    said = words(browser().get(f"{HOME}orders/"))
    assert "a convenor calls a meeting, or 6 members together. Convenors are elected for 12 months" in said
    assert "a ballot’s receipt shows its tracker, and what was chosen" in said
    knot = browser(user_of(evening, "Knot"))
    new = {"members_to_convene": "10", "seconds": "2", "convenor_months": "6", "receipts": "tracker only"}
    after(knot, f"{HOME}orders/change/", reason="For a vote nobody can sell.", **RULES | new, notice_days="7")
    decide(evening, 2, 6, 2)
    said = words(browser().get(f"{HOME}orders/"))
    assert "or 10 members together. Convenors are elected for 6 months" in said
    assert "a ballot’s receipt shows its tracker alone" in said
    assert "Seconds that a proposal needs 0 2" in said
    assert "Months for which a convenor is elected 12 6" in said


def test_the_kind_of_majority_changes_for_what_is_voted_on_later(evening: Body) -> None:
    tern, knot = browser(user_of(evening, "Tern")), browser(user_of(evening, "Knot"))
    asks = words(knot.get(f"{HOME}orders/change/"))
    assert "At least two thirds of the votes for or against must say yes" in asks
    assert "How many must found it is not asked" in asks
    new = {"majority": "2/3", "majority_of": "electors", "majority_reached": "True", "orders_majority": "3/4"}
    after(knot, f"{HOME}orders/change/", reason="Few decide for many.", **RULES | new, notice_days="7")
    shown = words(browser().get(f"{HOME}proposals/2/"))
    assert "What it is a share of the votes for or against all who have a vote" in shown
    assert "Whether reaching that share is enough no yes" in shown
    decide(evening, 2, 6, 2)
    assert "at least two thirds of all who have a vote" in words(browser().get(f"{HOME}orders/"))
    after(tern, f"{HOME}proposals/1/vote/")
    frozen = Vote.objects.latest("pk").orders
    assert (frozen.version, frozen.rules().majority_of) == (1, Of.FOR_AND_AGAINST)  # this meeting was called before


def test_a_later_decision_is_chosen_from_those_that_hold(evening: Body) -> None:
    decide(evening, 1, 6, 1)
    knot = browser(user_of(evening, "Knot"))
    after(knot, f"{HOME}proposals/new/", title="No laundry", text="We wash at home.")
    said = after(knot, f"{HOME}proposals/2/terms/", supersedes=str(evening.decisions.get().pk))
    assert "Takes the place of A laundry" in said
    decide(evening, 2, 6, 1)
    for page in (f"{HOME}decisions/1/", f"{HOME}decisions/"):
        assert "A later decision takes its place" in words(browser().get(page))


def test_a_decision_that_runs_out_says_so_wherever_it_is_listed(evening: Body, at: Any) -> None:
    after(browser(user_of(evening, "Knot")), f"{HOME}proposals/1/terms/", begins_on="2026-12-01", ends_on="2026-12-20")
    decide(evening, 1, 6, 1)
    for day, said in (
        (EVENING, "It holds from 1 December 2026 on."),
        (EVENING + timedelta(days=21), "It holds until 20 December 2026."),
        (EVENING + timedelta(days=22), "It held until 20 December 2026, and nobody may act on it any more."),
    ):
        at(day)
        for page in (HOME, f"{HOME}decisions/", f"{HOME}decisions/1/"):
            assert said in words(browser().get(page))


def test_an_interest_is_told_without_a_name(evening: Body) -> None:
    grebe = browser(user_of(evening, "Grebe"))
    said = after(grebe, f"{HOME}proposals/1/interest/", text="I work for <b>the hospital</b>.", recuses="on")
    assert "I work for <b>the hospital</b>. (takes no part in the vote)" in said
    page = browser().get(f"{HOME}proposals/1/").content.decode()
    assert "<b>the hospital" not in page
    assert "hospital&lt;/b&gt;.</bdi>" in page  # whatever marks of direction it holds, what we say beside it stands
    assert "Grebe" not in page


def test_an_interest_is_taken_back_once_asked_again(evening: Body) -> None:
    grebe, back = browser(user_of(evening, "Grebe")), f"{HOME}proposals/1/interest/back/"
    told = after(grebe, f"{HOME}proposals/1/interest/", text="I work for the hospital.", recuses="on")
    assert "You told that you are tied to this, and take no part in the vote." in told
    asked = words(grebe.get(back))
    assert "Take back what you told?" in asked
    assert "I work for the hospital. The words go for good." in asked
    assert "You would take part in the vote again." in asked
    said = after(grebe, back)
    assert "Taken back." in said
    assert "hospital" not in said
    assert "I am tied to this in some way" in said
    assert "I am tied to this in some way" in after(grebe, back)  # sent twice


def test_a_convenor_notes_what_a_member_without_an_account_told(evening: Body, convenor: User) -> None:
    chair, others = browser(convenor), f"{HOME}proposals/1/interests/"
    assert "Somebody without an account" not in words(chair.get(f"{HOME}proposals/1/"))
    assert "Every member here has an account" in words(chair.get(others))
    knot = evening.members.get(shown_name="Knot")
    Member.objects.filter(pk=knot.pk).update(user=None)
    assert "Somebody without an account is tied to this" in words(chair.get(f"{HOME}proposals/1/"))
    wrong = "There is a problem Who told it: This field is required. What ties them to it: This field is required."
    assert wrong in after(chair, others, text="")
    grebe = evening.members.get(shown_name="Grebe")
    after(chair, others, member=grebe.pk, text="Not theirs.")
    assert not Interest.objects.exists()
    said = after(chair, others, member=knot.pk, text="I work for the hospital.", recuses="on")
    assert "Knot: I work for the hospital. (takes no part in the vote) Take it back (Knot)" in said
    public = words(browser().get(f"{HOME}proposals/1/"))
    assert "I work for the hospital. (takes no part in the vote)" in public
    assert "Knot" not in public
    back = f"{others}{Interest.objects.get().pk}/back/"
    for who in (user_of(evening, "Grebe"), user_of(evening, "Avocet")):
        assert [browser(who).get(page).status_code for page in (others, back)] == [403, 403]
    assert "Take back what Knot told?" in words(chair.get(back))
    assert "They would take part in the vote again." in words(chair.get(back))
    assert "Taken back." in after(chair, back)
    assert not Interest.objects.exists()
    assert "Noted" not in after(chair, back)  # sent twice
    Proposal.objects.update(state=Proposal.State.DECIDED)
    assert "that ends when the vote opens" in words(chair.get(others))


@pytest.mark.parametrize(
    "page", ["proposals/1/terms/", "proposals/1/interest/", "proposals/1/interest/back/", "orders/change/"]
)
def test_what_is_for_members_alone(evening: Body, account: Account, page: str) -> None:
    assert browser(account("Stranger")).get(HOME + page).status_code == 403
    assert browser().get(HOME + page).status_code == 302


def test_what_is_for_the_author_or_a_convenor_alone(evening: Body, convenor: User) -> None:
    assert browser(convenor).get(f"{HOME}proposals/1/terms/").status_code == 403
    decide(evening, 1, 6, 1)
    assert browser(user_of(evening, "Knot")).get(f"{HOME}decisions/1/answer/").status_code == 403
    assert (
        browser(convenor).get(f"{HOME}decisions/1/answer/").headers["Location"] == f"{HOME}decisions/1/"
    )  # none asked
    assert not Terms.objects.exists()
