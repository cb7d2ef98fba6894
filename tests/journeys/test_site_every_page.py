"""Every kind of page serves everyone: it is labelled, axe finds nothing, nothing runs off the side, and it prints."""

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.test import Client
from playwright.sync_api import Page, Request

from commonweal.journeys.sample.actions import SIGN_INS
from commonweal.spend.models import Payer, SpendFile, Upload
from tests.journeys.conftest import NOW, sign_in

EDITOR, MEMBER, *_ = SIGN_INS
Axe = Callable[[Page], list[str]]
PHONE, DESK = {"width": 320, "height": 700}, {"width": 1280, "height": 900}
ZOOMED = {"width": 640, "height": 450}  # what is left of a desk's screen when everything on it is twice as large
FIRST_PAGE = 100_000  # bytes over the line, before the map (DESIGN.md, "Face")
LETTERS_TWICE_AS_LARGE = "document.documentElement.style.fontSize = '200%'"
NOT_ON_PAPER = (".cw-nav", "form", ".govuk-skip-link", ".cw-links")
WIDTH = "document.documentElement.scrollWidth"


def public_pages() -> list[str]:
    """One address of every kind that a stranger can open."""
    payer, file = Payer.objects.earliest("pk"), SpendFile.objects.latest("pk")
    lists = [f"/{name}/" for name in ("payers", "suppliers", "wards")]
    chosen = [f"/payments/?payer={payer.slug}", f"/account/?payer={payer.slug}&area=home", "/account/?category=None"]
    supplier = re.search(r'href="(/suppliers/[^"]+/)"', Client().get("/suppliers/").content.decode())
    assert supplier
    single = [f"/payers/{payer.slug}/", supplier[1], f"/imports/{file.public_id}/", "/definitions/suppliers/"]
    closer = ["compare/", "flows/?to=districts", "few-suppliers/", "wards/", "over-time/", "payments/?ring=uk"]
    closer += ["breakdown/industries/", "breakdown/owners/", "locks/", "locks/?on=insurance-premiums", "?home=nowhere"]
    chosen += ["/account/", *(f"/account/{each}" for each in closer)]
    pot = "/pots/rope-walk-share-of-the-levy/"
    chosen += [
        "/pots/",
        "/pots/rope-walk-club-pot/",
        f"{pot}promises/1/",
        f"{pot}payments/1/",
        "/developer-contributions/",
    ]
    chosen += [f"/budgets/{each}" for each in ("", "count/", "first-tools-for-new-co-ops/", "rope-walk-decides/")]
    chosen += [f"/budgets/rope-walk-decides/{each}/" for each in ("ideas", "ideas/8", "results", "projects/2", "money")]
    asking = ["/search/", "/search/?q=care", "/sign-in/", "/sign-in/new/"]
    return ["/", *lists, *single, *chosen, *asking, "/coverage/", "/imports/", "/sources/", "/nowhere/"]


def test_every_page_a_stranger_opens_serves_everyone(sample: Path, site: str, page: Page, axe: Axe) -> None:
    faults = []
    for address in public_pages():
        page.goto(site + address)
        faults += [f"{address}: {fault}" for fault in faults_of(page, axe)]
    assert faults == []


def test_every_page_of_those_who_sign_in_serves_everyone(sample: Path, site: str, page: Page, axe: Axe) -> None:
    faults = [f"{page.url}: {fault}" for _ in pages_behind_a_door(site, page) for fault in faults_of(page, axe)]
    assert faults == []


def pages_behind_a_door(site: str, page: Page) -> Iterator[None]:
    """Opens one page after another: what a member and then an editor can see."""
    file = SpendFile.objects.latest("pk")
    page.goto(f"{site}/sign-in/new/")
    page.get_by_label("E-mail address").fill("newcomer@sample.example")
    page.get_by_role("button", name="Send me a code").click()
    yield  # the code that confirms an address
    page.context.clear_cookies()
    page.goto(f"{site}/sign-in/")
    page.get_by_label("E-mail address").fill(EDITOR)
    page.get_by_role("button", name="Send me a code").click()
    yield  # the code that signs in
    page.get_by_label("Code").fill("WRONG")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    yield
    page.context.clear_cookies()
    sign_in(page, site, MEMBER)
    page.goto(f"{site}/imports/new/")
    yield  # refused
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, site, EDITOR)
    for address in ("/imports/", f"/imports/{file.public_id}/", f"/imports/{file.public_id}/columns/", "/imports/new/"):
        page.goto(site + address)
        yield
    page.get_by_role("button", name="Send").click()
    yield  # no file chosen
    page.goto(f"{site}/imports/{file.public_id}/columns/")
    page.get_by_role("button", name="See the effect").click()
    yield
    refused = {"summary": {"path": "photo.csv", "refused": "this is a photo, not a table"}, "outcome": "refused"}
    for state, told in (("waiting", []), ("reading", []), ("refused", [refused])):
        upload = Upload.objects.create(name="photo.csv", stored_as=state, uploaded_at=NOW, state=state, told=told)
        page.goto(f"{site}/imports/uploads/{upload.public_id}/")
        yield


def faults_of(page: Page, axe: Axe) -> list[str]:
    """What is wrong with the page in view: on a phone, on a desk, in large letters and on paper."""
    faults = [] if page.locator("body").get_attribute("data-region") == "sample" else ["not labelled as the sample"]
    faults += on_phone_and_desk(page, axe)
    page.set_viewport_size(ZOOMED)
    faults += runs_off(page, ZOOMED["width"])
    page.evaluate(LETTERS_TWICE_AS_LARGE)
    page.set_viewport_size(PHONE)
    faults += [f"{fault}, its letters twice as large" for fault in runs_off(page, PHONE["width"])]
    return faults + on_paper(page)


def on_phone_and_desk(page: Page, axe: Axe) -> list[str]:
    """What axe finds, and what runs off the page."""
    faults: list[str] = []
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        faults += runs_off(page, size["width"]) + axe(page)
    return faults


def runs_off(page: Page, width: int) -> list[str]:
    page.wait_for_load_state()  # a click ends when the page it leads to begins to come
    wide = page.evaluate(WIDTH)
    return [] if wide <= width else [f"{wide} pixels wide in {width}"]


def on_paper(page: Page) -> list[str]:
    """Paper carries the content and its address, and nothing to press."""
    page.emulate_media(media="print")
    there = [page.locator("h1"), page.locator(".cw-footer__address"), page.get_by_text("every name and figure here is")]
    gone = page.locator(", ".join(f"{each}:visible" for each in NOT_ON_PAPER))
    faults = [f"not printed: {each}" for each in there if not each.first.is_visible()]
    faults += [f"printed: {each}" for each in gone.evaluate_all("those => those.map(each => each.outerHTML)")]
    page.emulate_media(media="screen")
    return faults


def test_the_first_page_is_light(sample: Path, site: str, page: Page) -> None:
    """Measured as a browser on the line gets it: compressed, each thing once."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(urlsplit(request.url).path)

    page.on("request", note)
    page.goto(site, wait_until="networkidle")
    weights = {path: weight(path) for path in asked if path != "/"}
    weights["/ without its map"] = len(gzip.compress(without_map(Client().get("/").content)))
    print(f"\nThe first page weighs {sum(weights.values()):,} bytes before the map: {weights}")
    assert sum(weights.values()) < FIRST_PAGE, weights


def weight(path: str) -> int:
    """What the site sends for a path to a browser that takes gzip, its headers apart."""
    answer = Client().get(path, headers={"accept-encoding": "gzip"})
    return len(b"".join(answer.streaming_content) if answer.streaming else answer.content)


def without_map(document: bytes) -> bytes:
    return re.sub(rb'<svg class="cw-map__drawing".*?</svg>', b"", document, flags=re.DOTALL)
