"""Meetings that members call together where no convenor calls one."""

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from commonweal.assemblies import agenda, meetings
from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.actions.meetings import Call, belonging, called
from commonweal.assemblies.models import Body, Joined, MeetingRequest
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

CLOSED: Final = "This request was met or withdrawn. Nothing was changed."


@transaction.atomic
def ask_for_meeting(*, body: Body, call: Call, by: User, now: datetime) -> MeetingRequest:
    """A member asks for a meeting, and is the first to join the request. Raises Refused as a call does."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    member = belonging(body, by)
    rules = body.orders.filter(adopted_at__isnull=False).latest("version").rules()
    meetings.check_call(now, call.begins_at, rules)
    if not call.place.strip() or not agenda.items_of(call.agenda):
        raise Refused("Write where you would meet, and what about.")
    try:
        with transaction.atomic():
            request = MeetingRequest.objects.create(
                body=body,
                by=member,
                begins_at=call.begins_at,
                place=call.place,
                agenda=call.agenda,
                needed=rules.members_to_convene,
                asked_at=now,
            )
    except IntegrityError:
        raise Refused("You have asked for a meeting already. Withdraw that request first.") from None
    append("assemblies", "meeting-asked-for", {**_of(request), "needed": request.needed}, by=by, now=now)
    return join_request(request=request, by=by, now=now)


@transaction.atomic
def join_request(*, request: MeetingRequest, by: User, now: datetime) -> MeetingRequest:
    """Join others who ask for a meeting. With the last of those needed it is called, for the time they named.

    Raises Refused for a second time, and where the time left is less than the notice that people are owed.
    """
    request = _open(request)
    member = belonging(request.body, by)
    orders = request.body.orders.filter(adopted_at__isnull=False).latest("version")
    meetings.check_call(now, request.begins_at, orders.rules())
    _, new = Joined.objects.get_or_create(request=request, member=member, defaults={"at": now})
    if not new:
        raise Refused("You have joined this request already.")
    append("assemblies", "meeting-request-joined", _of(request), by=by, now=now)
    if request.joined.count() >= request.needed:
        call = Call(request.begins_at, request.place, request.agenda)
        request.meeting = called(request.body, call, None, by, now)
        request.state = MeetingRequest.State.CALLED
        request.save(update_fields=["meeting", "state"])
    return request


@transaction.atomic
def withdraw_request(*, request: MeetingRequest, by: User, now: datetime) -> MeetingRequest:
    """Take back a request of one's own, for instance to name a later day."""
    request = _open(request)
    if request.by is None or request.by.user_id != by.pk:
        raise Refused("Only who asked for this meeting can withdraw the request.")
    request.state = MeetingRequest.State.WITHDRAWN
    request.save(update_fields=["state"])
    append("assemblies", "meeting-request-withdrawn", _of(request), by=by, now=now)
    return request


def _open(request: MeetingRequest) -> MeetingRequest:
    request = MeetingRequest.objects.select_for_update(of=("self",)).select_related("body", "by").get(pk=request.pk)
    if request.state != MeetingRequest.State.OPEN:
        raise Refused(CLOSED)
    return request


def _of(request: MeetingRequest) -> dict[str, Any]:
    return {**about(request.body), "request": str(request.public_id)}
