"""The rules of votes by ballot: what is asked, papers, cells, the roll, the box, and the count of it."""

import json
from collections import Counter
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.assemblies.balloting import belenios, boxes, cells, papers, recount, rolls, trackers
from commonweal.assemblies.balloting.boxes import Ballot, Box
from commonweal.assemblies.balloting.papers import Papers
from commonweal.assemblies.balloting.questions import ANSWERS, YES_NO, Question, in_order, ranked_rule
from commonweal.assemblies.counts.yes_no import SIMPLE_MAJORITY
from commonweal.assemblies.hands import Hands
from commonweal.basics.problems import Refused
from commonweal.record.replays import Folder, differences

ASKED = Question(YES_NO)
TREES = Question("scottish-stv", ("Ash", "Birch", "Cedar"), 2)
MANY = Question("approval", ("Ash", "Birch", "Cedar"), 1)


def key(number: int) -> str:
    return trackers.key(number.to_bytes(trackers.KEY_BYTES))


@pytest.mark.parametrize(
    ("question", "line", "paper"),
    [
        (ASKED, "yes", (0,)),
        (ASKED, "A", (2,)),
        (ASKED, "yes no", None),  # overvoted: nobody can tell
        (ASKED, "yes yes", (0,)),
        (ASKED, "-", None),
        (ASKED, "x", None),
        (TREES, "3 1", (2, 0)),
        (TREES, "3 1=2", (2,)),  # counted as far as it is clear
        (TREES, "1=2 3", None),
        (TREES, "2 2", None),
        (TREES, "-", ()),
        (MANY, "3 1", (0, 2)),  # the order says nothing
        (MANY, "1 1", None),
    ],
)
def test_a_paper_as_it_is_typed(question: Question, line: str, paper: papers.Paper) -> None:
    assert papers.read_batch(f"{line}\n\n", question) == (paper,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "one line for each paper"),
        ("1\n\n2", "Paper 2 has an empty line"),
        ("1\nAsh", "Paper 2: write the numbers"),
        ("4", "candidate 4, and there are 3"),
        ("1\n" * 101, "at most 100 papers"),
        ("0", "candidate 0"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_paper(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        papers.read_batch(text, TREES)


def test_where_two_people_read_a_paper_differently() -> None:
    found = papers.differences("3 1\n2\nx", "3 1\n1\nx\n-", TREES)
    told = [(each.place, each.one, each.other) for each in found]
    assert told == [(2, "Birch", "Ash"), (4, "no paper", "nothing marked")]


@pytest.mark.parametrize(
    ("issued", "spoiled", "returned", "missing"), [(10, 0, 10, 0), (10, 2, 8, 0), (10, 2, 7, 1), (10, 2, 9, None)]
)
def test_numbers_of_papers_add_up(issued: int, spoiled: int, returned: int, missing: int | None) -> None:
    counted = Papers(issued, spoiled, returned, invalid=0)
    if missing is None:
        with pytest.raises(Refused, match="9 papers are entered and only 8 were given out"):
            counted.check()
    else:
        counted.check()
        assert counted.missing == missing


@pytest.mark.parametrize(
    ("given_cells", "published"),
    [
        ({"": 5}, {"": ""}),  # nothing is broken down
        ({"L1": 10, "L2": 12}, {"L1": "L1", "L2": "L2"}),
        ({"L1": 9, "L2": 12}, {"L1": "", "L2": ""}),  # one small cell would be told by the other
        ({"L1": 3, "L2": 7, "L3": 30}, {"L1": "others", "L2": "others", "L3": "L3"}),
        ({"L1": 3, "L2": 12, "L3": 30}, {"L1": "others", "L2": "others", "L3": "L3"}),
    ],
)
def test_small_cells_are_merged(given_cells: dict[str, int], published: dict[str, str]) -> None:
    assert cells.merged(given_cells) == published


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(1, 40)))
def test_no_published_cell_is_small_unless_all_is_one(given_cells: dict[str, int]) -> None:
    together: Counter[str] = Counter()
    for name, published in cells.merged(given_cells).items():
        together[published] += given_cells[name]
    assert len(together) <= 1 or min(together.values()) >= cells.LEAST


@pytest.mark.parametrize(
    ("breakdown", "told"), [("", ""), ("area", "L1"), ("age", "16 or 17"), ("area and age", "L1, 16 or 17")]
)
def test_what_a_ballot_tells_of_its_voter(breakdown: str, told: str) -> None:
    assert cells.cell(breakdown, "L1 0AB", 16) == told


@given(st.binary(min_size=16, max_size=16))
def test_a_tracker_is_read_as_people_write_it(chance: bytes) -> None:
    made = trackers.key(chance)
    assert trackers.read(trackers.shown(made)) == made
    assert trackers.read(made.upper().replace("o", "0")) == made
    assert trackers.read(made[:-1]) is None


@pytest.mark.parametrize(
    ("rule", "options", "seats", "said"),
    [
        ("coin", ("A", "B"), 1, "Choose how to count"),
        (YES_NO, ("A", "B"), 1, "no other options"),
        ("approval", ("A",), 1, "2 to 30 options"),
        ("approval", ("A", "A"), 1, "Two candidates are called A"),
        ("approval", ("A", "B"), 2, "more options than can be chosen"),
        ("approval", ("A", "B"), 0, "at least 1 seat"),
        ("instant-runoff", ("A", "B", "C"), 2, "Count several by Scottish STV"),
    ],
)
def test_what_cannot_be_asked(rule: str, options: tuple[str, ...], seats: int, said: str) -> None:
    with pytest.raises(Refused, match=said):
        Question(rule, options, seats)


@pytest.mark.parametrize(("question", "choices"), [(ASKED, ()), (ASKED, (0, 1)), (ASKED, (3,)), (TREES, (0, 0))])
def test_what_no_ballot_can_say(question: Question, choices: tuple[int, ...]) -> None:
    with pytest.raises(Refused):
        question.checked(choices)


def test_ranks_become_an_order() -> None:
    assert in_order({0: 2, 2: 1, 1: 5}) == (2, 0, 1)
    with pytest.raises(Refused, match="Two of them are number 1"):
        in_order({0: 1, 1: 1})
    assert (ranked_rule(1), ranked_rule(2)) == ("instant-runoff", "scottish-stv")


def test_a_box_reads_back_as_it_was_written_in_the_order_of_keys() -> None:
    box = boxes.closed(Ballot(key(number), (number % 3,)) for number in (9, 2, 5))
    assert [each.key for each in box.ballots] == sorted(key(number) for number in (9, 2, 5))
    content = boxes.written(box, TREES)
    assert boxes.read(content) == (box, {"options": 3, "rule": "scottish-stv", "seats": 2})
    assert json.loads(content)["ballots"][0] == [key(2), [2], ""]


def test_with_a_tracker_only_no_tracker_leads_to_a_choice() -> None:
    cast = [Ballot(key(number), (number % 3,)) for number in range(6)]
    box = boxes.closed(cast, [key(100 + number) for number in range(6)])
    assert all(box.holds(each.key) and box.ballot(each.key) is None for each in cast)
    assert not box.holds(key(100))
    assert Counter(each.choices for each in box.ballots) == Counter(each.choices for each in cast)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"ballots":[]}',
        b'{"options":3,"rule":"approval","seats":1,"trackers":[],"ballots":[["a",[0],""],["a",[0],""]]}',
        b'{"options":3,"rule":"approval","seats":1,"trackers":["z","y"],"ballots":[["a",[0],""]]}',
    ],
)
def test_what_is_no_box(content: bytes) -> None:
    with pytest.raises(Refused):
        boxes.read(content)


def test_the_roll_tells_nobody_and_reads_back() -> None:
    lines = {rolls.line(bytes([number] * 16), f"member {number}"): "" for number in range(3)}
    first = min(lines)
    opened = rolls.commitment(lines)
    lines[first] = rolls.ONLINE
    assert rolls.read(rolls.written(lines)) == lines
    assert rolls.commitment(rolls.read(rolls.written(lines))) == opened
    assert rolls.turnout(lines) == {"online": 1, "code": 0, "assisted": 0, "paper": 0, "hands": 0}
    assert rolls.line(b"1" * 16, "member 1") != rolls.line(b"2" * 16, "member 1")
    for forged in (f"{first} online\n{first} paper\n", f"{first} twice\n", "nonsense"):
        with pytest.raises(Refused):
            rolls.read(forged.encode())


def frame(question: Question, electors: int = 20, quorum: int = 3, lots: tuple[int, ...] = ()) -> recount.Frame:
    return recount.Frame(question, electors, quorum, SIMPLE_MAJORITY, lots)


def box_of(*choices: tuple[int, ...]) -> Box:
    return boxes.closed(Ballot(key(number), each) for number, each in enumerate(choices))


@pytest.mark.parametrize(
    ("ballots", "hands", "invalid", "carried", "taking_part"),
    [
        ([(0,), (0,), (1,)], Hands(0, 0, 0), 0, True, 3),
        ([(0,)], Hands(1, 1, 0), 0, True, 3),
        ([(0,)], Hands(0, 0, 0), 1, False, 2),  # not enough took part
        ([(0,)], Hands(0, 0, 0), 2, True, 3),  # an invalid paper is somebody who took part
        ([(1,), (0,)], Hands(1, 1, 1), 0, False, 5),  # even
    ],
)
def test_yes_and_no_in_all_channels_together(
    ballots: list[tuple[int, ...]], hands: Hands, invalid: int, carried: bool, taking_part: int
) -> None:
    counted = recount.count(frame(ASKED), box_of(*ballots), hands, invalid)
    assert (counted.carried, counted.taking_part) == (carried, taking_part)


def test_seats_are_filled_and_lots_break_the_tie() -> None:
    tied = box_of((0,), (1,), (2,), (2,))
    assert recount.count(frame(TREES, lots=(1, 0, 2)), tied).elected == (2, 1)
    assert recount.count(frame(TREES, lots=(0, 1, 2)), tied).elected == (2, 0)
    with pytest.raises(Refused, match="Draw lots"):
        recount.count(frame(TREES), tied)
    nobody = recount.count(frame(TREES), box_of((), (), ()))
    assert (nobody.carried, nobody.elected, nobody.blank, nobody.taking_part) == (False, (), 3, 3)
    assert recount.count(frame(TREES, quorum=5, lots=(1, 0, 2)), tied).elected == ()


def test_more_votes_than_electors_are_refused() -> None:
    with pytest.raises(Refused, match="3 votes and only 2 electors"):
        recount.count(frame(ASKED, electors=2), box_of((0,), (0,), (0,)))


def published(folder: Path, **changed: Any) -> dict[str, Any]:
    """A closed vote as it is published: four online, two papers of which one is invalid, one hand, one who stayed."""
    channels = ["online"] * 4 + ["paper"] * 2 + ["hands", ""]
    lines = {rolls.line(bytes(16), str(number)): each for number, each in enumerate(channels)}
    box = box_of((0,), (0,), (1,), (2,), (0,))
    ballots, roll = boxes.written(box, ASKED), rolls.written(lines)
    (folder / "v.ballots.json").write_bytes(ballots)
    (folder / "v.roll.txt").write_bytes(roll)
    told: dict[str, Any] = {
        "vote": "v",
        "rule": YES_NO,
        "seats": 1,
        "options": len(ANSWERS),
        "electors": 8,
        "roll": rolls.commitment(lines),
        "quorum": 3,
        "majority": str(Fraction(1, 2)),
        "majority_of": "votes for or against",
        "majority_reached": False,
        "ballots_sha256": sha256(ballots).hexdigest(),
        "roll_sha256": sha256(roll).hexdigest(),
        "papers": {"issued": 3, "spoiled": 1, "returned": 2, "invalid": 1},
        "hands": {"yes": 0, "no": 1, "abstain": 0},
        "lots": [],
        "carried": True,
        "yes": 3,
        "no": 2,
        "abstain": 1,
        "taking_part": 7,
        "turnout": {"online": 4, "assisted": 0, "paper": 2, "hands": 1},
    }
    return told | changed


def test_a_stranger_counts_a_closed_vote_again(tmp_path: Path) -> None:
    body = published(tmp_path)
    assert differences(body, recount.counted(body, Folder(tmp_path))) == []
    claims_more = published(tmp_path, yes=4)
    assert differences(claims_more, recount.counted(claims_more, Folder(tmp_path))) == [
        "yes is 4 in the event, and 3 when worked out again"
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ballots_sha256": "0" * 64}, "not the one that the event vouches for"),
        ({"roll": "0" * 64}, "roll is not the one"),
        ({"electors": 9}, "roll is not the one"),
        ({"rule": "approval", "options": 4}, "another question"),
        ({"hands": {"yes": 1, "no": 1, "abstain": 0}}, "more hands"),
        ({"papers": {"issued": 3, "spoiled": 1, "returned": 1, "invalid": 1}}, "account for another number"),
        ({"papers": {"issued": 4, "spoiled": 1, "returned": 2, "invalid": 1}}, "another number of people"),
        ({"papers": {"issued": 3, "spoiled": 1, "returned": 9, "invalid": 1}}, "9 papers are entered"),
    ],
)
def test_what_cannot_belong_together_is_found(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    body = published(tmp_path, **changed)
    with pytest.raises(Refused, match=said):
        recount.counted(body, Folder(tmp_path))


def test_the_set_up_for_belenios() -> None:
    told = belenios.setup("A garden", TREES, 40)
    assert told["voters"] == 40
    assert told["template"]["questions"][0]["value"] == {"question": "A garden", "answers": ["Ash", "Birch", "Cedar"]}
    assert belenios.setup("A garden", ASKED, 40)["template"]["questions"] == [
        {"question": "A garden", "answers": ["yes", "no", "abstain"], "blank": False, "min": 1, "max": 1}
    ]
