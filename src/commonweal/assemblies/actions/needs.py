"""What a meeting offers so that people can take part, and what members need at it."""

from datetime import datetime

from django.db import transaction

from commonweal.assemblies import taking_part
from commonweal.assemblies.actions.meetings import belonging, convening, of
from commonweal.assemblies.models import Meeting, Need, Offer
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append


@transaction.atomic
def offer_help(*, meeting: Meeting, places: int, interpreters: str, by: User, now: datetime) -> Offer:
    """A convenor says for how many children there is room at a meeting, and which interpreters come."""
    meeting = _coming(meeting)
    convening(meeting.body, by)
    taking_part.check_places(places)
    told = {"places": places, "interpreters": interpreters.strip()}
    offer, _ = Offer.objects.update_or_create(meeting=meeting, defaults=told)
    append("assemblies", "help-offered", {**of(meeting), "places": places}, by=by, now=now)
    return offer


@transaction.atomic
def tell_need(*, meeting: Meeting, text: str, children: int, by: User, now: datetime) -> Need:
    """A member tells the convenors what they need at a meeting; telling again puts the new in the old one's place.

    It appends no event: who needs what is nobody else's business, nor that somebody needs anything.
    """
    meeting = _coming(meeting)
    member = belonging(meeting.body, by)
    told = {"text": taking_part.check_need(text, children), "children": children, "told_at": now}
    need, _ = Need.objects.update_or_create(meeting=meeting, member=member, defaults=told)
    return need


@transaction.atomic
def take_back_need(*, meeting: Meeting, by: User, now: datetime) -> None:
    """A member takes back what they told. It is erased at once; twice changes nothing."""
    Need.objects.filter(meeting=meeting, member=belonging(meeting.body, by)).delete()


def _coming(meeting: Meeting) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    if meeting.state not in (Meeting.State.CALLED, Meeting.State.OPEN):
        raise Refused("This meeting is over, or was called off. Nothing was changed.")
    return meeting
