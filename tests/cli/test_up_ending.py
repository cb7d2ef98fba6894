"""What `commonweal up` starts ends with it, and so does whatever that started in turn."""

import os
import sys
import time
from pathlib import Path

import pytest

from commonweal.cli.up import begin, end, known_to_all

STUBBORN = """
import pathlib, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(60)
"""


def lives(pid: int) -> bool:
    """Whether there is such a process, other than one that has ended and waits to be read."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_worker_knows_the_port_that_was_asked_for() -> None:
    assert known_to_all(8123)["COMMONWEAL_PORT"] == "8123"  # letters lead to the site only if they name it


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes where Linux lists them")
def test_who_does_not_stop_is_killed_with_all_that_it_started(tmp_path: Path) -> None:
    told = tmp_path / "child"
    running = begin([sys.executable, "-c", STUBBORN, str(told)], os.environ)
    while not told.exists() or not told.read_text():
        time.sleep(0.01)
    child = int(told.read_text())
    assert lives(child)
    end([running], grace=0.2)
    assert running.returncode is not None
    for _ in range(100):
        if not lives(child):
            return
        time.sleep(0.01)
    raise AssertionError(f"process {child} is left running")
