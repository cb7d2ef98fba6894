"""Writing Pabulib: one plain dialect, read again as the same budget, and taken by the exchange's own checker."""

import contextlib
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from pabulib.checker import Checker

from commonweal.budgets.elections import Election
from commonweal.budgets.pabulib.document import Budget
from commonweal.budgets.pabulib.reading import read
from commonweal.budgets.pabulib.sections import Text
from commonweal.budgets.pabulib.writing import sections_of, write
from tests.budgets.elections import election, elections

LARGEST = 20_000  # bytes of a published file that the checker reads too: it takes its time
LARGEST_AGAIN = 150_000  # bytes of one that is written and read again; all were tried by hand
META = {
    "description": "Harbour Ward",
    "country": "United Kingdom",
    "unit": "Harbour",
    "instance": "2026",
    "rule": "greedy",
    "date_begin": "01.02.2026",
    "date_end": "14.02.2026",
}
UNTIDY = """\ufeffMETA;;
key;value
unit; Harbour Ward
instance;2026
budget;1000,50
vote_type;Cumulative
PROJECTS
cost;project_id;colour;name;votes
400;B1;;"Trees; many ""old"" ones";7
600,25;x/3; blue ;Swings;9
VOTES
vote;points;voter_id;
"B1, x/3,B1";3,2,5;1;
none;;2;
"""
TIDY = """META
key;value
unit;Harbour Ward
instance;2026
num_projects;2
num_votes;2
budget;1000.50
vote_type;cumulative
PROJECTS
project_id;cost;votes;score;name;colour
B1;400.00;1;3;"Trees; many ""old"" ones";
x/3;600.25;1;2;Swings;blue
VOTES
voter_id;vote;points
1;B1,x/3;3,2
2;;
"""


def said(budget: Budget) -> tuple[object, ...]:
    """All that a budget says."""
    election, ballots = budget.election, budget.election.ballots
    arrays = (ballots.weights, ballots.starts, ballots.projects, ballots.points)
    names = (budget.title, budget.currency, budget.vote_type, budget.rule, budget.names, budget.selected)
    money = (election.ids, election.costs, election.budget, election.decimals)
    return (*names, *money, ballots.voters, *(tuple(each.tolist()) for each in arrays))


def complaints(content: bytes) -> list[str]:
    """What the exchange's own checker finds wrong."""
    checker = Checker()
    with contextlib.redirect_stdout(io.StringIO()):
        answer = checker.process_files([content.decode()])
    return [
        str(found)
        for each in answer.values()
        if isinstance(each, dict) and isinstance(each.get("results"), dict)
        for found in each["results"].get("errors", {}).items()
    ]


def of_our_own(found: Election) -> bytes:
    sections = sections_of(found, META)
    kind = "cumulative" if "points" in sections["VOTES"].columns else "approval"
    return write(Budget(found, "", "", kind, "", (), (), Text("", sections)))


def test_an_untidy_file_is_written_in_one_plain_dialect() -> None:
    assert write(read(UNTIDY.encode())).decode() == TIDY
    assert write(read(TIDY.encode())).decode() == TIDY


def test_a_fault_is_found_by_the_checker() -> None:
    assert complaints(TIDY.replace("num_votes;2", "num_votes;7").encode())


@given(elections(most_points=3))
def test_an_election_of_our_own_is_read_again_as_it_was(found: Election) -> None:
    again = read(of_our_own(found)).election
    assert (again.ids, again.costs, again.budget) == (found.ids, found.costs, found.budget)
    assert (again.votes, again.scores) == (found.votes, found.scores)
    assert again.ballots.voters == found.ballots.voters
    assert np.array_equal(np.sort(again.ballots.weights), np.sort(found.ballots.weights))


def test_an_election_of_our_own_passes_the_checker() -> None:
    assert complaints(of_our_own(election([400, 300], 500, ["a", "ab", "ab"]))) == []


@pytest.mark.real
def test_published_files_are_read_again_as_they_were(published: Path) -> None:
    different = []
    for path in sorted((published / "budgets").glob("*.pb")):
        if path.stat().st_size > LARGEST_AGAIN:
            continue
        budget = read(path.read_bytes())
        if said(read(write(budget))) != said(budget):
            different.append(path.name)
    assert different == []


@pytest.mark.real
def test_published_files_pass_the_checker_once_written(published: Path) -> None:
    files = [path for path in sorted((published / "budgets").glob("*.pb")) if path.stat().st_size <= LARGEST]
    assert len(files) > 40
    found = {path.name: complaints(write(read(path.read_bytes()))) for path in files}
    assert {name: said for name, said in found.items() if said} == {}
