"""What happens around every page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from commonweal.places import queries as places


def one_region_a_page(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A page is about one region from its first line to its last, and asks the database once which that is."""

    def within(request: HttpRequest) -> HttpResponseBase:
        with places.one_region_in_view():
            return answer(request)

    return within
