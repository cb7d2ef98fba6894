"""`commonweal report`, `/report/` and `/report.pdf`: a small economy told for people who have to decide."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from commonweal.spend import queries
from commonweal.spend.report.gathering import report
from commonweal.spend.report.queries import basis
from commonweal.spend.report.values import Report, Section
from tests.spend.report.economy import bring_in, done, economy, region, run

HOSPITAL = {"payers": "Harbour Hospital"}
MADE = date(2024, 8, 5)
ONE = "Payment Date,Supplier Name,Net Amount\n03/04/2024,Whimbrel Scaffolding Ltd,1.00\n"


def told(**asked: str) -> Report:
    selection = queries.selection(asked, sample=False)
    return report(queries.lake(sample=False), selection, basis(selection, sample=False, made=MADE))


def section(of: Report, name: str) -> Section:
    return next(each for each in of.sections if each.name == name)


def test_the_report_of_a_small_economy(tmp_path: Path, transactional_db: None) -> None:
    economy(tmp_path)
    found = told(**HOSPITAL)
    assert (found.who, found.period, found.home) == ("Harbour Hospital", "April 2024 to July 2024", "Dunlin")
    assert (
        found.headline == "£0.50 to £6.50 of every £10 that can be influenced stays in Dunlin."
    )  # 100 to 1,250 of 1,950
    assert found.findings[0] == "£7,800 was paid in 20 payments to 4 named suppliers."
    rings = {row["ring"]: row["pence"] for row in section(found, "where").tables[0].rows}
    assert rings["Dunlin"] == 4 * 100_00
    assert rings["Redacted by the payer"] == 4 * 1000_00
    gap = section(found, "gaps").tables[0].rows[0]
    assert (gap["gap"], gap["leaving"]) == ("Cleaning & Janitorial", 12 * 700_00)
    (row,) = section(found, "coverage").tables[0].rows
    assert (row["held"], row["gaps"]) == (4, "none")
    assert sum(row["suppliers"] for row in section(found, "matching").tables[0].rows) > 0
    assert any("Companies House" in credit.title for credit in found.credits)
    locks = section(told(), "locked").tables[0].rows
    assert sum(row["pence"] for row in locks) == 4 * 30_00  # the council's tax, and no more
    ward = told(home="Z05000002")
    assert ward.home == "Ward 2, within Dunlin"

    path = tmp_path / "report.pdf"
    assert "of every £10" in done("report", "--pdf", path, "--payer", "Harbour Hospital").stdout
    first = path.read_bytes()
    assert first.startswith(b"%PDF-")
    done("report", "--pdf", path, "--payer", "Harbour Hospital")
    assert path.read_bytes() == first
    assert "cannot be written" in run("report", "--pdf", tmp_path / "gone" / "report.pdf").output

    page = Client().get("/report/", {"payers": "harbour-hospital"})
    assert page.status_code == 200
    assert found.headline in page.content.decode()
    assert "/report.pdf?payers=harbour-hospital" in page.content.decode()
    sent = Client().get("/report.pdf", {"payers": "harbour-hospital"})
    assert (sent["Content-Type"], sent.content[:5]) == ("application/pdf", b"%PDF-")
    assert Client().get("/report.pdf", {"home": "Atlantis"}).status_code == 400


def test_one_payment_to_a_supplier_that_nobody_can_place(tmp_path: Path, transactional_db: None) -> None:
    region(tmp_path)
    bring_in(tmp_path, "Sandport " + "and District " * 15 + "Council", ONE, "april.csv")
    found = told()
    assert found.headline == "How much of what can be influenced stays in Dunlin cannot be told yet."
    path = tmp_path / "report.pdf"
    done("report", "--pdf", path)
    assert path.read_bytes().startswith(b"%PDF-")


def test_no_payment_at_all(tmp_path: Path, transactional_db: None) -> None:
    region(tmp_path)
    assert told().headline == "There is no payment to tell of."
    done("report", "--pdf", tmp_path / "report.pdf")
    assert Client().get("/report/").status_code == 200


@pytest.mark.parametrize("address", ["/report/", "/report.pdf"])
def test_without_a_region_the_page_says_so(address: str, transactional_db: None) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert "%PDF" not in answer.content.decode()


def test_the_command_says_what_to_build_first(transactional_db: None, tmp_path: Path) -> None:
    result = run("report", "--pdf", tmp_path / "report.pdf")
    assert result.exit_code == 1
    assert "commonweal region build" in result.output
