"""The agenda of a meeting: items put on it, moved, taken off and talked about; and what members ask to be on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max

from commonweal.assemblies import agenda
from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.actions.meetings import belonging, convening, of
from commonweal.assemblies.actions.offices import running
from commonweal.assemblies.authority import sent_before
from commonweal.assemblies.models import AgendaItem, AskedItem, Body, Meeting, Member, Proposal
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

OVER: Final = "This meeting is over, or was called off. Its agenda stays as it is."
ANSWERED: Final = "This was answered already. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Planned:
    """An item as somebody plans it: `minutes` and the proposal it is about may be left open."""

    title: str
    minutes: int | None = None
    proposal: Proposal | None = None


@transaction.atomic
def add_item(*, meeting: Meeting, item: Planned, by: User, now: datetime) -> AgendaItem:
    """Put an item at the end of an agenda. Raises Refused once the meeting is over, and for a full agenda.

    Raises Overstepped where the last item is this very one: a form sent twice.
    """
    meeting = _changeable(meeting)
    convening(meeting.body, by)
    last = meeting.items.last()
    if last and (last.title, last.minutes, last.proposal) == (item.title.strip(), item.minutes, item.proposal):
        raise sent_before("This is the last item of the agenda already.")
    return _added(meeting, item, by, now)


@transaction.atomic
def drop_item(*, item: AgendaItem, by: User, now: datetime) -> None:
    """Take an item off an agenda. Raises Refused once it was talked about."""
    meeting = _changeable(item.meeting)
    convening(meeting.body, by)
    if not AgendaItem.objects.filter(pk=item.pk, begun_at__isnull=True).delete()[0]:
        raise Refused("This item was talked about, or is gone already. Nothing was changed.")
    append("assemblies", "agenda-changed", {**of(meeting), "items": meeting.items.count()}, by=by, now=now)


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: User, now: datetime) -> list[AgendaItem]:
    """Move an item one place up or down; returns the agenda as it stands then."""
    meeting = _changeable(item.meeting)
    running(meeting, by)
    items = {each.pk: each for each in meeting.items.all()}
    if item.pk not in items:
        raise Refused("This item is gone already. Nothing was changed.")
    order = agenda.moved(list(items), item.pk, up)
    if order != list(items):
        spare = max(each.place for each in items.values()) + 1  # two items never share a place, not even for a moment
        for shift in (spare, 1):
            for place, pk in enumerate(order):
                AgendaItem.objects.filter(pk=pk).update(place=place + shift)
        append("assemblies", "agenda-changed", {**of(meeting), "items": len(items)}, by=by, now=now)
    return list(meeting.items.all())


@transaction.atomic
def begin_item(*, item: AgendaItem, by: User, now: datetime) -> AgendaItem:
    """Go on to an item of an open meeting; the one before is done with. Whoever facilitates the meeting does this."""
    meeting = _changeable(item.meeting)
    running(meeting, by)
    if meeting.state != Meeting.State.OPEN:
        raise Refused("Open the meeting first; then go through its agenda.")
    meeting.items.filter(begun_at__isnull=False, done_at__isnull=True).exclude(pk=item.pk).update(done_at=now)
    item = meeting.items.get(pk=item.pk)
    if item.begun_at is None or item.done_at is not None:
        item.begun_at, item.done_at = item.begun_at or now, None
        item.save(update_fields=["begun_at", "done_at"])
    return item


@transaction.atomic
def ask_for_item(*, body: Body, title: str, by: User, now: datetime) -> AskedItem:
    """A member asks that something be on the next agenda. A convenor answers."""
    member = Member.objects.select_for_update().get(pk=belonging(body, by).pk)
    title = agenda.check_item(title, None)
    if body.asked_items.filter(by=member, state=AskedItem.State.ASKED, title=title).exists():
        raise sent_before("You have asked for this already, and it waits for an answer.")
    if body.asked_items.filter(by=member, state=AskedItem.State.ASKED).count() >= agenda.MOST_ASKED:
        raise Refused(f"You have asked for {agenda.MOST_ASKED} items that wait for an answer. Let those come first.")
    asked = AskedItem.objects.create(body=body, by=member, title=title, asked_at=now)
    append("assemblies", "item-asked-for", {**about(body), "item": str(asked.public_id)}, by=by, now=now)
    return asked


@transaction.atomic
def take_item(*, asked: AskedItem, meeting: Meeting, by: User, now: datetime) -> AgendaItem:
    """A convenor puts what a member asked for on an agenda."""
    meeting = _changeable(meeting)
    convening(meeting.body, by)
    asked = _asked(asked)
    if asked.body_id != meeting.body_id:
        raise Refused("That was asked of another assembly. Nothing was changed.")
    item = _added(meeting, Planned(asked.title), by, now)
    asked.state, asked.item = AskedItem.State.TAKEN, item
    asked.save(update_fields=["state", "item"])
    return item


@transaction.atomic
def decline_item(*, asked: AskedItem, by: User, now: datetime) -> AskedItem:
    """A convenor does not put it on an agenda. The member sees the answer, and members together can call a meeting."""
    convening(asked.body, by)
    asked = _asked(asked)
    asked.state = AskedItem.State.DECLINED
    asked.save(update_fields=["state"])
    told = {**about(asked.body), "item": str(asked.public_id)}
    append("assemblies", "item-declined", told, by=by, now=now)
    return asked


def _added(meeting: Meeting, planned: Planned, by: User, now: datetime) -> AgendaItem:
    title = agenda.check_item(planned.title, planned.minutes)
    agenda.check_room(meeting.items.count())
    if planned.proposal is not None and planned.proposal.body_id != meeting.body_id:
        raise Refused("That proposal is another assembly's. Choose one of your own.")
    last = meeting.items.aggregate(last=Max("place"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting, place=last + 1, title=title, minutes=planned.minutes, proposal=planned.proposal
    )
    told = {"items": meeting.items.count(), "text": commit_text(title)}
    append("assemblies", "agenda-changed", {**of(meeting), **told}, by=by, now=now)
    return item


def _changeable(meeting: Meeting) -> Meeting:
    """The meeting, held against others who act on it at once. Raises Refused once it is over."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    if meeting.state not in (Meeting.State.CALLED, Meeting.State.OPEN):
        raise Refused(OVER)
    return meeting


def _asked(asked: AskedItem) -> AskedItem:
    asked = AskedItem.objects.select_for_update(of=("self",)).select_related("body").get(pk=asked.pk)
    if asked.state != AskedItem.State.ASKED:
        raise Refused(ANSWERED)
    return asked
