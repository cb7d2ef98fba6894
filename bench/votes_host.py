"""A host under granian for bench/votes.py: started on a free port, asked over a few connections, stopped."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

Ask = Callable[[http.client.HTTPConnection, int], None]
PATIENCE = 120  # seconds to start, or to stop, on a busy machine
WARMING = 8  # connections, before anything is measured
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Run:
    """One kind of request asked again and again: seconds of the clock and of processor time a request, and of each.

    Processor time is that of the host and its database, not of whoever asks.
    """

    each: float
    processor: float
    times: list[float]

    def at(self, share: float) -> float:
        """The milliseconds within which this share of the requests was answered."""
        return sorted(self.times)[min(int(len(self.times) * share), len(self.times) - 1)] * 1000


@contextmanager
def host(application: str, workers: int, first: str) -> Iterator[int]:
    """The port of a host of that application, every worker of which has most likely answered `first`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(workers)]
    command += ["--backpressure", "16", "--port", str(port), "--log-level", "error", application]
    started = subprocess.Popen(command, cwd=Path(__file__).parent)
    try:
        _answering(port, first)
        yield port
    finally:
        started.terminate()
        try:
            started.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            started.kill()


def asked(port: int, number: int, connections: int, ask: Ask) -> Run:
    """Ask a host so many times over a few connections."""
    shares = [range(start, number, connections) for start in range(connections)]
    before, began = _processor(), time.perf_counter()
    with ThreadPoolExecutor(connections) as threads:
        times = [each for share in threads.map(lambda share: _asking(port, share, ask), shares) for each in share]
    return Run((time.perf_counter() - began) / number, (_processor() - before) / number, times)


def _asking(port: int, numbers: range, ask: Ask) -> list[float]:
    connection, times = http.client.HTTPConnection("127.0.0.1", port), []
    for number in numbers:
        began = time.perf_counter()
        ask(connection, number)
        times.append(time.perf_counter() - began)
    return times


def _answering(port: int, first: str) -> None:
    """Each worker loads the site before it answers; many requests at once find them all, most likely."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with ThreadPoolExecutor(WARMING) as threads:
                list(threads.map(lambda _: _once(port, first), range(10 * WARMING)))
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("the host does not answer")


def _once(port: int, address: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", address)
    connection.getresponse().read()


def _processor() -> float:
    """Seconds of processor time that this process's children, theirs, and the sessions of its database have taken."""
    parents = {int(pid.name): _stat(pid) for pid in Path("/proc").iterdir() if pid.name.isdigit()}
    ours, more = {os.getpid()}, True
    while more:
        found = {pid for pid, (parent, _) in parents.items() if parent in ours} - ours
        more, ours = bool(found), ours | found
    return sum(taken for pid, (_, taken) in parents.items() if pid in (ours - {os.getpid()}) | _sessions())


def _stat(process: Path) -> tuple[int, float]:
    """A process's parent, and the seconds of processor time it has taken; nothing of one that has just ended."""
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0, 0.0
    return int(fields[1]), (int(fields[11]) + int(fields[12])) / TICK


def _sessions() -> set[int]:
    """The processes of a PostgreSQL on this machine that serve this run's database; none on SQLite."""
    url = os.environ["DATABASE_URL"]
    if not url.startswith("postgresql"):
        return set()
    import psycopg

    with psycopg.connect(url) as at:
        found = at.execute("select pid from pg_stat_activity where datname = current_database()").fetchall()
        return {pid for (pid,) in found} - {at.info.backend_pid}
