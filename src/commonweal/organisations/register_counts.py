"""Every row of a register accounted for: what was understood, what was set aside and why, what was left out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from commonweal.basics.problems import Problem
from commonweal.organisations.register_tables import Cells, Told

KEPT: Final = 1000  # problems kept with their place, our choice; the counts beside them are always whole


class Counts:
    """What a reading has met so far. `left_out` counts problems whose row was understood all the same."""

    def __init__(self) -> None:
        self.understood = 0
        self.facts = 0
        self.set_aside: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.problems: list[Problem] = []

    @property
    def rows(self) -> int:
        """Rows read: those understood and all set aside."""
        return self.understood + self.set_aside.total()

    def understand(self, reasons: Iterable[str], where: str) -> None:
        """One row that tells something, though perhaps not all it meant to."""
        self.understood += 1
        for reason in reasons:
            self.left_out[reason] += 1
            self._keep(Problem(where, reason))

    def put_aside(self, problem: Problem) -> None:
        """One row that tells nothing."""
        self.set_aside[problem.reason] += 1
        self._keep(problem)

    def add(self, told: Told, cells: Cells) -> None:
        """Many rows at once, in the order of their lines."""
        self.understood += told.set_aside.null_count()
        self.set_aside.update(Counter(told.set_aside.drop_nulls().to_list()))
        self.left_out.update({reason: found for reason, rows in told.left_out.items() if (found := rows.sum())})
        if len(self.problems) < KEPT:
            for line, reason in sorted(_places(told, cells, KEPT)):
                self._keep(Problem(f"{cells.file}, line {line}", reason))

    def _keep(self, problem: Problem) -> None:
        if len(self.problems) < KEPT:
            self.problems.append(problem)


def _places(told: Told, cells: Cells, most: int) -> Iterator[tuple[int, str]]:
    """The first lines of each reason, `most` of them at most."""
    aside = told.set_aside.is_not_null().arg_true().head(most)
    yield from zip(cells.lines.gather(aside), told.set_aside.gather(aside), strict=True)
    for reason, rows in told.left_out.items():
        for line in cells.lines.gather(rows.arg_true().head(most)):
            yield line, reason
