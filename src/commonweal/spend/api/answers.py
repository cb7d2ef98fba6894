"""What the interface sends: JSON that any site may read and any cache may keep, and problems in plain English."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from commonweal.spend import queries
from commonweal.spend.locks.queries import standing
from commonweal.spend.models import Account
from commonweal.spend.selection import LONGEST
from commonweal.spend.views import tables

TITLES: Final = {
    400: "This cannot be answered",
    403: "This is not allowed",
    404: "There is no such thing here",
    405: "This address only answers",
    422: "A value is not right",
    500: "Something is broken here",
}
FROM_HERE_A_PROBLEM: Final = 400  # statuses
DETAILS: Final = {  # where whoever refuses says nothing that a program could read
    404: "There is nothing at this address. /api/openapi.json lists every address.",
    405: "Nothing can be written here: ask with GET. /api/openapi.json lists every address.",
    500: "The fault is ours and is written down here. Ask again later; if it stays, tell whoever runs this host.",
}
# Public figures: any page may read them, and any cache keep them if it asks whether they still hold.
OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cache-Control": "public, no-cache",
}


def fingerprint(request: HttpRequest) -> str:
    """What decides an answer: files, registers, counts and locks in use, region, definitions, the day, the question."""
    sample = queries.sample_in_view()
    geography = tables.provenance("totals").geography
    lake = queries.lake(sample=sample)
    counted = lake.residents.name if lake.residents else ""
    rules = standing(sample=sample).sentence()
    drawn = (lake.fingerprint(), counted, queries.snapshot(sample=sample), geography, rules)
    asked = (request.get_full_path(), timezone.localdate().isoformat())
    return sha256("\n".join((*drawn, *asked)).encode()).hexdigest()[:32]


def unchanged(request: HttpRequest) -> HttpResponseBase | None:
    """The short answer "not modified" where the asker holds this very answer, before any of it is worked out."""
    answer = get_conditional_response(request, etag=_etag(request))
    return _opened(answer) if answer is not None else None


def sent(request: HttpRequest, body: Any) -> HttpResponseBase:
    """A body as JSON, with the headers by which caches know it."""
    response = HttpResponse(as_json(body), content_type="application/json")
    response["ETag"] = _etag(request)
    drawn = Account.objects.filter(sample=queries.sample_in_view()).values_list("drawn_at", flat=True).first()
    if drawn:
        response["Last-Modified"] = http_date(drawn.timestamp())
    return _opened(response)


def sent_as_is(request: HttpRequest, body: Any) -> HttpResponseBase:
    """As `sent`, for what people may change without the account being drawn anew: known by its own content."""
    content = as_json(body)
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = HttpResponse(content, content_type="application/json")
        answer["ETag"] = etag
    return _opened(answer)


def problem(status: int, detail: str) -> HttpResponse:
    """A problem object (RFC 9457). `detail` says what to ask instead."""
    body = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
    response = HttpResponse(as_json(body), status=status, content_type="application/problem+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def refused_plainly(response: HttpResponseBase) -> HttpResponseBase:
    """A refusal made for people, such as Django's own page, as a problem object; every other answer as it is."""
    kind = response.get("Content-Type", "")
    if response.status_code < FROM_HERE_A_PROBLEM or "json" in kind:
        return response
    status = response.status_code if response.status_code in TITLES else (400 if response.status_code < 500 else 500)
    told = problem(status, DETAILS.get(status, "This cannot be answered as it was asked. See /api/openapi.json."))
    if response.has_header("Allow"):
        told["Allow"] = response["Allow"]
    return told


def as_json(body: Any) -> bytes:
    """JSON of rows as definitions give them: dates as text, whole decimals as integers."""
    return (json.dumps(body, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def in_plain_words(error: dict[str, Any]) -> str:
    """One parameter's fault as pydantic tells it, in a sentence. The value is not repeated."""
    name = str(error["loc"][-1]) if error.get("loc") else "the question"
    kind, context = str(error.get("type", "")), error.get("ctx", {})
    if kind == "value_error":
        return str(context.get("error", error.get("msg", "")))
    written = WRITTEN.get(name, "see the description")
    known = {
        "string_pattern_mismatch": f"{name} is not written as it should be: {written}.",
        "string_too_long": f"{name} is longer than {LONGEST} characters.",
        "literal_error": f"{name} is one of {context.get('expected', 'those listed')}.",
        "missing": f"{name} is missing. {WRITTEN.get(name, '')}".strip(),
    }
    numbers = ("int_parsing", "int_type", "int_from_float", "greater_than_equal", "less_than_equal", "int_parsing_size")
    if kind in numbers:
        return f"{name} is a whole number {WRITTEN.get(name, 'within its bounds')}."
    return known.get(kind, f"{name} is not right: {error.get('msg', 'see the description')}.")


WRITTEN: Final = {
    "month": "write a month like 2024-04",
    "month_from": "write a month like 2024-04",
    "month_to": "write a month like 2024-04",
    "section": "a section of SIC 2007 is one letter from A to U",
    "proclass": "Name a ProClass category; /api/gaps lists those in which money leaves.",
    "percent": "Give a number from 0 to 100.",
    "limit": "from 1 to 10,000",
    "offset": "from 0 to 100,000,000",
}


def _opened(response: HttpResponseBase) -> HttpResponseBase:
    for name, value in OPEN.items():
        response[name] = value
    return response


def _etag(request: HttpRequest) -> str:
    return f'"{fingerprint(request)}"'


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Fraction):
        return int(value) if value == int(value) else float(value)
    raise TypeError(f"{type(value).__name__} has no place in an answer")
