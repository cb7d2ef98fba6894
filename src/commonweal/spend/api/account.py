"""The whole account of a selection in one answer."""

from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from commonweal.spend import queries
from commonweal.spend.account import Page, ask
from commonweal.spend.api import answers, schemas
from commonweal.spend.api.asking import MOST_ROWS, Chosen, asked, at_home
from commonweal.spend.api.tables import PROBLEMS, about, told
from commonweal.spend.api.wealth import whole_pence
from commonweal.spend.tables import SHOWN
from commonweal.spend.wealth.telling import rounds_of
from commonweal.spend.wealth.told import rounds_as_json
from commonweal.spend.whole import ACCOUNT, SINGLE

router = Router(tags=["Account"])
TABLES: Final = tuple(name for name in ACCOUNT if name in SHOWN)


class Account(schemas.About):
    """Every table of the account by its name, and the multiplier."""

    totals: dict[str, Any]
    tables: dict[str, Any]
    multiplier: schemas.Rounds | None


@router.get("/account", response={200: Account, **PROBLEMS}, summary="The whole account of a selection")
def account(request: HttpRequest, question: Query[Chosen]) -> HttpResponseBase:
    """Where the money went, what of it can be influenced, what stays, and how sure that is: every table at once."""
    wanted = asked(request, question)
    at_home(wanted)
    found = {name: _rows(told(name, wanted, _whole(name))) for name in TABLES}
    rounds = rounds_of(wanted.lake, wanted.selection, queries.surveys(sample=wanted.sample))
    totals = ask(wanted.lake, "totals", wanted.selection)
    body = {**about(wanted, "totals"), "totals": totals[0] if totals else {}, "tables": found}
    told_rounds = whole_pence(rounds_as_json(rounds)) if rounds else None
    return answers.sent_as_is(request, {**body, "multiplier": told_rounds})


def _rows(table: dict[str, Any]) -> dict[str, Any]:
    return {name: table[name] for name in ("caption", "definition", "columns", "total_rows", "rows")}


def _whole(name: str) -> Page | None:
    shown = SHOWN[name]
    return None if name in SINGLE else Page(shown.order, shown.descending, MOST_ROWS)
