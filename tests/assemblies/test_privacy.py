"""What becomes of what is private: people forgotten, rows kept for their time, answers that nobody can find."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.assemblies import imported_rolls, retention
from commonweal.assemblies.actions.codes import make_code
from commonweal.assemblies.actions.discussion import write_comment
from commonweal.assemblies.actions.effects import tell_interest
from commonweal.assemblies.actions.forgetting import forget_member, forget_person
from commonweal.assemblies.actions.founding import ask_to_join, decline, leave, see_proof
from commonweal.assemblies.actions.imported_rolls import import_roll
from commonweal.assemblies.actions.members import enter_member
from commonweal.assemblies.actions.monitoring import add_answers, shown
from commonweal.assemblies.actions.retention import due, retain
from commonweal.assemblies.actions.votes import enter_hands, open_vote, propose
from commonweal.assemblies.decisions import Disclosure
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.membership import SEEN
from commonweal.assemblies.models import (
    AnswerCount,
    Body,
    Code,
    Comment,
    Decision,
    ImportedRoll,
    Interest,
    Meeting,
    Member,
)
from commonweal.assemblies.models import Proposal as Proposed
from commonweal.assemblies.monitoring import FEWEST, OTHERS, merged
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import Actor, CommittedText, Event

from .conftest import EVENING, NAMES, NOW, Account, applicant, user_of

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"renting": 20, "owning": 12}, {"renting": 20, "owning": 12}),
        ({"renting": 20, "owning": 9}, {OTHERS: 29}),  # nine could be worked out from any other sum
        ({"renting": 20, "owning": 12, "another way": 3}, {"renting": 20, OTHERS: 15}),
        ({"renting": 20, "owning": 6, "another way": 5}, {"renting": 20, OTHERS: 11}),
        ({"renting": 4, "owning": 5}, {}),
        ({}, {}),
    ],
)
def test_small_counts_are_merged(counts: dict[str, int], told: dict[str, int]) -> None:
    assert merged(counts) == told


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 60)))
def test_no_count_that_is_shown_is_small_and_no_sum_is_wrong(counts: dict[str, int]) -> None:
    told = merged(counts)
    assert all(number >= FEWEST for number in told.values())
    assert not told or sum(told.values()) == sum(counts.values())


def test_the_table_of_the_documents_is_the_one_that_is_applied() -> None:
    document = (DOCS / "retention.md").read_text()
    for each in retention.ALL:
        assert f"| {each.what} | {each.days} | {each.since} | {each.why} |" in document


kept = pytest.mark.django_db


@kept
def test_who_is_forgotten_leaves_votes_and_the_record_standing(
    body: Body, in_the_room: Meeting, convenor: User
) -> None:
    knot = user_of(body, "Knot")
    decided = propose(body=body, title="A laundry", text="Wash the linen here.", by=knot, now=NOW)
    mine = propose(body=body, title="My bench", text="Outside my door.", by=knot, now=NOW)
    member = body.members.get(shown_name="Knot")
    told = Disclosure("I sit there a lot.", recuses=False)
    tell_interest(proposal=decided, member=member, told=told, by=knot, now=NOW)
    write_comment(proposal=decided, text="I would use it.", answers=None, by=knot, now=NOW)
    vote = open_vote(proposal=decided, meeting=in_the_room, by=convenor, now=EVENING)
    for teller in ("Tern", "Grebe"):
        enter_hands(vote=vote, counted=Hands(6, 1, 1), by=user_of(body, teller), now=EVENING)
    leaves = list(Event.objects.values_list("number", "body", "actor"))
    assert forget_person(user=knot, by=knot, now=EVENING) == 1
    member.refresh_from_db()
    assert (member.legal_name, member.shown_name, member.postcode, member.user) == ("", "", "", None)
    assert member.state == Member.State.LEFT
    assert not User.objects.filter(email="knot@sample.example").exists()
    assert not Actor.objects.filter(user_id=knot.pk).exists()
    assert Decision.objects.get().proposal.text == "Wash the linen here."
    withheld = Proposed.objects.get(pk=mine.pk)
    assert (withheld.title, withheld.text, withheld.state) == ("Withheld", "", Proposed.State.WITHDRAWN)
    assert Interest.objects.get().text == ""
    assert (Comment.objects.get().text, Comment.objects.get().state) == ("", "erased")
    assert not CommittedText.objects.filter(text__contains="My bench").exists()
    assert not CommittedText.objects.filter(text__contains="I sit there").exists()
    assert list(Event.objects.values_list("number", "body", "actor"))[: len(leaves)] == leaves  # nothing was changed


@kept
def test_whom_nobody_else_can_have_forgotten(body: Body, convenor: User, account: Account) -> None:
    grebe = body.members.get(shown_name="Grebe")
    with pytest.raises(Refused, match="when they ask for it themselves"):
        forget_member(member=grebe, by=convenor, now=NOW)
    with pytest.raises(Refused, match="Only a convenor"):
        forget_member(member=grebe, by=account("Stranger"), now=NOW)
    with pytest.raises(Refused, match="Only the person"):
        forget_person(user=user_of(body, "Grebe"), by=convenor, now=NOW)
    entered = enter_member(body=body, applicant=applicant("Ruff"), confirmed="on the screen", by=convenor, now=NOW)
    assert forget_member(member=entered, by=convenor, now=NOW).legal_name == ""


@kept
def test_what_is_kept_for_its_time_goes_and_no_more(body: Body, convenor: User, account: Account) -> None:
    left, declined, waits = (
        ask_to_join(body=body, applicant=applicant(name), by=account(name), now=NOW)
        for name in ("Whimbrel", "Ruff", "Smew")
    )
    leave(member=left, by=account("Whimbrel"), now=NOW)
    decline(member=declined, by=convenor, now=NOW)
    make_code(member=waits, kind="posted", by=convenor, now=NOW)
    reading = imported_rolls.read(b"name,postcode\nRobin Smew,L1 0AB\n")
    import_roll(body=body, reading=reading, source="The council", by=convenor, now=NOW)
    assert not any(retain(by=None, now=NOW + timedelta(days=58)).values())
    assert sum(rows.count() for rows in due(NOW + timedelta(days=366)).values()) == 4
    assert Code.objects.exists()  # to look is not to erase
    assert sum(retain(by=None, now=NOW + timedelta(days=91)).values()) == 3
    assert Member.objects.get(pk=left.pk).legal_name == "Robin Whimbrel"
    assert sum(retain(by=None, now=NOW + timedelta(days=366)).values()) == 1
    assert not any(retain(by=None, now=NOW + timedelta(days=366)).values())
    assert not Code.objects.exists()
    assert not ImportedRoll.objects.exists()
    blank = set(Member.objects.filter(legal_name="").values_list("pk", flat=True))
    assert blank == {left.pk, declined.pk}


@kept
def test_answers_are_counted_and_found_nowhere(body: Body, convenor: User, account: Account) -> None:
    for name in NAMES[:8]:
        member = body.members.get(shown_name=name)
        add_answers(
            member=member,
            answers={"housing": "renting", "sex": ""},
            by=user_of(body, name),
            now=NOW,
        )
    assert AnswerCount.objects.get().number == 8
    assert shown(body)["housing"] == {}
    for name in ("Whimbrel", "Ruff"):
        late = ask_to_join(body=body, applicant=applicant(name), by=account(name), now=NOW)
        with pytest.raises(Refused, match="Only members"):
            add_answers(member=late, answers={"housing": "renting"}, by=account(name), now=NOW)
        see_proof(member=late, evidence=SEEN, by=convenor, now=NOW)
        add_answers(member=late, answers={"housing": "renting"}, by=account(name), now=NOW)
    assert shown(body)["housing"] == {"renting": 10}
    with pytest.raises(Refused, match="You have answered already"):
        add_answers(member=late, answers={"housing": "owning"}, by=account("Ruff"), now=NOW)
    assert "renting" not in str(list(Event.objects.values_list("body")))
    assert not Actor.objects.filter(event__kind="monitoring-answered").exists()


@kept
@pytest.mark.parametrize("answers", [{"housing": "a castle"}, {"wealth": "none"}])
def test_answers_that_were_not_offered(body: Body, convenor: User, answers: dict[str, str]) -> None:
    with pytest.raises(Refused, match="the answers offered"):
        add_answers(member=body.members.get(user=convenor), answers=answers, by=convenor, now=NOW)
    assert not AnswerCount.objects.exists()
