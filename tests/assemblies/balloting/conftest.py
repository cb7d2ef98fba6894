"""A vote by ballot on a garden, and what people do in it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from commonweal.assemblies import replays
from commonweal.assemblies.actions.casting import Marked, cast, form_for, who
from commonweal.assemblies.actions.closing import close_box, stop_voting
from commonweal.assemblies.actions.opening import Plan, open_box
from commonweal.assemblies.actions.votes import propose
from commonweal.assemblies.balloting.questions import YES_NO, Question
from commonweal.assemblies.models import Ballot, Body, Decision, Elector, Proposal, Vote
from commonweal.people.models import User
from commonweal.record.models import Event
from commonweal.record.replays import Body as Told
from commonweal.record.replays import Folder, differences
from tests.assemblies.conftest import NOW, user_of

ASKED = Question(YES_NO)
TREES = Question("scottish-stv", ("Yew", "Birch", "Cedar"), 2)  # not in the order of the alphabet
END = NOW + timedelta(days=3)
LATER = END + timedelta(hours=1)

Opened = Callable[..., Vote]


@pytest.fixture
def proposal(body: Body) -> Proposal:
    return propose(body=body, title="A garden", text="Plant it.", by=user_of(body, "Knot"), now=NOW)


@pytest.fixture
def opened(proposal: Proposal, convenor: User) -> Opened:
    """Opens a vote on the garden."""

    def open_it(question: Question = ASKED, **planned: object) -> Vote:
        plan = Plan(question, **{"closes_at": END, **planned})  # type: ignore[arg-type]
        return open_box(proposal=proposal, plan=plan, by=convenor, now=NOW)

    return open_it


def ballot(vote: Vote, name: str, *choices: int) -> Ballot:
    """Somebody votes online."""
    by = user_of(vote.proposal.body, name)
    marked = Marked(choices, form_for(who(vote, by)))
    return cast(vote=vote, marked=marked, by=by, now=NOW)


def elector(vote: Vote, name: str) -> Elector:
    return vote.electors.get(member__shown_name=name)


def counted(vote: Vote, convenor: User) -> Decision:
    if Vote.objects.get(pk=vote.pk).state == Vote.State.OPEN:
        stop_voting(vote=vote, by=convenor, now=LATER)
    return close_box(vote=vote, by=convenor, now=LATER)


def verified(decision: Decision, folder: Path) -> list[str]:
    """What a stranger finds who counts again from what is published."""
    event, box = Event.objects.get(number=decision.event), decision.vote.box
    (folder / f"{decision.vote.public_id}.ballots.json").write_text(box.ballots)
    (folder / f"{decision.vote.public_id}.roll.txt").write_text(box.roll)
    past = Folder(folder, past=told_before(event))
    return differences(event.body, replays.REPLAYS["assemblies", "box-closed"](event.body, past))


def told_before(event: Event) -> dict[tuple[str, str], list[Told]]:
    """What the record told before an event of the vote that it is about, as `commonweal verify` looks it up."""
    told: dict[tuple[str, str], list[Told]] = {}
    for each in Event.objects.filter(number__lt=event.number, body__vote=event.body["vote"]).order_by("number"):
        if (each.room, each.kind) in replays.LOOKED_UP:
            told.setdefault((each.kind, each.body["vote"]), []).append(each.body)
    return told
