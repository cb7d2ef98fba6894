"""Minutes: written item by item, drafted for members, agreed at the next meeting, then for everyone to read."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies.actions import minutes as verbs
from commonweal.assemblies.minutes import parts
from commonweal.assemblies.models import ItemNote, Meeting, Minutes
from commonweal.assemblies.views import minutes_sheet
from commonweal.assemblies.views.acting import Seen, act, seen
from commonweal.assemblies.views.held import meeting_of, writes
from commonweal.basics.problems import Refused
from commonweal.people.permissions import signed_in
from commonweal.record.models import CommittedText

STEPS: Final = ("draft", "put", "agree", "vouch")


def minutes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The minutes of a meeting: agreed ones for everyone, a draft for members."""
    at = seen(request, slug)
    meeting = meeting_of(at, number)
    held = Minutes.objects.filter(meeting=meeting).select_related("agreed_in", "checkpoint", "proposal").first()
    context = {"at": at, "meeting": meeting, "minutes": held, **_told(at, held), **_writing(at, meeting, held)}
    return render(request, "assemblies/minutes.html", context)


def plain(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Agreed minutes as a text file, with the checkpoint of the record below them."""
    at = seen(request, slug)
    held = get_object_or_404(Minutes.objects.select_related("checkpoint"), meeting=meeting_of(at, number))
    text = _text(at, held) if held.state == Minutes.State.AGREED else None
    if text is None:
        raise Http404
    below = f"\n{held.commitment}\n\n{held.checkpoint.note}" if held.checkpoint else ""
    response = HttpResponse(text + below, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{at.body.slug}-minutes-{number}.txt"'
    return response


def typeset(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Minutes as a sheet to print: agreed ones for everyone, with the checkpoint on them, a draft for members."""
    at = seen(request, slug)
    meeting = meeting_of(at, number)
    kept = Minutes.objects.select_related("meeting__body", "agreed_in", "checkpoint")
    held = get_object_or_404(kept, meeting=meeting)
    text = _text(at, held)
    if text is None:
        raise Http404
    try:
        content = minutes_sheet.pdf(request, held, text)
    except Refused as refusal:
        messages.error(request, refusal.plain)
        return redirect("minutes", slug, number)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{at.body.slug}-minutes-{number}.pdf"'
    if held.state == Minutes.State.DRAFT:
        add_never_cache_headers(response)
    return response


@require_POST
@login_required
def note(request: HttpRequest, slug: str, number: int, item: str) -> HttpResponse:
    """Write the note on one item."""
    at = seen(request, slug)
    meeting = meeting_of(at, number)
    chosen = get_object_or_404(meeting.items, pk=item)
    sent, version = request.POST.get("text", "").replace("\0", ""), request.POST.get("version", "")
    from_version = int(version) if version.isdecimal() and len(version) < 9 else 0
    by, now = signed_in(request), timezone.now()
    if act(request, lambda: verbs.note_item(item=chosen, text=sent, version=from_version, by=by, now=now), _("Saved.")):
        response = redirect("minutes", slug, number)
        response["Location"] += f"#note-{item}"
        return response
    held = Minutes.objects.filter(meeting=meeting).first()
    context = {"at": at, "meeting": meeting, "minutes": held, **_told(at, held)}
    context |= _writing(at, meeting, held, unsaved=(chosen.pk, sent[:20_000]))
    return render(request, "assemblies/minutes.html", context)


@require_POST
@login_required
def step(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Draft the minutes, put them to a vote, agree them, or make up for a checkpoint that is missing."""
    at = seen(request, slug)
    meeting = meeting_of(at, number)
    told: dict[str, Any] = {"by": signed_in(request), "now": timezone.now()}
    if verb == "draft":
        act(request, lambda: verbs.draft_minutes(meeting=meeting, **told), _("Members can read the draft now."))
        return redirect("minutes", slug, number)
    held = get_object_or_404(Minutes, meeting=meeting)
    if verb == "put":
        act(request, lambda: verbs.put_minutes(held=held, **told), _("The minutes can be voted on now."))
    elif verb == "vouch":
        act(request, lambda: verbs.vouch(held=held, **told))
    else:
        later = at.body.meetings.filter(state=Meeting.State.OPEN).exclude(pk=meeting.pk).first() or meeting
        act(request, lambda: verbs.agree_minutes(held=held, meeting=later, **told), _("The minutes are agreed."))
    return redirect("minutes", slug, number)


def _text(at: Seen, held: Minutes | None) -> str | None:
    """The minutes as the one who looks may read them; None where there is nothing for them, or it was erased."""
    if held is None:
        return None
    if held.state == Minutes.State.DRAFT:
        return held.draft if at.belongs else None
    return (
        CommittedText.objects.filter(commitment=held.commitment, erased_at=None).values_list("text", flat=True).first()
    )


def _told(at: Seen, held: Minutes | None) -> dict[str, Any]:
    """The minutes for a page: as they are kept, and taken apart for the eye."""
    text = _text(at, held)
    head, pieces = parts(text) if text else ((), ())
    return {"text": text, "head": head, "parts": pieces}


def _writing(
    at: Seen, meeting: Meeting, held: Minutes | None, unsaved: tuple[int, str] | None = None
) -> dict[str, Any]:
    """The notes and the boxes to write them in, for who may; nothing for anyone else."""
    frozen = held is not None and (held.state == Minutes.State.AGREED or verbs.frozen(meeting))
    if not writes(at, meeting) or frozen or meeting.state not in (Meeting.State.OPEN, Meeting.State.CLOSED):
        return {"writes": writes(at, meeting), "rows": []}
    notes = {each.item_id: each for each in ItemNote.objects.filter(item__meeting=meeting)}
    rows = []
    for item in meeting.items.all():
        kept = notes.get(item.pk)
        lost = unsaved[1] if unsaved and unsaved[0] == item.pk else None
        told = {"item": item, "version": kept.version if kept else 0, "kept": kept.text if kept else ""}
        rows.append({**told, "text": told["kept"] if lost is None else lost, "unsaved": lost is not None})
    later = at.body.meetings.filter(state=Meeting.State.OPEN).exclude(pk=meeting.pk).first()
    return {"writes": True, "rows": rows, "later": later}
