"""What a person is told by e-mail, one click to be told no more, and calendars of meetings."""

from datetime import timedelta
from typing import Final

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from commonweal.assemblies import calendars, notices
from commonweal.assemblies.actions import letters
from commonweal.assemblies.actions.calendars import drop_address, new_address
from commonweal.assemblies.models import CalendarAddress, Meeting, Member, Notice, Unwanted
from commonweal.assemblies.views.acting import act, seen
from commonweal.people.permissions import signed_in

SHOWN_FOR: Final = timedelta(days=400)  # a meeting stays in a calendar; our choice: what was decided a year ago
NAMES: Final = {
    notices.CALL: gettext_lazy("A meeting is called, changed or called off"),
    notices.REMINDER: gettext_lazy("A meeting is tomorrow"),
    notices.DECISION: gettext_lazy("The assembly has decided"),
}


@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Choose what one is told by e-mail, and find the private address of one's calendar."""
    by, now = signed_in(request), timezone.now()
    if request.method == "POST":
        wanted = {kind for kind in notices.KINDS if request.POST.get(kind) == "yes"}
        act(request, lambda: letters.choose_notices(wanted=wanted, by=by, now=now), _("Noted."))
        return redirect("notices")
    off = set(Unwanted.objects.filter(user=by).values_list("kind", flat=True))
    address = CalendarAddress.objects.filter(user=by).first()
    context = {
        "kinds": [(kind, NAMES[kind], kind not in off) for kind in notices.KINDS],
        "calendar": request.build_absolute_uri(reverse("my-calendar", args=[address.token])) if address else "",
        "failed": Notice.objects.filter(user=by, state=Notice.State.FAILED).exists(),
    }
    return render(request, "assemblies/notices.html", context)


@require_POST
@login_required
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Get a private calendar address, another one, or none."""
    by, now = signed_in(request), timezone.now()
    if request.POST.get("drop") == "yes":
        act(request, lambda: drop_address(by=by, now=now), _("The address works no more."))
    else:
        act(request, lambda: new_address(by=by, now=now))
    return redirect("notices")


@csrf_exempt  # a mail program sends this without a cookie (RFC 8058); the address itself is signed
def off(request: HttpRequest, signed: str) -> HttpResponse:
    """Turn one kind of letter off, from a link in it, without a sign-in. Following the link alone changes nothing."""
    told = letters.read_signed(signed)
    done = request.method == "POST" and letters.turn_off(signed=signed, now=timezone.now()) is not None
    context = {"kind": NAMES[told[1]] if told else None, "done": done}
    response = render(request, "assemblies/notice_off.html", context, status=200 if told else 404)
    response["Referrer-Policy"] = "no-referrer"  # the address is a key to somebody's letters
    return response


def of_assembly(request: HttpRequest, slug: str) -> HttpResponse:
    """An assembly's meetings as a calendar."""
    at = seen(request, slug)
    return _sent(request, at.body.name, Meeting.objects.filter(body=at.body))


def of_mine(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings of all assemblies that a person belongs to, at a private address."""
    address = get_object_or_404(CalendarAddress, token=token)
    bodies = Member.objects.filter(user_id=address.user_id, state=Member.State.ADMITTED).values("body")
    response = _sent(request, _("My assemblies"), Meeting.objects.filter(body__in=bodies))
    response["Cache-Control"] = "private, no-store"
    return response


def _sent(request: HttpRequest, name: str, meetings: QuerySet[Meeting]) -> HttpResponse:
    recent = meetings.filter(begins_at__gte=timezone.now() - SHOWN_FOR)
    held = recent.select_related("body").prefetch_related("items", "changes").annotate(long=Sum("items__minutes"))
    content = calendars.calendar(name, [_entry(request, meeting) for meeting in held])
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="meetings.ics"'
    return response


def _entry(request: HttpRequest, meeting: Meeting) -> calendars.Entry:
    changes = list(meeting.changes.all())
    cancelled = meeting.state == Meeting.State.CANCELLED
    told = [meeting.called_at, *(change.told_at for change in changes)]
    if cancelled and meeting.closed_at is not None:
        told.append(meeting.closed_at)
    address = request.build_absolute_uri(meeting.get_absolute_url())
    lines = [f"{at}. {item.title}" for at, item in enumerate(meeting.items.all(), 1)]
    return calendars.Entry(
        identity=str(meeting.public_id),
        title=meeting.body.name,
        begins_at=meeting.begins_at,
        minutes=getattr(meeting, "long", None) or 0,
        place=meeting.place,
        about="\n".join([*lines, *([meeting.link] if meeting.link else []), address]),
        address=address,
        changed=len(changes) + (1 if cancelled else 0),
        told_at=max(told),
        cancelled=cancelled,
    )
