"""Reading Pabulib: what cities write, and what is refused, with its line."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.budgets.pabulib.reading import read

FILE = """META
key;value
unit;Harbour Ward
instance;2026
num_projects;3
num_votes;4
budget;1000.50
vote_type;approval
currency;GBP
PROJECTS
project_id;cost;votes;name;selected
B1;400;2;"Trees; many of them";1
B2;600,25;1;Swings;0
x/3;50;1;Bench;2
VOTES
voter_id;age;vote
1;16-24;B1,B2
2;;B1
3;65+;x/3
4;25-64;
"""


def changed(*changes: tuple[str, str]) -> bytes:
    text = FILE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text.encode()


def test_a_file_as_cities_write_it() -> None:
    budget = read(FILE.encode())
    election = budget.election
    assert (budget.title, budget.currency, budget.names[0]) == ("Harbour Ward 2026", "GBP", "Trees; many of them")
    assert budget.selected == ("1", "0", "2")
    assert election.ids == ("B1", "B2", "x/3")
    assert [election.money(cost) for cost in (*election.costs, election.budget)] == [
        "400.00",
        "600.25",
        "50.00",
        "1000.50",
    ]
    assert (election.ballots.voters, election.votes) == (4, (2, 1, 1))


@pytest.mark.parametrize(
    "dialect",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("PROJECTS\n", "PROJECTS;;;;\n").replace("VOTES\n", "\n\nvotes\n"),
        lambda text: text.replace("1;16-24;B1,B2", '1;16-24;"B1, B2,B1"'),
        lambda text: text.replace("4;25-64;", "4;25-64;none"),
        lambda text: text.replace("4;25-64;", "4"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("num_votes;4\n", ""),
    ],
)
def test_dialects_say_the_same(dialect: Callable[[str], str]) -> None:
    assert read(dialect(FILE).encode()).election.votes == (2, 1, 1)


def test_points_weigh_and_a_project_named_twice_counts_the_first_time() -> None:
    pointed = changed(
        ("vote_type;approval", "vote_type;cumulative"),
        ("voter_id;age;vote", "voter_id;points;vote"),
        ("1;16-24;B1,B2", "1;3,2,5;B1,B2,B1"),
        ("2;;B1", "2;4;B1"),
        ("3;65+;x/3", "3;0;x/3"),
        ("4;25-64;", "4;;"),
    )
    assert read(pointed).election.scores == (7, 2, 0)
    assert read(pointed).election.votes == (2, 1, 0)


@pytest.mark.parametrize(
    ("ballot", "scores"),
    [
        ("B2,B1,x/3", (2, 3, 1)),  # the one named last has one point, the one before it two
        ("B2,B1", (1, 2, 0)),
        ("B2,B1,B2,B1,x/3", (2, 3, 1)),  # named again changes nothing
        ("x/3", (0, 0, 1)),
    ],
)
def test_rankings_give_points_from_the_last_place_up(ballot: str, scores: tuple[int, ...]) -> None:
    ranked = (
        ("vote_type;approval", "vote_type;ordinal"),
        ("1;16-24;B1,B2\n2;;B1\n3;65+;x/3\n", f"1;;{ballot}\n2;;\n3;;\n"),
    )
    assert read(changed(*ranked)).election.scores == scores


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([(FILE, "")], "no section META"),
        ([("META\n", "")], "Line 1: a Pabulib file begins with a line that says META"),
        ([("VOTES\nvoter_id;age;vote\n", "")], "no section VOTES"),
        ([("vote_type;approval", "vote_type;shouting")], "vote_type 'shouting'"),
        ([("budget;1000.50", "budget;lots")], "budget 'lots'"),
        ([("budget;1000.50", "budget;-5")], "The budget is -5"),
        ([("B1;400", "B1;-400")], "Line 12: the cost is '-400'. A cost is zero or more"),
        ([("B1;400", "B1;")], "Line 12: the cost is empty"),
        ([("B1;400", "B1;1e3")], "Line 12: the cost is '1e3'"),
        ([("B1;400", "B1;0.00005")], "Line 12: the cost is '0.00005'"),
        ([("B2;600,25", "B1;600,25")], "Line 13: project 'B1' is listed twice"),
        ([("B2;600,25", ";600,25")], "Line 13: this project has no project_id"),
        ([("2;;B1", "2;;B9")], "Line 18: this ballot names 'B9', which is no project here"),
        ([("1;16-24;B1,B2", "1;16-24;B1,,B2")], "Line 17: this ballot has a comma with no project on"),
        ([("num_votes;4", "num_votes;400")], "num_votes '400', and the file holds 4 votes. Part of it may be lost"),
        ([("3;65+;x/3\n4;25-64;\n", "")], "the file holds 2 votes"),
        ([("voter_id;age;vote", "voter_id;age;ballot")], "no column vote"),
        ([("vote_type;approval", "vote_type;cumulative")], "no column points"),
        ([("vote_type;approval", "vote_type;choose-1")], "Line 17: this ballot names several projects"),
        ([("vote_type;approval", "vote_type;scoring\ndefault_score;1")], "default_score '1': points for projects that"),
        ([('"Trees; many of them"', '"Trees; many of them')], "Line 12: a quotation mark begins here, and none ends"),
        ([("num_votes;4\n", ""), ("2;;B1", '2;"18;B1')], "Line 17: a quotation mark begins here, and none ends"),
        ([("VOTES\nvoter_id;age;vote\n" + FILE.partition("age;vote\n")[2], "VOTES\n")], "no header stands below it"),
        (
            [("voter_id;age;vote\n1;16-24;B1,B2", "voter_id;age;vote\n1;16-24;B1;B2")],
            "Line 17: this row has more cells",
        ),
        ([(";", ",")], "The cells of META stand between commas. Put semicolons"),
        ([("600,25", "1,600")], "Line 13: the cost is '1,600'"),
        ([("600,25", "£600")], "Line 13: the cost is '£600'. Write a number up to 1,000,000,000,000, such as 1250"),
    ],
)
def test_what_cannot_be_counted_for_sure_is_refused(changes: list[tuple[str, str]], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read(changed(*changes))
    assert reason in refused.value.plain


@pytest.mark.parametrize("content", [b"\xff\xfeM\0", b"META\nkey\xe9;", b"\x89PNG\0\0"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="not text in UTF-8"):
        read(content)


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ("3", "names 2 projects and gives points 1 times"),
        ("3,x", "points are 'x'"),
        ("3,-1", "points are '-1'"),
        ("3,1.5", "points are '1.5'. Write a whole number from 0"),
    ],
)
def test_points_are_whole_numbers_one_for_each_project(points: str, reason: str) -> None:
    pointed = changed(
        ("vote_type;approval", "vote_type;cumulative"),
        ("voter_id;age;vote", "voter_id;points;vote"),
        ("1;16-24;B1,B2", f"1;{points};B1,B2"),
    )
    with pytest.raises(Refused, match=f"Line 17.*{reason}"):
        read(pointed)


PLACES = ("B1", "B2", "x/3", "", "none", " B1 ", "B9")
ODD_LINES = st.sampled_from(
    ("", ";;", "  ", "votes", "VOTES;;", "PROJECTS", "\u00a0;", '1;2;"B1,B2"', '"1;x";2;B1', "7")
)


@given(
    st.lists(st.one_of(ODD_LINES, st.lists(st.sampled_from(PLACES), max_size=3).map(lambda at: f"1;2;{','.join(at)}"))),
    st.sampled_from(("\n", "\r\n", "\r")),
)
def test_votes_without_quotation_marks_are_read_as_those_with_them(lines: list[str], end: str) -> None:
    """A quotation mark in the last line has the whole file read the long way; nothing else may change by it."""
    head = FILE.replace("num_votes;4\n", "").partition("1;16-24")[0]
    plain, quoted = ((head + "\n".join([*lines, last])).replace("\n", end) for last in ("9;;B1", '"9";;B1'))
    assert answer(plain) == answer(quoted)


def answer(content: str) -> object:
    """What is read of a file, or why it is refused."""
    try:
        budget = read(content.encode())
    except Refused as refusal:
        return refusal.plain
    votes, ballots = budget.text.sections["VOTES"], budget.election.ballots
    cells = [votes.cells(column) for column in ("voter_id", "age", "vote")]
    return cells, votes.chosen([len(votes) - 1]).cells("vote"), ballots.voters, budget.election.votes
