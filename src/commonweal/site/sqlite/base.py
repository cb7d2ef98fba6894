"""SQLite whose writers wait in line.

SQLite waits for its lock by looking again after ever longer sleeps: whoever has waited longest looks least often, and
between two looks the lock lies idle. A lock of the operating system's, on a file beside the database, is handed on at
once and in turn. SQLite's own stays the one that guards the data, also from programs that take no turn.
"""

import os
from threading import Thread

from django.db import OperationalError
from django.db.backends.sqlite3 import base

try:
    import fcntl
except ImportError:  # no such locks on Windows: there SQLite's own waiting has to do
    fcntl = None  # type: ignore[assignment]

TURN = "-turn"  # added to the database's name, as SQLite's own "-wal" and "-shm" are
USUAL_PATIENCE = 5.0  # seconds, as sqlite3 has it where nothing else is set


def _locked(turn: int, patience: float) -> bool:
    """Lock a file, waiting in line for so many seconds at most. The system's lock knows no limit, so a thread waits."""
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting = Thread(target=fcntl.flock, args=(turn, fcntl.LOCK_EX), daemon=True)
        waiting.start()
        waiting.join(patience)
        return not waiting.is_alive()
    return True


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin in the order in which they were asked for."""

    _turn: int | None = None  # the open file that this connection's turn is held by

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # the stubs lack it
        except BaseException:
            self._end_turn()
            raise

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if autocommit:  # so every transaction ends, kept or taken back
            self._end_turn()

    def _close(self) -> None:
        super()._close()  # type: ignore[misc]
        self._end_turn()

    def _take_turn(self) -> None:
        if fcntl is not None and not self.is_in_memory_db():
            turn = os.open(f"{self.settings_dict['NAME']}{TURN}", os.O_RDWR | os.O_CREAT, 0o600)
            if not _locked(turn, self.settings_dict["OPTIONS"].get("timeout", USUAL_PATIENCE)):
                os.close(turn)
                raise OperationalError("database is locked: no turn came in time")
            self._turn = turn

    def _end_turn(self) -> None:
        if self._turn is not None:
            fcntl.flock(self._turn, fcntl.LOCK_UN)  # closing would not do where a child process has the file too
            os.close(self._turn)
            self._turn = None
