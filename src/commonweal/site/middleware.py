"""What happens around every page."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from commonweal.basics.asked_once import one_page
from commonweal.places import queries as places

READING: Final = ("GET", "HEAD")  # methods that change nothing


def one_region_a_page(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A page is about one region from its first line to its last, and asks the database once which that is.

    A page that is only read asks once for the account's files and rules, too: two halves of it never tell of two
    accounts.
    """

    def within(request: HttpRequest) -> HttpResponseBase:
        with places.one_region_in_view(), one_page() if request.method in READING else nullcontext():
            return answer(request)

    return within
