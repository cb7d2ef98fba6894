"""What hiding does to the texts beside the record: they are withheld while hidden, and published anew once shown."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from commonweal.assemblies.actions.wordings import check_amendments_settled
from commonweal.assemblies.models import Amendment, Comment, Proposal, Wording
from commonweal.assemblies.wordings import Wording as Words
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions.texts import commit_text, erase_text

STAYS: Final = "What the assembly votes on or has decided stays readable. A decision can be followed by another one."
VOTED_ON: Final = (Proposal.State.IN_VOTE, Proposal.State.DECIDED)
OFFERED: Final = (Amendment.State.OFFERED, Amendment.State.WITHDRAWN)


def check_hideable(thing: Proposal | Amendment | Comment) -> None:
    """Raises Refused for what is hidden or erased already, and for what the assembly votes on or has decided."""
    if thing.state == thing.State.HIDDEN or thing.state == Comment.State.ERASED:
        raise Refused("This text is hidden or erased already. Nothing was changed.")
    if isinstance(thing, Proposal):
        if thing.state in VOTED_ON or Amendment.objects.filter(motion=thing).exists():
            raise Refused(STAYS)
        check_amendments_settled(thing)
    if isinstance(thing, Amendment) and thing.state not in OFFERED:
        raise Refused("This amendment is voted on, or stands in the proposal. Hide the proposal if you must.")


def naming(thing: Proposal | Amendment | Comment) -> dict[str, Any]:
    """How an event names a text and what stands for its words."""
    if isinstance(thing, Comment):
        return {"comment": str(thing.public_id)}
    kind = type(thing).__name__.lower()
    return {kind: str(thing.public_id), "texts": sorted({each.commitment for each in _published(thing)})}


def withhold(thing: Proposal | Amendment | Comment, *, by: User, now: datetime) -> None:
    """Take what is hidden out of what is published. The words are kept with the text itself."""
    for commitment in sorted({each.commitment for each in _published(thing)}):
        erase_text(commitment=commitment, by=by, now=now)


def publish_again(thing: Proposal | Amendment | Comment) -> None:
    """Commit anew to the words of what is shown again: the former commitments stay erased."""
    fresh: dict[str, str] = {}
    for each in _published(thing):
        if each.commitment not in fresh:
            fresh[each.commitment] = commit_text(Words(each.title, each.text).whole)
        each.commitment = fresh[each.commitment]
        each.save(update_fields=["commitment"])


def _published(thing: Proposal | Amendment | Comment) -> Iterator[Proposal | Amendment | Wording]:
    """Every text that goes with it: a proposal's earlier wordings, and the changes that were offered to it."""
    if isinstance(thing, Comment):
        return
    yield thing
    if isinstance(thing, Proposal):
        yield from thing.wordings.all()
        yield from thing.amendments.exclude(state=Amendment.State.HIDDEN)
