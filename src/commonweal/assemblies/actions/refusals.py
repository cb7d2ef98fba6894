"""The security log: an attempt that was refused on grounds of authority is kept, after the act itself was undone."""

from datetime import datetime, timedelta
from typing import Final

from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.models import Body, RefusedAttempt
from commonweal.people.models import User

LONGEST: Final = 300  # characters of what was said
KEPT: Final = timedelta(days=366)  # our choice: long enough to see a pattern, and no longer than that


def keep_attempt(*, refusal: Overstepped, body: Body | None, by: User | None, now: datetime) -> RefusedAttempt:
    """Keep that somebody tried what was not theirs to do. Call it outside the transaction that was refused.

    It appends no event: the record is public, and an attempt is nobody's business but the convenors' and the host's.
    """
    RefusedAttempt.objects.filter(at__lt=now - KEPT).delete()
    return RefusedAttempt.objects.create(
        body=body, user=by, attempt=refusal.attempt, what=refusal.plain[:LONGEST], at=now
    )
