"""`commonweal budget count`: as the documentation writes it, with ties, with bad files, and without Django."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commonweal.cli.budget import command

WARD = """META
key;value
unit;Harbour Ward
num_projects;3
num_votes;4
budget;{budget}
vote_type;approval
PROJECTS
project_id;cost;name
a;40;Trees
b;40;Swings
c;20.50;Bench
VOTES
voter_id;vote
1;a
2;b
3;a,c
4;b
"""
WITHOUT_DJANGO = "import sys; from commonweal.cli import main; main({words!r}, standalone_mode=False)"


def run(*arguments: str | Path, verb: str = "count") -> Result:
    return CliRunner().invoke(command, [verb, *map(str, arguments)])


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    path = tmp_path / "ward.pb"
    path.write_text(WARD.format(budget=80))
    return path


def test_a_count_in_json(ward: Path) -> None:
    found = json.loads(run(ward, "--rule", "equal-shares", "--json").stdout)
    assert found == {
        "elections": [
            {
                "path": str(ward),
                "rule": "equal-shares",
                "utility": "cost",
                "completion": "none",
                "voters": 4,
                "winners": ["a", "b"],
                "spent": 80,
                "budget": 80,
                "per_voter": "20",
                "rounds": [
                    {"project": "a", "cost": 40, "supporters": 2, "price": "20", "paid_less": 0},
                    {"project": "b", "cost": 40, "supporters": 2, "price": "20", "paid_less": 0},
                ],
                "ties": [{"round": 1, "projects": ["a", "b"], "chosen": "a", "how": "by the order of ties"}],
            }
        ]
    }


def test_money_with_decimals_stays_exact(ward: Path) -> None:
    ward.write_text(WARD.format(budget="60.50"))
    [found] = json.loads(run(ward, "--rule", "greedy", "--json").stdout)["elections"]
    assert (found["winners"], found["spent"], found["budget"]) == (["a", "c"], 60.5, 60.5)


def test_a_count_in_words_names_ties_and_what_is_left(ward: Path) -> None:
    told = run(ward, "--rule", "equal-shares", "--tie-order", "b").output
    assert "Harbour Ward\nMethod of equal shares. Voters: 4. Projects: 3. Budget: 80.00\n" in told
    assert "   1. b Swings: costs 40.00, supporters: 2" in told
    assert "A tie for place 1, between a, b: b, by the order of ties" in told
    assert "Projects funded: 2. Left over: 0.00" in told


def test_a_file_that_states_no_number_of_votes_may_be_cut_and_says_so(ward: Path) -> None:
    said = "The file does not say how many votes it holds"
    assert said not in run(ward, "--rule", "greedy").output
    ward.write_text(WARD.format(budget=80).replace("num_votes;4\n", ""))
    assert said in run(ward, "--rule", "greedy").output


def test_several_files_where_one_is_refused(ward: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.pb"
    cut.write_text(WARD.format(budget=80)[:-8])
    found = run(ward, cut, "--rule", "phragmen", "--json")
    first, second = json.loads(found.stdout)["elections"]
    assert found.exit_code == 1
    assert first["winners"] == ["a", "b"]
    assert (first["utility"], first["completion"]) == (None, None)
    assert second["path"] == str(cut)
    assert "the file holds 3 votes" in second["refused"]


def test_conditions_are_kept_and_what_they_keep_out_is_named(ward: Path) -> None:
    told = run(ward, "--rule", "greedy", "--least-votes", "2", "--exclusive", "a, b").output
    assert "a could not win: b won" not in told
    assert "b could not win: a won, and only one of them may" in told
    assert "c could not win: it has 1 of the 2 votes that it needs" in told
    assert "no project here" in run(ward, "--rule", "greedy", "--exclusive", "a,z").output


def test_all_rules_side_by_side(ward: Path) -> None:
    told = run(ward, verb="compare").output
    assert "Harbour Ward: 4 voters" in told
    assert "equal-shares, cost, add1-greedy" in told
    [found] = json.loads(run(ward, "--json", verb="compare").stdout)["elections"]
    assert [each["rule"] for each in found["rules"]] == ["greedy", "greedy", "phragmen"] + ["equal-shares"] * 6
    assert found["rules"][3] == {
        "rule": "equal-shares",
        "utility": "cost",
        "completion": "none",
        "winners": ["a", "b"],
        "spent": 80,
        "budget": 80,
        "voters": 4,
        "voters_with_a_winner": 4,
        "money_per_voter": "40",
        "winners_per_voter": "1",
        "neglected": 0,
        "priceable": True,
    }


def test_why_each_project_won_or_lost(ward: Path) -> None:
    told = run(ward, "--rule", "equal-shares", verb="explain").output
    assert "   1. Trees: It costs 40, and 2 voters named it. Each supporter paid 20." in told
    assert "Bench: It costs 20.50, and one voter named it." in told
    [found] = json.loads(run(ward, "--rule", "equal-shares", "--json", verb="explain").stdout)["elections"]
    lost = found["projects"][2]
    assert (lost["project"], lost["won"], lost["wins_at_cost"], lost["least"]) == ("c", False, "0.00", True)
    assert found["groups"] == []


def test_a_file_is_tidied_and_counts_as_before(ward: Path, tmp_path: Path) -> None:
    tidy = tmp_path / "tidy.pb"
    assert run(ward, "--out", tidy, verb="tidy").exit_code == 0
    assert tidy.read_text() == run(ward, verb="tidy").stdout
    before, after = (json.loads(run(path, "--rule", "greedy", "--json").stdout) for path in (ward, tidy))
    assert before["elections"][0]["rounds"] == after["elections"][0]["rounds"]


@pytest.mark.parametrize(("content", "told"), [("", "There is no section META"), (WARD[:60], "no section PROJECTS")])
def test_what_is_no_election_is_not_tidied(tmp_path: Path, content: str, told: str) -> None:
    broken = tmp_path / "broken.pb"
    broken.write_text(content)
    answer = run(broken, "--out", tmp_path / "never.pb", verb="tidy")
    assert (answer.exit_code, told in answer.output) == (1, True)
    assert not (tmp_path / "never.pb").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["absent.pb", "--rule", "greedy"], "There is no file absent.pb"),
        (["{ward}"], "Missing option '--rule'"),
        (["{ward}", "--rule", "luck"], "'luck' is not one of"),
        (["{ward}", "--rule", "greedy", "--completion", "add1"], "Only equal shares are completed"),
        (["{ward}", "{ward}", "--rule", "greedy", "--tie-order", "a"], "An order for ties belongs to one election"),
        (["{ward}", "{ward}", "--rule", "greedy", "--exclusive", "a,b"], "name one file with it"),
    ],
)
def test_wrong_usage(ward: Path, words: list[str], told: str) -> None:
    found = run(*(word.format(ward=ward) for word in words))
    assert found.exit_code == 2
    assert told in found.output


def test_it_needs_no_django(ward: Path) -> None:
    words: list[Any] = ["budget", "count", str(ward), "--rule", "equal-shares", "--completion", "add1", "--json"]
    script = WITHOUT_DJANGO.format(words=words) + "; assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
