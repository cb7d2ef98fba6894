"""The test bench itself: each test has its own home, the right database, and a browser that tells on a bad page."""

import os
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Page

from tests.journeys.test_site_every_page import runs_off

BAD_PAGE = b"""<html lang=en><title>t</title><body style="margin: 0">
<main><h1>h</h1><img style="width: 900px; height: 1px" src="data:,"></main>"""


def test_a_test_has_a_home_of_its_own(home: Path) -> None:
    assert list(home.iterdir()) == []
    assert home == settings.COMMONWEAL_HOME == Path(os.environ["COMMONWEAL_HOME"])


@pytest.mark.db
@pytest.mark.django_db
def test_the_database_is_the_one_asked_for() -> None:
    asked = os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]
    assert asked == connection.vendor


@pytest.mark.django_db
def test_on_sqlite_the_database_is_a_file() -> None:
    if connection.vendor == "sqlite":
        assert Path(connection.settings_dict["NAME"]).is_file()


def test_a_live_site_answers(site: str) -> None:
    assert urllib.request.urlopen(site).status == 200


def test_axe_finds_a_picture_without_words(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.set_content("<html lang=en><title>t</title><main><h1>h</h1><img src='data:,'></main>")
    assert [fault.partition(":")[0] for fault in axe(page)] == ["image-alt"]


def test_axe_finds_nothing_on_a_plain_page(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.set_content("<html lang=en><title>t</title><main><h1>h</h1><p>p</main>")
    assert axe(page) == []


class Slow(BaseHTTPRequestHandler):
    """A page that says at once that it comes, and comes later."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.flush()
        time.sleep(0.6)
        self.wfile.write(BAD_PAGE)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing while tests run."""


@pytest.fixture
def slow_page() -> Iterator[str]:
    """The address of a page that takes its time."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("found", ["image-alt", "900 pixels wide in 320"])
def test_a_page_is_looked_at_once_it_is_there(
    page: Page, axe: Callable[[Page], list[str]], slow_page: str, found: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.set_content(f"<html lang=en><title>t</title><main><h1>h</h1><a href={slow_page}>On</a></main>")
    page.get_by_role("link", name="On").click()
    looked_at = axe(page) if found == "image-alt" else runs_off(page, 320)
    assert found in str(looked_at)
