"""The interface for other programs: every table of the account, read-only, without signing in.

Only GET is answered. Money is integer pence and months are "2024-04". Every answer names its sources, licence,
snapshot, definitions and geography; what cannot be answered is a problem object in plain English.
"""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError

from commonweal.basics.problems import Refused
from commonweal.spend.api import account, answers, tables, wealth
from commonweal.spend.definitions import VERSION

ABOUT: Final = (
    "Published spend of public bodies, read, placed and added up. Read-only, without signing in. Money is in integer "
    "pence, months are written 2024-04, shares run from 0 to 1. A share has two bounds, because a supplier that is not "
    "placed yet may be local or not. Every answer names its sources and licence; keep them with what you make of it."
)

interface = NinjaAPI(title="commonweal", version=VERSION, description=ABOUT, docs_url=None, urls_namespace="api")
elsewhere = Router()


@elsewhere.get("/{path:rest}", include_in_schema=False)
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address."""
    return answers.problem(404, "There is nothing at this address. /api/openapi.json lists every address.")


@interface.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """An area or a payer that there is not, or a question without an answer."""
    return answers.problem(400, refusal.plain)


@interface.exception_handler(Http404)
def not_found(request: HttpRequest, missing: Http404) -> HttpResponse:
    """A table or a definition that there is not."""
    return answers.problem(404, str(missing))


@interface.exception_handler(ValidationError)
def not_valid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """A parameter that holds what it cannot."""
    return answers.problem(422, " ".join(answers.in_plain_words(each) for each in wrong.errors))


for router in (tables.router, account.router, wealth.router, elsewhere):
    interface.add_router("", router)
