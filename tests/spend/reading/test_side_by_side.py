"""Many files read by several processes: the same Readings, in the order given, whatever becomes of a process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from commonweal.spend.reading import Options, Reading, read, side_by_side
from commonweal.spend.reading.side_by_side import MOST_WORKERS, STOPPED, Found, read_all, workers_for
from tests.spend.reading.loading import Bytes, FatalHere, source
from tests.spend.reading.publishing import publish

OPTIONS = Options(key=b"a key for these tests alone")


@pytest.fixture
def files() -> list[Found]:
    """Eight published files, and among them one that could not be opened."""
    published = [publish(Random(seed)) for seed in range(8)]
    found: list[Found] = [source(f"{at}.csv", Bytes(each.content)) for at, each in enumerate(published)]
    return [*found[:3], Reading("gone.csv", "", refused="there is no such file; check the path"), *found[3:]]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes read from the second file on, however small the files are."""
    monkeypatch.setattr(side_by_side, "WORTH_A_POOL", 0)


def readers(group: int) -> list[int]:
    """The processes of a group that were started to read."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended while we looked
            command = (folder / "cmdline").read_text()
            if "spawn_main" in command and os.getpgid(int(folder.name)) == group:
                found.append(int(folder.name))
    return found


def our_readers() -> list[int]:
    """Those that this process started: tests that run beside this one start others in the same group."""
    found = []
    for reader in readers(os.getpgrp()):
        with suppress(OSError):
            _, _, told = Path(f"/proc/{reader}/stat").read_text().rpartition(")")
            if int(told.split()[1]) == os.getpid():
                found.append(reader)
    return found


@pytest.mark.parametrize(("cores", "workers"), [(0, 1), (1, 1), (2, 2), (64, MOST_WORKERS)])
def test_how_many_read_on_a_machine(cores: int, workers: int) -> None:
    assert workers_for(cores) == workers


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("workers", [1, 2])
def test_the_readings_are_those_of_one_process_in_the_order_given(files: list[Found], workers: int) -> None:
    alone = [each if isinstance(each, Reading) else read(each, OPTIONS) for each in files]
    together = list(read_all(files, OPTIONS, workers))
    assert [found for found, _ in together] == files
    for (_, reading), expected in zip(together, alone, strict=True):
        assert reading.payments.equals(expected.payments)
        assert reading.set_aside.equals(expected.set_aside)
        assert reading.summary() == expected.summary()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_few_small_files_wait_for_no_other_process(
    files: list[Found], workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_by_side, "_pool", lambda *asked: pytest.fail("a process was started"))
    assert len(list(read_all(files, OPTIONS, workers))) == len(files)


@pytest.mark.usefixtures("at_once")
def test_a_file_whose_process_dies_is_refused_and_the_others_are_read(files: list[Found]) -> None:
    files.insert(2, source("vast.csv", FatalHere(b"")))
    readings = [reading for _, reading in read_all(files, OPTIONS, 2)]
    assert [reading.path for reading in readings if reading.refused == STOPPED] == ["vast.csv"]
    assert sum(reading.refused is None for reading in readings) == 8


@pytest.mark.usefixtures("at_once")
def test_few_files_are_under_way_at_a_time(files: list[Found]) -> None:
    asked: list[str] = []

    def one_by_one() -> Iterator[Found]:
        for each in files:
            asked.append(each.path)
            yield each

    for done, _ in enumerate(read_all(one_by_one(), OPTIONS, 2), start=1):
        assert len(asked) <= done + side_by_side.AHEAD * 2


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes where Linux lists them")
@pytest.mark.usefixtures("at_once")
def test_whoever_stops_asking_leaves_no_process_behind(files: list[Found]) -> None:
    readings = read_all(files, OPTIONS, 2)
    next(readings), next(readings)
    assert our_readers()
    readings.close()  # type: ignore[attr-defined]
    assert not our_readers()


INTERRUPTED = """
import sys
from commonweal.spend.reading import Options, Source, side_by_side
from tests.spend.reading.loading import Bytes, source
if __name__ == "__main__":
    side_by_side.WORTH_A_POOL = 0
    one = source("payments.csv", Bytes(b"Supplier,Amount,Date\\nTern Bakery Ltd,1.00,03/06/2024\\n"))
    files = (one for _ in iter(int, 1))
    for at, _ in enumerate(side_by_side.read_all(files, Options(key=b"a key for these tests alone"), 2)):
        if at == 3:
            print("reading", flush=True)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes where Linux lists them")
def test_an_interruption_ends_all_of_them(tmp_path: Path) -> None:
    program = tmp_path / "reads_for_ever.py"
    program.write_text(INTERRUPTED)
    process = subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.readline() == "reading\n"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does at Ctrl-C
    _, said = process.communicate(timeout=60)
    assert said.strip().splitlines()[-1] == "KeyboardInterrupt"
    for _ in range(100):
        if not readers(process.pid):
            break
        time.sleep(0.1)
    assert not readers(process.pid)
