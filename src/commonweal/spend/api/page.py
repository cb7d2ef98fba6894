"""The page that says what the interface for other programs answers. Nothing of it comes from another host."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonweal.spend.api.asking import MOST_ROWS, Chosen
from commonweal.spend.definitions import VERSION, definition
from commonweal.spend.tables import SHOWN


def page(request: HttpRequest) -> HttpResponse:
    """The tables with what they tell, and the parameters that choose payments."""
    tables = [
        {"name": name, "caption": shown.caption, "meaning": definition(name).meaning()} for name, shown in SHOWN.items()
    ]
    parameters = [{"name": name, "meaning": each.description} for name, each in Chosen.model_fields.items()]
    context = {"tables": tables, "parameters": parameters, "version": VERSION, "most_rows": MOST_ROWS}
    return render(request, "spend/interface.html", context)
