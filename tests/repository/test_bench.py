"""The test bench itself: each test has its own home, the right database, and a browser that tells on a bad page."""

import os
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Page


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
