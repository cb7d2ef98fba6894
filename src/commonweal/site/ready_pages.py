"""Public pages kept ready for whoever is not signed in: each says the same to all of them until something happens.

A page is kept under everything that changes it: its address, its language, the last event of the record and the newest
checkpoint. So the next read shows a change, in every worker, and nobody has to remember to throw a page away. Some
pages tell of what begins or ends by itself: none is kept for longer than SECONDS (decision 0025).
"""

from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from threading import Lock
from typing import Final

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language_from_request

from commonweal.record import queries as record
from commonweal.site.middleware import READING

SECONDS: Final = 10  # our choice: nobody minds that a meeting is called open ten seconds late
LARGEST: Final = 250_000  # bytes of a page that is kept; the longest page of the sample has 100,000
READY: Final = frozenset(  # by the names of their addresses: what many read, and only events or the hour change
    {
        *("home", "sources", "record", "record-event"),
        *("pots", "pot", "promise", "payment", "entry"),
        *("budgets", "budget", "ideas", "idea", "hidden-ideas", "project", "budget-results"),
        *("assemblies", "ward-assembly", "assembly", "orders", "policy", "proposals", "proposal"),
        *("assembly-decisions", "decision", "ballot", "result"),
        *("account", "over-time", "flows", "account-wards", "locks", "coverage", "definition"),
        *("gaps", "gap", "multiplier", "payers", "payer", "suppliers"),
    }
)

MAKING: Final = tuple(Lock() for _ in range(16))  # who wants a page that is being made waits for it, by its key


def ready_for_strangers(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A stranger is given the page that another stranger was given, where nothing has happened since."""

    def asked(request: HttpRequest) -> HttpResponseBase:
        if not (request.method in READING and is_stranger(request) and _may_be_ready(request.path_info)):
            return answer(request)
        key = _key(request)  # before the page is made: what happens meanwhile has another key
        held: HttpResponse | None = caches["pages"].get(key)
        return held if held is not None else _made(request, key)

    def _made(request: HttpRequest, key: str) -> HttpResponseBase:
        with MAKING[int(key, 16) % len(MAKING)]:
            held: HttpResponse | None = caches["pages"].get(key)
            if held is not None:  # another reader had it made meanwhile
                return held
            response = answer(request)
            if request.method == "GET" and _same_for_all(response):
                caches["pages"].set(key, response, SECONDS)
            return response

    return asked


def is_stranger(request: HttpRequest) -> bool:
    """Whether nothing tells who asks: no session, and no message that waits for one reader."""
    return not {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & request.COOKIES.keys()


def _key(request: HttpRequest) -> str:
    told = (
        request.scheme,
        request.META.get("HTTP_HOST", ""),  # as it was sent: a host that is not ours is refused, and refusals not kept
        request.get_full_path(),
        get_language_from_request(request),
        bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", ""))),
        record.newest(),
        int(timezone.now().timestamp()) // SECONDS,
    )
    return sha256(repr(told).encode()).hexdigest()


def _may_be_ready(path: str) -> bool:
    try:
        return resolve(path).view_name in READY
    except Resolver404:
        return False


def _same_for_all(response: HttpResponseBase) -> bool:
    """Whether the next stranger may be given the same: a whole page, with nothing in it for one reader alone.

    A page that holds a form sets the cookie that its token is compared with, so it has cookies.
    """
    if not isinstance(response, HttpResponse) or response.cookies:
        return False
    return response.status_code == HTTPStatus.OK and len(response.content) <= LARGEST
