"""`commonweal up`, as `make up` ends: on an empty home it makes the sample and serves it, and it stops when told to."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).parent / "commonweal")
PATIENCE = 30  # seconds to stop in


@pytest.fixture
def served(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command, and the address it printed."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    alone = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**alone, "COMMONWEAL_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([COMMAND, "up"], env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        addresses = (re.search(r"http://\S+", line) for line in running.stdout)
        try:
            address = next(filter(None, addresses), None)
            assert address, "it stopped before it said where the site is"
            yield running, address[0]
        finally:
            running.terminate()
            running.wait(PATIENCE)


def read(address: str) -> str:
    """A page, once the site answers."""
    asked = urllib.request.Request(address, headers={"Accept": "text/html"})
    for _ in range(100):
        try:
            return str(urllib.request.urlopen(asked, timeout=PATIENCE).read().decode())
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            threading.Event().wait(0.1)
    raise AssertionError(f"nothing answers at {address}")


def test_up_serves_the_labelled_sample_and_stops(served: tuple[subprocess.Popen[str], str], home: Path) -> None:
    running, address = served
    page = read(address)
    assert 'data-region="sample"' in page
    assert (home / "commonweal.sqlite3").is_file()
    running.send_signal(signal.SIGTERM)
    assert running.wait(PATIENCE) in (0, -signal.SIGTERM, 128 + signal.SIGTERM)
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=PATIENCE)
