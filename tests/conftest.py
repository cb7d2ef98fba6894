"""What every test may ask for: a home of its own, the published data, a live site, a real browser, and axe.

`real`, `journey` and `db` are marked here where a fixture already tells, so that nobody forgets one. A journey that
also wears `db` (one a room) runs on PostgreSQL as well.
"""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from commonweal.spend import account
from tests.laid import Laid, Starts

PROJECT = Path(__file__).resolve().parents[1]
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Axe's rules, and one that it leaves out unless asked: fingers and shaking hands need 24 CSS pixels (WCAG 2.2, 2.5.8).
# Asked again about the same document with the same things in view, as when a window has only become wider, it looks
# again at what hangs on where things lie and on their colours. The answer to every other rule is still the same.
ASKED_OF_AXE = """async () => {
    const inView = each => Number(each.checkVisibility({visibilityProperty: true}));
    const seen = document.body.innerHTML + [...document.querySelectorAll("*")].map(inView).join("");
    const all = {rules: {"target-size": {enabled: true}}};
    const some = {runOnly: ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]};
    const asked = window.seenByAxe === seen ? some : all;
    window.seenByAxe = seen;
    return (await axe.run({...asked, resultTypes: ["violations"]})).violations;
}"""
QUIETLY = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
GUARDS = "%_is_never_removed"  # the triggers that keep events, checkpoints, and the books of pots
LONGEST_ID = 80
MARKED_BY_FIXTURE = {"published": "real", "page": "journey", "site": "journey"}

# How long one example takes says more about the machine's other work than about the rule under test. The same commit
# gets the same answer, so examples are drawn the same each time; HYPOTHESIS_PROFILE=search draws new ones.
hypothesis_settings.register_profile("same", deadline=None, derandomize=True)
hypothesis_settings.register_profile("search", deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_configure(config: pytest.Config) -> None:
    # WhiteNoise misses a folder of gathered static files; a test's site finds each where it was built.
    config.addinivalue_line("filterwarnings", "ignore:No directory at:UserWarning")


def pytest_make_parametrize_id(val: object) -> str | None:
    """A long value is called by its beginning: pytest would take all of it, and send it round with each report.

    An archive that is packed as tests are collected holds the hour, so that bytes are called by their number.
    """
    if isinstance(val, bytes):
        return f"{len(val)} bytes"
    return f"{ascii(val[:LONGEST_ID])[1:-1]}..." if isinstance(val, str) and len(val) > LONGEST_ID else None


def pytest_collection_finish() -> None:
    """What was made by now stays to the end: looking through it for rubbish again and again took a seventh of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(tryfirst=True)  # before xdist looks for groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        for fixture, mark in MARKED_BY_FIXTURE.items():
            if fixture in fixtures:
                item.add_marker(mark)
        if {"sample", "laid"} <= set(fixtures):
            item.add_marker(pytest.mark.xdist_group("sample"))  # one process, which makes it once
    # The long ones first and together: with one browser and one sample, and none of them begins as the rest ends.
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A COMMONWEAL_HOME of this test's own, in the environment (for commands started) and in the settings."""
    # Apart from its other folders: for each that it makes, pytest looks through all that lie beside it.
    homes = tmp_path_factory.getbasetemp() / "homes"
    homes.mkdir(exist_ok=True)
    folder = Path(mkdtemp(dir=homes))
    monkeypatch.setenv("COMMONWEAL_HOME", str(folder))
    settings.COMMONWEAL_HOME = folder
    settings.FILE_UPLOAD_TEMP_DIR = folder
    settings.STATIC_ROOT = folder / "static"
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite in a file, as in life: a database in memory has other locks, and no other process can open it.

    Unlike in life, nothing that a test writes waits for the disk: no test cuts the power.
    """
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"] == "commonweal.site.sqlite":
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "commonweal.sqlite3")
        database["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
    else:
        database["OPTIONS"] = {**database.get("OPTIONS", {}), "options": "-c synchronous_commit=off"}


@pytest.fixture(autouse=True, scope="session")
def _no_page_is_kept_ready() -> None:
    """Each page that a test reads is made for it: a kept one would be the same whatever a test has done."""
    from django.conf import settings

    settings.CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}


@pytest.fixture(autouse=True, scope="session")
def _static_files_are_found_when_asked_for() -> None:
    """WhiteNoise would list all of them for each client that a test makes."""
    from django.conf import settings

    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True, scope="session")
def _no_file_waits_for_the_disk() -> Iterator[None]:
    """As above, for files: a program that a test starts waits all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def _the_account_is_asked_by_one_thread() -> None:
    """The accounts of tests are small, and other tests run beside this one; a program that a test starts takes all."""
    account._engine().execute("set threads = 1")


@pytest.fixture(autouse=True, scope="session")
def _nobody_is_given_djangos_own_permissions() -> Iterator[None]:
    """Django writes down its permissions and content types whenever tables are emptied; nothing here reads them."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.contenttypes.management import create_contenttypes
    from django.db.models.signals import post_migrate

    permissions = "django.contrib.auth.management.create_permissions"
    assert post_migrate.disconnect(dispatch_uid=permissions)
    assert post_migrate.disconnect(create_contenttypes)
    yield
    post_migrate.connect(create_permissions, dispatch_uid=permissions)
    post_migrate.connect(create_contenttypes)


@pytest.fixture(scope="session")
def starts() -> Starts:
    """What many tests begin from, made once a run."""
    return Starts()


@pytest.fixture
def laid(starts: Starts, home: Path) -> Laid:
    """Lays a start in this test's database and home: `laid("a name", lambda: make_it())`."""
    return partial(starts.lay, home)


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of real published files, read-only. Skips where it is absent."""
    folder = Path(os.environ.get("COMMONWEAL_DATA") or PROJECT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("the published data is not here: set COMMONWEAL_DATA to its folder")
    return folder.resolve()


@pytest.fixture
def site(live_server: Any) -> str:
    """The address of a live site on this test's database, static files included; no slash at its end."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once. Skips where there is none."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        pytest.skip("there is no Chromium here: install Debian's package chromium, or Google Chrome")
    # Playwright keeps an event loop in this thread; the journeys use the database from it all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=QUIETLY)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window. At the end, nothing may have broken in it, and it may have asked no other host for anything."""
    broken: list[str] = []
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce")
    opened = context.new_page()
    opened.on("pageerror", lambda error: broken.append(f"script: {error}"))
    opened.on("console", lambda message: broken.extend(_blocked(message)))
    opened.on("request", lambda request: broken.extend(_foreign(request)))
    yield opened
    context.close()
    assert not broken, broken


def _blocked(message: ConsoleMessage) -> list[str]:
    return [f"console: {message.text}"] if "Content Security Policy" in message.text else []


def _foreign(request: Request) -> list[str]:
    host = urlsplit(request.url).hostname  # none in data: and blob: addresses
    return [] if host in (None, "localhost", "127.0.0.1") else [f"asked another host: {request.url}"]


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Asks axe what a page does wrong for people who use assistive technology: a line a fault, none for a good page."""
    if not AXE.is_file():
        pytest.skip("axe is not here: run `make test` once, which fetches it with the front end")
    script = AXE.read_text()

    def faults(page: Page) -> list[str]:
        page.wait_for_load_state()  # a click ends when the page it leads to begins to come
        if not page.evaluate("'axe' in window"):
            page.context.add_init_script(script)  # the pages that follow begin with it
            page.evaluate(script)
        found = page.evaluate(ASKED_OF_AXE)
        return [f"{fault['id']}: {fault['help']}: {node['html']}" for fault in found for node in fault["nodes"]]

    return faults


@pytest.fixture(autouse=True, scope="session")
def _record_can_be_emptied_between_tests() -> Iterator[None]:
    """Django empties SQLite's tables with `delete`, which the record refuses; the guard stands aside for that alone."""
    from django.db.backends.sqlite3.base import DatabaseOperations

    emptied = DatabaseOperations.sql_flush

    def sql_flush(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("select name, sql from sqlite_master where type = 'trigger' and name like %s", [GUARDS])
            guards = cursor.fetchall()
        away, back = [f"drop trigger {name}" for name, _ in guards], [sql for _, sql in guards]
        return [*away, *emptied(self, *args, **kwargs), *back]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield
