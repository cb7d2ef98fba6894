"""What budgets listen for: a vote that closes is counted in the same act; whose account goes is forgotten here too."""

from datetime import datetime
from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone

from commonweal.assemblies.models import Decision, Vote
from commonweal.assemblies.signals import box_closed
from commonweal.budgets.actions.balloting import count_ballots
from commonweal.budgets.actions.ideas import forget_ideas
from commonweal.people.models import User


@receiver(box_closed)
def count(*, vote: Vote, decision: Decision, by: User | None, now: datetime, **_told: Any) -> None:
    """Count the budget, so that nobody can sit on its result."""
    count_ballots(vote=vote, decision=decision, by=by, now=now)


@receiver(pre_delete, sender=User)
def forget(*, instance: User, **_told: Any) -> None:
    """Erase the ideas of somebody whose account goes."""
    forget_ideas(user=instance, now=timezone.now())
