"""Ideas: the list and its map, one idea, putting one forward; and what convenors do with them."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonweal.assemblies import moderation
from commonweal.budgets import mapping, queries
from commonweal.budgets.actions import costing, ideas, reporting
from commonweal.budgets.cycle import ANSWERING, Phase
from commonweal.budgets.forms.ideas import (
    CostingForm,
    HideForm,
    IdeaForm,
    MergeForm,
    ReportForm,
    SayForm,
    ShortlistForm,
)
from commonweal.budgets.models import Hiding, Idea
from commonweal.budgets.views.acting import Seen, Task, asked, done, run_by, seen
from commonweal.budgets.views.reading import takes_ideas
from commonweal.people.permissions import signed_in
from commonweal.places import queries as places

ON_A_PAGE: Final = 30


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Every idea that is shown, with a map of those that have a point; one area alone where it is asked for."""
    at = seen(request, slug)
    areas = list(at.budget.areas.all())
    asked_for = request.GET.get("area", "")
    area = next((each for each in areas if str(each.number) == asked_for), None)
    found = queries.ideas(at.budget, area)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "at": at,
        "budget": at.budget,
        "areas": areas,
        "area": area,
        "page": page,
        "rows": [{"idea": each, "latest": next(iter(each.costings.all()), None)} for each in page],
        "counts": queries.counts(at.budget),
        "takes_ideas": takes_ideas(at.budget),
        "map": _map(found),
    }
    return render(request, "budgets/ideas.html", context)


@require_safe
def idea(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One idea: its words, its lineage, what an office answered, and what became of it."""
    at = seen(request, slug)
    found = _idea(at, number)
    mine = request.user.is_authenticated and found.by_id == request.user.pk
    hiding = found.hidings.filter(shown_at__isnull=True).first()
    readable = found.state not in (Idea.State.HIDDEN, Idea.State.WITHDRAWN)
    context = {
        "at": at,
        "idea": found,
        "readable": readable or (found.state == Idea.State.HIDDEN and (mine or at.convenes)),
        "mine": mine,
        "hiding": hiding,
        "reason": moderation.REASONS[hiding.reason] if hiding else "",
        "lineage": found.merged_from.order_by("number"),
        "costings": found.costings.all(),
        "changeable": found.state == Idea.State.OPEN and at.budget.at() in ideas.CHANGEABLE,
        "answerable": found.state == Idea.State.OPEN and at.budget.at() in ANSWERING,
        "answers": queries.officer(at.budget, request.user) is not None,
        "listable": found.state == Idea.State.OPEN and at.budget.at() == Phase.SHORTLIST,
        "project": getattr(found, "project", None),
        "reports": _reports(found) if at.convenes else (),
    }
    return render(request, "budgets/idea.html", context)


@require_safe
def hidden(request: HttpRequest, slug: str) -> HttpResponse:
    """What was hidden, when and for which reason, without the words; and the policy that says so."""
    at = seen(request, slug)
    rows = [{"hiding": each, "reason": moderation.REASONS[each.reason]} for each in queries.hidings(at.budget)]
    return render(request, "budgets/hidden.html", {"at": at, "rows": rows})


@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone with an account puts an idea forward."""
    at = seen(request, slug)
    form = IdeaForm(request.POST or None, budget=at.budget)
    by = signed_in(request)

    def verb(now: Any) -> Idea:
        area = form.cleaned_data["area"]
        return ideas.put_forward(budget=at.budget, area=area, words=form.told(), by=by, now=now)

    lead = _("Anyone can put an idea forward. Your name is not shown.")
    said = _("Your idea is on the list.")
    heading, button = _("Put an idea forward"), _("Put it forward")
    return asked(request, at, form, Task(heading, lead, button, said, verb, reverse("ideas", args=[slug])))


@login_required
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """A convenor makes one idea of several."""
    at = run_by(request, slug)
    form = MergeForm(request.POST or None, budget=at.budget)
    by = signed_in(request)

    def verb(now: Any) -> Idea:
        told = form.cleaned_data
        return ideas.merge_ideas(ideas=told["numbers"], area=told["area"], words=form.told(), by=by, now=now)

    lead = _("Each of the ideas leads on to the new one, and the new one leads back to each of them.")
    said, heading = _("The ideas are merged."), _("Merge ideas")
    return asked(request, at, form, Task(heading, lead, heading, said, verb, reverse("ideas", args=[slug])))


def report(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Anyone points the convenors to an idea; who did is not kept."""
    at = seen(request, slug)
    found, form = _idea(at, number), ReportForm(request.POST or None)

    def verb(now: Any) -> object:
        told = form.cleaned_data
        return reporting.report_idea(idea=found, reason=told["reason"], note=told["note"], now=now)

    lead = _("Point the convenors to this idea. You need not be a member, and we do not keep who you are.")
    told = (_("Report this idea"), lead, _("Send"), _("The convenors will look at it."))
    return asked(request, at, form, Task(*told, verb, found.get_absolute_url()))


@require_POST
@login_required
def set_reports_aside(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A convenor leaves an idea as it is."""
    at = run_by(request, slug)
    found, by = _idea(at, number), signed_in(request)
    said = _("The idea stays as it is.")
    task = Task("", "", "", said, lambda now: reporting.set_reports_aside(idea=found, by=by, now=now), "")
    done(request, at, task)
    return redirect(found)


@require_POST
@login_required
def take_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take one's own idea back."""
    at = seen(request, slug)
    found, by = _idea(at, number), signed_in(request)
    said = _("Your idea is taken back, and its words are erased from the record.")
    task = Task("", "", "", said, lambda now: ideas.take_back(idea=found, by=by, now=now), "")
    return redirect("ideas" if done(request, at, task) else found, *([slug] if found.state else []))


@login_required
def appeal(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who put a hidden idea forward says why it should be shown again."""
    at = seen(request, slug)
    found, by = _idea(at, number), signed_in(request)
    if found.by_id != by.pk:
        raise Http404
    form, hiding = SayForm(request.POST or None), _hiding(found)

    def verb(now: Any) -> Hiding:
        return ideas.appeal_hiding(hiding=hiding, text=form.cleaned_data["words"], by=by, now=now)

    lead = _("Say why it should be shown again. Another convenor than the one who hid it reads this, and answers.")
    said, button = _("Your appeal is with the convenors."), _("Send the appeal")
    return asked(request, at, form, Task(_("Appeal"), lead, button, said, verb, found.get_absolute_url()))


@require_POST
@login_required
def answer_appeal(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """A convenor shows a hidden idea again, or leaves it hidden after an appeal."""
    at = run_by(request, slug)
    found, by = _idea(at, number), signed_in(request)
    hiding, show = _hiding(found), verb == "show"
    said = _("The idea is shown again.") if show else _("Answered. The idea stays hidden.")
    task = Task("", "", "", said, lambda now: ideas.answer_appeal(hiding=hiding, show=show, by=by, now=now), "")
    done(request, at, task)
    return redirect(found)


@login_required
def hide(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A convenor hides an idea for a reason that the policy lists."""
    form = HideForm(request.POST or None)
    lead = _("Hiding is not deleting. A public list says when, and for which reason. Who wrote it can appeal.")
    told = (_("Hide this idea"), lead, _("Hide it"), _("Hidden. The list says for which reason."))

    def verb(found: Idea, by: Any, now: Any) -> Hiding:
        return ideas.hide_idea(idea=found, reason=form.cleaned_data["reason"], by=by, now=now)

    return _about(request, (slug, number), form, told, verb)


@login_required
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Enter what an office answers to an idea."""
    form = CostingForm(request.POST or None)
    lead = _("Everyone can read the answer. An earlier one stays readable below it.")
    told = (_("Answer this idea"), lead, _("Publish the answer"), _("The answer is published."))

    def verb(found: Idea, by: Any, now: Any) -> object:
        return costing.answer_idea(idea=found, answer=form.answer(), by=by, now=now)

    return _about(request, (slug, number), form, told, verb)


@login_required
def shortlist(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put an idea onto the ballot."""
    form = ShortlistForm(request.POST if request.method == "POST" else None)
    lead = _("It stands on the ballot with its title, and with the cost that was answered.")
    told = (_("Put it on the ballot"), lead, _("Put it on the ballot"), _("It is on the shortlist."))

    def verb(found: Idea, by: Any, now: Any) -> object:
        return costing.shortlist_idea(idea=found, one_of=form.cleaned_data["one_of"], by=by, now=now)

    return _about(request, (slug, number), form, told, verb)


@login_required
def leave_off(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say why an idea is not on the ballot."""
    form = SayForm(request.POST or None)
    lead = _("Say why it is not on the ballot although it can be done. Everyone can read it.")
    told = (_("Leave it off the ballot"), lead, _("Leave it off"), _("The reason is published."))

    def verb(found: Idea, by: Any, now: Any) -> object:
        return costing.leave_off(idea=found, why=form.cleaned_data["words"], by=by, now=now)

    return _about(request, (slug, number), form, told, verb)


def _about(
    request: HttpRequest,
    where: tuple[str, int],
    form: Any,
    told: tuple[str, str, str, str],
    verb: Callable[[Idea, Any, Any], object],
) -> HttpResponse:
    """What a convenor does with one idea."""
    at = run_by(request, where[0])
    found, by = _idea(at, where[1]), signed_in(request)
    heading, lead, button, said = told
    task = Task(heading, lead, button, said, lambda now: verb(found, by, now), found.get_absolute_url(), found)
    return asked(request, at, form, task)


def _idea(at: Seen, number: int) -> Idea:
    found = get_object_or_404(at.budget.ideas.select_related("area", "merged_into"), number=number)
    found.budget = at.budget
    return found


def _reports(found: Idea) -> list[dict[str, Any]]:
    waiting = found.reports.filter(settled_at__isnull=True)
    return [{"report": each, "reason": moderation.REASONS[each.reason]} for each in waiting]


def _hiding(found: Idea) -> Hiding:
    return get_object_or_404(found.hidings.select_related("idea__budget__body"), shown_at__isnull=True)


def _map(found: Any) -> mapping.Map | None:
    """The ideas that have a point, over the wards of the region and its postcodes, which tell the streets."""
    marks = [
        mapping.Mark(each.number, each.title, each.get_absolute_url(), (each.easting, each.northing))
        for each in found
        if each.easting is not None and each.northing is not None
    ]
    region = places.in_view()
    frame = mapping.frame([each.point for each in marks])
    if frame is None or region is None:
        return None
    return mapping.drawn(frame, marks, places.points_within(region, frame), places.borders_within(region, frame))
