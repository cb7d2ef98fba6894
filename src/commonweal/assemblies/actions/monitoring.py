"""Equality monitoring: answers are added to counts and kept nowhere else, so nobody can take theirs back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from commonweal.assemblies import monitoring
from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.models import AnswerCount, Body, Member
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append


@transaction.atomic
def add_answers(*, member: Member, answers: Mapping[str, str], by: User, now: datetime) -> None:
    """Add a member's answers to the counts, once. That they answered is kept, never what.

    An event says that somebody answered, with no answer in it. Raises Refused for a second time.
    """
    member = Member.objects.select_for_update().select_related("body").get(pk=member.pk)
    if member.user_id != by.pk or member.state != Member.State.ADMITTED:
        raise Refused("Only members of this assembly can do that.")
    if member.asked:
        raise Refused("You have answered already. Nothing was changed, and nobody can look up what you answered.")
    given = {question: answer for question, answer in answers.items() if answer}
    if any(answer not in monitoring.QUESTIONS.get(question, ()) for question, answer in given.items()):
        raise Refused("Choose from the answers offered, or leave the question out.")
    for question, answer in given.items():
        AnswerCount.objects.get_or_create(body=member.body, question=question, answer=answer)
        counts = AnswerCount.objects.filter(body=member.body, question=question, answer=answer)
        counts.update(number=F("number") + 1)
    member.asked = True
    member.save(update_fields=["asked"])
    append("assemblies", "monitoring-answered", about(member.body), by=None, now=now)


def shown(body: Body) -> dict[str, dict[str, int]]:
    """The counts of a body as its convenors may see them: small ones merged."""
    told: dict[str, dict[str, int]] = {question: {} for question in monitoring.QUESTIONS}
    for count in AnswerCount.objects.filter(body=body, question__in=told):
        told[count.question][count.answer] = count.number
    return {question: monitoring.merged(counts) for question, counts in told.items()}
