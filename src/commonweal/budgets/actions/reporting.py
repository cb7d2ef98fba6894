"""Reports: anyone points the convenors to an idea, as the policy says, and they hide it or leave it as it is."""

from datetime import datetime

from django.db import transaction

from commonweal.assemblies import moderation
from commonweal.assemblies.actions.meetings import convening
from commonweal.budgets.actions.founding import ROOM
from commonweal.budgets.actions.ideas import held_idea, naming
from commonweal.budgets.models import Idea, Report
from commonweal.people.models import User
from commonweal.record.actions import append


@transaction.atomic
def report_idea(*, idea: Idea, reason: str, note: str, now: datetime) -> Report | None:
    """Point the convenors to an idea. Anyone can; who did is not kept, and nothing is recorded.

    None where enough people have pointed to it already. A form sent twice within minutes is kept once: nobody is known
    by it, so the same reason and note then count as the same report. Raises Refused for a reason that no policy lists.
    """
    moderation.check_reason(reason)
    idea = held_idea(idea)
    told = note.strip()[: moderation.LONGEST_NOTE]
    waiting = idea.reports.filter(settled_at__isnull=True)
    if waiting.count() >= moderation.MOST_REPORTS:
        return None
    if found := waiting.filter(reason=reason, note=told, made_at__gt=now - moderation.SENT_TWICE).first():
        return found
    return Report.objects.create(idea=idea, reason=reason, note=told, made_at=now)


@transaction.atomic
def set_reports_aside(*, idea: Idea, by: User, now: datetime) -> int:
    """Leave an idea as it is, whatever was reported of it; returns how many reports that settles."""
    idea = held_idea(idea)
    convening(idea.budget.body, by)
    settled = idea.reports.filter(settled_at__isnull=True).update(settled_at=now, note="")
    if settled:
        append(ROOM, "reports-set-aside", {**naming(idea), "reports": settled}, by=by, now=now)
    return settled
