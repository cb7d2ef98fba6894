"""What councils publish of developers' contributions: what was agreed, secured, received and spent, and what for.

The three datasets of planning.data.gov.uk ("developer-agreement", "-contribution", "-transaction"), joined by their
references where these meet. Amounts are kept as they are written: some councils write what they spent below nought, and
what a row means is the council's to say.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from commonweal.basics.problems import Problem, Refused
from commonweal.funds.sheets import Row, Sheet, day, pence, read_sheet

AGREEMENT: Final = "developer-agreement"
CONTRIBUTION: Final = "developer-agreement-contribution"
TRANSACTION: Final = "developer-agreement-transaction"
STATUS: Final = "contribution-funding-status"
PURPOSE: Final = "contribution-purpose"
AGREED: Final = "agreed"  # what a contribution itself says, before any transaction
STATUSES: Final = (AGREED, "secured", "received", "allocated", "transferred", "spent")
LONGEST: Final = 120  # characters of a reference or a purpose
LICENCE: Final = "Open Government Licence v3.0"
LICENCE_URL: Final = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One row that names money: its own reference, the contribution it is of, what that is for, its status and pence.

    `purpose` and `organisation` are empty where no file at hand tells them. `nth` tells rows apart that are otherwise
    the same.
    """

    reference: str
    contribution: str
    status: str
    pence: int
    day: date | None
    purpose: str
    organisation: str
    nth: int


@dataclass(frozen=True, slots=True)
class Published:
    """What files were found to say: rows = agreements + in_units + contributions + problems."""

    rows: int
    agreements: int
    in_units: int  # homes, land: things, not money
    contributions: tuple[Contribution, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """What rows of one status come to, in pence: those above nought, and those below."""

    status: str
    rows: int
    above: int
    below: int


@dataclass(frozen=True, slots=True)
class _Files:
    """The files at hand, by what they hold."""

    agreements: list[tuple[str, Sheet]]
    contributions: list[tuple[str, Sheet]]
    transactions: list[tuple[str, Sheet]]


def read_contributions(files: Iterable[tuple[str, bytes]]) -> Published:
    """Read any of the three datasets, each file with its name. Raises Refused for a file that is none of them."""
    found = _sorted(files)
    councils = {
        _key(row, AGREEMENT): row.get("organisation", "") for _, sheet in found.agreements for _, row in sheet.rows
    }
    known = _Known(*_purposes(found.contributions), councils)
    told: list[Contribution] = []
    problems: list[Problem] = []
    in_units = 0
    for name, dataset, (line, row) in _rows_of_money(found):
        if not row.get("amount") and row.get("units"):
            in_units += 1
            continue
        said = _money(row, dataset)
        if isinstance(said, str):
            problems.append(Problem(f"{name}, line {line}", said))
        else:
            told.append(known.contribution(row, dataset, *said))
    listed = sum(len(sheet.rows) for _, sheet in found.agreements)
    rows = listed + in_units + len(told) + len(problems)
    return Published(rows, listed, in_units, tuple(numbered(told)), tuple(problems))


def numbered(told: Iterable[Contribution]) -> Iterator[Contribution]:
    """The same rows, each told apart from those that are otherwise the same."""
    seen: Counter[Contribution] = Counter()
    for each in told:
        seen[each] += 1
        yield replace(each, nth=seen[each])


def sums(contributions: Iterable[Contribution]) -> list[Sum]:
    """What the rows of each status come to, in the order in which money moves."""
    by_status: dict[str, list[int]] = defaultdict(list)
    for each in contributions:
        by_status[each.status].append(each.pence)
    return [
        Sum(status, len(found), sum(each for each in found if each > 0), sum(each for each in found if each < 0))
        for status in STATUSES
        if (found := by_status.get(status))
    ]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the other files tell of a contribution, by its reference: what for, under which agreement, of whom."""

    purposes: Mapping[str, str]
    agreements: Mapping[str, str]
    councils: Mapping[str, str]

    def contribution(self, row: dict[str, str], dataset: str, status: str, amount: int) -> Contribution:
        of = _key(row, CONTRIBUTION)
        return Contribution(
            reference=row[dataset][:LONGEST],
            contribution=row[CONTRIBUTION][:LONGEST],
            status=status,
            pence=amount,
            day=day(row.get("start-date", "")) or day(row.get("entry-date", "")),
            purpose=(row.get(PURPOSE) or self.purposes.get(of, ""))[:LONGEST],
            organisation=self.councils.get(self.agreements.get(of, ""), "")[:LONGEST],
            nth=1,
        )


def _sorted(files: Iterable[tuple[str, bytes]]) -> _Files:
    found = _Files([], [], [])
    for name, content in files:
        try:
            sheet = read_sheet(content, (frozenset({AGREEMENT, CONTRIBUTION, TRANSACTION}),))
        except Refused as refusal:
            raise Refused(f"{name}: {refusal.plain}") from None
        if {TRANSACTION, CONTRIBUTION, STATUS, "amount"} <= set(sheet.header):
            found.transactions.append((name, sheet))
        elif {CONTRIBUTION, AGREEMENT, "amount"} <= set(sheet.header):
            found.contributions.append((name, sheet))
        elif {AGREEMENT, "organisation"} <= set(sheet.header):
            found.agreements.append((name, sheet))
        else:
            raise Refused(f"{name} is none of the three datasets: agreements, contributions, transactions.")
    return found


def _rows_of_money(found: _Files) -> Iterator[tuple[str, str, Row]]:
    for dataset, sheets in ((CONTRIBUTION, found.contributions), (TRANSACTION, found.transactions)):
        for name, sheet in sheets:
            yield from ((name, dataset, row) for row in sheet.rows)


def _purposes(contributions: Sequence[tuple[str, Sheet]]) -> tuple[dict[str, str], dict[str, str]]:
    """The purpose and the agreement of each contribution. One reference with several purposes tells none of them."""
    purposes: dict[str, set[str]] = defaultdict(set)
    agreements: dict[str, str] = {}
    for _name, sheet in contributions:
        for _line, row in sheet.rows:
            purposes[_key(row, CONTRIBUTION)].add(row.get(PURPOSE, ""))
            agreements[_key(row, CONTRIBUTION)] = _key(row, AGREEMENT)
    return {of: next(iter(each)) for of, each in purposes.items() if len(each) == 1}, agreements


def _money(row: dict[str, str], dataset: str) -> tuple[str, int] | str:
    """A row's status and pence, or why it has none."""
    status = AGREED if dataset == CONTRIBUTION else row.get(STATUS, "").casefold()
    if status not in STATUSES:
        return "its status is missing or is none of those of the dataset"
    amount = pence(row.get("amount", ""))
    if amount is None:
        return "its amount is missing or is no amount in pounds and pence"
    return (status, amount) if amount else "it moves nothing"


def _key(row: dict[str, str], name: str) -> str:
    """A reference as references are compared: councils write them with stray blanks and in either case."""
    return "".join(row.get(name, "").split()).casefold()
