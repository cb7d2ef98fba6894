"""The public record on the site: what it is, the newest checkpoint, every event, and the proof that it is in there."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.basics.tables import Column, Table
from commonweal.record import queries, tree
from commonweal.record.leaves import canonical, moment, written
from commonweal.record.models import Checkpoint, Event
from commonweal.record.published import read_json

ROWS: Final = 50
DIGITS: Final = 15  # of a number in an address: beyond it is a probe, not a reader
OPEN: Final = {"Access-Control-Allow-Origin": "*"}  # public, so any page may read it
PLAIN: Final = "text/plain; charset=utf-8"


def record(request: HttpRequest) -> HttpResponse:
    """What the record is, the newest checkpoint to keep, how to check it, and the events, the last one first."""
    size, latest = queries.size(), queries.latest_checkpoint()
    page = _number(request, "page", 1)
    context = {
        "size": size,
        "checkpoint": latest,
        "events": _table(_page(page, size), size),
        "page": page,
        "rows": ROWS,
    }
    return render(request, "record/record.html", context)


def event(request: HttpRequest, number: int) -> HttpResponse:
    """One event as it is hashed, and its proof under the newest checkpoint."""
    found = _event(number)
    told = _told(found, queries.latest_checkpoint())
    at = moment(found.at)
    context = {"event": found, "words": in_words(found), "at": at, "size": queries.size(), **told}
    return render(request, "record/event.html", context)


def event_json(request: HttpRequest, number: int) -> HttpResponse:
    """The same as JSON."""
    told = _told(_event(number), queries.latest_checkpoint())
    return JsonResponse({"event": read_json(told["line"].encode()), **told, "index": number - 1}, headers=OPEN)


def events(request: HttpRequest) -> HttpResponse:
    """A page of events, the last one first, each as it is hashed, one a line within the list."""
    size, page = queries.size(), _number(request, "page", 1)
    lines = b",\n".join(canonical(queries.leaf(each)) for each in _page(page, size))
    more = page + 1 if size > page * ROWS else None
    about = written({"events_in_all": size, "next_page": more})
    body = about.removesuffix(b"}") + b',"events":[\n' + lines + b"\n]}\n"
    return HttpResponse(body, content_type="application/json", headers=OPEN)


def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint, to keep."""
    return HttpResponse(_checkpoint().note, content_type=PLAIN, headers=OPEN)


def key(request: HttpRequest) -> HttpResponse:
    """The public key that the newest checkpoint is signed with."""
    return HttpResponse(f"{_checkpoint().key}\n", content_type=PLAIN, headers=OPEN)


def consistency(request: HttpRequest) -> HttpResponse:
    """The proof that the newest checkpoint begins with the events of an earlier one, `?from=` how many."""
    latest, size = _checkpoint(), _number(request, "from", 0)
    if not 0 < size <= latest.size:
        raise Http404
    proof = tree.consistency(size, latest.size, queries.Tree().full)
    told = {"from": size, "to": latest.size, "checkpoint": latest.note, "proof": [each.hex() for each in proof]}
    return JsonResponse(told, headers=OPEN)


def in_words(event: Event) -> str:
    """What was done, in the words that the rooms gave it: "Spend: file accepted"."""
    room, kind = (name.replace("-", " ") for name in (event.room, event.kind))
    return f"{room.capitalize()}: {kind}"


def _table(page: list[Event], size: int) -> Table:
    columns = (Column("number", _("Number")), Column("words", _("What was done")), Column("on", _("When"), "date"))
    rows = [
        {
            "number": str(each.number),
            "number_url": reverse("record-event", args=[each.number]),
            "words": in_words(each),
            "on": each.at.date(),
        }
        for each in page
    ]
    return Table("events", _("Every act, the last one first"), columns, rows, total=size)


def _page(page: int, size: int) -> list[Event]:
    last = size - (page - 1) * ROWS
    if page < 1 or (last < 1 and page > 1):
        raise Http404
    return list(queries.newest_first().filter(number__lte=last, number__gt=last - ROWS))


def _told(found: Event, latest: Checkpoint | None) -> dict[str, Any]:
    """An event's bytes, its hash, and, once it is signed, its proof."""
    line = canonical(queries.leaf(found))
    told: dict[str, Any] = {"line": line.decode(), "leaf_hash": tree.leaf_hash(line).hex()}
    if latest is None or latest.size < found.number:
        return {**told, "checkpoint": None, "proof": None}
    proof = tree.inclusion(found.number - 1, latest.size, queries.Tree().full)
    return {**told, "checkpoint": latest.note, "proof": [each.hex() for each in proof]}


def _event(number: int) -> Event:
    found = queries.event(number) if number < 10**DIGITS else None
    if found is None:
        raise Http404
    return found


def _checkpoint() -> Checkpoint:
    latest = queries.latest_checkpoint()
    if latest is None:
        raise Http404
    return latest


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    given = request.GET.get(name) or str(otherwise)
    if not (given.isascii() and given.isdigit() and len(given) <= DIGITS):
        raise Http404
    return int(given)
