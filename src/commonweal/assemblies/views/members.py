"""Members as convenors see them: entered without an account, letters with codes, entries that look alike, rolls."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.assemblies.actions import members
from commonweal.assemblies.actions.codes import make_code
from commonweal.assemblies.actions.forgetting import forget_member
from commonweal.assemblies.actions.imported_rolls import admit_by_roll, delete_roll, import_roll
from commonweal.assemblies.actions.likenesses import answer_likeness
from commonweal.assemblies.actions.monitoring import shown
from commonweal.assemblies.codes import LASTS
from commonweal.assemblies.models import Code, Likeness, Member
from commonweal.assemblies.views.acting import Seen, act, denied, may_admit, seen
from commonweal.assemblies.views.asked_again import ask, forgetting_member
from commonweal.assemblies.views.members_forms import AddressForm, EnteredForm, RollForm
from commonweal.basics.problems import Refused
from commonweal.people.permissions import signed_in

ROWS: Final = 50
PROBLEMS: Final = 200  # of a roll that a page lists
View = Callable[..., HttpResponse]


def guarded(view: View, may: Callable[[Seen], bool]) -> View:
    """A page for those who may, and nobody else; it is handed the body as `at`."""

    @login_required
    @wraps(view)
    def checked(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        at = seen(request, slug)
        if not may(at):
            raise denied(request)
        return view(request, at, **kwargs)

    return checked


def for_convenors(view: View) -> View:
    """A page for the convenors of the body alone."""
    return guarded(view, lambda at: at.convenes)


def for_who_admits(view: View) -> View:
    """A page for those who may see somebody's proof: convenors, founders of each other, and members where all may."""
    return guarded(view, may_admit)


@for_convenors
def listing(request: HttpRequest, at: Seen) -> HttpResponse:
    """Everyone who belongs, with what a convenor can do for them."""
    admitted = at.body.members.filter(state=Member.State.ADMITTED)
    people = Paginator(admitted, ROWS).get_page(request.GET.get("page"))
    context = {"at": at, "people": people, "alike": _open(at).count(), "counts": shown(at.body)}
    return render(request, "assemblies/members.html", context)


@for_convenors
def enter(request: HttpRequest, at: Seen) -> HttpResponse:
    """Enter somebody who has no account; they confirm what was written before it is kept."""
    form = EnteredForm(request.POST or None)
    checking = form.is_valid() and not form.cleaned_data["confirmed"]
    if form.is_valid() and not checking:
        asked: dict[str, Any] = {"confirmed": form.cleaned_data["confirmed"], "now": timezone.now()}
        done = _("Entered. Now note how you saw that they live here.")
        by = signed_in(request)
        if act(request, lambda: members.enter_member(body=at.body, applicant=form.applicant(), by=by, **asked), done):
            return redirect("waiting", at.body.slug)
    return render(request, "assemblies/enter_member.html", {"at": at, "form": form, "checking": checking})


@never_cache
@for_convenors
def letter(request: HttpRequest, at: Seen, public_id: str, kind: str) -> HttpResponse:
    """A letter to print with a code: posted to an address, or handed to a member who has no account."""
    member = get_object_or_404(at.body.members, public_id=public_id)
    form = AddressForm(request.POST or None)
    posted = kind == Code.Kind.POSTED
    if request.method == "POST" and (not posted or form.is_valid()):
        try:
            code = make_code(member=member, kind=kind, by=signed_in(request), now=timezone.now())
        except Refused as refusal:
            return _refused(request, refusal, at)
        street = form.cleaned_data["address"] if posted else ""
        context = {"at": at, "member": member, "code": code, "street": street, "days": LASTS.days}
        return render(request, "assemblies/letter.html", context)
    return render(request, "assemblies/letter_to.html", {"at": at, "member": member, "form": form, "posted": posted})


@require_POST
@for_convenors
def by_roll(request: HttpRequest, at: Seen, public_id: str) -> HttpResponse:
    """Admit somebody whose very name and postcode an imported roll has."""
    member = get_object_or_404(at.body.members, public_id=public_id)
    asked: dict[str, Any] = {"member": member, "by": signed_in(request), "now": timezone.now()}
    act(request, lambda: admit_by_roll(**asked), _("Admitted by the roll."))
    return redirect("waiting", at.body.slug)


@require_POST
@for_convenors
def saw_age(request: HttpRequest, at: Seen, public_id: str) -> HttpResponse:
    """Note that one saw a paper that shows somebody's age band."""
    member = get_object_or_404(at.body.members, public_id=public_id)
    asked: dict[str, Any] = {"member": member, "by": signed_in(request), "now": timezone.now()}
    act(request, lambda: members.see_age(**asked), _("Noted."))
    return redirect("members", at.body.slug)


@require_http_methods(["GET", "POST"])
@never_cache
@for_convenors
def forget(request: HttpRequest, at: Seen, public_id: str) -> HttpResponse:
    """Forget a member who has no account, at their wish, once asked again."""
    member = get_object_or_404(at.body.members, public_id=public_id)
    if request.method == "GET":
        return ask(request, forgetting_member(member)) if member.legal_name else redirect("members", at.body.slug)
    asked: dict[str, Any] = {"member": member, "by": signed_in(request), "now": timezone.now()}
    act(request, lambda: forget_member(**asked), _("They are forgotten. What was decided stands."))
    return redirect("members", at.body.slug)


@for_who_admits
def alike(request: HttpRequest, at: Seen) -> HttpResponse:
    """Entries that may be one person, one after another."""
    return render(request, "assemblies/alike.html", {"at": at, "rows": _open(at)[:ROWS]})


@require_POST
@for_who_admits
def answer_alike(request: HttpRequest, at: Seen, number: int) -> HttpResponse:
    """Say whether two entries are one person."""
    likeness = get_object_or_404(_open(at), pk=number)
    same = request.POST.get("same") == "yes"
    asked: dict[str, Any] = {"likeness": likeness, "by": signed_in(request), "now": timezone.now()}
    act(request, lambda: answer_likeness(same=same, **asked), _("Remembered. It is not asked again."))
    return redirect("alike", at.body.slug)


@for_convenors
def rolls(request: HttpRequest, at: Seen) -> HttpResponse:
    """Import a roll of residents; the rows that could not be read are listed, without a name."""
    form = RollForm(request.POST or None, request.FILES or None)
    problems: tuple[Any, ...] = ()
    if form.is_valid():
        try:
            reading = form.reading()
            problems = reading.problems
            source, by = form.cleaned_data["source"], signed_in(request)
            import_roll(body=at.body, reading=reading, source=source, by=by, now=timezone.now())
        except Refused as refusal:
            form.add_error("file", refusal.plain)
    held = at.body.imported_rolls.all()
    context = {"at": at, "form": form, "rolls": held, "problems": problems[:PROBLEMS], "more": len(problems) - PROBLEMS}
    return render(request, "assemblies/rolls.html", context)


@require_POST
@for_convenors
def drop_roll(request: HttpRequest, at: Seen, number: int) -> HttpResponse:
    """Delete a roll before its day."""
    roll = get_object_or_404(at.body.imported_rolls, pk=number)
    by, now = signed_in(request), timezone.now()
    act(request, lambda: delete_roll(roll=roll, by=by, now=now), _("The roll is deleted. Whom it admitted stays."))
    return redirect("rolls", at.body.slug)


def _open(at: Seen) -> Any:
    found = Likeness.objects.filter(later__body=at.body, answer=Likeness.Answer.OPEN)
    return found.select_related("later", "earlier__body").order_by("found_at", "pk")


def _refused(request: HttpRequest, refusal: Refused, at: Seen) -> HttpResponse:
    def again() -> None:
        raise refusal

    act(request, again)
    return redirect("waiting", at.body.slug)
