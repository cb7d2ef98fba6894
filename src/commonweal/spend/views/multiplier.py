"""The local multiplier: three rounds, what is assumed of industries, and what suppliers answered in its place."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.basics.problems import Refused
from commonweal.basics.tables import Table
from commonweal.people.permissions import signed_in
from commonweal.spend import account, queries
from commonweal.spend.account import Page
from commonweal.spend.actions.surveys import Answers, enter_survey, remove_survey
from commonweal.spend.forms import SurveyForm
from commonweal.spend.models import SupplierSurvey
from commonweal.spend.permissions import CORRECT
from commonweal.spend.selection import Selection
from commonweal.spend.views import asking, assumed, gap_tables, rounds
from commonweal.spend.views.asking import Asked
from commonweal.spend.views.gaps import MISTAKEN, framed
from commonweal.spend.wealth.telling import answered_of, money_of, rounds_of

FIRST_TO_ASK: Final = 20  # suppliers listed: our choice; the largest move the interval most
SEARCHED: Final = 20  # suppliers that a search lists at most
LONGEST_WORDS: Final = 100  # characters of a search


def multiplier(request: HttpRequest) -> HttpResponse:
    """What each pound comes to here over three rounds, within what bounds, and on what assumptions."""
    asked = asking.asked(request)
    context = framed(asked)
    if asked.answerable:
        surveys = queries.surveys(sample=asked.sample)
        found = rounds_of(asked.lake, asked.selection, surveys)
        money = money_of(asked.lake, asked.selection)
        answered = answered_of(asked.lake, asked.selection, surveys)
        context |= {
            "rounds": found,
            "answered": len({each.survey.supplier for each in answered}),
            "answered_pence": sum(each.money.here for each in answered),
            "industries": shown(rounds.of_industries(money, asked), asked, "industries"),
            "assumptions": shown(assumed.of_industries(), asked),
            "may_survey": request.user.has_perm(CORRECT),
        }
        if found:
            context |= {
                "pound": rounds.pound(found.lm3()),
                "bars": rounds.bars(found, asked.home.name),
                "table": shown(rounds.told(found, asked), asked, "industries"),
            }
    return render(request, "spend/multiplier.html", context, status=MISTAKEN if asked.refusal else 200)


def download(request: HttpRequest, table: str, ending: str) -> HttpResponse:
    """A table of the multiplier as a file."""
    asked = asking.asked(request)
    if not asked.answerable:
        raise Http404
    return gap_tables.sent(_table(asked, table), ending)


@login_required
@permission_required(CORRECT, raise_exception=True)
def surveys(request: HttpRequest) -> HttpResponse:
    """The answers of suppliers, and the suppliers to ask first: those here that are paid most."""
    asked = asking.asked(request)
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS]
    context = {**framed(asked), "standing": queries.survey_rows(sample=asked.sample), "words": words}
    known = {each.supplier_key for each in context["standing"]}
    if words:
        page = Page("pence", limit=SEARCHED, words=words, named_by="supplier")
        found = account.ask(asked.lake, "suppliers", Selection(), page)
        context["found"] = [row for row in found if row["supplier_kind"] == "named"]
    if asked.answerable:
        paid = account.ask(asked.lake, "gap_suppliers", asked.selection, Page("pence", limit=FIRST_TO_ASK + len(known)))
        context["first"] = [row for row in paid if row["supplier_key"] not in known and row["pence"] > 0][:FIRST_TO_ASK]
    return render(request, "spend/surveys.html", context)


@login_required
@permission_required(CORRECT, raise_exception=True)
def survey(request: HttpRequest) -> HttpResponse:
    """Enter what one supplier answered. What cannot be is said beside its field, and what was typed stays."""
    sample, now = queries.sample_in_view(), timezone.now()
    key, supplier = _supplier(request.GET.get("supplier", ""), sample)
    standing = queries.survey_rows(sample=sample).filter(supplier_key=key).first()
    known = {**standing.answers, "year": standing.year} if standing else {"year": now.year - 1}
    form = SurveyForm(
        request.POST if request.method == "POST" else None, initial=known, supplier=key, this_year=now.year
    )
    context = {"form": form, "supplier": supplier, "key": key, "standing": standing, "loop_step": "gap"}
    if not form.is_valid():
        return render(request, "spend/survey.html", context)
    answers = Answers(key, supplier, form.cleaned_data["year"], form.typed(), sample)
    try:
        enter_survey(answers=answers, by=signed_in(request), now=now)
    except Refused as refusal:
        messages.error(request, refusal.plain)
        return render(request, "spend/survey.html", context)
    messages.success(request, _("Kept. They take the place of what we assumed for this supplier’s money."))
    return redirect("surveys")


@require_POST
@login_required
@permission_required(CORRECT, raise_exception=True)
def survey_removal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Remove a supplier's answers for good."""
    standing = get_object_or_404(SupplierSurvey, public_id=public_id, sample=queries.sample_in_view())
    try:
        remove_survey(survey=standing, by=signed_in(request), now=timezone.now())
        messages.success(request, _("Removed. The assumptions hold again for this supplier’s money."))
    except Refused as refusal:
        messages.error(request, refusal.plain)
    return redirect("surveys")


def shown(table: Table, asked: Asked, definition: str = "") -> dict[str, Any]:
    """A table of the multiplier with the addresses that stand beneath it."""
    downloads = reverse("multiplier-file", args=[table.name, "csv"]).removesuffix(".csv") + asked.query()
    return {
        "table": table,
        "downloads": downloads,
        "how": reverse("definition", args=[definition]) if definition else "",
    }


def _table(asked: Asked, name: str) -> Table:
    if name == "assumptions":
        return assumed.of_industries()
    if name == "industries":
        return rounds.of_industries(money_of(asked.lake, asked.selection), asked)
    found = rounds_of(asked.lake, asked.selection, queries.surveys(sample=asked.sample)) if name == "rounds" else None
    if found is None:
        raise Http404
    return rounds.of_rounds(found, asked)


def _supplier(key: str, sample: bool) -> tuple[str, str]:
    """A named supplier's key in the account, and its name as most often spelt. An organisation has one key for all its
    spellings, each of which finds it. Raises Http404 where there is none.
    """
    for row in account.ask(queries.lake(sample=sample), "suppliers", Selection.of({"supplier": key})) if key else []:
        if row["supplier_kind"] == "named":
            return str(row["supplier_key"]), str(row["supplier"])
    raise Http404
