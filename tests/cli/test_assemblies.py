"""`commonweal assemblies`: retention and forgetting from the command line."""

import json

import pytest
from click.testing import CliRunner

from commonweal.cli import main
from commonweal.people.actions import open_account
from commonweal.people.models import User
from tests.assemblies.conftest import NOW

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["assemblies", *words])
    return done.exit_code, done.output


def test_what_would_be_erased_is_told_first() -> None:
    code, said = run("retain", "--dry-run", "--json")
    told = json.loads(said)
    assert (code, told["dry_run"]) == (0, True)
    assert {"what": "imported rolls, as keyed digests", "kept_days": 90, "number": 0} in told["erased"]
    assert run("retain")[1].startswith("Erased:\n     0  names and postcode of a member who left, kept 365 days")


def test_a_person_is_forgotten_at_their_wish() -> None:
    open_account(email="tern@sample.example", by=None, now=NOW)
    assert run("forget", "grebe@sample.example") == (1, "No account has that address. Nothing was changed.\n")
    assert run("forget", "TERN@sample.example")[0] == 0
    assert not User.objects.exists()
