"""The ballot of a budget on the assembly's roll: who votes in which area, by which way, and what a stranger checks."""

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from commonweal.assemblies.actions.casting import Marked, cast, form_for
from commonweal.assemblies.actions.closing import abandon_box, close_box, draw_lots, stop_voting
from commonweal.assemblies.actions.ending import end_due
from commonweal.assemblies.actions.papers import Pile, enter_batch
from commonweal.assemblies.actions.polling import give_paper, make_code
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.balloting import cells, slates
from commonweal.assemblies.models import Office, Vote
from commonweal.basics.problems import Refused
from commonweal.budgets import queries
from commonweal.budgets.actions import balloting
from commonweal.budgets.actions.founding import set_rules
from commonweal.budgets.cycle import Phase, Rules
from commonweal.cli.record import offers
from commonweal.cli.verify import looked_up, replays
from commonweal.funds.actions.moving import Wanted, promise_money
from commonweal.record.actions.publishing import publish
from commonweal.record.models import Event
from commonweal.record.verifying import Report, verify
from commonweal.record.vouching import Kept
from tests.budgets.conftest import END, IDEAS, LATER, VOTERS, Shared, found
from tests.funds.conftest import NEXT, Quayside
from tests.funds.test_books_kept import ignoring
from tests.record.test_at_once import at_once

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def test_each_votes_for_their_own_area_and_for_all(parted: Shared) -> None:
    vote = parted.ballot()
    assert vote.box.about == parted.budget.get_absolute_url()
    assert dict(vote.electors.values_list("member__shown_name", "cell"))["Tern"] == "1"
    with pytest.raises(Refused, match="an area where this ballot cannot choose"):
        parted.vote(vote, "Tern", 2)
    with pytest.raises(Overstepped, match="not on the roll"):
        parted.vote(vote, "Stranger", 0)
    parted.vote_all(vote, {"Tern": (0, 1), "Grebe": (1,), "Dunlin": (0, 2), "Godwit": (2,)})
    with pytest.raises(Overstepped, match="voted already"):
        parted.vote(vote, "Tern", 1)
    parted.count(vote)
    told = Event.objects.get(kind="budget-counted").body["results"]
    assert [(each["voters"], each["winners"]) for each in told] == [(8, [1]), (5, [2]), (3, [3])]
    assert parted.won() == ["A library", "A bench", "A swing"]


def test_an_area_with_few_voters_is_refused(parted: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(balloting, "FEWEST_IN_AN_AREA", 4)
    with pytest.raises(Refused, match=r"West has 3 voters\. With fewer than 4"):
        parted.ballot()
    assert not Vote.objects.filter(box__isnull=False).exists()


def test_who_is_too_young_or_lives_elsewhere_has_no_vote(parted: Shared) -> None:
    members = parted.budget.body.members
    members.filter(shown_name="Tern").update(least_age=11)
    members.filter(shown_name="Grebe").update(postcode="CH1 1AA")
    vote = parted.ballot()
    assert not vote.electors.filter(member__shown_name="Tern").exists()
    assert vote.electors.get(member__shown_name="Grebe").cell == slates.NOWHERE  # votes for all of Quayside alone
    with pytest.raises(Refused, match="cannot choose"):
        parted.vote(vote, "Grebe", 1)


def test_phone_paper_code_and_help_meet_in_one_box(parted: Shared) -> None:
    vote = parted.ballot()
    by = parted.convenor
    electors = {each.member.shown_name: each for each in vote.electors.select_related("vote", "member") if each.member}
    parted.vote(vote, "Grebe", 0, 1)
    code = make_code(elector=electors["Plover"], by=by, now=NEXT)
    cast(vote=vote, marked=Marked((1,), form_for(electors["Plover"]), code=code), by=None, now=NEXT)
    helped = Marked((1,), form_for(electors["Curlew"]), helped=electors["Curlew"])
    cast(vote=vote, marked=helped, by=by, now=NEXT)
    for name in ("Dunlin", "Knot", "Godwit"):
        give_paper(elector=electors[name], by=by, now=NEXT)
    for name in ("Tern", "Avocet"):
        parted.vote(vote, name)
    stop_voting(vote=vote, by=by, now=LATER)
    clerks = [parted.user(name) for name in ("Grebe", "Plover")]
    with pytest.raises(Refused, match="which area"):
        enter_batch(vote=vote, pile=Pile(1, "3", "7"), by=clerks[0], now=LATER)
    for clerk in clerks:
        enter_batch(vote=vote, pile=Pile(1, "1 3\n3\n2", "2"), by=clerk, now=LATER)  # the last is of the East
    close_box(vote=vote, by=by, now=LATER)
    told = Event.objects.get(kind="budget-counted").body["results"]
    assert [(each["voters"], each["winners"]) for each in told] == [(7, [1]), (5, [2]), (2, [3])]


@pytest.mark.django_db(transaction=True)
def test_of_two_convenors_who_open_the_ballot_at_once_one_opens_it(shared: Shared) -> None:
    shared.shortlist()
    second = shared.budget.body.members.get(shown_name="Grebe")
    second.offices.create(body=shared.budget.body, name=Office.Name.CONVENOR, since=NEXT)
    refusals: list[str] = []
    jobs = [
        partial(balloting.open_ballot, budget=shared.budget, polling=balloting.Polling(END), by=by, now=NEXT)
        for by in (shared.convenor, shared.user("Grebe"))
    ]
    assert at_once([partial(ignoring, job, refusals) for job in jobs], []) == []
    assert refusals == ["The ballot of this budget is open already. Nothing was done a second time."]
    shared.budget.refresh_from_db()
    assert list(Vote.objects.filter(box__isnull=False)) == [shared.budget.vote]
    assert Event.objects.filter(kind="ballot-opened", room="budgets").count() == 1
    assert shared.budget.projects.filter(place__isnull=False).count() == len(IDEAS)


def test_the_vote_ends_and_is_counted_by_itself(parted: Shared) -> None:
    vote = parted.ballot()
    parted.vote_all(vote, {"Tern": (0,)})
    assert end_due(now=END) == 1
    parted.budget.refresh_from_db()
    assert parted.budget.at() == Phase.COUNT
    assert parted.won() == ["A library"]


def test_too_few_voters_fund_nothing(parted: Shared) -> None:
    vote = parted.ballot()
    parted.vote(vote, "Tern", 0)
    decision = parted.count(vote)
    assert not decision.carried
    assert parted.won() == []
    assert queries.winners(parted.budget) == []


def test_a_vote_that_was_stopped_is_opened_again(parted: Shared) -> None:
    abandon_box(vote=parted.ballot(), by=parted.convenor, now=NEXT)
    again = parted.ballot()
    assert again.state == Vote.State.OPEN
    assert parted.budget.vote == again


def test_nobody_votes_in_two_ballots_at_once(parted: Shared) -> None:
    parted.ballot()
    with pytest.raises(Refused, match="is open already"):
        parted.ballot()


def test_winners_are_promised_from_the_pot_under_the_decision_of_the_vote(quayside: Quayside) -> None:
    shared = Shared(quayside, found(quayside))
    shared.shortlist()
    vote = shared.ballot()
    shared.vote_all(vote, {"Tern": (0, 1), "Grebe": (0, 1)})
    shared.count(vote)
    winners = queries.winners(shared.budget)
    assert [(each.project.title, each.pence) for each in winners] == [("A bench", 200_00), ("A crossing", 300_00)]
    for each in winners:
        wanted = Wanted(each.decision, each.pence, each.purpose)
        promise_money(pot=each.budget.pot, wanted=wanted, by=quayside.steward, now=LATER)
    assert quayside.held()["promised"] == 500_00
    with pytest.raises(Refused, match=r"£0\.01 more is too much"):
        promise_money(pot=quayside.pot, wanted=Wanted(wanted.decision, 1, each.purpose), by=quayside.steward, now=LATER)


def checked(folder: Path) -> Report:
    publish(folder=folder, offers=offers(), by=None, now=LATER)
    return verify(folder, Kept(), replays(), looked_up())


def test_a_stranger_counts_again_where_ballots_tell_an_age(
    parted: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the five in the East three are 16 or 17; the three in the West are too few to be told apart."""
    monkeypatch.setattr(cells, "LEAST", 2)
    parted.budget.body.members.filter(shown_name__in=[*VOTERS[:3], VOTERS[7]]).update(least_age=16)
    set_rules(budget=parted.budget, rules=Rules(breakdown="age"), by=parted.convenor, now=NEXT)
    vote = parted.ballot()
    parted.vote_all(vote, {"Tern": (0, 1)})
    parted.count(vote)
    vote.box.refresh_from_db()
    told = Counter(each.cell for each in vote.box.closed_box().ballots)
    assert told == {"1, 16 or 17": 3, "1, 18 or over": 2, "2": 3}
    assert checked(tmp_path / "record").verified


def test_a_stranger_counts_again(parted: Shared, tmp_path: Path) -> None:
    vote = parted.ballot()
    parted.vote_all(vote, {"Tern": (0, 1), "Dunlin": (0, 2)})
    witness = parted.budget.body.members.get(shown_name="Knot")
    draw_lots(vote=vote, order=(2, 1, 0), witness=witness, by=parted.convenor, now=NEXT)
    parted.count(vote)
    report = checked(tmp_path / "record")
    assert report.verified, report.problems
    assert report.replays["budgets budget-counted"] == {"same": 1, "different": 0, "withheld": 0}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"results": []}, "results"),
        ({"rule": "greedy"}, "opened with something else than it was counted with: rule"),
        ({"carried": False}, "other ballots, or on other projects"),
        ({"ballots_sha256": "0" * 64}, "other ballots, or on other projects"),
    ],
)
def test_a_count_that_was_made_up_is_found(parted: Shared, tmp_path: Path, changed: dict[str, Any], why: str) -> None:
    vote = parted.ballot()
    parted.vote_all(vote, {"Tern": (0, 1), "Dunlin": (0, 2)})
    honest = balloting.append

    def lying(room: str, kind: str, body: dict[str, Any], **told: Any) -> Event:
        return honest(room, kind, {**body, **changed} if kind == "budget-counted" else body, **told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(balloting, "append", lying)
        parted.count(vote)
    report = checked(tmp_path / "record")
    assert not report.verified
    assert why in report.problems[0].reason


def test_a_choice_of_one_is_refused_before_anybody_votes(quayside: Quayside) -> None:
    shared = Shared(quayside, found(quayside))
    shared.shortlist(one_of="the old library", ideas={"A café": 100_00})
    with pytest.raises(Refused, match="one project alone"):
        shared.ballot()


def test_of_two_plans_for_one_site_one_wins(quayside: Quayside) -> None:
    shared = Shared(quayside, found(quayside, replace(Rules(), rule="greedy", completion="none")))
    shared.shortlist(one_of="the old library", ideas={"A café": 100_00, "A forge": 100_00})
    vote = shared.ballot()
    shared.vote_all(vote, dict.fromkeys(VOTERS, (0, 1)))
    shared.count(vote)
    assert shared.won() == ["A café"]
