"""`commonweal suppliers match` and `export`, after a register and a file were brought in."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commonweal.cli import spend, suppliers

COMPANIES = """CompanyName, CompanyNumber,CompanyStatus
TERN BAKERY LIMITED,09999901,Active
GULL FISHERIES LIMITED,09999902,Active
GULL FISHERIES LTD,09999903,Active
"""
PAID = """Payment Date,Supplier Name,Net Amount
03/06/2024,Tern Bakery Ltd,1200.00
03/06/2024,TERN BAKERY LIMITED,300.00
14/06/2024,Gull Fisheries Ltd,5000.00
15/06/2024,Whimbrel Scaffolding Ltd,70.00
16/06/2024,REDACTED,80.00
"""


def run(command: object, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)))  # type: ignore[arg-type]


@pytest.fixture
def held(tmp_path: Path, transactional_db: None) -> Path:
    """A register loaded and a file imported, from the command line; the folder they lie in."""
    (tmp_path / "companies.csv").write_text(COMPANIES)
    (tmp_path / "sandport-2024-06.csv").write_text(PAID)
    told = run(suppliers.command, "load", "companies-house", tmp_path / "companies.csv")
    assert told.exit_code == 0, told.output
    told = run(spend.command, "import", tmp_path / "sandport-2024-06.csv", "--payer", "Sandport Council")
    assert told.exit_code == 0, told.output
    return tmp_path


def test_match_says_how_much_is_found(held: Path) -> None:
    told = json.loads(run(suppliers.command, "match", "--json").output)["suppliers"]
    assert told["sure"] == {"suppliers": 1, "payments": 2, "pence": 150000}
    assert told["review"] == {"suppliers": 1, "payments": 1, "pence": 500000}
    assert told["none"] == {"suppliers": 1, "payments": 1, "pence": 7000}
    assert run(suppliers.command, "match").output.splitlines() == [
        "found for sure: 1 supplier, 2 payments of £1,500.00",
        "for a person to look at: 1 supplier, 1 payment of £5,000.00",
        "not found: 1 supplier, 1 payment of £70.00",
    ]


def test_export_writes_a_row_for_each_payee_as_published(held: Path) -> None:
    path = held / "matches.csv"
    assert run(suppliers.command, "export", path).exit_code == 0
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row.pop("payee"): row for row in csv.DictReader(file)}
    assert list(rows) == ["Gull Fisheries Ltd", "TERN BAKERY LIMITED", "Tern Bakery Ltd", "Whimbrel Scaffolding Ltd"]
    assert rows["Tern Bakery Ltd"]["org_id"] == rows["TERN BAKERY LIMITED"]["org_id"] == "GB-COH-09999901"
    assert {name: row["status"] for name, row in rows.items()} == {
        "Gull Fisheries Ltd": "review",
        "TERN BAKERY LIMITED": "sure",
        "Tern Bakery Ltd": "sure",
        "Whimbrel Scaffolding Ltd": "none",
    }
    assert rows["Whimbrel Scaffolding Ltd"]["org_id"] == ""
    assert float(rows["Tern Bakery Ltd"]["probability"]) > 0.9
    beside = json.loads((held / "matches.csv-metadata.json").read_text())
    assert [column["name"] for column in beside["tableSchema"]["columns"]] == [
        *("payee", "org_id", "name", "probability", "status"),
    ]
    assert "licence" in beside["dc:rights"].lower()


def test_an_unchanged_rerun_writes_the_same_bytes(held: Path) -> None:
    written = []
    for name in ("first.csv", "again.csv"):
        assert run(suppliers.command, "match").exit_code == 0
        assert run(suppliers.command, "export", held / name).exit_code == 0
        written.append((held / name).read_bytes())
    assert written[0] == written[1]


def test_with_nothing_held_there_is_nothing_to_write(tmp_path: Path, transactional_db: None) -> None:
    told = run(suppliers.command, "export", tmp_path / "matches.csv")
    assert told.exit_code == 1
    assert "no payee to write yet" in told.output
    assert not (tmp_path / "matches.csv").exists()
    assert "no supplier yet" in run(suppliers.command, "match").output
