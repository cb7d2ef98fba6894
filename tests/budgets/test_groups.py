"""Voters by where they live and how old they are, and what each group got of its share."""

from fractions import Fraction

from commonweal.budgets.counting import Way, count
from commonweal.budgets.pabulib.groups import FEW, UNTOLD, due, got, groups
from commonweal.budgets.pabulib.reading import read

HEADER = """META
key;value
num_projects;2
budget;100
vote_type;approval
PROJECTS
project_id;cost
a;60
b;40
VOTES
voter_id;age;neighborhood;vote
"""
QUAY = ["19;Quay;a"] * 12
HILL = ["70;Hill;b"] * 10 + ["70;Hill;a,b"] * 2
REST = ["999;;b", "30-39;Isle;a"]
BUDGET = read((HEADER + "".join(f"{number};{row}\n" for number, row in enumerate(QUAY + HILL + REST))).encode())


def test_groups_as_the_file_tells_them_with_the_few_together() -> None:
    told = [(group.column, group.name, group.voters) for group in groups(BUDGET)]
    assert told == [
        ("neighborhood", "Hill", 12),
        ("neighborhood", "Quay", 12),
        ("neighborhood", FEW, 1),
        ("neighborhood", UNTOLD, 1),
        ("age", "16–24", 12),
        ("age", "65–74", 12),
        ("age", FEW, 1),
        ("age", UNTOLD, 1),
    ]


def test_what_a_group_got_is_its_part_of_each_winner() -> None:
    whole = BUDGET.election
    hill, quay = groups(BUDGET)[:2]
    both = count(whole, Way("greedy"))
    assert due(whole, quay) == Fraction(100 * 12, 26)
    assert got(whole, quay, both) == Fraction(60 * 12, 15)
    assert got(whole, hill, both) == Fraction(60 * 2, 15) + Fraction(40 * 12, 13)


def test_together_the_groups_got_what_was_spent() -> None:
    outcome = count(BUDGET.election, Way("greedy"))
    assert sum(got(BUDGET.election, group, outcome) for group in groups(BUDGET) if group.column == "age") == 100


def test_a_file_without_such_columns_has_no_groups() -> None:
    plain = HEADER.replace(";age;neighborhood", "") + "1;a\n"
    assert groups(read(plain.encode())) == ()
