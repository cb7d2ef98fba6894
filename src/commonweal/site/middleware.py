"""What happens around every page."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from commonweal.basics.asked_once import one_page
from commonweal.places import queries as places
from commonweal.spend.api.answers import refused_plainly

FOR_PROGRAMS: Final = "/api/"  # the addresses that programs ask; the page about them, at this very one, is for people
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


def problems_for_programs(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """A program that is refused gets a problem object to read, also where Django itself refuses or a fault is ours."""

    def asked(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        return refused_plainly(response) if request.path_info.startswith(FOR_PROGRAMS) else response

    return asked
