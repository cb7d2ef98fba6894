"""The pages of a budget: what a stranger reads, what anyone can send in, what only a convenor can do."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.assemblies.actions.closing import close_box, stop_voting
from commonweal.assemblies.balloting import cells
from commonweal.assemblies.decisions import Terms
from commonweal.assemblies.models import RefusedAttempt, Vote
from commonweal.budgets.actions.founding import AreaPlan
from commonweal.budgets.actions.ideas import hide_idea
from commonweal.budgets.cycle import Phase, Rules
from commonweal.budgets.models import Budget, Idea, Report
from commonweal.budgets.pabulib.reading import read
from tests.assemblies.balloting.test_voting_pages import page_of, tracker_on, vote_online
from tests.assemblies.test_pages import after, at, browser, region, words  # noqa: F401 - fixtures too
from tests.budgets.conftest import END, IDEAS, LATER, VOTERS, Shared, found
from tests.budgets.test_photos import JPEG_OF_A_PHONE, PLAIN_JPEG
from tests.funds.conftest import NEXT, Quayside, decided

pytestmark = pytest.mark.django_db
ROOM = "/budgets/"
BUDGET = "/budgets/quayside-decides/"
POINT = "53.4056, -2.9945"


@pytest.fixture
def chair(shared: Shared, at: Any) -> Client:  # noqa: F811
    at(NEXT)
    return browser(shared.convenor)


def text(address: str, client: Client | None = None) -> str:
    answer = (client or browser()).get(address)
    assert answer.status_code == 200, address
    return words(answer)


def test_no_budget_yet() -> None:
    assert "There is no budget yet" in text(ROOM)
    assert browser().get(BUDGET).status_code == 404


def test_a_whole_budget_is_run_on_pages(quayside: Quayside, at: Any) -> None:  # noqa: F811
    at(NEXT)
    chair = browser(quayside.user("Tern"))
    set_up(quayside, chair)
    gather(chair, browser(quayside.stranger))
    at(NEXT + timedelta(days=1))
    cost_and_list(chair)
    vote_and_count(quayside, chair)
    at(LATER)
    assert "A bench. It costs £200, and 7 voters named it." in text(f"{BUDGET}results/")
    assert "It needed at least 2 votes to win." in text(f"{BUDGET}results/")
    deliver(chair)
    after(chair, f"{BUDGET}run/learnt/open/")
    assert "What was learnt Ask sooner." in after(chair, f"{BUDGET}learnt/", words="Ask sooner.")


def set_up(quayside: Quayside, chair: Client) -> None:
    decision = decided(quayside.meeting, "Hold a budget", Terms(pence=500_00))
    form = {"name": "Quayside decides", "pot": quayside.pot.pk, "words": "", "areas": "All of Quayside; 500"}
    said = after(chair, f"/budgets/of/{quayside.pot.body.slug}/{decision.number}/found/", **form)
    assert "Next comes: Ideas" in said
    assert "Quayside decides £500.00, shared out by Quayside assembly. Not begun" in text(ROOM)
    assert "Our budgets Quayside decides" in text(quayside.pot.body.get_absolute_url())
    days = {"begins": NEXT.date().isoformat(), "ends": NEXT.date().isoformat()}
    assert "30 November 2026 – 30 November 2026" in after(chair, f"{BUDGET}run/ideas/dates/", **days)
    rules = {"kind": "projects-approval", "most": 2, "minimum_age": 16, "least_votes": 2, "way": "votes"}
    rules["breakdown"] = "age"
    assert "What each ballot tells of its voter" in after(chair, f"{BUDGET}run/rules/", **{**rules, "breakdown": ""})
    after(chair, f"{BUDGET}run/rules/", **rules)
    assert Budget.objects.get().breakdown == "age"
    after(chair, f"{BUDGET}run/rules/", **{**rules, "breakdown": "nothing"})
    assert Budget.objects.get().breakdown == ""
    after(chair, f"{BUDGET}run/ideas/open/")


def gather(chair: Client, neighbour: Client) -> None:
    area = Budget.objects.get().areas.get().pk
    for title in (*IDEAS, "A moon"):
        idea = {"title": title, "words": "For all.", "area": area, "place": "", "point": POINT}
        assert "Your idea is on the list." in after(neighbour, f"{BUDGET}ideas/new/", **idea)
    assert browser().get(f"{BUDGET}ideas/").content.decode().count("cw-ideas-map__mark") == len(IDEAS) + 1
    assert '<path class="cw-ideas-map__ward" d="M' in browser().get(f"{BUDGET}ideas/").content.decode()


def cost_and_list(chair: Client) -> None:
    after(chair, f"{BUDGET}run/costing/open/")
    for number, pence in enumerate((*IDEAS.values(), None), start=1):
        answer = {"feasible": "yes" if pence else "no", "pence": f"{pence // 100}" if pence else ""}
        answer |= {"words": "Looked at.", "by_whom": "Parks, the council"}
        assert "The answer is published." in after(chair, f"{BUDGET}ideas/{number}/answer/", **answer)
    assert "It cannot be done" in text(f"{BUDGET}ideas/4/")
    after(chair, f"{BUDGET}run/shortlist/open/")
    for number in (1, 2):
        assert "It is on the shortlist." in after(chair, f"{BUDGET}ideas/{number}/shortlist/", one_of="")
    left = after(chair, f"{BUDGET}ideas/3/leave-off/", words="There is one already.")
    assert "It is not on the ballot: There is one already." in left


def vote_and_count(quayside: Quayside, chair: Client) -> None:
    polling = {"day": END.date().isoformat(), "time": "12:00", "where": "both"}
    assert "People are voting now" in after(chair, f"{BUDGET}run/ballot/", **polling)
    vote = Vote.objects.get(box__isnull=False)
    for name in VOTERS:
        receipt = vote_online(browser(quayside.user(name)), vote, choice=["0"] if name != "Knot" else [])
    assert "A bench" in receipt
    stop_voting(vote=vote, by=quayside.user("Tern"), now=LATER)
    decision = close_box(vote=vote, by=quayside.user("Tern"), now=LATER)
    assert "Which projects won, round by round, and why" in text(page_of(vote, "result"))
    assert "Chosen: A bench" in text(decision.get_absolute_url())


def deliver(chair: Client) -> None:
    after(chair, f"{BUDGET}run/delivery/open/")
    step = {"title": "It stands", "due_on": LATER.date().isoformat(), "pence": "180"}
    after(chair, f"{BUDGET}projects/1/milestone/", **step)
    after(chair, f"{BUDGET}projects/1/milestones/1/reached/", day=LATER.date().isoformat(), spent="150.50")
    photo = SimpleUploadedFile("bench.jpg", JPEG_OF_A_PHONE, "image/jpeg")
    said = after(chair, f"{BUDGET}projects/1/progress/", words="It stands.", photo=photo, shows="A bench")
    assert "Planned: £180.00. Spent so far: £150.50. Left: £49.50." in said
    shown = browser().get(f"{BUDGET}projects/1/").content.decode()
    assert 'alt="A bench"' in shown
    assert browser().get(shown.split('class="cw-photo" src="')[1].split('"')[0]).content == PLAIN_JPEG
    after(chair, f"{BUDGET}projects/1/finish/", done="yes", why="There is a bench.")


def test_anyone_signed_in_puts_an_idea_forward_and_a_stranger_is_led_to_sign_in(shared: Shared, chair: Client) -> None:
    shared.open(Phase.IDEAS)
    assert browser().get(f"{BUDGET}ideas/new/").status_code == 302
    stranger = browser(shared.user("Stranger"))
    idea = {
        "title": "A swing",
        "words": "For all.",
        "area": shared.budget.areas.get().pk,
        "place": "",
        "point": "L1 0AB",
    }
    form = "4b0f6f3e-0000-4000-8000-000000000001"
    after(stranger, f"{BUDGET}ideas/new/", **idea, form=form)
    assert "Nothing was done a second time" in after(stranger, f"{BUDGET}ideas/new/", **idea, form=form)
    assert Idea.objects.get().easting is not None
    assert "Write a postcode of this region" in after(stranger, f"{BUDGET}ideas/new/", **{**idea, "point": "ZZ9 9ZZ"})
    far = "This point is not in Dunlin Coast. Choose a point there"
    assert far in after(stranger, f"{BUDGET}ideas/new/", **{**idea, "title": "A slide", "point": "339000, 390000"})
    assert Idea.objects.count() == 1
    assert "Your idea is taken back" in after(stranger, f"{BUDGET}ideas/1/back/")
    assert "has taken it back" in text(f"{BUDGET}ideas/1/")
    assert "For all." not in text(f"{BUDGET}ideas/1/")


def test_a_point_lies_in_the_area_that_it_is_for(quayside: Quayside, at: Any) -> None:  # noqa: F811
    at(NEXT)
    east, west = AreaPlan("East", 100_00, ("Z05000001",)), AreaPlan("West", 100_00, ("E05000002",))
    shared = Shared(quayside, found(quayside, areas=(east, west)))
    shared.open(Phase.IDEAS)
    idea = {"title": "A swing", "words": "For all.", "area": shared.budget.areas.get(name="East").pk, "place": ""}
    neighbour = browser(shared.user("Stranger"))
    said = after(neighbour, f"{BUDGET}ideas/new/", **idea, point="L1 0AD")
    assert "This point is not in East. Choose a point there, or the area that it is in." in said
    assert not Idea.objects.exists()
    after(neighbour, f"{BUDGET}ideas/new/", **idea, point="334010, 390040")
    assert Idea.objects.get().northing == 390_040


def test_what_is_hidden_is_listed_without_its_words_and_appealed(shared: Shared, chair: Client) -> None:
    shared.open(Phase.IDEAS)
    hide_idea(idea=shared.idea("A rude word"), reason="insult", by=shared.convenor, now=NEXT)
    assert "A rude word" not in text(f"{BUDGET}ideas/") + text(f"{BUDGET}ideas/1/")
    assert "Idea 1, on 30 November 2026. Reason: It insults somebody." in text(f"{BUDGET}ideas/hidden/")
    author = browser(shared.user("Knot"))
    assert "A rude word" in text(f"{BUDGET}ideas/1/", author)
    assert "Your appeal is with the convenors." in after(author, f"{BUDGET}ideas/1/appeal/", words="It is a name.")
    assert "another convenor" in after(chair, f"{BUDGET}ideas/1/show/")
    assert browser(shared.user("Stranger")).get(f"{BUDGET}ideas/1/appeal/").status_code == 404


def test_anyone_reports_an_idea_and_the_convenor_looks(shared: Shared, chair: Client) -> None:
    shared.open(Phase.IDEAS)
    shared.idea("A swing")
    report = {"reason": "advertising", "note": "It sells swings."}
    for _twice in range(2):
        assert "The convenors will look at it." in after(browser(), f"{BUDGET}ideas/1/report/", **report)
    assert "1. A swing" in text(f"{BUDGET}run/", chair)
    assert "It sells swings." in text(f"{BUDGET}ideas/1/", chair)
    assert "It sells swings." not in text(f"{BUDGET}ideas/1/")
    assert "The idea stays as it is." in after(chair, f"{BUDGET}ideas/1/set-aside/")
    assert list(Report.objects.values_list("note", flat=True)) == [""]


@pytest.mark.parametrize("page", ["run/", "run/rules/", "run/ballot/", "ideas/merge/", "ideas/1/hide/", "learnt/"])
def test_a_convenors_page_is_nobody_elses_and_the_attempt_is_kept(shared: Shared, page: str) -> None:
    shared.open(Phase.IDEAS)
    shared.idea("A swing")
    member = browser(shared.user("Knot"))
    assert member.get(BUDGET + page).status_code == 403
    assert member.post(BUDGET + page).status_code == 403
    assert RefusedAttempt.objects.filter(body=shared.budget.body).count() == 1


@pytest.mark.parametrize(
    ("areas", "why"),
    [
        ("Quayside", "Line 1: write a name, a semicolon, and an amount"),
        ("Quayside; lots", "Line 1: write a name"),
        ("East; 10; L1\nEast; 20; L8", "Two areas have the same name"),
        ("East; 10\nWest; 20", "One area at most is everyone"),
        ("East; 0", "The area East has no money"),
        ("East; 10; L1; L8", "Line 1: write a name"),
    ],
)
def test_areas_that_cannot_be_are_told_line_by_line(shared: Shared, chair: Client, areas: str, why: str) -> None:
    form = {"name": "Another", "pot": shared.quayside.pot.pk, "areas": areas}
    number = shared.budget.decision.number
    assert why in after(chair, f"/budgets/of/{shared.budget.body.slug}/{number}/found/", **form)
    assert Budget.objects.count() == 1


def test_points_are_given_and_shown_again_by_the_tracker(quayside: Quayside, at: Any) -> None:  # noqa: F811
    at(NEXT)
    shared = Shared(quayside, found(quayside, Rules(kind="projects-points", most=3)))
    shared.shortlist()
    vote = shared.ballot()
    voter = browser(shared.user("Tern"))
    ballot = {"choosing": "yes", "points-0": "2", "points-1": "2"}
    refused = voter.post(page_of(vote), ballot)
    assert "choose at most 3 points. You gave 4" in words(refused)
    assert refused.content.decode().count('value="2"') == 2  # nobody has to begin anew
    assert "whole numbers" in words(voter.post(page_of(vote), {"choosing": "yes", "points-0": "-1"}))
    receipt = vote_online(voter, vote, **{"points-0": "2", "points-2": "1"})
    assert "A bench × 2 A garden × 1" in receipt
    shared.vote_all_but("Tern", vote)
    shared.count(vote)
    assert "A bench × 2" in after(browser(), page_of(vote, "tracker"), tracker=tracker_on(receipt))


def test_the_ballots_of_an_area_leave_as_a_pabulib_file(shared: Shared, chair: Client) -> None:
    shared.shortlist()
    vote = shared.ballot()
    shared.vote_all(vote, {"Tern": (0, 1), "Grebe": (0,)})
    shared.count(vote)
    again = read(browser().get(f"{BUDGET}results/1.pb").content)
    assert again.election.votes == (2, 1, 0)
    assert again.election.ballots.voters == 8
    assert again.selected == ("1", "1", "0")
    assert browser().get(f"{BUDGET}results/7.pb").status_code == 404


@pytest.fixture
def aged(quayside: Quayside, monkeypatch: pytest.MonkeyPatch, at: Any) -> Shared:  # noqa: F811
    """A budget whose ballots tell an age band: three of the eight voters are 16 or 17."""
    at(NEXT)
    monkeypatch.setattr(cells, "LEAST", 3)
    quayside.pot.body.members.filter(shown_name__in=VOTERS[:3]).update(least_age=16)
    shared = Shared(quayside, found(quayside, Rules(rule="greedy", completion="none", breakdown="age")))
    shared.shortlist()
    return shared


def test_what_each_age_group_got_is_told_from_the_published_ballots(aged: Shared) -> None:
    vote = aged.ballot()
    assert "It tells your age band." in text(page_of(vote), browser(aged.user("Tern")))
    assert "Each ballot tells its voter’s age band" in text(BUDGET)
    aged.vote_all(vote, {**dict.fromkeys(VOTERS[:3], (2,)), **dict.fromkeys(VOTERS[3:], (0, 1))})
    aged.count(vote)
    page = text(f"{BUDGET}results/")
    # £500 among 8: the three of 16 or 17 are due £187.50 and wanted the garden, which did not win; the others got all.
    assert "16 or 17 3 0% 0% 18 or over 5 160% 160%" in page
    # What the three are due does not buy the garden. But £100 for each, with which five could pay for all, would.
    assert "Groups left with less than they deserve None None" in page
    assert "Could equal money have bought it? No No" in page
    table = browser().get(f"{BUDGET}results/1/ages.json").json()
    assert [(each["group"], each["voters"], each["here"]) for each in table["rows"]] == [
        ("16 or 17", 3, 0),
        ("18 or over", 5, 1.6),
    ]
    assert b"A garden" in browser().get(f"{BUDGET}results/1/projects.csv").content
    assert browser().get(f"{BUDGET}results/1/names.csv").status_code == 404
    assert browser().get(f"{BUDGET}results/2/ages.csv").status_code == 404


def test_what_the_areas_got_of_what_is_everyones(
    parted: Shared,
    monkeypatch: pytest.MonkeyPatch,
    at: Any,  # noqa: F811
) -> None:
    at(NEXT)
    monkeypatch.setattr(cells, "LEAST", 3)
    vote = parted.ballot()
    parted.vote_all(vote, {"Tern": (0, 1), "Grebe": (1,), "Dunlin": (0, 2), "Godwit": (2,)})
    parted.count(vote)
    told = browser().get(f"{BUDGET}results/1/areas.json").json()["rows"]
    # One of five and one of three named the library: £45 each, of shares of £187.50 and £112.50.
    assert [(each["group"], each["voters"], each["here"]) for each in told] == [("East", 5, 0.24), ("West", 3, 0.4)]
    assert "East 5 24% 24% West 3 40% 40%" in text(f"{BUDGET}results/")
    assert browser().get(f"{BUDGET}results/2/areas.json").status_code == 404


def test_too_few_of_an_age_are_told_of_in_no_table(aged: Shared) -> None:
    vote = aged.ballot()
    for name in VOTERS[1:]:
        aged.vote(vote, name, 0)
    aged.count(vote)
    assert "is not told here: too few voted" in text(f"{BUDGET}results/")
    assert browser().get(f"{BUDGET}results/1/ages.csv").status_code == 404
    vote.box.refresh_from_db()
    assert "16" not in vote.box.ballots


def test_a_budget_that_asked_for_no_age_says_so(shared: Shared, chair: Client) -> None:
    shared.shortlist()
    vote = shared.ballot()
    shared.vote_all(vote, {"Tern": (0,)})
    shared.count(vote)
    assert "The ballots of this budget tell no age" in text(f"{BUDGET}results/")
    assert browser().get(f"{BUDGET}results/1/ages.csv").status_code == 404
