"""Sending files in, and watching them being read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.people.permissions import signed_in
from commonweal.spend.actions.imports import FULL
from commonweal.spend.actions.uploads import receive_upload
from commonweal.spend.forms import UploadForm
from commonweal.spend.models import Upload
from commonweal.spend.permissions import IMPORT
from commonweal.spend.tasks import read_upload


@login_required
@permission_required(IMPORT, raise_exception=True)
def send(request: HttpRequest) -> HttpResponse:
    """Choose files, and say whose they are where they do not say it themselves."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return render(request, "spend/send.html", {"form": form})
    uploads = []
    try:
        for file in form.cleaned_data["sent"]:
            payer = form.cleaned_data["payer"]
            upload = receive_upload(
                name=file.name, chunks=file.chunks(), payer=payer, by=signed_in(request), now=timezone.now()
            )
            read_upload.enqueue(upload.pk)
            uploads.append(upload)
    except OSError:
        messages.error(request, _("%(name)s: %(reason)s.") % {"name": file.name, "reason": FULL})
    if len(uploads) == 1:
        return redirect("upload", public_id=uploads[0].public_id)
    return redirect("imports")


@login_required
@permission_required(IMPORT, raise_exception=True)
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far the reading of one upload is; the page asks again by itself until it is done."""
    upload = get_object_or_404(Upload, public_id=public_id)
    template = "spend/upload_state.html" if getattr(request, "htmx", False) else "spend/upload.html"
    return render(request, template, {"upload": upload, "done": upload.state not in ("waiting", "reading")})
