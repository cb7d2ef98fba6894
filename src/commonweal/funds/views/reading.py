"""The public pages of pots: all of them, one with its books, and the same as files."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from commonweal.assemblies.views.acting import in_sample
from commonweal.basics.tables import Column, Provenance, Table, as_csv, as_json, as_parquet
from commonweal.funds import exports, queries
from commonweal.funds.actions.moving import waiting
from commonweal.funds.grants import Grant, Recipient, as_360giving
from commonweal.funds.ledger import CORRECTED_BY, Account, Kind
from commonweal.funds.models import Pot
from commonweal.funds.months import by_month
from commonweal.funds.views.acting import called, seen

SHOWN: Final = {
    Kind.INCOME: gettext_lazy("Came in"),
    Kind.PROMISE: gettext_lazy("Promised"),
    Kind.RELEASE: gettext_lazy("Given back to the pot"),
    Kind.PAYMENT: gettext_lazy("Paid"),
    Kind.INCOME_CORRECTED: gettext_lazy("Income corrected"),
    Kind.PAYMENT_CORRECTED: gettext_lazy("Payment corrected"),
}
ON_PAGE: Final = ("entry", "day", "kind", "pence", "words", "event")
ON_ONE_PAGE: Final = 50  # entries of the books
WRITERS: Final[dict[str, tuple[str, Callable[[Table], bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
    "parquet": ("application/vnd.apache.parquet", as_parquet),
}


@require_safe
def pots(request: HttpRequest) -> HttpResponse:
    """Every pot, with what is free in it."""
    table = _all(in_sample())
    return render(request, "funds/pots.html", {"table": table, "downloads": reverse("pots") + "all"})


@require_safe
def pot(request: HttpRequest, slug: str) -> HttpResponse:
    """One pot: in, out, promised, free, by decision; its rules; its books."""
    at = seen(request, slug)
    found, lines = at.pot, queries.lines(at.pot)
    context = {
        "at": at,
        "pot": found,
        "policy": found.rules().policy,
        "held": {str(name): pence for name, pence in queries.held(found).items()},
        "came": -queries.held(found)[Account.SOURCE],
        "under": _under(found),
        "waiting": list(queries.waiting(found)),
        "promises": found.promises.select_related("pot"),
        "keepers": queries.keepers(found),
        "months": _months(lines),
        "grants": queries.grants(found).exists(),
        "beside": queries.beside(found, lines),
        "published": queries.published(sample=found.sample, council=found.accountable).exists(),
        **_paged(_for_page(_postings(found, lines), found.slug), request.GET.get("page")),
        "downloads": found.get_absolute_url() + "postings",
    }
    return render(request, "funds/pot.html", context)


@require_safe
def promise(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One promise: under which decision, how much, what became of it; and what its steward can do."""
    at = seen(request, slug)
    read = at.pot.promises.select_related("pot", "decision__proposal__terms", "decision__body")
    found = get_object_or_404(read.prefetch_related("decision__answers"), number=number)
    payments = found.payments.select_related("pot", "entry").order_by("number")
    context = {"at": at, "promise": found, "payments": payments, "spare": found.left - waiting(found)}
    context["owed"] = queries.owed(at.pot.body) if at.steward else []
    return render(request, "funds/promise.html", context)


@require_safe
def entry(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One entry of the books; and, for an approver, a way to correct it."""
    at = seen(request, slug)
    line = queries.line(at.pot, number)
    if line is None:
        raise Http404
    kept = at.pot.entries.select_related("promise__pot", "corrects__pot", "corrected_by__pot").get(number=number)
    corrected = getattr(kept, "corrected_by", None)
    context = {
        "at": at,
        "line": line,
        "kept": kept,
        "what": SHOWN[line.entry.kind],
        "corrected": corrected,
        "may_correct": at.approver and line.entry.kind in CORRECTED_BY and corrected is None,
    }
    return render(request, "funds/entry.html", context)


@require_safe
def all_pots_file(request: HttpRequest, ending: str) -> HttpResponse:
    """Every pot as a file."""
    return file_of(_all(in_sample()), ending)


@require_safe
def postings_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The books of a pot as a file, with machine words in place of the page's."""
    found = called(slug)
    return file_of(_postings(found, queries.lines(found)), ending)


@require_safe
def months_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """What a pot held month by month, as a file."""
    return file_of(_months(queries.lines(called(slug))), ending)


@require_safe
def grants_file(request: HttpRequest, slug: str) -> HttpResponse:
    """What a pot promised to organisations, as 360Giving publishes grants. Raises Http404 where there is none."""
    found = called(slug)
    told = [
        Grant(
            id=f"{found.public_id}-{each.number}",
            address=request.build_absolute_uri(each.get_absolute_url()),
            title=each.what_for,
            description=each.decision.proposal.title,
            recipient=Recipient(each.recipient, each.recipient_number),
            awarded=timezone.localdate(each.made_at),
            pence=each.pence - each.released,
            paid=each.paid,
        )
        for each in queries.grants(found)
    ]
    if not told:
        raise Http404
    response = HttpResponse(as_360giving(told, Recipient(found.accountable)), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-grants.json"'
    return response


@require_safe
def beancount_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The books of a pot as beancount reads them."""
    found = called(slug)
    text = exports.beancount(queries.lines(found), timezone.localdate(found.founded_at))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.beancount"'
    return response


def _all(sample: bool) -> Table:
    columns = (
        Column("pot", _("Pot")),
        Column("body", _("Who decides")),
        Column("accountable", _("Who holds the money")),
        Column("free", _("Free"), "money"),
        Column("promised", _("Promised"), "money"),
    )
    rows = [
        {
            "pot": each.name,
            "pot_url": each.get_absolute_url(),
            "body": each.body.name,
            "body_url": each.body.get_absolute_url(),
            "accountable": each.accountable,
            **{str(name): pence for name, pence in queries.held(each).items()},
        }
        for each in queries.pots(sample=sample).prefetch_related("accounts")
    ]
    return Table("pots", _("Every pot"), columns, rows, provenance=_source(_("All pots")))


def _under(found: Pot) -> Table:
    columns = (
        Column("decision", _("Decision")),
        Column("allowed", _("Allows"), "money"),
        Column("promised", _("Promised in all"), "money"),
        Column("paid", _("Paid of it"), "money"),
        Column("left", _("Still to pay"), "money"),
    )
    rows = [
        {
            "decision": each.decision.proposal.title,
            "decision_url": each.decision.get_absolute_url(),
            "allowed": each.allowed,
            "promised": each.promised,
            "paid": each.paid,
            "left": each.left,
        }
        for each in queries.under_decisions(found)
    ]
    return Table("decisions", _("By decision"), columns, rows)


def _months(lines: Sequence[exports.Line]) -> Table:
    columns = (
        Column("month", _("Month"), "month"),
        Column("came_in", _("Came in"), "money"),
        Column("paid", _("Paid out"), "money"),
        Column("promised", _("Promised at its end"), "money"),
        Column("free", _("Free at its end"), "money"),
    )
    rows = [
        {
            "month": each.month,
            "came_in": each.came_in,
            "paid": each.paid,
            "promised": each.held[Account.PROMISED],
            "free": each.held[Account.FREE],
        }
        for each in by_month([line.entry for line in lines])
    ]
    return Table("months", _("Month by month"), columns, rows)


def _postings(found: Pot, lines: Sequence[exports.Line]) -> Table:
    columns = (
        Column("entry", _("Entry")),
        Column("day", _("Day"), "date"),
        Column("kind", _("What was done")),
        Column("from_account", _("From")),
        Column("to_account", _("To")),
        Column("pence", _("Amount"), "money"),
        Column("words", _("What for, or from where")),
        Column("decision", _("Decision")),
        Column("corrects", _("Corrects entry")),
        Column("event", _("Event of the record")),
    )
    return exports.postings(lines, columns, _("The books"), _source(found.name))


def _for_page(table: Table, slug: str) -> Table:
    """The newest first, in the words of a page, with links into the record."""
    rows: list[dict[str, Any]] = [
        {
            **row,
            "kind": str(SHOWN[Kind(row["kind"])]),
            "words": row["words"] or row["decision"],
            "entry_url": reverse("entry", args=[slug, row["entry"]]),
            "event_url": reverse("record-event", args=[row["event"]]),
        }
        for row in reversed(table.rows)
    ]
    columns = [column for column in table.columns if column.name in ON_PAGE]
    return replace(table, columns=columns, rows=rows)


def _paged(table: Table, asked: str | None) -> dict[str, Any]:
    """One page of the books, as the table of a page takes it."""
    page = Paginator(table.rows, ON_ONE_PAGE).get_page(asked)
    shown = replace(table, rows=list(page.object_list), total=len(table.rows))
    return {"postings": shown, "page": page.number, "per_page": ON_ONE_PAGE}


def _source(name: str) -> Provenance:
    said = _("%(name)s, as the public record of this site holds it") % {"name": name}
    return Provenance(attribution=said, licence=_("the licence is for the people who run this site to say"))


def file_of(table: Table, ending: str) -> HttpResponse:
    """A table as a file. Raises Http404 for an ending that is not known."""
    if ending not in WRITERS:
        raise Http404
    kind, write = WRITERS[ending]
    response = HttpResponse(write(table), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{table.name}.{ending}"'
    return response
