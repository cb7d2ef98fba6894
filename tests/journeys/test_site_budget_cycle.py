"""A budget in Chromium from an idea to the paid invoice: neighbour, convenor, voter, steward, approvers, stranger."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from commonweal.assemblies.actions.closing import close_box, stop_voting
from commonweal.assemblies.decisions import Terms
from commonweal.assemblies.models import Vote
from commonweal.budgets.actions.costing import shortlist_idea
from commonweal.budgets.models import Budget
from commonweal.cli.record import offers
from commonweal.cli.verify import looked_up, replays
from commonweal.record.actions.publishing import publish
from commonweal.record.verifying import verify
from commonweal.record.vouching import Kept
from tests.assemblies.conftest import account as account
from tests.budgets.conftest import END, LATER, Shared
from tests.budgets.conftest import body as body
from tests.budgets.conftest import convenor as convenor
from tests.budgets.conftest import gathering as gathering
from tests.budgets.conftest import in_the_room as in_the_room
from tests.budgets.conftest import meeting as meeting
from tests.budgets.conftest import quayside as quayside
from tests.funds.conftest import NEXT, Quayside, decided
from tests.funds.test_journey import Window, follow, press
from tests.funds.test_journey import window as window
from tests.journeys.test_site_every_page import PHONE, on_phone_and_desk
from tests.laid import Laid
from tests.spend.linen import coast

BUDGET = "/budgets/quayside-decides/"
LONG_LIST = [f"A {thing}" for thing in ("crossing", "garden", "ramp", "library", "swing", "pump", "kiln", "slide")]
OVER = """() => {
    const [field, count] = [document.activeElement, document.querySelector(".cw-tally")]
    return field.getBoundingClientRect().top < count.getBoundingClientRect().bottom ? field.id : ""
}"""


@pytest.fixture(autouse=True)
def region(transactional_db: None, home: Path, laid: Laid) -> None:
    laid("coast", lambda: coast(home))


def set_up(chair: Page, address: str) -> None:
    chair.goto(address)
    follow(chair, "Share money out under this decision")
    chair.get_by_label("Name of the budget").fill("Quayside decides")
    chair.get_by_label("The pot that it shares out").select_option(label="Quayside pot")
    chair.get_by_label("Areas and their money").fill("All of Quayside; 500")
    chair.get_by_role("main").get_by_role("button").last.click()
    follow(chair, "How people vote, and how it is counted")
    chair.get_by_label("What a ballot says").select_option("projects-knapsack")
    chair.get_by_role("main").get_by_role("button").last.click()
    press(chair, "Open: Ideas")


def put_forward(neighbour: Page, site: str, look: Callable[[Page], None]) -> None:
    neighbour.goto(site + BUDGET)
    follow(neighbour, "Put an idea forward")
    look(neighbour)
    neighbour.get_by_label("Your idea in a few words").fill("A bench")
    neighbour.get_by_label("What should be done, and what it is good for").fill("Somewhere to sit by the water.")
    neighbour.get_by_label("For which area").select_option(index=1)
    where = neighbour.get_by_label("A postcode nearby, for the map")
    drawing = neighbour.locator("[data-pointing] svg")
    size = drawing.bounding_box()
    assert size
    drawing.click(position={"x": size["width"] / 2, "y": size["height"] / 4})
    expect(where).to_have_value(re.compile("33(399|400)., 39019."))  # a quarter of 780 metres above its middle
    expect(drawing.locator(".cw-ideas-map__mark")).to_be_visible()
    expect(neighbour.get_by_text("Your point is marked on the map.")).to_be_visible()
    press(neighbour, "Put it forward")
    expect(neighbour.get_by_text("Your idea is on the list.")).to_be_visible()


def open_costing(chair: Page, site: str, shared: Shared) -> None:
    others = [shared.idea(title) for title in LONG_LIST]
    chair.goto(f"{site}{BUDGET}run/")
    press(chair, "Open: What each would cost")
    for other in others:
        shared.answer(other, 400_00)


def cost(chair: Page, officer: Page, email: str, site: str, look: Callable[[Page], None]) -> None:
    chair.goto(f"{site}{BUDGET}run/")
    follow(chair, "Costing officers: who answers ideas for an office")
    chair.get_by_label("Their e-mail address").fill(email)
    chair.get_by_label("The office that they answer for").fill("Parks, the council")
    press(chair, "Name this officer")
    expect(chair.get_by_text("Named. Now send them the address below.")).to_be_visible()
    officer.goto(site + BUDGET)
    follow(officer, "What waits for your office’s answer: 1 idea")
    look(officer)
    follow(officer, "Answer idea 1")
    officer.get_by_label("Can it be done?").select_option(label="Yes")
    officer.get_by_label("What it costs, in pounds").fill("200")
    officer.get_by_label("The answer").fill("Of oak, by the water.")
    look(officer)
    press(officer, "Publish the answer")
    expect(officer.get_by_text("Each idea has its answer.")).to_be_visible()


def list_and_open(chair: Page, site: str, shared: Shared) -> None:
    chair.goto(f"{site}{BUDGET}run/")
    press(chair, "Open: What comes onto the ballot")
    chair.goto(f"{site}{BUDGET}ideas/1/")
    follow(chair, "Put it on the ballot")
    press(chair, "Put it on the ballot")
    for other in shared.budget.ideas.exclude(number=1):
        shortlist_idea(idea=other, one_of="", by=shared.convenor, now=NEXT)
    chair.goto(f"{site}{BUDGET}run/")
    follow(chair, "Open the ballot")
    chair.get_by_label("Last day of voting").fill(END.date().isoformat())
    chair.get_by_label("Until").fill("12:00")
    press(chair, "Open the ballot")
    expect(chair.get_by_text("People are voting")).to_be_visible()


def vote(voter: Page, site: str, look: Callable[[Page], None]) -> None:
    voter.goto(site + BUDGET)
    follow(voter, "Vote")
    look(voter)
    voter.set_viewport_size(PHONE)
    count = voter.locator(".cw-tally")
    expect(count).to_have_text("£0 of £500 chosen, £500 left")
    voter.get_by_label("A bench").check()
    expect(count).to_have_text("£200 of £500 chosen, £300 left")
    expect(voter.get_by_role("status")).to_have_text("£200 of £500 chosen, £300 left")  # after a pause
    voter.get_by_label(LONG_LIST[-1]).check()
    expect(count).to_have_text("£600 of £500 chosen. That is £100 too much: take a project out.")
    assert lies_over_focus(voter, back_to="A bench") == []
    press(voter, "Check my ballot")
    expect(voter.get_by_role("alert")).to_contain_text("your projects cost £100.00 more than the £500.00")
    expect(count).to_contain_text("That is £100 too much")  # what was ticked is ticked still
    voter.get_by_label(LONG_LIST[-1]).uncheck()
    press(voter, "Check my ballot")
    press(voter, "Cast my ballot")
    expect(voter.get_by_role("heading", name="Your ballot is cast")).to_be_visible()


def lies_over_focus(voter: Page, back_to: str) -> list[str]:
    """The fields that the count lies over when they are moved to by keyboard, up to one above."""
    faults = []
    while not voter.get_by_label(back_to).evaluate("field => field === document.activeElement"):
        voter.keyboard.press("Shift+Tab")
        if over := voter.evaluate(OVER):
            faults.append(over)
    return faults


def deliver(chair: Page, steward: Page, site: str) -> None:
    steward.goto(f"{site}{BUDGET}money/")
    press(steward, "Promise each winner its money")
    chair.goto(f"{site}{BUDGET}run/")
    press(chair, "Open: Getting it done")
    chair.goto(f"{site}{BUDGET}projects/1/")
    follow(chair, "Plan a milestone")
    chair.get_by_label("What will be there").fill("The bench stands")
    chair.get_by_label("By which day").fill(LATER.date().isoformat())
    chair.get_by_label("What it takes of the money, in pounds").fill("200")
    chair.get_by_role("main").get_by_role("button").last.click()
    follow(chair, "It was reached")
    chair.get_by_label("Reached on").fill(LATER.date().isoformat())
    chair.get_by_label("What it took of the money, in pounds").fill("180")
    chair.get_by_role("main").get_by_role("button").last.click()
    follow(chair, "It is done, or will not be")
    chair.get_by_label("Is it done?").select_option("yes")
    chair.get_by_label("What there is now").fill("A bench of oak.")
    press(chair, "Publish")


def pay(steward: Page, window: Window, site: str) -> None:
    steward.goto(f"{site}{BUDGET}money/")
    press(steward, "Ask for £180.00 that was spent")
    for name in ("Plover", "Curlew"):
        approver = window(name)
        approver.goto(f"{site}/pots/quayside-pot/")
        follow(approver, "£180.00")
        press(approver, "Approve £180.00")
    steward.goto(f"{site}{BUDGET}money/")
    press(steward, "Return £20.00 to the pot")


def read(stranger: Page, site: str, look: Callable[[Page], None]) -> None:
    stranger.goto(site + BUDGET)
    for link, said in (("The result, and why", "It costs £200"), ("A bench", "Reached on")):
        follow(stranger, link)
        expect(stranger.get_by_text(said).first).to_be_visible()
        look(stranger)
    stranger.goto(f"{site}{BUDGET}money/")
    expect(stranger.get_by_text("£180.00 paid, £0.00 asked for, £20.00 returned to the pot.")).to_be_visible()
    look(stranger)


@pytest.mark.django_db(transaction=True)
def test_from_an_idea_to_the_paid_invoice(
    quayside: Quayside, window: Window, site: str, page: Page, axe: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NEXT)
    decision = decided(quayside.meeting, "Hold a budget", Terms(pence=500_00))
    faults: list[str] = []

    def look(at: Page) -> None:
        faults.extend(f"{at.url}: {fault}" for fault in on_phone_and_desk(at, axe))

    chair, steward, voter = window("Tern"), window("Grebe"), window("Knot")
    set_up(chair, site + decision.get_absolute_url())
    put_forward(voter, site, look)
    shared = Shared(quayside, Budget.objects.get())
    open_costing(chair, site, shared)
    cost(chair, window("Plover"), quayside.user("Plover").email, site, look)
    list_and_open(chair, site, shared)
    vote(voter, site, look)
    shared.vote_all_but("Knot", Vote.objects.get(box__isnull=False))
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    held = Vote.objects.get(box__isnull=False)
    stop_voting(vote=held, by=shared.convenor, now=LATER)
    close_box(vote=held, by=shared.convenor, now=LATER)
    deliver(chair, steward, site)
    pay(steward, window, site)
    read(page, site, look)
    assert faults == []
    publish(folder=home / "record", offers=offers(), by=None, now=LATER)
    report = verify(home / "record", Kept(), replays(), looked_up())
    assert report.verified, report.problems
    assert report.replays["budgets budget-counted"] == {"same": 1, "different": 0, "withheld": 0}
