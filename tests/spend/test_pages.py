"""The pages of spend, as a stranger, a member without a role and an editor see them."""

import html
import io
import json
import re
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.people.actions import give_role, open_account
from commonweal.spend.actions.uploads import interrupted_uploads
from commonweal.spend.importing import Told
from commonweal.spend.models import Overlap, SpendFile, Upload
from commonweal.spend.tasks import read_upload
from tests.spend.conftest import JUNE, NOW, published

pytestmark = pytest.mark.django_db
BringIn = Callable[..., Told]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PERSONS = published(
    "03/06/2024,Mrs Agnes Trellis,900.00,Care,T1",
    "04/06/2024,Tern Bakery Co-operative Ltd,100.00,Food,T2",
)


@pytest.fixture
def stranger() -> Client:
    return Client()


@pytest.fixture
def member() -> Client:
    client = Client()
    client.force_login(open_account(email="member@sample.example", by=None, now=NOW), backend=BACKEND)
    return client


@pytest.fixture
def editor() -> Client:
    client = Client()
    role = give_role(email="editor@sample.example", room="spend", name="editor", by=None, now=NOW)
    client.force_login(role.user, backend=BACKEND)
    return client


READABLE = [
    "/",
    "/payers/",
    "/payers/sandport-council/",
    "/suppliers/",
    "/suppliers/?sort=supplier",
    "/categories/",
    "/departments/",
    "/purposes/",
    "/wards/",
    "/payments/",
    "/payments/?payer=sandport-council&month=2024-06",
    "/account/?category=Food",
    "/account/?category=There+is+none",
    "/coverage/",
    "/imports/",
    "/search/",
    "/search/?q=tern",
    "/search/?q=%27%22%3Cscript%3E",
    "/definitions/suppliers/",
    "/sources/",
    "/tables/suppliers.csv",
    "/tables/suppliers.csv-metadata.json",
    "/tables/rows.json",
    "/tables/rows.parquet?payer=sandport-council",
]


@pytest.mark.parametrize("address", READABLE)
def test_a_stranger_reads_everything_that_is_public(bring_in: BringIn, stranger: Client, address: str) -> None:
    bring_in(JUNE)
    assert stranger.get(address).status_code == 200


@pytest.mark.parametrize("address", [each for each in READABLE if "sandport" not in each])
def test_every_page_copes_with_nothing_held(stranger: Client, address: str) -> None:
    assert stranger.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/payers/nobody/",
        "/suppliers/NOBODY/",
        "/suppliers/?sort=pence%3B+drop",
        "/suppliers/?page=0",
        "/suppliers/?page=-1",
        "/payments/?page=99999999999999",
        "/definitions/../settings/",
        "/tables/users.csv",
        "/tables/suppliers.exe",
        "/imports/00000000-0000-0000-0000-000000000000/",
    ],
)
def test_what_is_not_there_is_not_found(bring_in: BringIn, stranger: Client, address: str) -> None:
    bring_in(JUNE)
    assert stranger.get(address).status_code == 404


def test_a_figure_leads_to_its_rows_in_two_clicks(bring_in: BringIn, stranger: Client) -> None:
    bring_in(JUNE)
    account = stranger.get("/payers/sandport-council/").content.decode()
    assert "/payments/?payer=sandport-council" in account
    assert "£3,110.50" in account
    rows = stranger.get("/payments/?payer=sandport-council").content.decode()
    assert "£1,200.00" in rows
    assert f"/imports/{SpendFile.objects.get().public_id}/" in rows


def test_a_private_person_is_named_on_no_page_and_in_no_download(bring_in: BringIn, stranger: Client) -> None:
    bring_in(PERSONS)
    file = SpendFile.objects.get()
    for address in [*READABLE, f"/imports/{file.public_id}/", "/search/?q=trellis", "/suppliers/person/"]:
        content = stranger.get(address).content
        assert b"Agnes" not in content, address
        assert b"AGNES" not in content, address
        assert b"person-" not in content, address
    assert "Private persons" in stranger.get("/suppliers/").content.decode()


def test_downloads_agree_with_the_page_and_with_one_another(bring_in: BringIn, stranger: Client) -> None:
    bring_in(JUNE)
    told = json.loads(stranger.get("/tables/suppliers.json").content)
    parquet = pl.read_parquet(io.BytesIO(stranger.get("/tables/suppliers.parquet").content))
    csv = pl.read_csv(io.BytesIO(stranger.get("/tables/suppliers.csv").content))
    assert [row["pence"] for row in told["rows"]] == [200050, 60000, 51000]
    assert parquet.height == csv.height == 3
    assert csv["pounds"].to_list() == [2000.5, 600.0, 510.0]
    assert told["licence"]


def test_a_formula_in_a_cell_is_harmless_in_the_download(bring_in: BringIn, stranger: Client) -> None:
    bring_in(published("03/06/2024,=HYPERLINK(0) Ltd,100.00,Food,T1"))
    assert b",=HYPERLINK" not in stranger.get("/tables/rows.csv").content
    assert b"'=HYPERLINK" in stranger.get("/tables/rows.csv").content


def test_a_cell_with_markup_shows_as_text(bring_in: BringIn, stranger: Client) -> None:
    bring_in(published("03/06/2024,<script>alert(1)</script> Ltd,100.00,Food,T1"))
    for address in ("/suppliers/", "/payments/", "/search/?q=script"):
        assert b"<script>alert" not in stranger.get(address).content


WRITES = ["/imports/new/", "/imports/overlaps/1/"]


@pytest.mark.parametrize("address", WRITES)
def test_a_stranger_who_writes_is_asked_to_sign_in(stranger: Client, address: str) -> None:
    answer = stranger.post(address)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/sign-in/")


@pytest.mark.parametrize("address", WRITES)
def test_a_member_without_the_role_is_refused(member: Client, address: str) -> None:
    assert member.post(address).status_code == 403


def test_a_member_cannot_correct_columns(bring_in: BringIn, member: Client) -> None:
    bring_in(JUNE)
    assert member.post(f"/imports/{SpendFile.objects.get().public_id}/columns/").status_code == 403


def send(client: Client, *files: tuple[str, bytes], **more: str) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/imports/new/", {"sent": sent, **more})


def test_an_editor_sends_a_file_and_the_worker_reads_it(editor: Client) -> None:
    answer = send(editor, ("sandport-2024-06.csv", JUNE), payer="Sandport Council")
    upload = Upload.objects.get()
    assert answer.headers["Location"] == f"/imports/uploads/{upload.public_id}/"
    assert "Waiting for its turn" in editor.get(answer.headers["Location"]).content.decode()
    read_upload.call(upload.pk)
    page = editor.get(answer.headers["Location"]).content.decode()
    assert "£3,110.50" in page
    assert SpendFile.objects.get().name == "sandport-2024-06.csv"


def test_a_photo_called_csv_is_refused_with_the_reason(editor: Client) -> None:
    send(editor, ("holiday.csv", b"\xff\xd8\xff\xe0 not a table"))
    read_upload.call(Upload.objects.get().pk)
    upload = Upload.objects.get()
    assert upload.state == Upload.State.REFUSED
    page = editor.get(f"/imports/uploads/{upload.public_id}/").content.decode()
    assert "photo" in page


@pytest.mark.parametrize("name", ["run.exe", "page.html", "payments"])
def test_other_kinds_of_file_are_refused_at_the_door(editor: Client, name: str) -> None:
    page = send(editor, (name, b"x"))
    assert page.status_code == 200
    assert "not a kind of file we read" in page.content.decode()
    assert not Upload.objects.exists()


def test_no_file_chosen_is_said_plainly(editor: Client) -> None:
    assert "Choose at least one file" in editor.post("/imports/new/", {}).content.decode()


def test_columns_show_their_effect_before_they_are_accepted(bring_in: BringIn, editor: Client) -> None:
    header = "Payment Date,Supplier Name,Net Amount,Gross Amount"
    bring_in(published("03/06/2024,Tern Bakery Ltd,100.00,120.00", header=header))
    file = SpendFile.objects.get()
    address = f"/imports/{file.public_id}/columns/"
    chosen = {"payment_date": "c1", "supplier": "c2", "gross": "c4", "payer_name": "Sandport Council"}
    assert "£120.00" in editor.post(address, chosen).content.decode()
    file.refresh_from_db()
    assert file.pence == 10000
    editor.post(address, {**chosen, "accept": "1"})
    file.refresh_from_db()
    assert (file.pence, file.amount_basis) == (12000, "gross")


def test_columns_without_an_amount_are_refused(bring_in: BringIn, editor: Client) -> None:
    bring_in(JUNE)
    page = editor.post(f"/imports/{SpendFile.objects.get().public_id}/columns/", {"supplier": "c2", "accept": "1"})
    assert "Choose the column that holds the amount" in page.content.decode()


def test_an_editor_leaves_a_file_out_and_takes_it_back(bring_in: BringIn, editor: Client, stranger: Client) -> None:
    bring_in(JUNE)
    file = SpendFile.objects.get()
    address = f"/imports/{file.public_id}/"
    editor.post(f"{address}withdrawal/")
    assert "No payments are held yet" in stranger.get("/").content.decode()
    assert "left this file out" in stranger.get(address).content.decode()
    assert "£1,200.00" in stranger.get(f"/payments/?file={file.public_id}").content.decode()
    editor.post(f"{address}withdrawal/", {"take_back": "1"})
    assert "£3,110.50" in stranger.get("/payers/sandport-council/").content.decode()


def test_a_replaced_file_stays_readable_and_comes_back(bring_in: BringIn, editor: Client, stranger: Client) -> None:
    bring_in(JUNE)
    bring_in(JUNE + b"29/06/2024,Knot Builders Ltd,1000.00,Repairs,T6\r\n", path="sandport-2024-06-v2.csv")
    earlier = SpendFile.objects.get(superseded_by__isnull=False)
    assert "A later file replaces this one" in stranger.get(f"/imports/{earlier.public_id}/").content.decode()
    assert "£1,200.00" in stranger.get(f"/payments/?file={earlier.public_id}").content.decode()
    editor.post(f"/imports/{SpendFile.objects.get(superseded_by=None).public_id}/withdrawal/")
    assert "£3,110.50" in stranger.get("/payers/sandport-council/").content.decode()


def test_a_fault_of_ours_is_told_and_nothing_is_kept(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send(editor, ("sandport-2024-06.csv", JUNE), payer="Sandport Council")

    def broken(**anything: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("commonweal.spend.actions.uploads.import_found", broken)
    with pytest.raises(RuntimeError):
        read_upload.call(Upload.objects.get().pk)
    upload = Upload.objects.get()
    assert "went wrong on our side" in editor.get(f"/imports/uploads/{upload.public_id}/").content.decode()
    assert not SpendFile.objects.exists()


def test_a_reading_that_was_cut_off_is_taken_up_again(editor: Client) -> None:
    send(editor, ("sandport-2024-06.csv", JUNE), payer="Sandport Council")
    Upload.objects.update(state=Upload.State.READING)
    [upload] = interrupted_uploads()
    read_upload.call(upload.pk)
    assert Upload.objects.get().state == Upload.State.ACCEPTED
    assert not interrupted_uploads()


def test_an_editor_decides_an_overlap_and_may_think_again(bring_in: BringIn, editor: Client) -> None:
    bring_in(JUNE)
    bring_in(
        published(
            "28/06/2024,Grebe Cleaning Services Ltd,-40.00,Cleaning,T4", "01/07/2024,Knot Builders Ltd,10.00,Repairs,T7"
        ),
        path="sandport-2024-07.csv",
    )
    overlap = Overlap.objects.get()
    for decision in ("count-once", "both-stand"):
        editor.post(f"/imports/overlaps/{overlap.pk}/", {"decision": decision})
        overlap.refresh_from_db()
        assert overlap.decision == decision
    assert "Say whether" in editor.post(f"/imports/overlaps/{overlap.pk}/", {}, follow=True).content.decode()


@pytest.mark.parametrize("name", ["***", "?", "A/B & Co", "..", "100%", "Ünïcode Ltd", "10008721"])
def test_a_supplier_of_any_name_has_its_pages(bring_in: BringIn, stranger: Client, name: str) -> None:
    bring_in(published(f'03/06/2024,"{name}",100.00,Food,T1'))
    for address in ("/", "/suppliers/", "/payments/", "/payers/sandport-council/", "/tables/suppliers.csv"):
        assert stranger.get(address).status_code == 200, address
    found = re.search(r'href="(/suppliers/[^"?]+/)"', stranger.get("/suppliers/").content.decode())
    assert found is None or stranger.get(html.unescape(found.group(1))).status_code == 200


@pytest.mark.db
@pytest.mark.parametrize(
    "typed", ["%00", "a%00b", "%ff%fe", "%F0%9F%92%B7", "a" * 5000, "%25%27%22%3B--", "%0d%0aX: y"]
)
def test_whatever_is_typed_into_an_address_is_answered(bring_in: BringIn, stranger: Client, typed: str) -> None:
    bring_in(JUNE)
    for address in ("/search/?q=", "/account/?supplier=", "/payments/?file=", "/payments/?ward="):
        assert stranger.get(address + typed).status_code == 200, address
    nothing = typed == "%00"  # what cannot be part of a name is dropped
    assert stranger.get("/account/?payer=" + typed).status_code == (200 if nothing else 400)
    for address in ("/suppliers/?sort=", "/suppliers/?page="):
        assert stranger.get(address + typed).status_code == 404, address
