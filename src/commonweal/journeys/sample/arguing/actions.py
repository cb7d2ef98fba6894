"""The sample's neighbours argue about their open proposals: everything by the verbs of `assemblies`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Final

from commonweal.assemblies.actions.amendments import accept_amendment, offer_amendment
from commonweal.assemblies.actions.discussion import write_comment
from commonweal.assemblies.actions.moderation import appeal, hide
from commonweal.assemblies.actions.proposals import save_draft, second
from commonweal.assemblies.actions.rearranging import Kind, Plan, rearrange
from commonweal.assemblies.actions.votes import propose
from commonweal.assemblies.models import Body, Comment, Member, Proposal
from commonweal.assemblies.wordings import Wording
from commonweal.people.models import User

CONVENOR: Final = 0  # the first founder
HOUR: Final = timedelta(hours=1)
APART: Final = timedelta(minutes=7)  # one comment from the next


@dataclass(frozen=True, slots=True)
class _Room:
    """An assembly, its members in the order they came, and when they argue."""

    body: Body
    people: list[User]
    at: datetime

    def propose(self, told: Mapping[str, Any]) -> Proposal:
        by = self.people[told["by"]]
        return propose(body=self.body, title=told["title"], text=told["text"], by=by, now=self.at)


def argue(*, body: Body, now: datetime) -> None:
    """Let the members of an assembly argue about the first of its open proposals, in the hours before `now`."""
    told = tomllib.loads(files(__package__).joinpath("arguing.toml").read_text("utf-8"))
    members = body.members.filter(state=Member.State.ADMITTED, user__isnull=False).order_by("pk").select_related("user")
    room = _Room(body, [member.user for member in members if member.user], now - HOUR)
    proposal = body.proposals.filter(state=Proposal.State.OPEN).order_by("number")[0]
    _talk(room, proposal, told["said"])
    _change(room, proposal, told)
    _merge(room, told)
    room.propose(told["waiting"])
    draft = told["draft"]
    save_draft(body=body, title=draft["title"], text=draft["text"], by=room.people[draft["by"]], now=room.at)


def _talk(room: _Room, proposal: Proposal, said: list[Mapping[str, Any]]) -> None:
    comments: list[Comment] = []
    for number, each in enumerate(said):
        at = room.at + number * APART
        answers = comments[each["answers"]] if "answers" in each else None
        by = room.people[each["by"]]
        comments.append(write_comment(proposal=proposal, text=each["text"], answers=answers, by=by, now=at))
        if "hidden" in each:
            hiding = hide(thing=comments[-1], reason=each["hidden"], by=room.people[CONVENOR], now=at)
            appeal(hiding=hiding, text=each["appeal"], by=by, now=at)


def _change(room: _Room, proposal: Proposal, told: Mapping[str, Any]) -> None:
    assert proposal.by is not None
    assert proposal.by.user is not None
    for name in ("changed", "offered"):
        wording, by = Wording(proposal.title, told[name]["text"]), room.people[told[name]["by"]]
        amendment = offer_amendment(proposal=proposal, wording=wording, by=by, now=room.at)
        if name == "changed":
            accept_amendment(amendment=amendment, by=proposal.by.user, now=room.at)


def _merge(room: _Room, told: Mapping[str, Any]) -> None:
    convenor, merger = room.people[CONVENOR], told["merger"]
    proposals = [room.propose(each) for each in told["merged"]]
    for each in proposals:
        second(proposal=each, by=convenor, now=room.at)
    plan = Plan(Kind.MERGER, proposals, [Wording(merger["title"], merger["text"])], merger["reason"])
    rearrange(plan=plan, by=convenor, now=room.at)
