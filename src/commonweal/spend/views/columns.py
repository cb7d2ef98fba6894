"""Correcting a file's columns: choose, see the effect, then accept it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.basics.problems import Refused
from commonweal.people.permissions import signed_in
from commonweal.spend import queries
from commonweal.spend.actions.imports import correct_file, read_with
from commonweal.spend.forms import ColumnsForm
from commonweal.spend.models import SpendFile
from commonweal.spend.permissions import CORRECT


@login_required
@permission_required(CORRECT, raise_exception=True)
def columns(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what each column holds. The first answer shows the effect; accepting it is a second, separate step."""
    file = get_object_or_404(SpendFile, public_id=public_id, sample=queries.sample_in_view())
    form = ColumnsForm(request.POST if request.method == "POST" else None, file=file)
    if not form.is_valid():
        return render(request, "spend/columns.html", {"file": file, "form": form})
    if "accept" not in request.POST:
        reading = read_with(file, form.correction())
        context = {"file": file, "form": form, "reading": reading, "summary": reading.summary()}
        return render(request, "spend/columns.html", context)
    try:
        correct_file(file=file, correction=form.correction(), by=signed_in(request), now=timezone.now())
        messages.success(request, _("Done. The payer’s next file of this shape will be read in the same way."))
    except Refused as refusal:
        messages.error(request, refusal.plain)
        return render(request, "spend/columns.html", {"file": file, "form": form})
    return redirect("file", public_id=file.public_id)
