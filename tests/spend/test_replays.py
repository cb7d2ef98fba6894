"""What a stranger works out again of spend: the payments of each accepted file add up to what was recorded."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from commonweal.basics.problems import Refused
from commonweal.record.actions.publishing import publish
from commonweal.record.replays import Absent
from commonweal.record.verifying import Report, verify
from commonweal.record.vouching import Kept
from commonweal.spend import queries
from commonweal.spend.importing import Told
from commonweal.spend.models import SpendFile
from commonweal.spend.replay_inputs import offered
from commonweal.spend.replays import REPLAYS, added_up
from tests.spend.conftest import JUNE, NOW

BringIn = Callable[..., Told]


class Given:
    """Inputs made by hand."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def read(self, name: str) -> bytes:
        if name != "abc.csv":
            raise Absent(name)
        return self.content

    def bound(self, name: str, digest: str) -> bytes:
        raise AssertionError("the sums of spend are bound to nothing")


@pytest.mark.parametrize(
    ("content", "sums"),
    [
        (b"line,pence\n", (0, 0)),
        (b"line,pence\n2,120000\n3,-4000\n", (2, 116000)),
    ],
)
def test_payments_are_counted_and_added_up(content: bytes, sums: tuple[int, int]) -> None:
    found = added_up({"lake": "abc.parquet"}, Given(content))
    assert (found["payments"], found["pence"]) == sums


@pytest.mark.parametrize("content", [b"", b"payee,pence\n", b"line,pence\n2,12.50\n", b"line,pence\n\n"])
def test_what_are_no_figures_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="as a line and its pence"):
        added_up({"lake": "abc.parquet"}, Given(content))


@pytest.mark.parametrize("body", [{}, {"lake": "gone.parquet"}])
def test_without_inputs_nothing_is_said(body: dict[str, str]) -> None:
    with pytest.raises(Absent):
        added_up(body, Given(b""))


def out(folder: Path) -> Report:
    publish(folder=folder, offers={"spend": partial(offered, queries.lake_folder())}, by=None, now=NOW)
    return verify(folder, Kept(), REPLAYS)


@pytest.mark.django_db
def test_an_imported_file_is_worked_out_again(bring_in: BringIn, tmp_path: Path) -> None:
    bring_in(JUNE)
    report = out(tmp_path)
    assert report.verified, report.problems
    assert report.replays == {"spend file-accepted": {"same": 1, "different": 0, "withheld": 0}}
    (published,) = (tmp_path / "inputs" / "spend").iterdir()
    assert published.read_text().splitlines()[:3] == ["line,pence", "2,120000", "3,80050"]
    published.write_text(published.read_text().replace("120000", "120001"))
    changed = verify(tmp_path, Kept(), REPLAYS)
    assert changed.first_bad == 1
    assert "is not the one that was published" in reasons(changed)
    (tmp_path / "files.txt").unlink()  # without the list of files the sum still tells
    assert "pence is 311050 in the event, and 311051 when worked out again" in reasons(
        verify(tmp_path, Kept(), REPLAYS)
    )


def reasons(report: Report) -> str:
    return "\n".join(problem.reason for problem in report.problems)


@pytest.mark.django_db
def test_a_file_that_the_lake_holds_no_more(bring_in: BringIn, tmp_path: Path) -> None:
    bring_in(JUNE)
    (queries.lake_folder() / SpendFile.objects.get().payments_file).unlink()
    report = out(tmp_path)
    assert report.verified
    assert report.replays == {"spend file-accepted": {"same": 0, "different": 0, "withheld": 1}}
