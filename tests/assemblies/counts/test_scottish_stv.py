"""Scottish STV: counts done by hand, what holds of every count, and the published counts transfer by transfer."""

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commonweal.assemblies.counts import blt
from commonweal.assemblies.counts.ballots import Election
from commonweal.assemblies.counts.results import Result, TieNotBroken, as_json
from commonweal.assemblies.counts.scottish_stv import ONE, count, quota, transfer_value
from commonweal.basics.problems import Refused
from tests.assemblies.counts import paper_by_paper
from tests.assemblies.counts.elections import NAMES, election, elections

EXPECTED = ".expected-scottish-stv.json"
COUNTED_ELSEWHERE = 11
PUBLISHED = 114
TREES = ("Yew", "Willow", "Oak", "Hazel", "Alder", "Lime")


def told(result: Result) -> list[tuple[str, tuple[str, ...], str, tuple[str, ...]]]:
    """Each stage: what was done, about whom, the votes as written, and who was elected by it."""
    return [
        (stage.action, stage.candidates, " ".join(map(result.written, stage.votes.values())), stage.elected)
        for stage in result.stages
    ]


@pytest.mark.parametrize(
    ("ballots", "seats", "needed"),
    [
        (100, 1, 51),
        (101, 1, 51),
        (103, 3, 26),
        (104, 3, 27),
        (5410, 3, 1353),
    ],
)
def test_the_quota(ballots: int, seats: int, needed: int) -> None:
    assert quota(ballots, seats) == needed


@pytest.mark.parametrize(
    ("surplus", "value", "votes", "worth"),
    [
        (10_00000, 1_00000, 30_00000, 33333),  # a third, the remainder dropped
        (399_00000, 1_00000, 1752_00000, 22773),  # 0.227739…: dropped, not rounded
        (84_68116, 22773, 1437_68116, 1341),  # a surplus made of a surplus
        (1, 1_00000, 30_00000, 0),
    ],
)
def test_what_a_ballot_of_a_surplus_is_worth(surplus: int, value: int, votes: int, worth: int) -> None:
    assert transfer_value(surplus, value, votes) == worth


def test_a_count_by_hand() -> None:
    """41 ballots for 2 seats: the quota is 14. Ash has 20 and 6 too many: each of Ash's ballots goes on at 6/20.

    Twelve go to Birch (3.6), eight to nobody (2.4). Nobody else has the quota: Cedar goes out, and Elm gets all six.
    """
    result = count(election({"AB": 12, "A": 8, "B": 7, "CE": 6, "E": 8}, seats=2))
    assert (result.ballots, result.quota, result.elected, result.ties) == (41, 14, ("Ash", "Elm"), ())
    assert told(result) == [
        ("first-preferences", (), "20.00000 7.00000 6.00000 8.00000", ("Ash",)),
        ("surplus", ("Ash",), "14.00000 10.60000 6.00000 8.00000", ()),
        ("exclusion", ("Cedar",), "14.00000 10.60000 0.00000 14.00000", ("Elm",)),
    ]
    assert [result.written(stage.exhausted) for stage in result.stages] == ["0.00000", "2.40000", "2.40000"]


def test_the_last_vacancies_go_to_those_who_are_left() -> None:
    result = count(election({"AB": 12, "A": 8, "B": 7, "CE": 6, "E": 7}, seats=2))
    assert result.quota == 14
    assert told(result)[-2:] == [
        ("exclusion", ("Birch",), "14.00000 0.00000 0.00000 13.00000", ()),
        ("last-vacancies", ("Elm",), "14.00000 0.00000 0.00000 13.00000", ("Elm",)),
    ]


def test_who_takes_the_last_vacancies_stands_as_on_the_ballot() -> None:
    """Ash reaches the quota of 26. Birch and Cedar are left for two seats: Cedar has more votes, Birch comes first."""
    result = count(election({"A": 60, "B": 19, "C": 23, "D": 1}, seats=3))
    assert result.stages[-1].action == "last-vacancies"
    assert (result.stages[-1].candidates, result.stages[-1].elected) == (("Birch", "Cedar"), ("Birch", "Cedar"))
    assert result.elected == ("Ash", "Birch", "Cedar")


def test_who_reaches_the_quota_at_one_stage_stands_by_votes() -> None:
    assert count(election({"A": 30, "B": 40, "C": 8}, seats=2)).elected == ("Birch", "Ash")


def test_remainders_are_lost_and_said_to_be() -> None:
    result = count(election({"AB": 5, "B": 1, "C": 1, "D": 1}, seats=2))  # quota 3; 2/5 is exact
    assert [stage.lost for stage in result.stages] == [0, 0]
    result = count(election({"AB": 6, "AC": 1, "B": 2, "C": 2, "D": 1}, seats=2))  # quota 5; 2/7 is 0.28571 and a bit
    assert result.stages[1].lost == 3  # 2.00000 less seven times 0.28571


@pytest.mark.parametrize(
    ("ballots", "seats", "order", "out", "how"),
    [
        ({"A": 5, "B": 3, "C": 2, "DC": 1}, 1, (), ("Cedar",), "by the votes at stage 1"),
        ({"A": 4, "B": 2, "C": 2}, 1, ("Cedar", "Birch"), ("Birch",), "by the order given"),
        ({"A": 4, "B": 2, "C": 2}, 1, ("Birch", "Ash", "Cedar"), ("Cedar",), "by the order given"),
        ({"AC": 5, "BD": 5, "C": 1, "D": 1}, 3, ("Birch", "Ash"), ("Birch",), "by the order given"),
    ],
)
def test_a_tie_is_broken_by_the_stages_before_or_by_lots(
    ballots: dict[str, int], seats: int, order: tuple[str, ...], out: tuple[str, ...], how: str
) -> None:
    result = count(election(ballots, seats=seats), order)
    tie = result.ties[0]
    assert ((tie.chosen,), tie.how) == (out, how)
    assert result.stages[tie.stage - 1].candidates == out


@pytest.mark.parametrize("order", [(), ("Birch",), ("Ash", "Cedar")])
def test_a_tie_that_only_lots_can_break_stops_the_count(order: tuple[str, ...]) -> None:
    with pytest.raises(
        TieNotBroken, match="A tie at stage 2: Birch and Cedar have the same number of votes"
    ) as stopped:
        count(election({"A": 4, "B": 2, "C": 2}), order)
    assert stopped.value.candidates == ("Birch", "Cedar")
    assert stopped.value.so_far.elected == ()
    assert len(stopped.value.so_far.stages) == 1
    assert stopped.value.so_far.ties[0].chosen is None


@pytest.mark.parametrize(
    ("order", "reason"),
    [(("Birch", "Yew"), "'Yew', who is no candidate"), (("Ash", "Birch", "Ash"), "names a candidate twice")],
)
def test_an_order_that_makes_no_sense_is_refused(order: tuple[str, ...], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        count(election({"A": 4, "B": 2, "C": 2}), order)


def test_nothing_to_count_is_refused() -> None:
    with pytest.raises(Refused, match="nothing to count"):
        count(election({"": 4, "B": 1}, names="AB", withdrawn="B"))


def test_blank_ballots_and_those_who_withdrew_are_passed_over() -> None:
    with_them = election({"BA": 2, "A": 3, "CA": 2, "": 9, "B": 1}, names="ABC", withdrawn="B")
    assert told(count(with_them)) == told(count(election({"A": 5, "CA": 2}, names="AC")))


def test_fewer_candidates_than_seats_are_all_elected() -> None:
    result = count(election({"A": 2, "B": 1}, seats=2, names="ABC", withdrawn="BC"))
    assert result.elected == ("Ash",)


@given(elections(blank=True, withdrawn=True))
def test_no_vote_appears_or_vanishes(given_: Election) -> None:
    result = count(given_, NAMES[: len(given_.candidates)])
    for stage in result.stages:
        assert sum(stage.votes.values()) + stage.exhausted + stage.lost == result.ballots * ONE
        assert min(stage.exhausted, stage.lost, *stage.votes.values()) >= 0


@given(elections(withdrawn=True))
def test_the_seats_are_filled_and_each_stage_says_by_whom(given_: Election) -> None:
    result = count(given_, NAMES[: len(given_.candidates)])
    assert len(set(result.elected)) == len(result.elected) == min(given_.seats, len(given_.standing()))
    assert [name for stage in result.stages for name in stage.elected] == list(result.elected)


@given(elections(blank=True, withdrawn=True), st.permutations(range(len(NAMES))), st.booleans())
def test_it_agrees_with_a_count_paper_by_paper(given_: Election, shuffled: list[int], drawn: bool) -> None:
    order = [place for place in shuffled if place < len(given_.candidates)] if drawn else []
    try:
        expected = paper_by_paper.count(given_, order)
    except paper_by_paper.LotsNeededError:
        with pytest.raises(TieNotBroken):
            count(given_, given_.named(order))
        return
    result = count(given_, given_.named(order))
    stages = [stage for stage in result.stages if stage.action != "last-vacancies"]
    standing = given_.standing()
    assert [[Fraction(units, ONE) for units in stage.votes.values()] for stage in stages] == [
        [votes[place] for place in standing] for votes in expected.stages
    ]
    assert [Fraction(stage.exhausted, ONE) for stage in stages] == expected.exhausted
    assert set(result.elected) == set(given_.named(expected.elected))


@given(elections(), st.permutations(TREES), st.permutations(NAMES))
def test_other_names_and_another_order_of_candidates_change_nothing_else(
    given_: Election, trees: list[str], shuffled: list[str]
) -> None:
    order = [name for name in shuffled if name in given_.candidates]
    renamed = dict(zip(given_.candidates, trees, strict=False))
    turned = {place: len(given_.candidates) - 1 - place for place in range(len(given_.candidates))}
    ballots = {tuple(map(turned.__getitem__, ranking)): number for ranking, number in given_.ballots.items()}
    names = tuple(renamed[name] for name in reversed(given_.candidates))
    one, other = count(given_, order), count(Election(given_.seats, names, ballots), [renamed[name] for name in order])
    for stage, again in zip(one.stages, other.stages, strict=True):
        assert {renamed[name]: votes for name, votes in stage.votes.items()} == again.votes
        assert {renamed[name] for name in stage.elected} == set(again.elected)


@given(elections(seats=2), st.integers(0, 5))
def test_whoever_is_first_on_every_ballot_is_elected(given_: Election, place: int) -> None:
    assume(place < len(given_.candidates))
    first = {(place, *(other for other in ranking if other != place)): 3 for ranking in given_.ballots}
    result = count(Election(2, given_.candidates, first), NAMES[: len(given_.candidates)])
    assert result.elected[0] == given_.candidates[place]


def transfers(expected: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The published count's first preferences, and what stood after each transfer."""
    for action in expected["actions"]:
        if action["tag"] in ("begin", "transfer") and not action["msg"].startswith("Transfer high surplus"):
            names = {number: about["name"] for number, about in expected["cdict"].items()}
            votes = {names[number]: state["vote"] for number, state in action["cstate"].items()}
            yield {"votes": votes, "exhausted": action["nt_votes"]}


def elected_by(expected: dict[str, Any]) -> list[str]:
    """Whom the published count elects, in the order in which it says so."""
    said = [action["msg"] for action in expected["actions"] if action["tag"] == "elect"]
    return [message.partition(": ")[2] for message in said]


def test_the_published_counts_transfer_by_transfer(published: Path) -> None:
    files = sorted((published / "elections" / "stv").glob(f"*{EXPECTED}"))
    assert len(files) == COUNTED_ELSEWHERE
    for file in files:
        expected = json.loads(file.read_text())
        result = count(blt.read(file.with_name(file.name.replace(EXPECTED, ".blt")).read_bytes()))
        stages = [stage for stage in as_json(result)["stages"] if stage["action"] != "last-vacancies"]
        ours = [{"votes": stage["votes"], "exhausted": stage["exhausted"]} for stage in stages]
        assert ours == list(transfers(expected)), file.name
        assert (list(result.elected), f"{result.quota}.00000") == (elected_by(expected), expected["quota"])


def test_every_published_file_is_read_and_counted(published: Path) -> None:
    files = sorted((published / "elections" / "stv").rglob("*.blt"))
    assert len(files) == PUBLISHED
    for file in files:
        found = blt.read(file.read_bytes())
        assert blt.read(blt.write(found).encode()) == found
        assert len(count(found).elected) == found.seats  # none of them hangs on lots
