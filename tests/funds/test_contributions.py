"""What councils publish of developers' contributions: read, loaded once, and shown as it was written."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from commonweal.basics.problems import Refused
from commonweal.cli.pots import command
from commonweal.funds.contributions import Contribution, Sum, read_contributions, sums
from commonweal.funds.models import Contribution as Kept
from commonweal.record.models import Event
from tests.assemblies.test_pages import words
from tests.spend.linen import coast

AGREEMENTS = "developer-agreement,organisation,entry-date\nA1,local-authority-eng:SAN,01/04/2025\n"
CONTRIBUTIONS = """developer-agreement-contribution,developer-agreement,contribution-purpose,amount,units,start-date
A1-CON1,A1,Play area,"12,920.50",,20/12/2019
A1-CON2,a1 ,Homes,,6,20/12/2019
"""
NAMES = "developer-agreement-transaction,developer-agreement-contribution,contribution-funding-status"
TRANSACTIONS = f"""{NAMES},amount,units,start-date
1,A1 -con1,received,12920.5,,2020-02-03
2,A1-CON1,Received,-950,,03/02/2020
3,elsewhere,spent,####,,03/02/2020
4,A1-CON1,promised,5,,03/02/2020
5,A1-CON1,spent,0,,03/02/2020
"""
FILES = {"agreements.csv": AGREEMENTS, "contributions.csv": CONTRIBUTIONS, "transactions.csv": TRANSACTIONS}


def test_rows_are_joined_where_their_references_meet() -> None:
    found = read_contributions((name, text.encode()) for name, text in FILES.items())
    san = "local-authority-eng:SAN"
    assert found.contributions == (
        Contribution("A1-CON1", "A1-CON1", "agreed", 12_920_50, date(2019, 12, 20), "Play area", san, 1),
        Contribution("1", "A1 -con1", "received", 12_920_50, date(2020, 2, 3), "Play area", san, 1),
        Contribution("2", "A1-CON1", "received", -950_00, date(2020, 2, 3), "Play area", san, 1),
    )
    assert (found.rows, found.agreements, found.in_units) == (8, 1, 1)
    assert [f"{each.where}: {each.reason}" for each in found.problems] == [
        "transactions.csv, line 4: its amount is missing or is no amount in pounds and pence",
        "transactions.csv, line 5: its status is missing or is none of those of the dataset",
        "transactions.csv, line 6: it moves nothing",
    ]
    assert sums(found.contributions) == [
        Sum("agreed", 1, 12_920_50, 0),
        Sum("received", 2, 12_920_50, -950_00),
    ]


def test_two_rows_alike_are_two_and_a_reference_with_two_purposes_tells_none() -> None:
    alike = TRANSACTIONS + "1,A1 -con1,received,12920.5,,2020-02-03\n"
    two = CONTRIBUTIONS + "A1-CON1,A1,Trees,5,,20/12/2019\n"
    found = read_contributions([("c.csv", two.encode()), ("t.csv", alike.encode())])
    received = [each for each in found.contributions if each.pence == 12_920_50 and each.status == "received"]
    assert [(each.nth, each.purpose) for each in received] == [(1, ""), (2, "")]


def test_a_file_that_is_none_of_the_three_is_refused_by_its_name() -> None:
    with pytest.raises(Refused, match=r"x\.csv: The columns that are needed"):
        read_contributions([("x.csv", b"a,b\n1,2\n")])
    with pytest.raises(Refused, match=r"y\.csv is none of the three datasets"):
        read_contributions([("y.csv", b"developer-agreement,name\n1,2\n")])


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return [str(tmp_path / name) for name in FILES]


def test_a_dry_run_keeps_nothing_and_tells_every_row(files: list[str]) -> None:
    done = CliRunner().invoke(
        command, ["contributions", *files, "--council", "Sandport Council", "--dry-run", "--json"]
    )
    told = json.loads(done.output)
    assert (told["rows"], told["contributions"], told["new"], len(told["problems"])) == (8, 3, None, 3)
    assert told["sums"][1] == {"status": "received", "rows": 2, "above_pence": 12_920_50, "below_pence": -950_00}
    gone = CliRunner().invoke(command, ["contributions", "gone.csv", "--council", "Sandport Council"])
    assert (gone.exit_code, "There is no file gone.csv." in gone.output) == (2, True)


@pytest.mark.django_db
def test_rows_are_kept_once_and_shown(files: list[str], home: Path) -> None:
    coast(home)
    call = ["contributions", *files, "--council", " Sandport  Council "]
    first = CliRunner().invoke(command, call)
    assert first.output.splitlines()[0].startswith(
        "8 rows: 1 agreements, 3 that name money, 1 that name things, 3 that"
    )
    assert first.output.endswith("3 rows are new and kept.\n")
    assert CliRunner().invoke(command, call).output.endswith("0 rows are new and kept.\n")
    assert Kept.objects.count() == 3
    event = Event.objects.get(kind="contributions-loaded")
    assert event.body["sums"] == {"agreed": [1, 12_920_50, 0], "received": [2, 12_920_50, -950_00]}
    assert "Sandport" not in str(event.body)
    page = words(Client().get("/developer-contributions/"))
    assert "Sandport Council Received by the council 2 £12,920.50 -£950.00" in page
    assert "None is held here." in words(Client().get("/developer-contributions/?council=Elsewhere"))
    rows = list(
        csv.DictReader(io.StringIO(Client().get("/developer-contributions/all.csv").content.decode("utf-8-sig")))
    )
    assert [(row["status"], row["pounds"]) for row in rows if row["reference"] == "2"] == [("received", "-950.00")]


@pytest.mark.real
def test_every_published_row_is_accounted_for(published: Path) -> None:
    folder = published / "land" / "developer-contributions"
    paths = [each for each in sorted(folder.glob("developer-agreement-*.csv")) if "type" not in each.name]
    found = read_contributions((path.name, path.read_bytes()) for path in paths)
    rows = sum(len(list(csv.reader(io.StringIO(path.read_bytes().decode("cp1252"))))) - 1 for path in paths)
    assert found.rows == rows
    assert found.problems == ()
    received = next(each for each in sums(found.contributions) if each.status == "received")
    assert (received.rows, received.above, received.below) == (42, 1_616_282_08, -546_806_48)
