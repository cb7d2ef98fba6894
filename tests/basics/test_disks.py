"""A full disk is known by whoever says it."""

import errno

import pytest

from commonweal.basics.disks import as_oserror, is_full


class OperationalError(Exception):
    """Called as databases call theirs."""


@pytest.mark.parametrize(
    ("fault", "full"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OSError(errno.ENOENT, "No such file or directory"), False),
        (OperationalError("database or disk is full"), True),
        (OperationalError("attempt to write a readonly database"), True),
        (OperationalError('could not extend file "base/1": No space left on device'), True),
        (OperationalError("no such table: spend_spendfile"), False),
        (ValueError("disk is full"), False),  # a value that merely says so
    ],
)
def test_who_says_that_the_disk_is_full(fault: Exception, full: bool) -> None:
    assert is_full(fault) is full


def test_another_fault_stays_what_it_is() -> None:
    with pytest.raises(ValueError, match="seven"):
        as_oserror(ValueError("seven"))
