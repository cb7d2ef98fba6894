"""What an accountable body answered to a decision that it must accept before anybody acts on it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from commonweal.assemblies.actions.effects import naming
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.authority import sent_before
from commonweal.assemblies.models import Answer, Decision, Terms
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text


@dataclass(frozen=True, slots=True)
class Reply:
    """What the accountable body said: which committee or office of it, on which day, and where that can be looked up.

    Raises Refused for an acceptance that nobody could look up, and for a refusal without its reason.
    """

    accepted: bool
    by_whom: str
    answered_on: date
    reference: str = ""
    link: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.by_whom.strip():
            raise Refused("Write who answered: the committee or the office, not a person’s name.")
        if self.accepted and not (self.reference.strip() or self.link.strip()):
            raise Refused("Write the reference of the acceptance, or a link to it, so that anyone can look it up.")
        if not self.accepted and not self.reason.strip():
            raise Refused("Write the reason that was given for declining. Where none was given, write that.")


@transaction.atomic
def enter_answer(*, decision: Decision, reply: Reply, by: User, now: datetime) -> Answer:
    """A convenor enters what the accountable body answered. A later answer takes the place of an earlier one.

    Raises Refused for a decision that was not carried or asks nobody, and for a day before the decision or to come.
    """
    decision = Decision.objects.select_for_update().select_related("body").get(pk=decision.pk)
    convenor = convening(decision.body, by)
    if not decision.carried or not Terms.objects.filter(proposal=decision.proposal).exclude(asks_of="").exists():
        raise Refused("This decision waits for nobody’s acceptance. Nothing was changed.")
    if not timezone.localdate(decision.decided_at) <= reply.answered_on <= timezone.localdate(now):
        raise Refused("The answer was given after the decision, and not later than today. Check the day.")
    words = (reply.by_whom, reply.reference, reply.link, reply.reason)
    said = {
        "accepted": reply.accepted,
        "by_whom": reply.by_whom.strip(),
        "answered_on": reply.answered_on,
        "reference": reply.reference.strip(),
        "link": reply.link.strip(),
        "reason": reply.reason.strip(),
    }
    latest = decision.answers.first()
    if latest and all(getattr(latest, name) == value for name, value in said.items()):
        raise sent_before("This answer is entered already.")
    answer = Answer.objects.create(
        decision=decision,
        **said,
        entered_by=convenor,
        entered_at=now,
    )
    told = {"accepted": reply.accepted, "answered_on": reply.answered_on.isoformat()}
    text = commit_text("\n\n".join(words))
    append("assemblies", "decision-answered", {**naming(decision), **told, "text": text}, by=by, now=now)
    return answer
