"""What if a share of what leaves in one category came home. The address of the page is the scenario itself."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.basics.problems import Refused
from commonweal.people.permissions import signed_in
from commonweal.spend import queries
from commonweal.spend.actions.scenarios import Named, remove_scenario, save_scenario
from commonweal.spend.models import SavedScenario
from commonweal.spend.permissions import CORRECT
from commonweal.spend.views import asking, assumed, gap_tables, gap_words, rounds
from commonweal.spend.views.asking import Asked
from commonweal.spend.views.gaps import MISTAKEN, framed
from commonweal.spend.wealth.coops import coops
from commonweal.spend.wealth.gaps import Reckoning
from commonweal.spend.wealth.scenarios import Effect, Scenario, from_link, scenario
from commonweal.spend.wealth.telling import effect_of, gaps_of

USUAL: Final = "10"  # per cent, where the address gives none: our choice
QUICK: Final = ("5", "10", "25")
LONGEST_TYPED: Final = 20  # characters of a per cent


def what_if(request: HttpRequest) -> HttpResponse:
    """Choose a gap and a per cent; see the pounds, the rounds and the jobs, with what is assumed beside them."""
    if "scenario" in request.GET:
        return _of_link(request)
    asked = asking.asked(request)
    slug, percent = request.GET.get("gap", ""), request.GET.get("percent", "").strip()[:LONGEST_TYPED]
    context = {**framed(asked), "slug": slug, "percent": percent or USUAL, "saved": _saved(asked.sample)}
    if asked.answerable:
        by = asked.reckoning()
        context |= {"choices": _choices(asked, by), "may_save": request.user.has_perm(CORRECT)}
        if slug or percent:
            context |= _answer(asked, by, slug, percent or USUAL)
    mistaken = asked.refusal or context.get("problem")
    return render(request, "spend/what_if.html", context, status=MISTAKEN if mistaken else 200)


def download(request: HttpRequest, ending: str) -> HttpResponse:
    """The rounds before and after as a file."""
    asked = asking.asked(request)
    if not asked.answerable:
        raise Http404
    try:
        wanted = _scenario(asked, request.GET.get("gap", ""), request.GET.get("percent", ""))
        effect = _effect(asked, wanted, asked.reckoning())
    except Refused as refusal:
        return HttpResponse(f"{refusal.plain}\n", status=MISTAKEN, content_type="text/plain; charset=utf-8")
    return gap_tables.sent(rounds.of_change(effect.before, effect.after, asked), ending)


@require_POST
@login_required
@permission_required(CORRECT, raise_exception=True)
def save(request: HttpRequest) -> HttpResponse:
    """Keep the scenario of the address under a name."""
    asked = asking.asked(request)
    slug, percent = request.GET.get("gap", ""), request.GET.get("percent", "")
    try:
        if asked.refusal:
            raise Refused(asked.refusal)
        chosen = {name: value for name, value in asked.words.items() if name != "home"}
        named = Named(request.POST.get("name", ""), _scenario(asked, slug, percent), chosen, asked.sample)
        save_scenario(named=named, by=signed_in(request), now=timezone.now())
        messages.success(request, _("Kept. Everyone finds it on this page under its name."))
    except Refused as refusal:
        messages.error(request, refusal.plain)
    return redirect(reverse("what-if") + asked.query(gap=slug, percent=percent))


@require_POST
@login_required
@permission_required(CORRECT, raise_exception=True)
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a scenario off the list."""
    saved = get_object_or_404(SavedScenario, public_id=public_id, sample=queries.sample_in_view())
    try:
        remove_scenario(saved=saved, by=signed_in(request), now=timezone.now())
        messages.success(request, _("Removed from the list. A link to it that somebody kept goes on working."))
    except Refused as refusal:
        messages.error(request, refusal.plain)
    return redirect("what-if")


def _of_link(request: HttpRequest) -> HttpResponse:
    """On to the plain address of a scenario in the short form that is kept and passed on."""
    words = {name: value for name, value in asking.words_of(request.GET).items() if name != "home"}
    try:
        return redirect(_address(from_link(request.GET["scenario"]), words))
    except Refused as refusal:
        messages.error(request, refusal.plain)
        return redirect("what-if")


def _address(told: Scenario, words: dict[str, str]) -> str:
    asked = asking.of_words({**words, **({"home": told.home} if told.home else {})})
    return reverse("what-if") + asked.query(gap=slugify(told.proclass), percent=f"{told.percent.normalize():f}")


def _saved(sample: bool) -> list[dict[str, Any]]:
    """The scenarios that are kept, each with its address; one that this version cannot read is left out."""
    found = []
    for each in queries.saved_scenarios(sample=sample):
        try:
            told = from_link(each.link)
        except Refused:
            continue
        percent = f"{told.percent.normalize():f}"
        found.append({"saved": each, "told": told, "percent": percent, "url": _address(told, each.chosen)})
    return found


def _choices(asked: Asked, by: Reckoning) -> list[dict[str, Any]]:
    """The categories in which money is sure to leave, the widest gap first."""
    ranked = gaps_of(asked.lake, asked.selection, by).ranked
    return [gap_words.in_words(gap, asked) for gap in ranked if gap.leaving > 0]


def _scenario(asked: Asked, slug: str, percent: str) -> Scenario:
    return scenario(gap_words.SLUGS.get(slug, ""), percent[:LONGEST_TYPED], asked.home.code)


def _effect(asked: Asked, wanted: Scenario, by: Reckoning) -> Effect:
    return effect_of(asked.lake, asked.selection, wanted, by, queries.surveys(sample=asked.sample))


def _answer(asked: Asked, by: Reckoning, slug: str, percent: str) -> dict[str, Any]:
    """The effect as the page shows it, or the problem with what was asked."""
    try:
        wanted = _scenario(asked, slug, percent)
        effect = _effect(asked, wanted, by)
    except Refused as refusal:
        return {"problem": refusal.plain}
    per_cent = f"{wanted.percent.normalize():f}"
    return {
        "wanted": wanted,
        "percent": per_cent,
        "effect": effect,
        "jobs": gap_words.jobs_in_words(effect.jobs),
        "coops": gap_words.coops_in_words(coops(effect.jobs)),
        "before": rounds.pound(effect.before.lm3()),
        "after": rounds.pound(effect.after.lm3()),
        "received": rounds.more(effect.before.second, effect.after.second),
        "again": rounds.more(effect.before.third, effect.after.third),
        "change": rounds.change_told(effect.before, effect.after, asked),
        "downloads": reverse("what-if") + asked.query(gap=slug, percent=per_cent),
        "assumed": [*effect.assumed, *assumed.of_a_job(by)[1:]],
        "quick": [(each, asked.query(gap=slug, percent=each)) for each in QUICK],
        "save_url": reverse("save-scenario") + asked.query(gap=slug, percent=per_cent),
        "gap_url": reverse("gap", args=[slug]) + asked.query(),
    }
