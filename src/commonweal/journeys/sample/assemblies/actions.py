"""The sample's neighbours found assemblies, meet, count hands and decide: everything by the verbs of `assemblies`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files
from itertools import count
from random import Random
from typing import Any, Final

from commonweal.assemblies.actions.founding import (
    Ward,
    agree_to_orders,
    ask_to_join,
    begin_assembly,
    join_founders,
    see_proof,
)
from commonweal.assemblies.actions.meetings import Call, call_meeting, close_meeting, mark_present, open_meeting
from commonweal.assemblies.actions.proposals import second
from commonweal.assemblies.actions.votes import enter_hands, open_vote, propose
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.membership import SEEN, Applicant
from commonweal.assemblies.models import Body, Meeting, Member, Proposal
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.journeys.sample.arguing.actions import argue
from commonweal.journeys.sample.belonging.actions import belong, set_out
from commonweal.journeys.sample.budgeting.actions import share_out
from commonweal.journeys.sample.chance import dice
from commonweal.journeys.sample.minuting import actions as minuting
from commonweal.journeys.sample.pots.actions import keep_pots
from commonweal.journeys.sample.voting.actions import vote_by_ballot
from commonweal.people.actions import open_account
from commonweal.people.models import User
from commonweal.places.packs import Pack

CONVENOR, TELLER, NEIGHBOUR = "convenor@sample.example", "teller@sample.example", "member@sample.example"
SIGN_INS: Final = (CONVENOR, TELLER, NEIGHBOUR)  # the first three founders of the first assembly
ORDERS: Final = StandingOrders()
FOUNDED_BEFORE: Final = timedelta(days=30)  # the first meeting
HOUR: Final = timedelta(hours=1)
# The names that neighbours go by: birds of the shore and of the garden, with a letter.
BIRDS: Final = (
    *("Avocet", "Brant", "Curlew", "Dunlin", "Eider", "Fulmar", "Godwit", "Heron", "Ibis", "Jackdaw", "Knot"),
    *("Linnet", "Merlin", "Nightjar", "Osprey", "Petrel", "Quail", "Redshank", "Sanderling", "Teal", "Whimbrel"),
)


@dataclass(frozen=True, slots=True)
class _Story:
    """One assembly's story, as assemblies.toml tells it, with the people who play it and the dice that shuffle them."""

    body: Body
    told: Mapping[str, Any]
    now: datetime
    rng: Random

    @property
    def convenor(self) -> User:
        return _user(self.body.members.order_by("pk")[0])


def make_assemblies(*, pack: Pack, seed: int, now: datetime) -> None:
    """Found the sample's assemblies in the first wards of its region, and let them meet until `now`."""
    told = tomllib.loads(files(__package__).joinpath("assemblies.toml").read_text("utf-8"))["assembly"]
    wards = pack.wards.sort("district", "code").head(len(told)).iter_rows(named=True)
    addresses = _addresses()
    for row, story in zip(wards, told, strict=True):
        ward = Ward(row["code"], row["name"], row["district_name"], sample=True)
        _play(ward, story, pack, (seed, now), addresses)


def _play(
    ward: Ward, told: Mapping[str, Any], pack: Pack, when: tuple[int, datetime], addresses: Iterator[str]
) -> None:
    seed, now = when
    rng = dice(seed, f"assembly of {ward.code}")
    postcodes = pack.postcodes.filter(ward=ward.code)["postcode"].sort().to_list()
    people = _people(told["founders"] + told["joined"] + told["waiting"], postcodes, rng)
    meetings = told.get("meetings", [])
    first = now - timedelta(days=max((each["days_ago"] for each in meetings), default=7)) - FOUNDED_BEFORE
    founders, others = people[: told["founders"]], people[told["founders"] :]
    body = _found(ward, founders, first, addresses)
    if body.state != Body.State.FOUNDED:
        return
    story = _Story(body, told, now, rng)
    _join(story, others, first, addresses)
    for each in meetings:
        _meet(story, each)
    _what_is_next(story)


def _found(ward: Ward, founders: list[Applicant], at: datetime, addresses: Iterator[str]) -> Body:
    users = [open_account(email=next(addresses), by=None, now=at) for _ in founders]
    body = begin_assembly(ward=ward, orders=ORDERS, founder=founders[0], by=users[0], now=at)
    for founder, user in zip(founders[1:], users[1:], strict=True):
        join_founders(body=body, founder=founder, by=user, now=at)
    members = list(body.members.order_by("pk"))
    for seer, member in zip([users[-1], *users], members, strict=False):
        see_proof(member=member, evidence=SEEN, by=seer, now=at)
    for user in users:
        agree_to_orders(body=body, by=user, now=at)
    return Body.objects.get(pk=body.pk)


def _join(story: _Story, others: list[Applicant], at: datetime, addresses: Iterator[str]) -> None:
    admitted = len(others) - story.told["waiting"]
    for number, applicant in enumerate(others):
        user = open_account(email=next(addresses), by=None, now=at)
        member = ask_to_join(body=story.body, applicant=applicant, by=user, now=at)
        if number < admitted:
            see_proof(member=member, evidence=SEEN, by=story.convenor, now=at)


def _meet(story: _Story, told: Mapping[str, Any]) -> None:
    begins = (story.now - timedelta(days=told["days_ago"])).replace(hour=19, minute=0, second=0, microsecond=0)
    called = begins - timedelta(days=ORDERS.notice_days + 3)
    call = Call(begins, told["place"], told["agenda"], access="Level entrance. Tea and cake.")
    meeting = call_meeting(body=story.body, call=call, by=story.convenor, now=called)
    members = list(story.body.members.filter(state=Member.State.ADMITTED).order_by("pk"))
    proposals = [_proposed(story, each, _user(members[-1]), called) for each in told.get("proposals", [])]
    meeting = open_meeting(meeting=meeting, by=story.convenor, now=begins)
    tellers = members[:2]
    for member in [*tellers, *story.rng.sample(members[2:-1], told["present"] - 2)]:
        mark_present(meeting=meeting, member=member, by=story.convenor, now=begins)
    minuting.begin(meeting=meeting, members=members, by=story.convenor, now=begins)
    for proposal, each in zip(proposals, told.get("proposals", []), strict=True):
        vote = open_vote(proposal=proposal, meeting=meeting, by=story.convenor, now=begins + HOUR)
        for teller in tellers:
            enter_hands(vote=vote, counted=Hands(*each["hands"]), by=_user(teller), now=begins + HOUR)
    over = begins + 2 * HOUR
    meeting = close_meeting(meeting=meeting, by=story.convenor, now=over)
    minuting.end(meeting=meeting, members=members, by=story.convenor, now=over)


def _what_is_next(story: _Story) -> Meeting | None:
    by = _user(story.body.members.filter(state=Member.State.ADMITTED).order_by("pk")[2])
    for each in story.told.get("open", []):
        _proposed(story, each, by, story.now - 2 * HOUR)
    if story.told.get("open"):
        argue(body=story.body, now=story.now)
        vote_by_ballot(body=story.body, rng=story.rng, now=story.now)
        belong(body=story.body, now=story.now)
        keep_pots(body=story.body, now=story.now)
        share_out(body=story.body, rng=story.rng, now=story.now)
    if not story.told["called"]:
        return None
    begins = (story.now + timedelta(days=story.told["called"])).replace(hour=19, minute=0, second=0, microsecond=0)
    call = Call(
        begins,
        "Rope Walk Community Hall, the large room",
        "A bench and a light\nChildren at meetings\nAny other business",
    )
    meeting = call_meeting(body=story.body, call=call, by=story.convenor, now=story.now)
    members = list(story.body.members.filter(state=Member.State.ADMITTED).order_by("pk"))
    minuting.ahead(meeting=meeting, members=members, by=story.convenor, now=story.now)
    return meeting


def _proposed(story: _Story, told: Mapping[str, Any], by: User, now: datetime) -> Proposal:
    proposal = propose(body=story.body, title=told["title"], text=told["text"], by=by, now=now)
    set_out(proposal=proposal, told=told, by=by, now=now)
    return second(proposal=proposal, by=story.convenor, now=now)


def _people(number: int, postcodes: list[str], rng: Random) -> list[Applicant]:
    names = rng.sample([f"{bird} {letter}" for bird in BIRDS for letter in "ABCDEFGH"], number)
    people = [Applicant(f"Sample {name}", name, rng.choice(postcodes), rng.choice((16, 18, 18, 18))) for name in names]
    # whoever signs in to look around sees what most people see, and not what is kept from and for the young
    return [replace(each, least_age=18) if at < len(SIGN_INS) else each for at, each in enumerate(people)]


def _addresses() -> Iterator[str]:
    yield from SIGN_INS
    yield from (f"neighbour{number}@sample.example" for number in count(1))


def _user(member: Member) -> User:
    assert member.user is not None
    return member.user
