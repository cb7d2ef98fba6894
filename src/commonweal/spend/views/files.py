"""The files held: what each was found to say, and every row of it that was set aside."""

from typing import Any, Final

import polars as pl
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.basics.problems import Refused
from commonweal.basics.tables import Column, Table
from commonweal.people.permissions import signed_in
from commonweal.spend import queries
from commonweal.spend.actions.overlaps import decide_overlap as decide
from commonweal.spend.actions.withdrawal import leave_out, take_back
from commonweal.spend.forms import LABELS
from commonweal.spend.models import Overlap, SpendFile, Upload
from commonweal.spend.permissions import CORRECT
from commonweal.spend.views.paging import page_number

ROWS: Final = 100
FILES: Final = 25  # on one page of the list: a phone shows three at a time; our choice
RECENT: Final = 20  # uploads shown to those who may send files
WHERE: Final = (Column("sheet", "Sheet"), Column("line", "Line", "count"), Column("reason", "Why it is not a payment"))
PROBLEMS: Final = (Column("where", "Where"), Column("reason", "What could not be understood"))


def imports(request: HttpRequest) -> HttpResponse:
    """All files held, the overlaps that wait for a person, and what was sent in lately."""
    sample = queries.sample_in_view()
    files = Paginator(queries.all_files(sample=sample), FILES).get_page(page_number(request))
    may_correct = request.user.has_perm(CORRECT)
    context = {
        "files": files,
        "overlaps": queries.overlaps(sample=sample),
        "uploads": Upload.objects.all()[:RECENT] if may_correct else [],
        "may_correct": may_correct,
    }
    return render(request, "spend/imports.html", context)


def file(request: HttpRequest, public_id: str) -> HttpResponse:
    """One file: its figures, its columns, its problems, and each row set aside with the reason."""
    held = _in_view(public_id)
    context = {
        "file": held,
        "problems": _problems(held),
        "set_aside": _set_aside(held, page_number(request)),
        "page": page_number(request),
        "per_page": ROWS,
        "may_correct": request.user.has_perm(CORRECT),
        "columns": _columns(held),
    }
    return render(request, "spend/file.html", context)


@require_POST
@login_required
@permission_required(CORRECT, raise_exception=True)
def decide_overlap(request: HttpRequest, number: int) -> HttpResponse:
    """Say whether payments that stand in two files count once or both stand."""
    overlap = get_object_or_404(Overlap, pk=number)
    try:
        decide(overlap=overlap, decision=request.POST.get("decision", ""), by=signed_in(request), now=timezone.now())
        messages.success(request, _("Decided. The account counts them so from now on; you can change it here."))
    except Refused as refusal:
        messages.error(request, refusal.plain)
    return redirect("imports")


@require_POST
@login_required
@permission_required(CORRECT, raise_exception=True)
def withdrawal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Leave a file out of every figure, or take it back in."""
    held = _in_view(public_id)
    if request.POST.get("take_back"):
        take_back(file=held, by=signed_in(request), now=timezone.now())
        messages.success(request, _("The file counts again in every figure."))
    else:
        leave_out(file=held, by=signed_in(request), now=timezone.now())
        messages.success(
            request, _("The file is left out of every figure. It stays readable, and you can take it back.")
        )
    return redirect("file", public_id=held.public_id)


def _in_view(public_id: str) -> SpendFile:
    return get_object_or_404(SpendFile, public_id=public_id, sample=queries.sample_in_view())


def _columns(held: SpendFile) -> list[dict[str, Any]]:
    """Each column of the file, with the field it was taken for in words."""
    taken = {column: LABELS[field] for field, column in held.layout["mapping"].items()}
    return [{**column, "label": taken.get(column["id"], "")} for column in held.layout["columns"]]


def _problems(held: SpendFile) -> Table:
    rows: list[dict[str, Any]] = held.summary["problems"]
    return Table("problems", _("What could not be understood"), PROBLEMS, rows)


def _set_aside(held: SpendFile, page: int) -> Table:
    lying = pl.scan_parquet(queries.lake_folder() / held.set_aside_file)
    rows = lying.slice((page - 1) * ROWS, ROWS).collect().to_dicts()
    columns = WHERE if any(row["sheet"] for row in rows) else WHERE[1:]  # a csv has no sheets to name
    return Table("set-aside", _("Rows set aside"), columns, rows, total=held.rows - held.payments)
