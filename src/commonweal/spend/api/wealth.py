"""The gaps, the local multiplier and what if, for other programs."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Query, Router

from commonweal.spend import queries
from commonweal.spend.api import answers, schemas
from commonweal.spend.api.asking import Asked, Scenario, Seen, asked, at_home
from commonweal.spend.api.tables import PROBLEMS, about
from commonweal.spend.wealth.gaps import Reckoning
from commonweal.spend.wealth.scenarios import scenario
from commonweal.spend.wealth.telling import effect_of, gaps_of, reckoning, rounds_of
from commonweal.spend.wealth.told import effect_as_json, gap_as_json, rounds_as_json

router = Router(tags=["Wealth"])


@router.get("/gaps", response={200: schemas.Gaps, **PROBLEMS}, summary="The gaps, the widest first")
def gaps(request: HttpRequest, question: Query[Seen]) -> HttpResponseBase:
    """Categories in which money that could be influenced leaves the region again and again, with their evidence."""
    wanted = asked(request, question)
    at_home(wanted)
    found = gaps_of(wanted.lake, wanted.selection, _by(wanted))
    body = {
        "gaps": [gap_as_json(gap) for gap in found.ranked],
        "uncategorised_pence": found.uncategorised,
        "out_of_span_pence": found.out_of_span,
    }
    return answers.sent_as_is(request, {**_about(wanted, "gap_years", "gap_holders"), **body})


@router.get("/multiplier", response={200: schemas.Multiplier, **PROBLEMS}, summary="The local multiplier, LM3")
def multiplier(request: HttpRequest, question: Query[Seen]) -> HttpResponseBase:
    """What each pound comes to here in three rounds: low, central and high."""
    wanted = asked(request, question)
    at_home(wanted)
    rounds = rounds_of(wanted.lake, wanted.selection, queries.surveys(sample=wanted.sample))
    told = {"multiplier": whole_pence(rounds_as_json(rounds)) if rounds else None}
    return answers.sent_as_is(request, {**_about(wanted, "industries"), **told})


@router.get("/what-if", response={200: schemas.WhatIf, **PROBLEMS}, summary="What if a share came home")
def what_if(request: HttpRequest, question: Query[Scenario]) -> HttpResponseBase:
    """Pounds, rounds and jobs if some per cent of what leaves in one ProClass category stayed here."""
    wanted = asked(request, question)
    told = scenario(question.proclass, question.percent, at_home(wanted).code)
    effect = effect_of(wanted.lake, wanted.selection, told, _by(wanted), queries.surveys(sample=wanted.sample))
    body = {
        "proclass": told.proclass,
        "percent": f"{told.percent.normalize():f}",
        "effect": whole_pence(effect_as_json(effect)),
    }
    return answers.sent_as_is(request, {**_about(wanted, "industry_months", "gap_years"), **body})


def whole_pence(told: Any, name: str = "") -> Any:
    """What is told, with every sum of pence as an integer: the low, central and high ones are whole already."""
    if isinstance(told, dict):
        return {key: whole_pence(value, name if name.endswith("_pence") else key) for key, value in told.items()}
    return round(told) if isinstance(told, float) and name.endswith("_pence") else told


def _by(wanted: Asked) -> Reckoning:
    registered = queries.registered_here(sample=wanted.sample)
    return reckoning(wanted.lake, wanted.selection, timezone.localdate(), registered)


def _about(wanted: Asked, *names: str) -> dict[str, Any]:
    said = about(wanted, names[0])
    return {**said, "definition": said["definition"].replace(names[0], ".sql and ".join(names), 1)}
