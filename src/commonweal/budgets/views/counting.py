"""Count an election: anyone sends a Pabulib file in, and sees what every rule makes of it. Nothing is kept."""

from dataclasses import replace
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal.basics.problems import Refused
from commonweal.budgets.comparing import Limits, compared
from commonweal.budgets.counting import Way, under
from commonweal.budgets.explaining import explained
from commonweal.budgets.forms.counting import ElectionForm
from commonweal.budgets.pabulib.document import Budget
from commonweal.budgets.pabulib.reading import read
from commonweal.budgets.telling import Words
from commonweal.budgets.turns import Recount
from commonweal.budgets.views import fairness
from commonweal.budgets.views.counted import Answer, context
from commonweal.budgets.views.stories import RECOUNTS, turning

MISTAKEN: Final = 400  # the status of a page that was sent something it cannot count
MOST_PROJECTS: Final = 500  # of an election on the page; our choice, so that an answer comes at once
LIMITS: Final = Limits(entries=fairness.LARGEST, counts=1_000)
COUNTED: Final = 32_000_000  # entries of ballots that add1 may go through


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def count_election(request: HttpRequest) -> HttpResponse:
    """The form; and the answer to what was sent with it."""
    if request.method != "POST":
        return render(request, "budgets/count.html", {"form": ElectionForm()})
    form = ElectionForm(request.POST, request.FILES)
    if form.is_valid() and (budget := _asked(form)):
        return render(request, "budgets/counted.html", context(_answer(budget, form.chosen())))
    return render(request, "budgets/count.html", {"form": form}, status=MISTAKEN)


def _asked(form: ElectionForm) -> Budget | None:
    """The budget that was sent, under the conditions asked for; None where the form now says what is wrong."""
    try:
        budget = _fitting(read(form.cleaned_data["sent"].read()))
    except Refused as refusal:
        form.add_error("sent", refusal.plain)
        return None
    try:
        election = under(budget.election, form.cleaned_data["least_votes"] or 0, form.cleaned_data["exclusive"])
    except Refused as refusal:
        form.add_error("exclusive", refusal.plain)
        return None
    return replace(budget, election=election)


def _fitting(budget: Budget) -> Budget:
    """The same. Raises Refused where it has more projects than a page takes."""
    projects = len(budget.election.ids)
    if projects > MOST_PROJECTS:
        raise Refused(
            _("There are %(number)s projects. This page takes %(most)s; the command “commonweal budget compare” all.")
            % {"number": f"{projects:,}", "most": MOST_PROJECTS}
        )
    return budget


def _answer(budget: Budget, chosen: Way) -> Answer:
    election = budget.election
    counts = min(LIMITS.counts or 0, COUNTED // max(1, len(election.ballots.projects)))
    found = {each.way: each for each in compared(election, limits=replace(LIMITS, counts=counts))}
    way = chosen if chosen in found else Way("equal-shares")
    recount = Recount(election, way, election.order, found[way].outcome)
    turned = turning(recount, RECOUNTS)
    words = Words(election, budget.currency, budget.names, translation)
    return Answer(budget, found, explained(recount, turned), words, len(turned), instead_of=chosen)
