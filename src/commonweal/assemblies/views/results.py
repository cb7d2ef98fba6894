"""The result of a vote by ballot: who or what was chosen, stage by stage, with everything to check it."""

import csv
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from commonweal.assemblies.actions.effects import deciding_rules
from commonweal.assemblies.balloting import cells, recount, rolls
from commonweal.assemblies.balloting.boxes import Box
from commonweal.assemblies.balloting.questions import YES_NO, Question
from commonweal.assemblies.counts.results import Result
from commonweal.assemblies.models import Vote
from commonweal.assemblies.views.acting import seen
from commonweal.assemblies.views.ballots import by_ballot
from commonweal.record.queries import event

KINDS: Final = {"json": "application/json", "txt": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8"}


@require_safe
def result(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """What came of a vote. Before the close there is nothing to see."""
    at = seen(request, slug)
    vote = by_ballot(at, public_id)
    if vote.state != Vote.State.CLOSED:
        return redirect("ballot", slug, public_id)
    told = event(vote.box.event or 0)
    assert told is not None
    counted, turnout = recount.count_again(told.body, vote.box.kept())
    question, box = vote.box.question(), vote.box.closed_box()
    shown = recount.in_words(counted.result, question) if counted.result else None
    context = {
        "at": at,
        "vote": vote,
        "decision": vote.decision,
        "counted": counted,
        "shown": shown,
        "table": list(_stages(shown)) if shown else [],
        "turnout": [(channel, turnout[channel]) for channel in rolls.CHANNELS if turnout[channel]],
        "papers": told.body["papers"],
        "hands": told.body["hands"],
        "codes": told.body.get("codes", 0),
        "waited": told.body.get("held", 0),
        "groups": [] if question.slate else _groups(box, question),
        "event": told.number,
        "stages_left": [(shown.written(stage.exhausted), shown.written(stage.lost)) for stage in shown.stages]
        if shown
        else [],
        "drawn": question.named(tuple(vote.box.lots)),
        "rules": deciding_rules(vote),
    }
    return render(request, "assemblies/result.html", context)


@require_safe
def download(request: HttpRequest, slug: str, public_id: str, name: str) -> HttpResponse:
    """The ballots, the roll, or the stages of a closed vote as a file."""
    vote = by_ballot(seen(request, slug), public_id)
    if vote.state != Vote.State.CLOSED:
        return redirect("ballot", slug, public_id)
    response = HttpResponse(WRITTEN[name](vote), content_type=KINDS[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{vote.public_id}.{name}"'
    return response


def _stages_file(vote: Vote) -> str:
    """Each stage with each option's votes, as a table: one row an option and stage."""
    told = event(vote.box.event or 0)
    assert told is not None
    counted, _turnout = recount.count_again(told.body, vote.box.kept())
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(("stage", "action", "option", "votes", "elected"))
    if counted.result is None:
        answers = vote.box.answers() if vote.box.rule == YES_NO else []
        rows.writerows((1, "votes", name, getattr(counted.hands, name), "") for name in answers)
        return written.getvalue()
    shown = recount.in_words(counted.result, vote.box.question())
    for number, stage in enumerate(shown.stages, start=1):
        for name, units in stage.votes.items():
            elected = "elected" if name in stage.elected else ""
            rows.writerow((number, stage.action, _plain_cell(name), shown.written(units), elected))
        rows.writerow((number, stage.action, "(exhausted)", shown.written(stage.exhausted), ""))
        rows.writerow((number, stage.action, "(lost in rounding)", shown.written(stage.lost), ""))
    return written.getvalue()


WRITTEN: Final[Mapping[str, Callable[[Vote], str]]] = {
    "ballots.json": lambda vote: vote.box.ballots,
    "roll.txt": lambda vote: vote.box.roll,
    "stages.csv": _stages_file,
}


def _plain_cell(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in "=+-@" else name


def _stages(shown: Result) -> Iterator[dict[str, Any]]:
    """One row an option: its votes at the end of each stage, and the stage at which it was elected or went out."""
    names = sorted(shown.stages[0].votes, key=lambda name: -shown.stages[0].votes[name])
    for name in names:
        cells_of = [
            {
                "votes": shown.written(stage.votes[name]),
                "elected": name in stage.elected,
                "out": stage.action == "exclusion" and name in stage.candidates,
            }
            for stage in shown.stages
        ]
        yield {"name": name, "cells": cells_of, "elected": name in shown.elected}


def _groups(box: Box, question: Question) -> list[dict[str, Any]]:
    """First choices in each group that ballots tell of; nothing where they tell of none."""
    found = box.by_cell()
    if set(found) <= {cells.UNASKED}:
        return []
    told = []
    for name, choices in sorted(found.items()):
        wanted = [0] * len(question.options)
        for each, number in choices.items():
            for place in each[:1] if question.ranks else each:
                wanted[place] += number
        told.append({"name": name, "ballots": choices.total(), "wanted": wanted})
    return told
