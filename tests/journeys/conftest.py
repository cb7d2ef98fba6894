"""What the browser journeys share: the sample region, made once a run and laid out afresh for each; signing in; the
worker; a browser without JavaScript."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django_tasks_db.management.commands.db_worker import Worker
from playwright.sync_api import Browser, Page, expect

from commonweal.journeys.sample.actions import make_sample
from tests.laid import Laid

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

expect.set_options(timeout=10_000)  # milliseconds: patience for a machine that runs many tests at once


@pytest.fixture
def sample(transactional_db: None, home: Path, laid: Laid, request: pytest.FixtureRequest) -> Path:
    """The sample region in this test's own home and database. What the test then changes stays with the test."""
    grouped = getattr(request.config.option, "loadgroup", False)
    assert not grouped or request.node.nodeid.endswith("@sample"), "tests are not kept in groups: each process makes it"
    laid("sample", lambda: make_sample(now=NOW))
    cache.clear()  # which counts the codes that were asked for
    return home


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A window of a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def sign_in(page: Page, site: str, email: str) -> None:
    """Sign in as a person does: ask for a code, fetch it from the letter, enter it."""
    page.goto(f"{site}/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    page.get_by_label("Code").fill(code_in_the_last_letter(email))
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def code_in_the_last_letter(email: str) -> str:
    """The code stands on a line of its own."""
    letter = mail.outbox[-1]
    assert letter.to == [email]
    [code] = re.findall(r"^([A-Z0-9]+-?[A-Z0-9]+)$", letter.body, re.MULTILINE)
    return str(code)


@pytest.fixture
def work() -> Callable[[], None]:
    """Has the worker do everything that waits for it."""

    def run() -> None:
        Worker(
            queue_names=["default"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="journey",
        ).run()

    return run
