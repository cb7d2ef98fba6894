"""Reading Pabulib in its dialects: either line end, ids of text, decimal costs, missing columns, projects named twice.

A file that cannot be counted for sure is refused whole, with the line and the remedy: a ballot that is guessed at or
left out may decide what is funded.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, NoReturn

import numpy as np

from commonweal.basics.problems import Refused
from commonweal.budgets.elections import Ballots, Election, Entries, Numbers, Places, gathered, whole
from commonweal.budgets.pabulib.document import CHOICE, NAMED, POINTED, RANKED, Budget
from commonweal.budgets.pabulib.sections import CUT, NOTHING, Section, Text, text

LARGEST_FILE: Final = 2**30  # bytes: some ten million ballots
LARGEST_AMOUNT: Final = Decimal(10) ** 12  # with its decimals 15 figures: what a number in JSON holds exactly
MOST_DECIMALS: Final = 3
PENCE: Final = 2  # decimals that money is written with, where it has any
MOST_POINTS: Final = 10**6
MOST_PROJECTS: Final = 2**16 - 1
SHOWN: Final = 30  # characters of a cell that a message repeats

AN_AMOUNT: Final = (
    f"Write a number up to {LARGEST_AMOUNT:,}, such as 1250 or 1250.50, without a sign of money and without thousands "
    "set apart."
)
_PLAIN: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+|,[0-9]{1,2})?", re.ASCII)


def read(content: bytes) -> Budget:
    """The budget that a file holds. Raises Refused, with the line, for a file that cannot be counted for sure.

    Ballots of approvals and single choices support what they name, points by their number. A ranking gives its last
    project one point, the one before it two, and so on, as the exchange counts: its files state such scores. A project
    named twice in a ballot counts once, where it was named first.
    """
    file = text(content)
    meta = _meta(file.sections["META"])
    kind = _kind(meta)
    for name in ("PROJECTS", "VOTES"):
        if (row := file.sections[name].overlong()) is not None:
            file.refuse(name, row, "this row has more cells than the header. Put a list of several between commas.")
    projects = file.sections["PROJECTS"]
    ids, costs = _ids(file, projects), _costs(file, projects)
    budget = _amount(meta.get("budget", ""))
    if budget is None:
        raise Refused(f"META says budget {_shown(meta.get('budget', '')) or 'nothing'}. {AN_AMOUNT}")
    _agree("num_projects", meta, len(ids), "projects")
    _agree("num_votes", meta, len(file.sections["VOTES"]), "votes")
    written = max(-_exponent(each) for each in (budget, *costs))
    decimals = max(written, PENCE) if written else 0
    election = Election(
        ids=ids,
        costs=tuple(int(each.scaleb(decimals)) for each in costs),
        budget=int(budget.scaleb(decimals)),
        ballots=_ballots(file, {each: place for place, each in enumerate(ids)}, kind),
        decimals=decimals,
    )
    return Budget(
        election=election,
        title=" ".join(filter(None, (meta.get(each, "") for each in ("unit", "subunit", "instance")))),
        currency=meta.get("currency", ""),
        vote_type=kind,
        rule=meta.get("rule", ""),
        names=tuple(projects.cells("name")),
        selected=tuple(projects.cells("selected")),
        text=file,
    )


def among(budget: Budget, rows: Sequence[int]) -> Election:
    """The election with the voters of some rows of VOTES alone; the budget stays whole."""
    sections = budget.text.sections
    file = Text(budget.text.content, {**sections, "VOTES": sections["VOTES"].chosen(rows)})
    places = {each: place for place, each in enumerate(budget.election.ids)}
    return replace(budget.election, ballots=_ballots(file, places, budget.vote_type))


def _kind(meta: dict[str, str]) -> str:
    """What ballots are, as META says. Raises Refused for what is not counted here."""
    kind = meta.get("vote_type", "").lower()
    if kind not in (*NAMED, *POINTED):
        raise Refused(f"META says vote_type {_shown(kind) or 'nothing'}. Write one of {', '.join((*NAMED, *POINTED))}.")
    if _amount(meta.get("default_score", "") or "0") != 0:
        raise Refused(
            f"META says default_score {_shown(meta['default_score'])}: points for projects that a ballot leaves out. "
            "Write these points into the ballots, and 0 there."
        )
    return kind


def _meta(section: Section) -> dict[str, str]:
    return {row[0].strip().lower(): row[1].strip() if len(row) > 1 else "" for row in section.rows}


def _agree(name: str, meta: dict[str, str], found: int, what: str) -> None:
    """Raises Refused where the file says another number than it holds: it may be cut."""
    claimed = meta.get(name, "")
    if claimed and claimed != str(found):
        raise Refused(
            f"META says {name} {_shown(claimed)}, and the file holds {found} {what}. Part of it may be lost: fetch it "
            "again, or correct the number."
        )


def _ids(file: Text, section: Section) -> tuple[str, ...]:
    ids = section.cells("project_id")
    if not ids:
        raise Refused("The section PROJECTS lists no project.")
    if len(ids) > MOST_PROJECTS:
        raise Refused(f"There are {len(ids):,} projects. A count takes {MOST_PROJECTS:,} at most.")
    seen: set[str] = set()
    for row, each in enumerate(ids):
        if not each:
            file.refuse("PROJECTS", row, "this project has no project_id.")
        if each in seen:
            file.refuse("PROJECTS", row, f"project {_shown(each)} is listed twice. Give each an id of its own.")
        seen.add(each)
    return tuple(ids)


def _costs(file: Text, section: Section) -> list[Decimal]:
    costs = []
    for row, cell in enumerate(section.cells("cost")):
        cost = _amount(cell)
        if cost is None:
            file.refuse("PROJECTS", row, f"the cost is {_shown(cell) or 'empty'}. {AN_AMOUNT}")
        if cost < 0:
            file.refuse("PROJECTS", row, f"the cost is {_shown(cell)}. A cost is zero or more.")
        costs.append(cost)
    return costs


def _amount(cell: str) -> Decimal | None:
    """A number as written, exactly, with a point or a comma before its decimals; None for anything else.

    Three figures after a comma may be decimals or thousands, and are neither.
    """
    if not _PLAIN.fullmatch(cell):
        return None
    amount = Decimal(cell.replace(",", "."))
    return amount if abs(amount) <= LARGEST_AMOUNT and -_exponent(amount) <= MOST_DECIMALS else None


def _exponent(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return min(0, exponent) if isinstance(exponent, int) else 0


def _ballots(file: Text, places: dict[str, int], kind: str) -> Ballots:
    """Ballots whose cells are equal are read once, with their number; then those that support the same become one."""
    section = file.sections["VOTES"]
    for column in ("vote", "points") if kind in POINTED else ("vote",):
        if column not in section.columns:
            raise Refused(f"The section VOTES has no column {column}, which vote_type {kind} needs.")
    votes = section.cells("vote")
    if kind in POINTED:
        return _pointed(file, places, list(zip(votes, section.cells("points"), strict=True)))
    written = Counter(votes)
    for cell in [each for each in written if _names_nothing(each, places)]:
        del written[cell]
    named = _places(file, places, list(written), votes)
    owners = np.repeat(np.arange(len(written)), _lengths(written))
    entries = _ranked(owners, named) if kind == RANKED else Entries(owners, named, np.ones_like(named))
    found = gathered(len(votes), whole(written.values()), entries)
    if kind == CHOICE and (np.diff(found.starts) > 1).any():
        several = (row for row, vote in enumerate(votes) if len(set(map(str.strip, vote.split(",")))) > 1)
        file.refuse("VOTES", next(several), f"this ballot names several projects, and vote_type {CHOICE} allows one.")
    return found


def _names_nothing(cell: str, places: dict[str, int]) -> bool:
    return not cell or (cell.lower() == NOTHING and cell not in places)


def _ranked(owners: Places, named: Places) -> Entries:
    """Points of rankings: the last project of each gives one, the one before it two, and so on."""
    _, first = np.unique(owners * (int(named.max(initial=0)) + 1) + named, return_index=True)
    kept = np.sort(first)
    owners, named = owners[kept], named[kept]
    return Entries(owners, named, np.searchsorted(owners, owners, side="right") - np.arange(len(owners)))


def _pointed(file: Text, places: dict[str, int], rows: list[tuple[str, str]]) -> Ballots:
    """Ballots that give points: each row's projects, and their points."""
    written = Counter(row for row in rows if not _names_nothing(row[0], places))
    lengths = _lengths(vote for vote, _ in written)
    named = _places(file, places, [vote for vote, _ in written], [vote for vote, _ in rows])
    points = _points(file, list(written), lengths, rows)
    owners = np.repeat(np.arange(len(written)), lengths)
    return gathered(len(rows), whole(written.values()), Entries(owners, named, points))


def _lengths(votes: Iterable[str]) -> Numbers:
    return whole(vote.count(",") + 1 for vote in votes)


def _places(file: Text, places: dict[str, int], different: list[str], votes: list[str]) -> Places:
    """The places that cells name, one after another."""
    names = ",".join(different).split(",") if different else []
    try:
        return whole(map(places.__getitem__, names))
    except KeyError:
        names = [name.strip() for name in names]
    if strangers := set(names) - places.keys():
        _refuse_stranger(file, places, strangers, votes)
    return whole(map(places.__getitem__, names))


def _refuse_stranger(file: Text, places: dict[str, int], strangers: set[str], votes: list[str]) -> NoReturn:
    """Raises Refused for the first ballot that names no project."""
    named = ([] if _names_nothing(vote, places) else map(str.strip, vote.split(",")) for vote in votes)
    row, name = next((row, name) for row, names in enumerate(named) for name in names if name in strangers)
    if not name:
        file.refuse("VOTES", row, "this ballot has a comma with no project on one side of it. " + CUT)
    file.refuse("VOTES", row, f"this ballot names {_shown(name)}, which is no project here.")


def _points(file: Text, cells: list[tuple[str, str]], lengths: Numbers, rows: list[tuple[str, str]]) -> Numbers:
    """The points in cells, one after another. Raises Refused where they are not as many as the projects named."""
    found = []
    for cell, length in zip(cells, lengths, strict=True):
        numbers = cell[1].split(",")
        if len(numbers) != length:
            file.refuse(
                "VOTES", rows.index(cell), f"this ballot names {length} projects and gives points {len(numbers)} times."
            )
        for number in map(str.strip, numbers):
            if not number.isascii() or not number.isdigit() or int(number) > MOST_POINTS:
                said = f"points are {_shown(number) or 'missing'}. Write a whole number from 0 to {MOST_POINTS:,}."
                file.refuse("VOTES", rows.index(cell), said)
            found.append(int(number))
    return whole(found)


def _shown(cell: str) -> str:
    """The beginning of a cell, fit for a message."""
    plain = "".join(each if each.isprintable() else " " for each in cell[:SHOWN])
    return repr(plain + ("…" if len(cell) > SHOWN else "")) if cell else ""
