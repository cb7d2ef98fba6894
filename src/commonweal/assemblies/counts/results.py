"""What a count gives: every stage, every tie and how it was broken, and who is elected."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from commonweal.basics.problems import Refused

Action = Literal["first-preferences", "surplus", "exclusion", "last-vacancies", "approvals"]
Purpose = Literal["surplus", "exclusion", "seat"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a count, as it stands at its end. Votes are in the units of the result it belongs to.

    `candidates` are those the action is about: whose surplus is transferred, who is excluded, who fill the last
    vacancies. In every stage the votes, the exhausted and the lost together make the valid ballots.
    """

    action: Action
    candidates: tuple[str, ...]
    votes: Mapping[str, int]  # of every candidate who stood
    exhausted: int  # votes that no candidate still in the count holds
    lost: int  # remainders that the rule drops
    elected: tuple[str, ...]  # at this stage, most votes first; to the last vacancies, as on the ballot


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates between whom a count had to choose; `chosen` is None, and `how` empty, where it could not."""

    stage: int  # from 1: the stage that the choice began
    purpose: Purpose
    candidates: tuple[str, ...]  # by name
    chosen: str | None
    how: str  # "by the votes at stage 2", "by the order given"


@dataclass(frozen=True, slots=True)
class Result:
    """The whole story of a count. A vote is `10 ** decimals` units."""

    rule: str
    title: str
    seats: int
    ballots: int  # valid ones
    quota: int | None  # whole votes; None where the rule has none
    decimals: int
    elected: tuple[str, ...]  # in order of election
    stages: tuple[Stage, ...]
    ties: tuple[Tie, ...]

    def written(self, units: int) -> str:
        """Votes as the rule writes them: 67800000 units of five decimals are "678.00000"."""
        whole, rest = divmod(units, 10**self.decimals)
        return f"{whole}.{rest:0{self.decimals}d}" if self.decimals else str(whole)


class TieNotBroken(Refused):
    """A tie that the rule leaves to lots, and no order was given. `so_far` is the count up to there."""

    def __init__(self, so_far: Result) -> None:
        tie = so_far.ties[-1]
        *others, last = tie.candidates
        super().__init__(
            f"A tie at stage {tie.stage}: {', '.join(others)} and {last} have the same number of votes, and the rule "
            "cannot tell them apart. Draw lots where all can see, and count again with the order drawn."
        )
        self.candidates = tie.candidates
        self.so_far = so_far


def as_json(result: Result) -> dict[str, Any]:
    """The result as plain values for JSON: votes as text, exact to the rule's last decimal."""
    return {
        "rule": result.rule,
        "seats": result.seats,
        "quota": result.quota,
        "elected": list(result.elected),
        "stages": [_stage(result, stage) for stage in result.stages],
        "ties": [_tie(tie) for tie in result.ties],
    }


def _stage(result: Result, stage: Stage) -> dict[str, Any]:
    return {
        "action": stage.action,
        "candidates": list(stage.candidates),
        "votes": {name: result.written(units) for name, units in stage.votes.items()},
        "exhausted": result.written(stage.exhausted),
        "lost": result.written(stage.lost),
        "elected": list(stage.elected),
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "stage": tie.stage,
        "purpose": tie.purpose,
        "candidates": list(tie.candidates),
        "chosen": tie.chosen,
        "how": tie.how,
    }
