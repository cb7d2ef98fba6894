"""Ideas put forward by anyone, taken back, merged with their lineage kept; and moderated by the body's policy."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from commonweal.assemblies import moderation
from commonweal.assemblies.actions.forgetting import WITHHELD
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.authority import sent_before
from commonweal.basics.problems import Refused
from commonweal.budgets import cycle
from commonweal.budgets.actions.founding import ROOM, about, held, locked
from commonweal.budgets.actions.locating import check_point
from commonweal.budgets.cycle import Phase
from commonweal.budgets.ideas import MOST_OF_ONE, Words
from commonweal.budgets.models import Area, Budget, Hiding, Idea
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text, erase_text

NOT_NOW: Final = "Ideas are taken while the budget gathers them. The days are on its page."
CHANGEABLE: Final = (Phase.IDEAS, Phase.COSTING)  # in which ideas can be taken back and merged
NOT_OPEN: Final = "This idea was taken back, merged, hidden or answered. Nothing was changed."


@transaction.atomic
def put_forward(*, budget: Budget, area: Area, words: Words, by: User, now: datetime) -> Idea:
    """Put an idea forward. Anyone can who has an account: they need not be a member.

    Raises Refused outside the days for ideas, for an area of another budget, for a point outside the area, and after
    many of one person; Overstepped for the same words again: a form sent twice.
    """
    budget = locked(budget)
    stage = budget.stages.get(phase=Phase.IDEAS)
    if budget.at() != Phase.IDEAS or not cycle.within(stage.dates(), timezone.localdate(now)):
        raise Refused(NOT_NOW)
    if area.budget_id != budget.pk:
        raise Refused("Choose one of the areas of this budget.")
    mine = budget.ideas.filter(by=by).exclude(state=Idea.State.WITHDRAWN)
    check_point(area, words.point)
    if found := mine.filter(title=words.title.strip(), words=words.words.strip()).first():
        raise sent_before(f"You have put this idea forward: it is number {found.number}.")
    if mine.count() >= MOST_OF_ONE:
        raise Refused(f"You have put {MOST_OF_ONE} ideas forward. Leave room for others, or take one back.")
    idea = _made(budget, area, words, by, now)
    append(ROOM, "idea-put-forward", {**naming(idea), "area": area.number}, by=by, now=now)
    return idea


@transaction.atomic
def take_back(*, idea: Idea, by: User, now: datetime) -> Idea:
    """Take an idea of one's own back. It is no longer shown, and its words leave the record."""
    idea = held_idea(idea)
    if idea.by_id != by.pk:
        raise Refused("Only who put an idea forward can take it back.")
    _check_changeable(idea)
    append(ROOM, "idea-taken-back", naming(idea), by=by, now=now)
    _erase(idea, by, now)
    return idea


@transaction.atomic
def forget_ideas(*, user: User, now: datetime) -> int:
    """Erase the ideas of somebody who is being forgotten; returns how many. What is on a ballot is everyone's by then.

    An idea that was made of several keeps its own words, and its lineage.
    """
    theirs = list(Idea.objects.filter(by=user, project__isnull=True).exclude(title=WITHHELD))
    for idea in theirs:
        _erase(idea, None, now)
    return len(theirs)


@transaction.atomic
def merge_ideas(*, ideas: Sequence[Idea], area: Area, words: Words, by: User, now: datetime) -> Idea:
    """A convenor makes one idea of several that ask for the same. Each leads on to it, and it leads back to each.

    Raises Refused for fewer than two, and for ideas of another budget or that are no longer open.
    """
    if len({each.pk for each in ideas}) < 2:
        raise Refused("Choose two ideas or more to be merged.")
    budget = held(ideas[0].budget, by)
    former = list(budget.ideas.filter(pk__in=[each.pk for each in ideas]).select_for_update())
    if len(former) < len({each.pk for each in ideas}) or area.budget_id != budget.pk:
        raise Refused("Only ideas of one budget can be merged, within one of its areas.")
    for each in former:
        _check_changeable(each)
    check_point(area, words.point)
    merged = _made(budget, area, words, None, now)
    budget.ideas.filter(pk__in=[each.pk for each in former]).update(state=Idea.State.MERGED, merged_into=merged)
    of = {"area": area.number, "of": sorted(str(each.public_id) for each in former)}
    append(ROOM, "ideas-merged", {**naming(merged), **of}, by=by, now=now)
    return merged


@transaction.atomic
def hide_idea(*, idea: Idea, reason: str, by: User, now: datetime) -> Hiding:
    """Hide an idea for one of the reasons that the body's policy lists. It is kept, and can be shown again.

    Raises Refused for who is no convenor, for another reason, and for what is on the ballot.
    """
    moderation.check_reason(reason)
    idea = held_idea(idea)
    convenor = convening(idea.budget.body, by)
    if idea.state not in (Idea.State.OPEN, Idea.State.LEFT_OFF) or hasattr(idea, "project"):
        raise Refused(NOT_OPEN)
    hiding = Hiding.objects.create(idea=idea, state_before=idea.state, reason=reason, by=convenor, hidden_at=now)
    idea.state = Idea.State.HIDDEN
    idea.save(update_fields=["state"])
    idea.reports.filter(settled_at__isnull=True).update(settled_at=now, note="")
    append(ROOM, "idea-hidden", {**naming(idea), "reason": reason}, by=by, now=now)
    erase_text(commitment=idea.commitment, by=by, now=now)
    return hiding


@transaction.atomic
def appeal_hiding(*, hiding: Hiding, text: str, by: User, now: datetime) -> Hiding:
    """Say why one's own idea should be shown again. Another convenor answers. Once a hiding."""
    hiding = _held_hiding(hiding)
    if hiding.idea.by_id != by.pk:
        raise Refused("Only who put the idea forward can appeal. Anyone can speak about it in a meeting.")
    if hiding.appealed_at is not None:
        raise Refused("You have appealed. You can also bring it before the next meeting.")
    if not text.strip():
        raise Refused("Write why the idea should be shown again.")
    hiding.appeal, hiding.appealed_at = text.strip()[: moderation.LONGEST_NOTE], now
    hiding.save(update_fields=["appeal", "appealed_at"])
    append(ROOM, "hiding-appealed", naming(hiding.idea), by=by, now=now)
    return hiding


@transaction.atomic
def answer_appeal(*, hiding: Hiding, show: bool, by: User, now: datetime) -> Hiding:
    """Show a hidden idea again, or answer an appeal and leave it hidden.

    Raises Refused where the convenor who hid it would decide about the appeal, or whoever's idea it is.
    """
    hiding = _held_hiding(hiding)
    convenor = convening(hiding.idea.budget.body, by)
    if hiding.idea.by_id == by.pk:
        raise Refused("This is your own idea, so another convenor decides about it.")
    if hiding.appealed_at is not None:
        moderation.check_appeal(convenor.pk, hiding.by_id)
        hiding.answered_at = now
    elif not show:
        raise Refused("Nobody has appealed. Nothing was changed.")
    if show:
        _show(hiding, now)
    hiding.save(update_fields=["answered_at", "shown_at"])
    kind = "idea-shown-again" if show else "appeal-answered"
    append(ROOM, kind, naming(hiding.idea), by=by, now=now)
    return hiding


def held_idea(idea: Idea) -> Idea:
    """The idea, held with its budget against others who act on either."""
    Budget.objects.select_for_update().get(pk=idea.budget_id)
    kept = Idea.objects.select_for_update(of=("self",)).select_related("budget__body", "budget__pot", "area")
    return kept.get(pk=idea.pk)


def naming(idea: Idea) -> dict[str, Any]:
    """How every event names the idea that it is about, with the commitment to its words."""
    return {**about(idea.budget), "idea": str(idea.public_id), "number": idea.number, "text": idea.commitment}


def _made(budget: Budget, area: Area, words: Words, by: User | None, now: datetime) -> Idea:
    return Idea.objects.create(
        budget=budget,
        area=area,
        number=(budget.ideas.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=words.title.strip(),
        words=words.words.strip(),
        place=words.place.strip(),
        easting=words.point[0] if words.point else None,
        northing=words.point[1] if words.point else None,
        by=by,
        commitment=commit_text(words.whole),
        made_at=now,
    )


def _erase(idea: Idea, by: User | None, now: datetime) -> None:
    """Its words go, here and beside the record."""
    idea.title, idea.words, idea.place, idea.easting, idea.northing = WITHHELD, "", "", None, None
    if idea.state != Idea.State.MERGED:
        idea.state = Idea.State.WITHDRAWN
    idea.save()
    erase_text(commitment=idea.commitment, by=by, now=now)


def _check_changeable(idea: Idea) -> None:
    if idea.state != Idea.State.OPEN or idea.budget.at() not in CHANGEABLE:
        raise Refused(NOT_OPEN)


def _held_hiding(hiding: Hiding) -> Hiding:
    held_idea(hiding.idea)
    kept = Hiding.objects.select_related("idea__budget__body").get(pk=hiding.pk)
    if kept.shown_at is not None:
        raise Refused("This idea is shown again. Nothing was changed.")
    return kept


def _show(hiding: Hiding, now: datetime) -> None:
    idea = hiding.idea
    hiding.shown_at = now
    idea.state = hiding.state_before
    idea.commitment = commit_text(idea.told().whole)  # the former one stays erased
    idea.save(update_fields=["state", "commitment"])
