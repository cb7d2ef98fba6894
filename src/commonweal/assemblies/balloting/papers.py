"""Ballot papers: what two people type of each, where they differ, and whether the numbers of papers add up.

A paper is a line, in the order of the pile:

    yes                  a vote on yes or no: yes, no, abstain, or their first letters
    3 1 2                options by their numbers: ranked, or those approved of
    3 1=2                ranked: two options share a place, and counting ends before them
    3 3 1                projects with points: a number for each point given
    -                    nothing is marked
    x                    not to be made out, or it bears a name
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest
from typing import Final

from commonweal.assemblies.balloting.questions import ANSWERS, YES_NO, Question
from commonweal.assemblies.counts.ballots import Preferences, fault_of
from commonweal.basics.problems import Refused

MOST_IN_A_BATCH: Final = 100  # our choice: what one person types without losing the place
CLERKS: Final = 2
UNMARKED, UNCLEAR, SHARED = "-", "x", "="

Paper = Preferences | None  # None: an invalid paper, such as one with more marks than it may have


@dataclass(frozen=True, slots=True)
class Difference:
    """A paper that two people read differently: its place in the pile, from 1, and what each wrote."""

    place: int
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Papers:
    """Numbers of papers: given out at the table, brought back spoiled and replaced, and found in the box."""

    issued: int
    spoiled: int
    returned: int
    invalid: int

    @property
    def missing(self) -> int:
        """Papers that were given out and are not in the box: somebody kept theirs."""
        return self.issued - self.spoiled - self.returned

    def check(self) -> None:
        """Raises Refused where they cannot be."""
        if self.missing < 0 or self.invalid > self.returned:
            raise Refused(
                f"{self.returned} papers are entered and only {self.issued - self.spoiled} were given out to voters. "
                "Look for a batch that was entered twice, and for papers that did not come from your table."
            )


def read_batch(text: str, question: Question, cell: str = "") -> tuple[Paper, ...]:
    """Every paper of a batch. Raises Refused, naming the line, for what cannot be read.

    `cell`: of a vote on projects, the area that all papers of the batch are of.
    """
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise Refused("Write one line for each paper.")
    if len(lines) > MOST_IN_A_BATCH:
        raise Refused(f"A pile has at most {MOST_IN_A_BATCH} papers. Make a second pile.")
    return tuple(_paper(line.split(), number, (question, cell)) for number, line in enumerate(lines, start=1))


def differences(one: str, other: str, question: Question, cell: str = "") -> list[Difference]:
    """Where two people read a batch differently."""
    both = (_told(read_batch(text, question, cell), question) for text in (one, other))
    pairs = enumerate(zip_longest(*both, fillvalue="no paper"), start=1)
    return [Difference(place, mine, theirs) for place, (mine, theirs) in pairs if mine != theirs]


def _paper(marks: Sequence[str], number: int, asked: tuple[Question, str]) -> Paper:
    question = asked[0]
    if not marks:
        raise Refused(f"Paper {number} has an empty line. Write {UNMARKED} where nothing is marked.")
    if list(marks) == [UNCLEAR]:
        return None
    if list(marks) == [UNMARKED]:
        return None if question.rule == YES_NO else ()
    if question.rule == YES_NO:
        answers = {_answer(mark, number) for mark in marks}
        return tuple(answers) if len(answers) == 1 else None
    return _numbered(marks, number, asked)


def _answer(mark: str, number: int) -> int:
    found = [place for place, answer in enumerate(ANSWERS) if mark.casefold() in (answer, answer[0])]
    if not found:
        raise Refused(f"Paper {number} says {mark[:20]!r}. Write yes, no, abstain, {UNMARKED} or {UNCLEAR}.")
    return found[0]


def _numbered(marks: Sequence[str], number: int, asked: tuple[Question, str]) -> Paper:
    question, cell = asked
    clear = list(takewhile(lambda mark: SHARED not in mark, marks)) if question.ranks else list(marks)
    if not all(mark.isascii() and mark.isdigit() and len(mark) < 6 for mark in clear):
        raise Refused(f"Paper {number}: write the numbers of options with a blank between, such as 3 1 2.")
    choices = tuple(int(mark) - 1 for mark in clear)
    if not choices:
        return None  # the first place is shared: nobody can tell whom it is for
    if question.slate is not None:
        return _of_projects(choices, number, asked)
    if len(set(choices)) == len(choices) and (fault := fault_of(choices, len(question.options))):
        raise Refused(f"Paper {number}: {fault}. Look at the paper, and write what it says.")
    return question.checked(choices, cell) if len(set(choices)) == len(choices) else None


def _of_projects(choices: Preferences, number: int, asked: tuple[Question, str]) -> Paper:
    """A paper on projects: invalid where it spends more than it may; a number that is none is the clerk's slip."""
    question, cell = asked
    if fault := fault_of(tuple(dict.fromkeys(choices)), len(question.options)):
        raise Refused(f"Paper {number}: {fault}. Look at the paper, and write what it says.")
    try:
        return question.checked(choices, cell)
    except Refused:
        return None


def _told(papers: Sequence[Paper], question: Question) -> list[str]:
    return ["invalid" if paper is None else ", ".join(question.named(paper)) or "nothing marked" for paper in papers]
