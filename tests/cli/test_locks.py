"""`commonweal locks`, and `--locks` for one answer: from a file of rules to the figures that follow it."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from commonweal.spend.locking import Locks, published
from tests.cli.test_account import done, held, run, told

__all__ = ["held"]
PAID = 4 * 2000_00  # what the hospital paid in its four months; £500 a month of it to Far Linen
FAR = 4 * 500_00


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Rules that lock what went to Far Linen besides what is locked as published."""
    path = tmp_path / "rules.toml"
    path.write_text(published().adding("Taxes", "suppliers", "far linen").written())
    return path


def locked(account: dict[str, Any]) -> int:
    return int(account["local_share"]["locked"] or 0)


def test_rules_for_one_answer_are_kept_nowhere(held: Path, rules: Path) -> None:
    account = told("account", "--locks", str(rules))
    assert (locked(account), account["local_share"]["pence"]) == (FAR, PAID - FAR)
    assert account["rules"]["changes_asked"] == ["Taxes: suppliers 'far linen' added"]
    assert account["rules"]["whose"] == "commonweal"
    assert "and changed by the reader: Taxes" in done("account", "--locks", rules).stdout
    (laundry,) = [gap for gap in told("gaps", "--locks", str(rules))["gaps"] if gap["proclass"].startswith("Cleaning")]
    assert laundry["leaving_pence_a_year"] == 12 * (200_00 + 50_00)  # without Far Linen's £500 a month
    assert locked(told("account")) == 0
    assert told("locks", "show")["history"] == []


def test_rules_are_kept_shown_and_taken_back(held: Path, rules: Path) -> None:
    said = done("locks", "keep", rules).stdout
    assert "Taxes: suppliers 'far linen' added\nKept as version 1: this region's own, kept on" in said
    account = told("account")
    assert locked(account) == FAR
    assert (account["rules"]["whose"], account["rules"]["version"]) == ("region", 1)
    assert account["rules"]["changes"] == ["Taxes: suppliers 'far linen' added"]
    shown = done("locks", "show").stdout
    assert Locks.read(shown) == Locks.read(rules.read_text())
    assert "# Locks: this region's own" in shown
    answer = json.loads(done("locks", "restore", "--json").stdout)
    assert (answer["version"], answer["whose"], answer["account_drawn"]) == (2, "commonweal", True)
    assert locked(told("account")) == 0
    assert json.loads(done("locks", "restore", "--version", "1", "--json").stdout)["changed"] == [
        "Taxes: suppliers 'far linen' added"
    ]
    assert [each["version"] for each in told("locks", "show")["history"]] == [3, 2, 1]


def test_the_report_names_the_rules_it_was_given(held: Path, rules: Path, tmp_path: Path) -> None:
    done("report", "--pdf", tmp_path / "report.pdf", "--locks", rules)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_rules_as_shown_are_a_file_that_anyone_can_read(transactional_db: None) -> None:
    shown = done("locks", "show").stdout
    assert Locks.read(shown) == published()
    assert tomllib.loads(shown)["rule"][0]["name"] == published().rules[0].name
    assert told("locks", "show")["rules"][0]["subjects"] == list(published().rules[0].of("subjects"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"[[rule]", "cannot be read"),
        (b"\xff\xfe\x00", "cannot be read as text"),
        (b'[[rule]]\nname = "Levies"', "needs a name, a reason and a source"),
        (published().written().encode(), "in force already"),
    ],
)
def test_a_file_that_cannot_be_kept_ends_with_1(transactional_db: None, tmp_path: Path, text: bytes, said: str) -> None:
    (tmp_path / "rules.toml").write_bytes(text)
    result = run("locks", "keep", tmp_path / "rules.toml")
    assert result.exit_code == 1
    assert said in result.output


def test_what_was_never_kept_cannot_come_back(transactional_db: None) -> None:
    result = run("locks", "restore", "--version", "7")
    assert result.exit_code == 1
    assert "No rules were kept as version 7" in result.output
    assert "cannot be read: No such file" in run("locks", "keep", "nowhere.toml").output
    assert run("locks", "restore").exit_code == 1  # they are the published ones already


def test_a_file_of_rules_with_a_fault_is_told_before_any_answer(held: Path, tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text('[[rule]]\nname = "Levies"\ncolour = "red"')
    result = run("account", "--locks", tmp_path / "rules.toml")
    assert result.exit_code == 1
    assert "means nothing here" in result.output
