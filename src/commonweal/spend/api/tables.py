"""Each table of the account at its own address, and the definitions behind them."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router
from ninja.errors import ValidationError

from commonweal.basics.tables import Table, as_json
from commonweal.spend import definitions
from commonweal.spend.account import Page
from commonweal.spend.api import answers, schemas
from commonweal.spend.api.asking import MOST_ROWS, Asked, Paged, Seen, asked, at_home, check_narrowing, needs_home
from commonweal.spend.definitions import VERSION, definition
from commonweal.spend.locks.queries import standing
from commonweal.spend.tables import SHOWN
from commonweal.spend.views import tables
from commonweal.spend.whole import comparable

router = Router(tags=["Tables"])
PROBLEMS: Final = {frozenset({400, 404, 422}): schemas.Problem}

View = Callable[..., HttpResponseBase]


def told(name: str, question: Asked, page: Page | None = None) -> dict[str, Any]:
    """A table as it is answered. Raises Refused where it tells near from far and no region is built."""
    check_narrowing(name, question.selection)
    if needs_home(name):
        at_home(question)
    table = tables.of(name, _compared(name, question), page)
    said = about(question, name)
    return {**said, **json.loads(as_json(_keyed(table))), "rules": said["rules"]}


def about(question: Asked, name: str) -> dict[str, Any]:
    """Where an answer comes from: its sources and licence, and what it is seen from."""
    said, home = tables.provenance(name), question.home
    around = {"within": home.around or home.name, "wider": home.wider} if home else {}
    return {
        **{field: getattr(said, field) for field in ("attribution", "licence", "licence_url", "definition")},
        **{field: getattr(said, field) for field in ("snapshot", "geography")},
        "definitions_version": VERSION,
        "rules": standing(sample=question.sample).told(question.selection.locks),
        "home": {"code": home.code, "name": home.name, **around} if home else None,
    }


@router.get("/tables", response={200: dict[str, Any]}, summary="Every table, with what it tells and its address")
def listing(request: HttpRequest) -> HttpResponseBase:
    """The names of the tables, each with its meaning, its columns and its address."""
    found = [
        {
            "name": name,
            "caption": shown.caption,
            "meaning": definition(name).meaning(),
            "address": f"/api/tables/{name}",
            "columns": [
                {"name": schemas.named(each), "label": each.label, "kind": each.kind} for each in schemas.columns(name)
            ],
        }
        for name, shown in SHOWN.items()
    ]
    return answers.sent_as_is(request, {"definitions_version": VERSION, "tables": found})


@router.get("/payers", response={200: schemas.table_of("payers"), **PROBLEMS}, summary="Every payer held")
def payers(request: HttpRequest, question: Query[Seen]) -> HttpResponseBase:
    """Every payer, with the slug to ask on with, by name."""
    return _answered(request, "payers", asked(request, question), Page("payer", descending=False, limit=MOST_ROWS))


@router.get("/definitions", response={200: schemas.Definitions}, summary="How each figure is worked out")
def every_definition(request: HttpRequest) -> HttpResponseBase:
    """Every definition, as the SQL that an analyst can run."""
    found = [_definition(name) for name in definitions.names()]
    return answers.sent_as_is(request, {"version": VERSION, "definitions": found})


@router.get("/definitions/{name}", response={200: schemas.Told, **PROBLEMS}, summary="One definition")
def one_definition(request: HttpRequest, name: str) -> HttpResponseBase:
    """One definition, with the names of all that it builds on."""
    if name not in definitions.names():
        raise Http404("There is no definition of that name. /api/definitions lists them.")
    built_on = [each.name for each in definitions.needed(name)][:-1]
    return answers.sent_as_is(request, {**_definition(name), "version": VERSION, "built_on": built_on})


def _table(name: str) -> View:
    def table(request: HttpRequest, question: Query[Paged]) -> HttpResponseBase:
        return _answered(request, name, asked(request, question), _page(name, question))

    return table


for each in SHOWN:
    router.get(
        f"/tables/{each}",
        response={200: schemas.table_of(each), **PROBLEMS},
        summary=SHOWN[each].caption,
        description=definition(each).meaning(),
        operation_id=each,
    )(_table(each))


@router.get("/tables/{name}", include_in_schema=False)
def no_table(request: HttpRequest, name: str) -> HttpResponse:
    """A name that no table has."""
    raise Http404("There is no table of that name. /api/tables lists them.")


def _answered(request: HttpRequest, name: str, question: Asked, page: Page) -> HttpResponseBase:
    unchanged = answers.unchanged(request)
    if unchanged is not None:
        return unchanged
    body = told(name, question, page)
    following = page.offset + (page.limit or 0)
    more = following if following < body["total_rows"] else None
    return answers.sent(request, {**body, "limit": page.limit, "offset": page.offset, "next_offset": more})


def _page(name: str, question: Paged) -> Page:
    shown = SHOWN[name]
    order = question.order or ("-" if shown.descending else "") + shown.order
    by = {schemas.named(column): column.name for column in schemas.columns(name)} | {shown.order: shown.order}
    column = by.get(order.removeprefix("-"), "")
    if column not in shown.sortable() | {shown.order}:
        listed = ", ".join(name for name, column in by.items() if column in shown.sortable())
        raise ValidationError([{"type": "value_error", "msg": f"order is a column of this table: {listed}."}])
    return Page(column, order.startswith("-"), question.limit, question.offset)


def _compared(name: str, question: Asked) -> Any:
    months = any("compared_months" in each.sources for each in definitions.needed(name))
    return comparable(question.lake, question.selection) if months else question.selection


def _keyed(table: Table) -> Table:
    return replace(table, columns=schemas.columns(table.name))


def _definition(name: str) -> dict[str, Any]:
    known = definition(name)
    return {
        "name": name,
        "meaning": known.meaning(),
        "sources": list(known.sources),
        "sql": known.sql,
        "address": f"/api/tables/{name}" if name in SHOWN else None,
    }
