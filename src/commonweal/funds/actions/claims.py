"""Claims for taking part in a meeting, settled from a pot as any payment is: promised, asked for, approved."""

from datetime import datetime

from django.db import transaction

from commonweal.assemblies.authority import sent_before
from commonweal.assemblies.models import Claim, Meeting
from commonweal.basics.problems import Refused
from commonweal.funds.actions.moving import held_promise
from commonweal.funds.actions.paying import request_payment
from commonweal.funds.actions.posting import keeping
from commonweal.funds.models import Keeper, Payment, Promise, SettledClaim
from commonweal.people.models import User


@transaction.atomic
def request_claims(*, promise: Promise, meeting: Meeting, by: User, now: datetime) -> Payment:
    """A steward asks that the claims of a meeting that were handed over be paid out of a promise, each once.

    Its words and its event tell how many claims there are and their sum, and of nobody. Raises Refused for a meeting of
    another body, where none waits, and for all that a payment is refused for.
    """
    pot, promise = held_promise(promise)
    keeping(pot, by, Keeper.Role.STEWARD)
    if meeting.body_id != pot.body_id:
        raise Refused(f"{pot.body.name} governs this pot, so it pays for its own meetings alone.")
    handed_over = Claim.objects.select_for_update(of=("self",)).filter(meeting=meeting, handed_over_at__isnull=False)
    waiting = [each for each in handed_over if not SettledClaim.objects.filter(claim=each).exists()]
    if not waiting:
        raise sent_before("Every claim of this meeting that was handed over is in a payment already.")
    many = f"{len(waiting)} claims" if len(waiting) > 1 else "one claim"
    words = f"Pay for taking part in meeting {meeting.number}, {many}"
    payment = request_payment(promise=promise, pence=sum(each.pence for each in waiting), words=words, by=by, now=now)
    SettledClaim.objects.bulk_create(SettledClaim(claim=each, payment=payment) for each in waiting)
    return payment
