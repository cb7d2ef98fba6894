"""The page where anyone has an election counted: what it says, what it refuses, and that nothing is kept."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.budgets.views import counting
from commonweal.record.models import Event

pytestmark = pytest.mark.django_db
PAGE = "/budgets/count/"
FILE = """META
key;value
unit;Harbour Ward
num_projects;3
num_votes;24
budget;100
vote_type;approval
currency;GBP
PROJECTS
project_id;cost;name
a;50;Trees
b;50;Swings
c;39;<script>alert(1)</script>
VOTES
voter_id;age;vote
"""
BALLOTS = [f"{number};{30 if number % 2 else 70};a,b" for number in range(14)] + [
    f"{number};19;c" for number in range(10)
]
WARD = FILE + "\n".join(BALLOTS) + "\n"


def sent(content: str | bytes, **asked: str) -> tuple[int, str]:
    """The status and the words of the answer to a file."""
    file = SimpleUploadedFile("ward.pb", content.encode() if isinstance(content, str) else content)
    answer = Client().post(PAGE, {"sent": file, **asked})
    return answer.status_code, " ".join(answer.content.decode().split())


@pytest.fixture(autouse=True)
def kept_at(home: Path) -> Path:
    return home


def test_a_stranger_sees_every_rule_and_the_story_of_one() -> None:
    status, page = sent(WARD, way="shares")
    assert status == 200
    assert "24 voters, 3 projects, and £100 to share out." in page
    assert "Equal shares: 2 of 3 projects are funded, for £89." in page
    assert "100% of the voters named at least one project that is funded." in page
    assert "Beside it, “Most votes first” funds 2 projects, for £100, and 58% of the voters named" in page
    assert "Both fund: 1." in page
    assert page.count('<th scope="row" class="govuk-table__header">') == 9
    assert "This is the story of: Equal shares. Everyone began with £4.17." in page
    assert 'It costs £50, and 14 voters named it.</p><p class="govuk-body">Each supporter paid £3.57.' in page
    assert "£50 left of the budget" in page
    assert "Those of one project" in page  # by votes, those who want c are left with less than they deserve


def test_why_a_project_lost_and_what_each_age_got() -> None:
    _status, page = sent(WARD, way="votes")
    assert "When its turn came, the budget had £0 left." in page
    assert "It would have won with 5 votes more." in page
    assert "16–24" in page
    assert "Groups of fewer than ten, together" in page


def test_a_name_is_written_and_never_run() -> None:
    _status, page = sent(WARD)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_fewest_votes_are_kept_and_named() -> None:
    _status, page = sent(WARD, way="votes", least_votes="12")
    assert "A project needs 12 votes to win." in page
    assert "It needed at least 12 votes to win." in page


def test_rankings_say_how_they_count() -> None:
    _status, page = sent(WARD.replace("vote_type;approval", "vote_type;ordinal"), way="shares")
    assert "Voters put projects in order: the last gets one point, the one before it two, and so on." in page
    assert "Each supporter paid £1.79 for each point they gave it." in page


def test_what_excludes_one_another_is_kept_and_named() -> None:
    _status, page = sent(WARD, way="votes", exclusive=" a , b\n\n")
    assert "Of these projects one at most may win: Trees; Swings." in page
    assert "It could not win beside Trees, and that was funded." in page


@pytest.mark.parametrize(
    ("exclusive", "reason"), [("a,z", "is no project here"), ("a", "is only one. Name two or more")]
)
def test_what_cannot_exclude_one_another_is_refused_where_it_was_written(exclusive: str, reason: str) -> None:
    status, page = sent(WARD, exclusive=exclusive)
    assert (status, reason in page) == (400, True)
    assert f'aria-describedby="exclusive-hint exclusive-error">{exclusive}</textarea>' in page


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "The file is empty"),
        (b"PK\x03\x04\0\0", "not text in UTF-8"),
        ("once upon a time", "begins with a line that says META"),
        (WARD[:-40], "num_votes"),
        (WARD.replace("num_votes;24", "num_votes;99"), "the file holds 24 votes"),
        (WARD.replace("c;39", "c;-39"), "A cost is zero or more"),
        (WARD.replace("a,b\n1;", "a,z\n1;"), "which is no project here"),
        (FILE.replace("num_votes;24\n", "").replace("num_projects;3\n", "").partition("a;50")[0], "no section VOTES"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_a_sentence(content: str | bytes, reason: str) -> None:
    status, page = sent(content)
    assert (status, reason in page) == (400, True)
    assert "There is a problem" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (FILE.replace("num_votes;24", "num_votes;0"), "No ballot names a project."),  # an empty election
        (WARD.replace("num_votes;24\n", ""), "The file does not say how many votes it holds, so nobody can tell"),
        (WARD.replace("a;50;Trees", "a;500;Trees"), "That is more than the whole budget"),  # dearer than the budget
        (FILE + "".join(f"{number};;a,b\n" for number in range(24)), "A tie in round 1 between Trees, Swings"),  # alike
    ],
)
def test_what_is_odd_and_can_be_counted_is(content: str, said: str) -> None:
    status, page = sent(content, way="shares")
    assert (status, said in page) == (200, True)


def test_no_file_at_all_and_votes_that_are_no_number() -> None:
    assert "Choose a file" in Client().post(PAGE, {}).content.decode()
    assert "as a whole number" in sent(WARD, least_votes="many")[1]


def test_an_election_that_is_too_large_for_a_page_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_PROJECTS", 2)
    status, page = sent(WARD)
    assert (status, "This page takes 2; the command “commonweal budget compare” all." in page) == (400, True)


def test_what_takes_too_long_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "LIMITS", counting.Limits(entries=0, counts=0))
    monkeypatch.setattr(counting, "RECOUNTS", 0)
    _status, page = sent(WARD.replace("c;39", "c;45"))  # its supporters have too little for it
    assert "Not counted here, since it would take too long: Equal shares, then more for everyone" in page
    assert "Not known: too many ballots to search here" in page
    assert "What would have changed it takes too long to count here." in page


def test_nothing_is_kept(home: Path) -> None:
    before = sorted(path.name for path in home.iterdir()), Event.objects.count()
    sent(WARD + "\n" * 3_000_000)  # large enough to be put into a file while it is read
    assert (sorted(path.name for path in home.iterdir()), Event.objects.count()) == before
