"""Counting a closed vote: ballots from the box, hands from the room, under the rules frozen at the opening.

The same function counts when a vote is closed and when a stranger verifies it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from typing import Any, Final

from commonweal.assemblies.balloting import boxes, rolls, slates
from commonweal.assemblies.balloting.boxes import Box
from commonweal.assemblies.balloting.papers import Papers
from commonweal.assemblies.balloting.questions import ABSTAIN, NO, YES, YES_NO, Question
from commonweal.assemblies.counts import yes_no
from commonweal.assemblies.counts.ballots import Election
from commonweal.assemblies.counts.results import Result
from commonweal.assemblies.counts.rules import RULES
from commonweal.assemblies.counts.yes_no import Of, Threshold
from commonweal.assemblies.hands import Hands
from commonweal.basics.problems import Refused
from commonweal.record.replays import Body, Files

ROLL_ENDING: Final = ".roll.txt"
NO_HANDS: Final = Hands(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Frame:
    """What was frozen when the vote opened, and the lots drawn before it was counted: places, the first favoured."""

    question: Question
    electors: int
    quorum: int  # who must take part
    threshold: Threshold
    lots: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()  # places of options that were withdrawn while the vote was open


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of a vote: whether it was carried, and by which votes; or who was elected, and stage by stage."""

    carried: bool
    quorate: bool
    taking_part: int
    hands: Hands = NO_HANDS  # for and against in all channels together, for a vote on yes or no
    elected: tuple[int, ...] = ()
    blank: int = 0
    result: Result | None = None  # with options by number (`in_words` names them); None where nothing was to count


def count(frame: Frame, box: Box, hands: Hands = NO_HANDS, invalid: int = 0) -> Counted:
    """Counts a box together with the hands that were raised. Invalid papers took part, and say nothing.

    Raises Refused for a ballot that cannot be, and for more votes than electors.
    """
    question = frame.question
    choices = Counter(question.checked(each.choices, each.cell) for each in box.ballots)
    taking_part = choices.total() + hands.all + invalid
    if taking_part > frame.electors:
        raise Refused(f"there are {taking_part:,} votes and only {frame.electors:,} electors")
    quorate = taking_part >= frame.quorum
    if question.rule == YES_NO:
        votes = [choices[(place,)] for place in (YES, NO, ABSTAIN)]
        all_told = Hands(votes[YES] + hands.yes, votes[NO] + hands.no, votes[ABSTAIN] + hands.abstain)
        cast = yes_no.Votes(all_told.yes, all_told.no, all_told.abstain, electors=frame.electors)
        return Counted(quorate and yes_no.count(cast, frame.threshold).carried, quorate, taking_part, all_told)
    if hands.all:
        raise Refused("hands can only say yes, no or abstain")
    if question.slate is not None:  # which projects win is counted by the rules of budgets
        named = any(set(each) - set(frame.withdrawn) for each in choices)
        return Counted(quorate and named, quorate, taking_part, blank=choices[()])
    # Numbers in the place of names: those elected at one stage with equal votes stand by name, and whoever counts again
    # has no names.
    election = Election(question.seats, tuple(_numbers(question)), choices, frozenset(frame.withdrawn))
    if not election.valid():
        return Counted(False, quorate, taking_part, blank=choices[()])
    result = RULES[question.rule].count(election, election.named(frame.lots))
    elected = tuple(int(number) for number in result.elected) if quorate else ()
    return Counted(bool(elected), quorate, taking_part, elected=elected, blank=choices[()], result=result)


def in_words(result: Result, question: Question) -> Result:
    """A result with the options as the ballots named them."""
    called = dict(zip(_numbers(question), question.options, strict=True))

    def named(numbers: Iterable[str]) -> tuple[str, ...]:
        return tuple(called[number] for number in numbers)

    stages = tuple(
        replace(
            stage,
            candidates=named(stage.candidates),
            elected=named(stage.elected),
            votes={called[number]: votes for number, votes in stage.votes.items()},
        )
        for stage in result.stages
    )
    ties = tuple(
        replace(tie, candidates=named(tie.candidates), chosen=called[tie.chosen] if tie.chosen else None)
        for tie in result.ties
    )
    return replace(result, elected=named(result.elected), stages=stages, ties=ties)


def claimed(counted: Counted, question: Question) -> dict[str, Any]:
    """What an event says of a count, and a replay comes to again. Options are places from 0: nobody's name."""
    both = {"carried": counted.carried, "taking_part": counted.taking_part}
    if question.rule != YES_NO:
        return {**both, "elected": list(counted.elected), "blank": counted.blank}
    return {**both, "yes": counted.hands.yes, "no": counted.hands.no, "abstain": counted.hands.abstain}


def counted(body: Body, inputs: Files) -> Mapping[str, Any]:
    """What the event of a closed vote claims, worked out again from the published ballots and roll.

    Raises Refused where ballots, roll and papers cannot belong together.
    """
    found, turnout = count_again(body, inputs)
    told = body.get("turnout", {})  # by channels as they were then: one that came later and was not used is no fault
    shown = {channel: number for channel, number in turnout.items() if number or channel in told}
    return {**claimed(found, _frame(body).question), "turnout": shown}


def count_again(body: Body, inputs: Files) -> tuple[Counted, dict[str, int]]:
    """Counts a closed vote from its event, the published ballots and the roll; and how many took part by which channel.

    Raises Refused where they cannot belong together.
    """
    box, head = boxes.read(inputs.bound(ballots_name(body), body["ballots_sha256"]))
    roll = rolls.read(inputs.bound(roll_name(body), body["roll_sha256"]))
    frame = _frame(body)
    question = frame.question
    if head != {"options": len(question.options), "rule": question.rule, "seats": question.seats}:
        raise Refused("the ballots answer another question than the event tells of")
    if rolls.commitment(roll) != body["roll"] or len(roll) != frame.electors:
        raise Refused("the roll is not the one that the vote opened with")
    papers, hands = Papers(**body["papers"]), Hands(**body["hands"])
    papers.check()
    turnout = rolls.turnout(roll)
    _check_together(turnout, len(box.ballots), papers, hands)
    return count(frame, box, hands, papers.invalid), turnout


def ballots_name(body: Body) -> str:
    """The input that holds the ballots of a closed vote."""
    return f"{body['vote']}.ballots.json"


def roll_name(body: Body) -> str:
    """The input that holds its roll."""
    return f"{body['vote']}{ROLL_ENDING}"


@dataclass(frozen=True, slots=True)
class Kept:
    """The ballots and the roll of one closed vote, at hand as they are published."""

    ballots: bytes
    roll: bytes

    def read(self, name: str) -> bytes:
        """The bytes of an input."""
        return self.roll if name.endswith(ROLL_ENDING) else self.ballots

    def bound(self, name: str, digest: str) -> bytes:
        """The bytes of an input whose SHA-256 the event holds. Raises Refused where they are others."""
        content = self.read(name)
        if sha256(content).hexdigest() != digest:
            raise Refused(f"the input {name} is not the one that the event vouches for")
        return content


def _check_together(turnout: Mapping[str, int], ballots: int, papers: Papers, hands: Hands) -> None:
    on_screen = sum(turnout[channel] for channel in rolls.ON_SCREEN)
    if ballots != on_screen + papers.returned - papers.invalid:
        raise Refused(f"{ballots:,} ballots are in the box, and the roll and the papers account for another number")
    if papers.issued - papers.spoiled != turnout[rolls.PAPER]:
        raise Refused("papers were given to another number of people than the roll says")
    if hands.all > turnout[rolls.HANDS]:
        raise Refused("more hands were counted than people were in the room to vote")


def _frame(body: Body) -> Frame:
    asked = Question(YES_NO)
    if body["rule"] != YES_NO:
        slate = slates.read(body["slate"]) if body.get("slate") else None
        asked = Question(body["rule"], tuple(str(place) for place in range(body["options"])), body["seats"], slate)
    threshold = Threshold(Fraction(body["majority"]), Of(body["majority_of"]), body["majority_reached"])
    gone = tuple(body.get("withdrawn", ()))
    return Frame(asked, body["electors"], body["quorum"], threshold, tuple(body["lots"]), gone)


def _numbers(question: Question) -> list[str]:
    return [f"{place:02d}" for place in range(len(question.options))]


def drawn(order: Sequence[int], options: int) -> tuple[int, ...]:
    """An order drawn by lot: every option once. Raises Refused where one is missing or stands there twice."""
    if sorted(order) != list(range(options)):
        raise Refused("Give every option its own place in the order that was drawn, from first to last.")
    return tuple(order)
