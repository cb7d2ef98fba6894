"""Coverage: the analyst's first question."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format

from commonweal.spend import account, queries
from commonweal.spend.coverage import coverage as of_rows
from commonweal.spend.coverage import like_for_like, without_months
from commonweal.spend.selection import Selection
from commonweal.spend.views.tables import downloads_of, provenance


def coverage(request: HttpRequest) -> HttpResponse:
    """For each payer, its months by year: held, partly held or missing; net or gross; the threshold."""
    lake = queries.lake(sample=queries.sample_in_view())
    payers = of_rows(account.ask(lake, "coverage"), account.ask(lake, "periods"))
    context = {
        "payers": payers,
        "month_letters": [date_format(date(2000, month, 1), "M")[0] for month in range(1, 13)],
        "comparable": like_for_like(payers),
        "without_months": without_months(payers),
        "provenance": provenance("coverage"),
        "downloads": downloads_of("coverage", Selection()),
        "how": reverse("definition", args=["coverage"]),
    }
    return render(request, "spend/coverage.html", context)
