"""What could not be understood, said so that its publisher could mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One row, cell or file that could not be understood.

    `reason` never repeats what a payee's cell holds: a name may belong to a private person.
    """

    where: str  # "leeds-2013-08.csv, line 9808"
    reason: str  # "the amount was printed as ######## and is lost"


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """An act or an input that the rules refuse; `plain` says why and what to do, in a sentence fit for anyone."""

    def __init__(self, plain: str) -> None:
        super().__init__(plain)
        self.plain = plain
