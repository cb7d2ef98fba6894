"""`commonweal spend import --dry-run`: what it prints, what it exits with, and how soon it starts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from commonweal.cli import main

TABLE = "Supplier,Amount,Date\nExample Roofing Ltd,100.00,01/04/2023\nQuillfeather Removals,########,13/04/2023\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "sandport-2023-04.csv"
    path.write_text(TABLE)
    return path


def test_a_summary_in_plain_words(table: Path) -> None:
    ran = CliRunner().invoke(main, ["spend", "import", str(table), "--dry-run"])
    assert ran.exit_code == 0
    assert ran.output.splitlines()[:4] == [
        str(table),
        "  1 payment of £100.00, paid by Sandport",
        "  from 2023-04-01 to 2023-04-01",
        "  set aside: 1 × amount lost",
    ]
    assert "Quillfeather" not in ran.output


def test_the_promised_json(table: Path) -> None:
    ran = CliRunner().invoke(main, ["spend", "import", str(table), "--dry-run", "--json", "--payer", "Sandport CC"])
    (file,) = json.loads(ran.stdout)["files"]
    assert list(file) == [
        "path",
        "sha256",
        "payers",
        "tables",
        "rows",
        "payments",
        "set_aside",
        "problems",
        "total_pence",
        "amount_column",
        "date_from",
        "date_to",
        "columns",
        "warnings",
        "refused",
    ]
    assert (file["payers"], file["rows"], file["payments"], file["total_pence"]) == (["Sandport CC"], 3, 1, 10000)
    assert file["problems"][0]["where"] == "sandport-2023-04.csv, line 3"
    assert "Quillfeather" not in ran.output


def test_rows_set_aside_are_done_and_a_refused_file_is_not(table: Path, tmp_path: Path) -> None:
    photo = tmp_path / "photo.csv"
    photo.write_bytes(b"\xff\xd8\xff\xe0 a photo")
    ran = CliRunner().invoke(
        main, ["spend", "import", str(table), str(photo), str(tmp_path / "gone.csv"), "--dry-run", "--json"]
    )
    assert ran.exit_code == 1
    assert [file["refused"] for file in json.loads(ran.stdout)["files"]] == [
        None,
        "this is a photo, not a table; export the table as csv or xlsx and give that",
        "there is no such file; check the path",
    ]


@pytest.mark.parametrize(
    "arguments", [["spend", "import"], ["spend", "import", "x.csv", "--nonsense"], ["spend", "export"]]
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2


def test_help_shows_an_example() -> None:
    assert "commonweal spend import payments-june.csv" in CliRunner().invoke(main, ["spend", "import", "--help"]).output


def test_a_dry_run_loads_no_django_and_help_no_polars_either(table: Path) -> None:
    program = (
        "import sys; from commonweal.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print('loaded', [name for name in ('django', 'polars') if name in sys.modules])"
    )

    def loaded(*arguments: str) -> str:
        ran = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
        return ran.stdout.splitlines()[-1]

    assert loaded("spend", "import", str(table), "--dry-run") == "loaded ['polars']"
    assert loaded("spend", "import", "--help") == "loaded []"


def test_a_disk_that_is_full_before_anything_is_kept_is_told_in_a_sentence(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OperationalError(Exception):
        """As a database raises it."""

    def full() -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("commonweal.cli.spend.ready", full)
    ran = CliRunner().invoke(main, ["spend", "import", str(table)])
    assert ran.exit_code == 1
    assert ran.output.strip().startswith("Error: the host's disk is full or not writable")
