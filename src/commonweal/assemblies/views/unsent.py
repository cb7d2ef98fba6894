"""Letters to members that could not be sent, for convenors: what happened, and sending them again."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies import notices
from commonweal.assemblies.actions.letters import failed, send_again
from commonweal.assemblies.views.acting import act, denied, seen
from commonweal.people.permissions import signed_in

ROWS = 50


@login_required
def letters(request: HttpRequest, slug: str) -> HttpResponse:
    """Each letter that failed: to whom, by the name that members see, about what, and whether it is tried again."""
    at = seen(request, slug)
    if not at.convenes:
        raise denied(request)
    page = Paginator(failed(at.body, timezone.now()), ROWS).get_page(request.GET.get("page"))
    names = {each.user_id: each.shown_name for each in at.body.members.filter(user__isnull=False)}
    rows = [{"notice": each, "name": names.get(each.user_id, ""), "again": each.tries < notices.TRIES} for each in page]
    return render(request, "assemblies/unsent.html", {"at": at, "rows": rows, "page": page})


@require_POST
@login_required
def again(request: HttpRequest, slug: str) -> HttpResponse:
    """Have all of them sent again."""
    at = seen(request, slug)
    by, now = signed_in(request), timezone.now()
    done = _("They are sent again, a few at a time. Come back in some minutes.")
    act(request, lambda: send_again(body=at.body, by=by, now=now), done)
    return redirect("unsent-letters", slug)
