"""What budgets listen for: a vote that closes is counted at once, in the same act, where it belongs to a budget."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from commonweal.assemblies.models import Decision, Vote
from commonweal.assemblies.signals import box_closed
from commonweal.budgets.actions.balloting import count_ballots
from commonweal.people.models import User


@receiver(box_closed)
def count(*, vote: Vote, decision: Decision, by: User | None, now: datetime, **_told: Any) -> None:
    """Count the budget, so that nobody can sit on its result."""
    count_ballots(vote=vote, decision=decision, by=by, now=now)
