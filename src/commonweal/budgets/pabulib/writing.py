"""Writing Pabulib so that every program reads it: one dialect, with the numbers that the file states counted anew.

Cells stand as they came but for blanks around them. Money has a point before its decimals. A ballot names a project
once, with the points given first, as it is counted. What a file says of votes and points of each project is counted.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from commonweal.budgets.elections import Election
from commonweal.budgets.pabulib.document import POINTED, RANKED, Budget
from commonweal.budgets.pabulib.sections import NOTHING, Section

META_FIRST: Final = (  # the order that the exchange's own checker knows, as far as a value is not its own
    *("description", "country", "unit", "district", "subunit", "instance", "num_projects", "num_votes", "budget"),
    *("vote_type", "rule", "date_begin", "date_end", "min_length", "max_length", "min_sum_cost", "max_sum_cost"),
    *("min_points", "max_points", "min_sum_points", "max_sum_points", "default_score", "min_project_cost"),
    *("max_project_cost", "min_project_score_threshold", "neighborhoods", "subdistricts", "categories", "edition"),
    *("language", "currency", "fully_funded", "experimental", "comment", "acknowledgments", "leftover_budget"),
)
PROJECTS_FIRST: Final = ("project_id", "cost", "votes", "score", "name", "category", "beneficiaries", "selected")
VOTES_FIRST: Final = ("voter_id", "vote", "points", "age", "sex", "voting_method")
LISTS: Final = ("category", "beneficiaries")  # columns of projects that hold lists

Row = dict[str, str]


def write(budget: Budget) -> bytes:
    """A budget as a file. What is read from it again is the same budget."""
    election, sections = budget.election, budget.text.sections
    pointed = budget.vote_type in POINTED
    meta = {row[0].strip().lower(): (row[1] if len(row) > 1 else "").strip() for row in sections["META"].rows}
    meta |= {
        "num_projects": str(len(election.ids)),
        "num_votes": str(election.ballots.voters),
        "budget": election.money(election.budget),
        "vote_type": budget.vote_type,
    }
    projects = [
        row
        | {column: ",".join(map(str.strip, row[column].split(","))) for column in LISTS if column in row}
        | {"project_id": election.ids[place], "cost": election.money(election.costs[place])}
        | {"votes": str(election.votes[place])}
        | ({"score": str(election.scores[place])} if pointed or budget.vote_type == RANKED else {})
        for place, row in enumerate(_rows(sections["PROJECTS"]))
    ]
    known = set(election.ids)
    votes = [_vote(row, known, pointed=pointed) for row in _rows(sections["VOTES"])]
    said = io.StringIO(newline="")
    _section(said, "META", ("key", "value"), ((key, meta[key]) for key in _first(META_FIRST, meta) if meta[key]))
    _table(said, "PROJECTS", PROJECTS_FIRST, projects)
    _table(said, "VOTES", VOTES_FIRST, votes)
    return said.getvalue().encode()


def sections_of(election: Election, meta: Row, names: Sequence[str] = ()) -> dict[str, Section]:
    """An election of our own as the sections of a file, a row a voter, numbered; those with nothing on it come last.

    `meta`: what people call it, such as unit and instance.
    """
    pointed = bool((election.ballots.points != 1).any())
    head = {"vote_type": "cumulative" if pointed else "approval", **meta, "budget": election.money(election.budget)}
    projects = [
        [each, election.money(cost), names[place] if names else ""]
        for place, (each, cost) in enumerate(zip(election.ids, election.costs, strict=True))
    ]
    votes = [[str(number), *ballot] for number, ballot in enumerate(_ballots(election), start=1)]
    return {
        "META": Section("META", {"key": 0, "value": 1}, [[key, value] for key, value in head.items()]),
        "PROJECTS": Section("PROJECTS", {"project_id": 0, "cost": 1, "name": 2}, projects),
        "VOTES": Section("VOTES", {"voter_id": 0, "vote": 1} | ({"points": 2} if pointed else {}), votes),
    }


def _ballots(election: Election) -> Iterator[tuple[str, str]]:
    """What each voter named, and the points."""
    ballots = election.ballots
    for number, weight in enumerate(ballots.weights.tolist()):
        part = slice(ballots.starts[number], ballots.starts[number + 1])
        named = ",".join(election.ids[place] for place in ballots.projects[part].tolist())
        for _ in range(weight):
            yield named, ",".join(map(str, ballots.points[part].tolist()))
    for _ in range(ballots.voters - int(ballots.weights.sum())):
        yield "", ""


def _rows(section: Section) -> Iterator[Row]:
    """Each row by the names of its columns."""
    cells = {name: section.cells(name) for name in sorted(section.columns, key=section.columns.__getitem__) if name}
    return (dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True))


def _vote(row: Row, known: set[str], *, pointed: bool) -> Row:
    """A ballot that names each project once."""
    vote = "" if row["vote"].lower() == NOTHING and row["vote"] not in known else row["vote"]
    named = [name.strip() for name in vote.split(",")] if vote else []
    once = {name: place for place, name in reversed(list(enumerate(named)))}
    kept = sorted(once.values())
    changed = {"vote": ",".join(named[place] for place in kept)}
    if pointed:
        given = [each.strip() for each in row["points"].split(",")]
        changed["points"] = ",".join(given[place] for place in kept)
    return row | changed


def _table(said: io.StringIO, name: str, first: Sequence[str], rows: Sequence[Row]) -> None:
    columns = _first(first, rows[0] if rows else dict.fromkeys(first[:2]))
    kept = [column for column in columns if column in first[:2] or any(row[column] for row in rows)]
    _section(said, name, kept, ([row[column] for column in kept] for row in rows))


def _section(said: io.StringIO, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    said.write(f"{name}\n")
    writer = csv.writer(said, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


def _first(order: Sequence[str], names: Iterable[str]) -> list[str]:
    """Names in an order that is usual, those that have no place in it after them as they came."""
    rank = {name: at for at, name in enumerate(order)}
    return sorted(names, key=lambda name: rank.get(name, len(rank)))
