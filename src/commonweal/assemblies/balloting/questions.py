"""What a vote can ask: yes or no, which options people approve of, how they rank them, or which projects they want."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from commonweal.assemblies.balloting import slates
from commonweal.assemblies.balloting.slates import Slate
from commonweal.assemblies.counts import approval, instant_runoff, scottish_stv
from commonweal.assemblies.counts.ballots import Election, Preferences, fault_of
from commonweal.basics.problems import Refused

YES_NO: Final = "yes-no"
ANSWERS: Final = ("yes", "no", "abstain")  # the places 0, 1 and 2 on every ballot that says yes or no
YES, NO, ABSTAIN = range(len(ANSWERS))
MOST_OPTIONS: Final = 30  # our choice: more than that nobody ranks on a phone, or reads on a sheet of paper
RANKED: Final = (scottish_stv.NAME, instant_runoff.NAME)
RULES: Final = (YES_NO, approval.NAME, *RANKED)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the rule of counting, the seats (or options) to choose, and what stands on the ballot.

    `slate`: of a vote on projects, their costs and areas. Raises Refused for what could not be counted.
    """

    rule: str
    options: tuple[str, ...] = ANSWERS
    seats: int = 1
    slate: Slate | None = None

    def __post_init__(self) -> None:
        if self.slate is not None:
            self._check_slate(self.slate)
            return
        if self.rule not in RULES:
            raise Refused(f"Choose how to count: {', '.join(RULES)}.")
        if self.rule == YES_NO:
            if self.options != ANSWERS or self.seats != 1:
                raise Refused("A vote on yes or no has no other options. Choose approval or ranking for those.")
            return
        if not 2 <= len(self.options) <= MOST_OPTIONS:
            raise Refused(f"Give 2 to {MOST_OPTIONS} options, one on each line.")
        if self.seats >= len(self.options):
            raise Refused("There must be more options than can be chosen; else nobody needs to vote.")
        Election(self.seats, self.options, {})  # raises for names that cannot be told apart, and for no seat
        if self.rule == instant_runoff.NAME and self.seats != 1:
            raise Refused("Instant runoff chooses one. Count several by Scottish STV.")

    @property
    def ranks(self) -> bool:
        """Whether a ballot puts options in an order."""
        return self.rule in RANKED or self.rule == slates.RANKED

    @property
    def needs_lots(self) -> bool:
        """Whether it is counted only once lots are drawn. Equal projects can fall back on their order on the ballot."""
        return self.rule != YES_NO and self.slate is None

    def checked(self, choices: Preferences, cell: str = "") -> Preferences:
        """The places of the options chosen, as a ballot keeps them. Raises Refused for what no ballot can say.

        `cell`: what the ballot tells of its voter; of a vote on projects, their area.
        """
        if self.slate is not None:
            return self.slate.checked(choices, cell)
        if self.rule == YES_NO and len(choices) != 1:
            raise Refused("Choose one: yes, no or abstain.")
        if fault := fault_of(choices, len(self.options)):
            raise Refused(f"This ballot cannot be counted: {fault}. Choose again.")
        return choices if self.ranks else tuple(sorted(choices))

    def named(self, choices: Preferences) -> tuple[str, ...]:
        """The options chosen, in words."""
        if self.slate is not None:
            return self.slate.named(choices, self.options)
        return tuple(self.options[place] for place in choices)

    def _check_slate(self, slate: Slate) -> None:
        if self.rule != slate.kind or self.seats != 1 or len(self.options) != len(slate.costs):
            raise Refused("A vote on projects names each of them with its cost, and asks nothing else.")
        Election(1, self.options, {})  # raises for names that cannot be told apart


def ranked_rule(seats: int) -> str:
    """How ranked ballots are counted: one seat by instant runoff, several by Scottish STV."""
    return instant_runoff.NAME if seats == 1 else scottish_stv.NAME


def in_order(ranks: Mapping[int, int]) -> Preferences:
    """Options by the rank that a voter wrote beside each: 1 for the most wanted. Gaps close up.

    Raises Refused where two options have one rank.
    """
    if len(set(ranks.values())) < len(ranks):
        twice = next(rank for rank in ranks.values() if list(ranks.values()).count(rank) > 1)
        raise Refused(f"Two of them are number {twice}. Give each number once.")
    return tuple(sorted(ranks, key=ranks.__getitem__))
