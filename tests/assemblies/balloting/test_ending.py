"""Votes that end by themselves when their time is over, and those that wait for people all the same."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from commonweal.assemblies import tasks
from commonweal.assemblies.actions import ending
from commonweal.assemblies.actions.closing import draw_lots, stop_voting
from commonweal.assemblies.actions.polling import give_paper, take_hands
from commonweal.assemblies.models import Body, Decision, Meeting, Notice, Vote
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import Actor, Event

from ..conftest import EVENING, NOW
from .conftest import END, LATER, TREES, Opened, ballot, elector, verified

pytestmark = pytest.mark.django_db


def state(vote: Vote) -> str:
    return Vote.objects.get(pk=vote.pk).state


def test_a_vote_online_ends_and_is_counted_by_itself(opened: Opened, tmp_path: Path) -> None:
    vote = opened()
    for name, choice in (("Tern", 0), ("Grebe", 0), ("Plover", 1)):
        ballot(vote, name, choice)
    assert ending.end_due(now=END - timedelta(seconds=1)) == 0
    assert ending.end_due(now=END) == 1
    assert ending.end_due(now=LATER) == 0
    decision = Decision.objects.get()
    assert (state(vote), decision.yes, decision.no) == (Vote.State.CLOSED, 2, 1)
    assert verified(decision, tmp_path) == []
    told = Event.objects.filter(kind__in=("voting-ended", "box-closed"))
    assert told.count() == 2
    assert not Actor.objects.filter(event__in=told).exists()  # nobody did it


def test_papers_that_were_given_out_wait_for_people(opened: Opened, convenor: User) -> None:
    vote = opened(by_paper=True)
    give_paper(elector=elector(vote, "Tern"), by=convenor, now=NOW)
    assert ending.end_due(now=END) == 1
    assert state(vote) == Vote.State.COUNTING


def test_papers_that_nobody_took_wait_for_nobody(opened: Opened) -> None:
    vote = opened(by_paper=True)
    assert ending.end_due(now=END) == 1
    assert state(vote) == Vote.State.CLOSED


@pytest.mark.parametrize("drawn", [True, False])
def test_lots_wait_for_people(opened: Opened, convenor: User, body: Body, drawn: bool) -> None:
    vote = opened(TREES)
    if drawn:
        witness = body.members.get(shown_name="Grebe")
        draw_lots(vote=vote, order=(2, 0, 1), witness=witness, by=convenor, now=NOW)
    assert ending.end_due(now=END) == 1
    assert state(vote) == (Vote.State.CLOSED if drawn else Vote.State.COUNTING)


def test_hands_that_are_being_counted_keep_a_vote_open(opened: Opened, convenor: User, in_the_room: Meeting) -> None:
    vote = opened(by_hands=True, closes_at=EVENING + timedelta(hours=1))
    take_hands(vote=vote, meeting=in_the_room, by=convenor, now=EVENING)
    late = EVENING + timedelta(hours=2)
    assert ending.end_due(now=late) == 0
    assert ending.next_due(now=late) == late + ending.AGAIN


def test_a_vote_without_a_last_moment_is_ended_by_a_convenor_alone(opened: Opened) -> None:
    vote = opened(closes_at=None)
    assert (ending.end_due(now=LATER), ending.next_due(now=LATER)) == (0, None)
    with pytest.raises(Refused, match="no last moment"):
        stop_voting(vote=vote, by=None, now=LATER)


def test_nobody_ends_a_vote_before_the_time_that_voters_were_told(opened: Opened) -> None:
    with pytest.raises(Refused, match="until a later time"):
        stop_voting(vote=opened(), by=None, now=END - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_asked_to_come_when_the_time_is_over(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    vote = opened()
    tasks.look_after.call()
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=tasks.look_after.module_path)
    assert vote.box.closes_at in set(waiting.values_list("run_after", flat=True))


@pytest.mark.django_db(transaction=True)
def test_members_are_told_of_a_decision_soon(opened: Opened, body: Body) -> None:
    DBTaskResult.objects.all().delete()
    opened()
    ending.end_due(now=END)
    assert DBTaskResult.objects.filter(task_path=tasks.look_after.module_path).exists()
    assert not Notice.objects.filter(kind="decision").exists()  # until the worker comes
