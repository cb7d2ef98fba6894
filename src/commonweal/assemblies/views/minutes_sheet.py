"""Minutes as a sheet of paper: what stands on it, in the words of the one who reads, and its PDF."""

from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonweal.assemblies.minutes import BY_VOTE, parts
from commonweal.assemblies.models import Minutes
from commonweal.basics import typesetting

TEMPLATE: Final = Path(__file__).parents[1] / "minutes.typ"
OPTIONAL: Final = frozenset(("heading", "note", "sample"))  # texts that a sheet can do without


def pdf(request: HttpRequest, held: Minutes, text: str) -> bytes:
    """Minutes set in type, with the checkpoint of the record on them. Raises Refused where none of it can be set."""
    made = timezone.localdate(held.agreed_at or held.drafted_at)
    return typesetting.pdf(TEMPLATE, told(request, held, text), made, OPTIONAL)


def told(request: HttpRequest, held: Minutes, text: str) -> dict[str, Any]:
    """All that stands on the sheet. Every word of the minutes is in it, in their order."""
    head, pieces = parts(text)
    return {
        "title": head[0],
        "about": list(head[1:]),
        "standing": _standing(held),
        "sample": _("Invented: this is the sample region.") if held.meeting.body.sample else "",
        "parts": [{"heading": part.heading, "paragraphs": list(part.paragraphs)} for part in pieces],
        **_proof(request, held),
        "page": _("Page {at} of {all}"),
        "language": translation.get_language().partition("-")[0],
    }


def _standing(held: Minutes) -> str:
    if held.state == Minutes.State.DRAFT:
        return _("A draft of %(day)s, for members. The next meeting agrees it or changes it.") % {
            "day": date_format(timezone.localdate(held.drafted_at), "j F Y")
        }
    assert held.agreed_at is not None
    assert held.agreed_in is not None
    facts = {
        "day": date_format(timezone.localdate(held.agreed_at), "j F Y"),
        "number": held.agreed_in.number,
        "event": held.event,
    }
    if held.way == BY_VOTE:
        return _("Agreed on %(day)s at meeting %(number)d, by a vote. Event %(event)d of the record.") % facts
    return _("Agreed on %(day)s at meeting %(number)d, without objection. Event %(event)d of the record.") % facts


def _proof(request: HttpRequest, held: Minutes) -> dict[str, Any]:
    if held.state == Minutes.State.DRAFT:
        return {"proof-title": "-", "proof": [], "note": "", "addresses": []}
    where = [reverse("minutes", args=[held.meeting.body.slug, held.meeting.number]), reverse("record")]
    page, record = (request.build_absolute_uri(each) for each in where)
    addresses = [
        _("These minutes: %(address)s") % {"address": page},
        _("The record, and how to check it: %(address)s") % {"address": record},
    ]
    title = _("The record as it stood then")
    if held.checkpoint is None:
        missing = _("No checkpoint stands on these minutes yet: the host could not sign one.")
        return {"proof-title": title, "proof": [missing], "note": "", "addresses": addresses}
    kept = _("Keep this sheet. If anybody changes the record later, it no longer fits the lines below.")
    check = _(
        "To check it, type the lines into a file, get the record as files, and run: "
        "commonweal verify FOLDER --checkpoint FILE"
    )
    stands = _("In the record these minutes stand as %(commitment)s") % {"commitment": held.commitment}
    return {
        "proof-title": title,
        "proof": [kept, check],
        "note": held.checkpoint.note,
        "addresses": [stands, *addresses],
    }
