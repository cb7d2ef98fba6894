"""Two votes by ballot in a sample assembly: one that chose two people, on paper and online; one that is open now."""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from commonweal.assemblies.actions.casting import Marked, cast, form_for
from commonweal.assemblies.actions.closing import close_box, draw_lots, stop_voting
from commonweal.assemblies.actions.opening import Plan, open_box
from commonweal.assemblies.actions.papers import Pile, enter_batch
from commonweal.assemblies.actions.polling import give_paper
from commonweal.assemblies.actions.proposals import second
from commonweal.assemblies.actions.votes import propose
from commonweal.assemblies.balloting.questions import YES_NO, Question, ranked_rule
from commonweal.assemblies.counts.ballots import Preferences
from commonweal.assemblies.models import Body, Elector, Member, Proposal, Vote
from commonweal.people.models import User

DAY: Final = timedelta(days=1)
WATCHERS: Final = Question(ranked_rule(2), ("Avocet", "Curlew", "Dunlin", "Heron"), 2)
PAPERS: Final = ("3 1", "2 3=4", "1=2")  # the last one is overvoted
VOTED: Final = 7  # of those who can, in the open vote


def vote_by_ballot(*, body: Body, rng: Random, now: datetime) -> None:
    """Hold both votes, by the verbs that everyone uses. They are told as the past few days until `now`."""
    people = [_user(member) for member in body.members.filter(state=Member.State.ADMITTED).order_by("pk")]
    _choose_two(body, people, rng, now)
    garden = _proposed(
        body, people, "A garden behind the library", "We ask for the plot behind the library.", now - DAY
    )
    plan = Plan(Question(YES_NO), by_paper=True, closes_at=now + 5 * DAY)
    vote = open_box(proposal=garden, plan=plan, by=people[0], now=now - DAY)
    for elector in _electors(vote)[-VOTED:]:
        _cast(elector, (rng.choice((0, 0, 1)),), now)


def _choose_two(body: Body, people: list[User], rng: Random, now: datetime) -> None:
    opened, ends = now - 6 * DAY, now - 2 * DAY
    asked = "They go through the council's minutes each month and tell the assembly what concerns us."
    proposal = _proposed(body, people, "Two of us who read the council's minutes", asked, opened)
    plan = Plan(WATCHERS, by_paper=True, closes_at=ends)
    vote = open_box(proposal=proposal, plan=plan, by=people[0], now=opened)
    electors = _electors(vote)
    for elector in electors[: len(PAPERS)]:
        give_paper(elector=elector, by=people[0], now=opened)
    for elector in electors[len(PAPERS) : -VOTED]:
        choices = rng.sample(range(len(WATCHERS.options)), rng.randint(1, len(WATCHERS.options)))
        _cast(elector, tuple(choices), opened)
    witness = Member.objects.get(body=body, user=people[1])
    draw_lots(vote=vote, order=(1, 3, 0, 2), witness=witness, by=people[0], now=ends)
    stop_voting(vote=vote, by=people[0], now=ends)
    for clerk in people[:2]:
        enter_batch(vote=vote, pile=Pile(1, "\n".join(PAPERS)), by=clerk, now=ends)
    close_box(vote=vote, by=people[0], now=ends)


def _proposed(body: Body, people: list[User], title: str, text: str, now: datetime) -> Proposal:
    proposal = propose(body=body, title=title, text=text, by=people[-1], now=now)
    return second(proposal=proposal, by=people[0], now=now)


def _electors(vote: Vote) -> list[Elector]:
    return list(vote.electors.select_related("vote", "member__user").order_by("member"))


def _cast(elector: Elector, choices: Preferences, now: datetime) -> None:
    assert elector.member is not None
    cast(vote=elector.vote, marked=Marked(choices, form_for(elector)), by=_user(elector.member), now=now)


def _user(member: Member) -> User:
    assert member.user is not None
    return member.user
