"""Many files imported: read side by side, kept one by one in their order, as one process would."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commonweal.cli.spend import INTERRUPTED_CODE, command
from commonweal.spend import queries
from commonweal.spend.actions.imports import Asked, import_paths
from commonweal.spend.models import Account, SpendFile
from commonweal.spend.reading import Options, Reading, Source, read, side_by_side
from tests.spend.conftest import JUNE, NOW, published

pytestmark = pytest.mark.django_db
JULY = published("03/07/2024,Tern Bakery Co-operative Ltd,99.50,Food,T9")


@pytest.mark.parametrize("workers", [1, 2])
def test_each_file_is_kept_held_or_refused_as_it_comes(
    workers: int, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_by_side, "WORTH_A_POOL", 0)
    files = {
        "1-june.csv": JUNE,
        "2-picture.csv": b"\x89PNG\r\n\x1a\n not a table",
        "3-june-again.csv": JUNE,
        "4-july.csv": JULY,
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    asked = Asked(payer="Sandport Council", workers=workers)
    paths = [tmp_path, tmp_path / "no-such-file.csv"]
    told = list(import_paths(paths=paths, asked=asked, by=None, now=NOW))
    assert [each.outcome for each in told] == ["accepted", "refused", "held", "accepted", "refused"]
    assert [Path(each.summary["path"]).name for each in told] == [*files, "no-such-file.csv"]
    assert sum(file.pence for file in SpendFile.objects.all()) == 311050 + 9950
    again = list(import_paths(paths=paths, asked=asked, by=None, now=NOW))
    assert [each.outcome for each in again] == ["held", "refused", "held", "held", "refused"]


@pytest.fixture
def interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two files, at the second of which somebody presses Ctrl-C."""

    def read_one(source: Source, options: Options) -> Reading:
        if source.path.endswith("2-july.csv"):
            raise KeyboardInterrupt
        return read(source, options)

    (tmp_path / "1-june.csv").write_bytes(JUNE)
    (tmp_path / "2-july.csv").write_bytes(JULY)
    monkeypatch.setattr(side_by_side, "read", read_one)
    return tmp_path


def test_an_interrupted_import_leaves_whole_files_and_an_account_of_them(interrupted: Path, home: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        list(import_paths(paths=[interrupted], asked=Asked(payer="Sandport Council"), by=None, now=NOW))
    assert [file.pence for file in SpendFile.objects.all()] == [311050]
    assert Account.objects.get().drawn_from == queries.lake(sample=False).fingerprint()


def test_the_command_says_that_it_was_stopped(interrupted: Path) -> None:
    result: Result = CliRunner().invoke(command, ["import", str(interrupted), "--dry-run"])
    assert result.exit_code == INTERRUPTED_CODE
    assert "Files done: 1." in result.output
    assert "Traceback" not in result.output
