"""Many files read by several processes side by side; their Readings come in the order in which the files were given."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from multiprocessing.connection import wait
from typing import Final

from commonweal.spend.reading.files import Source
from commonweal.spend.reading.reader import read
from commonweal.spend.reading.result import Options, Reading, no_progress

MOST_WORKERS: Final = 4  # our choice: each takes some 200 MB, and the one process that stores is soon outrun
A_FILE: Final = 10_000  # records that take as long to read as what any file costs, as measured on 42 published files
WORTH_A_POOL: Final = 150_000  # records read before others are called in: to start them takes as long; our choice
AHEAD: Final = 2  # files begun for each process, so that none is idle while the next in order, a long one, is read
STOPPED: Final = (
    "the process that read it was stopped, most likely because memory ran out; "
    "split it into one file a month, or read it on a larger machine"
)

ONE_THREAD: Final = "POLARS_MAX_THREADS"  # read by polars when it is imported; an eighth less of the processor

Found = Source | Reading  # a file to read, or what is known of it already
Watch = Callable[[str], AbstractContextManager[Callable[[float], None]]]  # of a file's path: whom to tell of progress


@contextmanager
def unwatched(path: str) -> Iterator[Callable[[float], None]]:
    """Shows nobody how far the reading of a file is."""
    yield no_progress


def workers_for(cores: int) -> int:
    """How many processes should read on a machine of so many cores."""
    return max(1, min(cores, MOST_WORKERS))


def read_all(
    found: Iterable[Found], options: Options, workers: int = 1, watch: Watch = unwatched
) -> Iterator[tuple[Found, Reading]]:
    """Each file with its Reading, in order; a Reading that is given comes back as it is.

    The first files are read in this process, and so are all where `workers` is 1: a few small files should not wait for
    others to start. Then `workers` processes read, AHEAD files for each of them are read or wait at a time, and a file
    whose process dies comes back refused. Whoever stops asking, or is interrupted, stops them all.
    """
    waiting = iter(found)
    read_here = 0
    for each in waiting:
        reading = _read_here(each, options, watch)
        read_here += reading.rows + A_FILE
        yield each, reading
        if workers > 1 and read_here >= WORTH_A_POOL:
            break
    yield from _read_by_others(waiting, options, workers, watch)


def _read_here(each: Found, options: Options, watch: Watch) -> Reading:
    if isinstance(each, Reading):
        return each
    with watch(each.path) as progress:
        return read(each, replace(options, progress=progress))


def _read_by_others(
    waiting: Iterator[Found], options: Options, workers: int, watch: Watch
) -> Iterator[tuple[Found, Reading]]:
    crew = _Crew(replace(options, progress=no_progress), workers)
    under_way: deque[tuple[Found, Reading | Future[Reading]]] = deque()
    try:
        for each in waiting:
            under_way.append((each, each if isinstance(each, Reading) else crew.start(each)))
            if len(under_way) > AHEAD * workers:
                each, begun = under_way.popleft()
                yield each, _finished(each, begun, crew, watch)
        for each, begun in under_way:
            yield each, _finished(each, begun, crew, watch)
    finally:
        crew.leave()


def _finished(each: Found, begun: Reading | Future[Reading], crew: "_Crew", watch: Watch) -> Reading:
    if isinstance(begun, Reading):
        return begun
    assert isinstance(each, Source)
    with watch(each.path) as progress:
        try:
            reading = begun.result()
        except BrokenProcessPool:  # by this file or by one beside it: read alone, each shows which it was
            reading = crew.alone(each)
        progress(1.0)
    return reading


class _Crew:
    """The processes that read. They are started afresh after one of them died."""

    def __init__(self, options: Options, workers: int) -> None:
        self.options = options
        self.workers = workers
        self.pool: ProcessPoolExecutor | None = None

    def start(self, source: Source) -> Future[Reading]:
        """Have a file read by the next process that is free."""
        self.pool = self.pool or _pool(self.options, self.workers)
        try:
            return self.pool.submit(_read, source)
        except BrokenProcessPool:
            self.leave()
            return self.start(source)

    def alone(self, source: Source) -> Reading:
        """Read a file in a process of its own; refused where that dies too."""
        with _pool(self.options, 1) as pool:
            try:
                return pool.submit(_read, source).result()
            except BrokenProcessPool:
                return Reading(source.path, source.sha256, refused=STOPPED)

    def leave(self) -> None:
        """Send them home: what nobody has begun to read is not read."""
        if self.pool:
            self.pool.shutdown(cancel_futures=True)
        self.pool = None


def _pool(options: Options, workers: int) -> ProcessPoolExecutor:
    # Started afresh and not forked, since the libraries that read have threads, which no fork takes along.
    context = multiprocessing.get_context("spawn")
    os.putenv(ONE_THREAD, "1")  # for those who start from here on: the other cores have the other processes
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_settle, initargs=(options,))


_OPTIONS: list[Options] = []  # of this process, where it is one of the crew: sent once, since `known` may be long


def _settle(options: Options) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end at Ctrl-C without a word: the process that asks has the word
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _OPTIONS[:] = [options]


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _read(source: Source) -> Reading:
    return read(source, _OPTIONS[0])
