"""Delivering what won: milestones with their money, progress with photos, done or not and why; and what was learnt."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from commonweal.assemblies.actions.meetings import convening
from commonweal.basics.money import exact
from commonweal.basics.problems import Refused
from commonweal.budgets import photos
from commonweal.budgets.actions.founding import ROOM, about, held, locked
from commonweal.budgets.cycle import Phase
from commonweal.budgets.ideas import LONGEST_ANSWER, LONGEST_WORDS, MOST_PENCE
from commonweal.budgets.models import Budget, Lesson, Milestone, Photo, Progress, Project
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

MOST_MILESTONES: Final = 30
LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as it is planned: what will be there, until when, for how much of the project's money."""

    title: str
    due_on: date
    pence: int

    def __post_init__(self) -> None:
        if not 0 < len(self.title.strip()) <= LONGEST_TITLE:
            raise Refused(f"Say what will be there by then, in at most {LONGEST_TITLE} letters.")
        if not 0 <= self.pence <= MOST_PENCE:
            raise Refused("A milestone takes nought or more of the money.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as it was sent, and what it shows, for who does not see it. Raises Refused where that is missing."""

    content: bytes
    shows: str

    def __post_init__(self) -> None:
        if not 0 < len(self.shows.strip()) <= LONGEST_TITLE:
            raise Refused(f"Say what the photo shows, in at most {LONGEST_TITLE} letters: not everyone sees it.")


@transaction.atomic
def plan_milestone(*, project: Project, step: Step, by: User, now: datetime) -> Milestone:
    """Add a milestone. Raises Refused where all together would take more than the project's money."""
    project = _held(project, by)
    planned = project.milestones.aggregate(all=Sum("pence"))["all"] or 0
    if planned + step.pence > project.pence:
        over = exact(planned + step.pence - project.pence)
        raise Refused(f"The milestones together would take {over} more than the {exact(project.pence)} it was given.")
    number = (project.milestones.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST_MILESTONES:
        raise Refused(f"A project has at most {MOST_MILESTONES} milestones.")
    milestone = Milestone.objects.create(
        project=project, number=number, title=step.title.strip(), due_on=step.due_on, pence=step.pence
    )
    told = {"milestone": number, "due_on": step.due_on.isoformat(), "pence": step.pence}
    append(ROOM, "milestone-planned", {**naming(project), **told, "text": commit_text(milestone.title)}, by=by, now=now)
    return milestone


@transaction.atomic
def reach_milestone(*, milestone: Milestone, day: date, spent: int, by: User, now: datetime) -> Milestone:
    """Note that a milestone was reached, on which day, and what it took of the money.

    Raises Refused for a day to come, and where more would be spent than the project was given.
    """
    project = _held(milestone.project, by)
    milestone = project.milestones.select_for_update().get(pk=milestone.pk)
    if milestone.reached_on is not None:
        raise Refused("This milestone is reached already. Nothing was changed.")
    if day > timezone.localdate(now):
        raise Refused("This day is still to come. Note the milestone once it is reached.")
    before = project.milestones.aggregate(all=Sum("spent"))["all"] or 0
    if spent < 0 or before + spent > project.pence:
        raise Refused(f"{exact(before)} of {exact(project.pence)} is spent. More than the rest cannot be.")
    milestone.reached_on, milestone.spent = day, spent
    milestone.save(update_fields=["reached_on", "spent"])
    told = {"milestone": milestone.number, "reached_on": day.isoformat(), "spent": spent}
    append(ROOM, "milestone-reached", {**naming(project), **told}, by=by, now=now)
    return milestone


@transaction.atomic
def tell_progress(*, project: Project, words: str, picture: Picture | None, by: User, now: datetime) -> Progress:
    """Tell how a project is going, with a photo where there is one. Raises Refused for a file that is no photo."""
    project = _held(project, by)
    words = _said(words, LONGEST_ANSWER, "Write how it is going.")
    progress = Progress.objects.create(project=project, words=words, commitment=commit_text(words), told_at=now)
    told: dict[str, Any] = {"text": progress.commitment}
    if picture is not None:
        content, kind = photos.cleaned(picture.content)
        digest = sha256(content).hexdigest()
        kept = {"content": content, "kind": kind, "shows": picture.shows.strip(), "sha256": digest}
        Photo.objects.create(progress=progress, **kept)
        told["photo"] = digest
    append(ROOM, "progress-told", {**naming(project), **told}, by=by, now=now)
    return progress


@transaction.atomic
def finish_project(*, project: Project, done: bool, why: str, by: User, now: datetime) -> Project:
    """Say whether a project is done, and how or why not. It is said once.

    Raises Refused for one that is called done with a milestone that was not reached.
    """
    project = _held(project, by)
    why = _said(why, LONGEST_ANSWER, "Say what there is now, or why it was not done.")
    if done and project.milestones.filter(reached_on__isnull=True).exists():
        raise Refused("A milestone is not reached yet. Note it first, or say that the project was not done.")
    project.fate = Project.Fate.DONE if done else Project.Fate.NOT_DONE
    project.why, project.finished_at = why, now
    project.save(update_fields=["fate", "why", "finished_at"])
    append(ROOM, "project-finished", {**naming(project), "done": done, "why": commit_text(why)}, by=by, now=now)
    return project


@transaction.atomic
def tell_lesson(*, budget: Budget, words: str, by: User, now: datetime) -> Lesson:
    """Tell what was learnt. Raises Refused before that phase."""
    budget = held(budget, by)
    if budget.at() != Phase.LEARNT:
        raise Refused("Open the last phase first: what was learnt is told once each winner is done or given up.")
    words = _said(words, LONGEST_WORDS, "Write what was learnt.")
    lesson = Lesson.objects.create(budget=budget, words=words, commitment=commit_text(words), told_at=now)
    append(ROOM, "lesson-told", {**about(budget), "text": lesson.commitment}, by=by, now=now)
    return lesson


def naming(project: Project) -> dict[str, Any]:
    """How every event names the project that it is about."""
    return {**about(project.budget), "project": str(project.public_id), "project_number": project.number}


def _held(project: Project, by: User) -> Project:
    """A winner that is being delivered, held against others, for a convenor. Raises Refused."""
    budget = locked(project.budget)
    convening(budget.body, by)
    found = Project.objects.select_for_update(of=("self",)).select_related("budget__body").get(pk=project.pk)
    if budget.at() != Phase.DELIVERY or not found.won:
        raise Refused("Only winners are delivered, and only in that phase of the budget.")
    if found.fate:
        raise Refused("Whether it was done has been told. Nothing was changed.")
    return found


def _said(words: str, longest: int, asked: str) -> str:
    if not 0 < len(words.strip()) <= longest:
        raise Refused(f"{asked} At most {longest:,} letters.")
    return words.strip()
