"""BLT: the files that people have, what is wrong with some, and the way there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.assemblies.counts import blt
from commonweal.assemblies.counts.ballots import Election, plain
from commonweal.assemblies.counts.blt import read, write
from commonweal.basics.problems import Refused
from tests.assemblies.counts.elections import elections

PLAIN = '3 2\n5 1 2 0\n1 3 0\n0\n"Ann"\n"Bel"\n"Cy"\n"Our ward"\n'
FOUND = Election(2, ("Ann", "Bel", "Cy"), {(0, 1): 5, (2,): 1}, title="Our ward")


@pytest.mark.parametrize(
    "written",
    [
        PLAIN,
        PLAIN.rstrip("\n"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        "\ufeff" + PLAIN,
        PLAIN.replace('"', ""),
        " 3   2 \n\n  5   1\t2  0 \n1 3 0\n0\n\nAnn\n Bel \nCy\n\nOur   ward",
        "# made by hand\n3 2 # candidates, seats\n5 1 2 0 # a note\n#1 1 0\n1 3 0\n0 # the end\n"
        '"Ann" # first\n"Bel"\n"Cy"\n"Our ward"',
        PLAIN.replace(" ", "\t").replace("Our\tward", "Our ward"),
        PLAIN.replace("5 1", "5\u00a01").replace("\n0\n", "\n0\t\n"),
        PLAIN.replace("5 1 2 0", "2 1 2 0\n3 1  2 0"),  # equal ballots on two lines
    ],
)
def test_one_election_written_in_many_ways(written: str) -> None:
    assert read(written.encode()) == FOUND


def test_joiners_of_letters_belong_to_a_name() -> None:
    assert read(PLAIN.replace("Ann", "مه\u200cسا").encode()).candidates[0] == "مه\u200cسا"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_beyond_english(encoding: str) -> None:
    assert read(PLAIN.replace("Ann", "Èirisgeigh").encode(encoding)).candidates[0] == "Èirisgeigh"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Karen  FARQUHAR   (LD)", "Karen FARQUHAR (LD)"),
        ("Pro-Family, Pro-Life", "Pro-Family, Pro-Life"),
        ('"Pro-Family, Pro-Life"', "Pro-Family, Pro-Life"),
        ('"Ann ""The Hat"" Lee"', 'Ann "The Hat" Lee'),
        ('Ann "The Hat" Lee', 'Ann "The Hat" Lee'),
        ('"Ann LEE" "Green Party"', '"Ann LEE" "Green Party"'),  # a name and a party: all of it tells who is meant
        ('"""Ann LEE"" ""Green Party"""', '"Ann LEE" "Green Party"'),
        ('"#1 for Ann"', "#1 for Ann"),
        ("Candidate #1", "Candidate #1"),
        ("Ann\x1b[31m\u202e Lee", "Ann�[31m� Lee"),  # what would colour a terminal or turn text round
        ("Ann\x85Lee", "Ann Lee"),
    ],
)
def test_names(written: str, name: str) -> None:
    assert read(PLAIN.replace('"Ann"', written).encode()).candidates == (name, "Bel", "Cy")


@pytest.mark.parametrize(
    ("written", "gone"),
    [("-2", {1}), ("-2 -3", {1, 2}), ("-2\n-3", {1, 2}), ("-1 # moved away", {0})],
)
def test_candidates_who_withdrew(written: str, gone: set[int]) -> None:
    assert read(PLAIN.replace("3 2\n", f"3 2\n{written}\n").encode()).withdrawn == gone


def test_blank_ballots_and_no_title() -> None:
    found = read(b"2 1\n4 0\n1 2 0\n0\nAnn\nBel")
    assert (found.ballots, found.title) == ({(): 4, (1,): 1}, "")


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (PLAIN, "", "The file is empty"),
        (PLAIN, "# only this\n", "The file is empty"),
        (PLAIN, "Payment Date,Supplier\n", "Line 1: this should be the numbers of candidates and seats"),
        ("3 2\n", "3\n", "Line 1: this should be the numbers"),
        ("3 2\n", "2 3\n", "Line 1: there should be at least 1 seat, and no more seats than candidates"),
        ("3 2\n", "3 0\n", "Line 1: there should be at least 1 seat"),
        ("3 2\n", "999999999999 2\n", "Line 1: the number of candidates should be from 1 to 1,000"),
        ("3 2\n", f"{'9' * 5000} 2\n", "Line 1: this should be"),
        ("1 3 0\n0\n", "1 3 0\n", "Line 4: a ballot begins with how many .* a line with a single 0 is missing"),
        (PLAIN, "3 2\n5 1 2 0\n", "The file ends before its ballots do"),
        ("1 3 0", "1 3", "Line 3: this ballot has no 0 at its end"),
        ("1 3 0", "1", "Line 3: this ballot has no 0 at its end"),
        ("1 3 0", "1 4 0", "Line 3: a ballot ranks candidate 4, and there are 3"),
        ("1 3 0", "1 3 1 3 0", "Line 3: candidate 3 is ranked twice on one ballot"),
        ("1 3 0", "1 3 0 1 1 0", "Line 3: a 0 stands within this ballot"),
        ("1 3 0", "1 3=1 0", "Line 3: a ballot gives two candidates the same place"),
        ("1 3 0", "1 - 3 0", "Line 3: a ballot leaves a place empty"),
        ("1 3 0", "1 1 -3 0", "Line 3: a ballot leaves a place empty"),
        ("1 3 0", "1.5 3 0", "Line 3: a ballot begins with how many ballots are alike, a whole number"),
        ("1 3 0", "-1 3 0", "Line 3: a ballot begins"),
        ("1 3 0", "0 3 0", "Line 3: a ballot begins"),
        ("1 3 0", "٣ 3 0", "Line 3: a ballot begins"),
        ("1 3 0", "1 three 0", "Line 3: a ballot is numbers of candidates"),
        ("3 2\n", "3 2\n-4\n", "Line 2: candidate 4 is said to have withdrawn, and there are 3"),
        ("3 2\n", "3 2\n-2 3\n", "Line 2: this should be candidates who withdrew"),
        ('"Cy"\n"Our ward"\n', "", "There are 3 candidates and only 2 names"),
        ('"Cy"\n', '"Cy"\n"Di"\n', "Line 9: after the names of 3 candidates and a title nothing should follow"),
        ('"Cy"', '"Cy', "Line 7: a quotation mark opens here and never closes"),
        ('"Cy"', "C" * 501, "Line 7: a name is longer than 500 characters"),
        ('"Cy"', '""', "Line 7: a candidate has no name"),
        ('"Cy"', '"\u200d"', "Line 7: a candidate has no name"),
        ('"Cy"', '"An\u200cn"', "Line 7: this is the name of line 5 again"),  # a joiner shows nothing
        ('"Cy"', "Ann", "Line 7: this is the name of line 5 again"),
    ],
)
def test_what_cannot_be_counted_for_sure_is_refused(before: str, after: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read(PLAIN.replace(before, after).encode())


def test_a_refusal_repeats_no_more_than_the_beginning_of_a_line() -> None:
    with pytest.raises(Refused) as refusal:
        read(PLAIN.replace("1 3 0", "1 " + "x" * 10_000).encode())
    assert len(refusal.value.plain) < 200


def test_a_huge_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blt, "LARGEST_FILE", 1 << 20)
    with pytest.raises(Refused, match="larger than 1 MB"):
        read(b"3 2\n" + b"1 1 2 0\n" * (1 << 17))


@given(elections(blank=True, withdrawn=True), st.text())
def test_writing_and_reading_gives_the_same_back(election: Election, title: str) -> None:
    titled = Election(election.seats, election.candidates, election.ballots, election.withdrawn, plain(title))
    assert read(write(titled).encode()) == titled


@given(st.lists(st.text().map(plain).filter(bool), min_size=1, max_size=5, unique=True))
def test_any_name_comes_back_as_it_was(names: list[str]) -> None:
    election = Election(1, tuple(names), {(0,): 1})
    assert read(write(election).encode()) == election


def test_a_long_name_of_quotation_marks_comes_back_as_it_was() -> None:
    election = Election(1, ('"' * 500,), {(0,): 1})
    assert read(write(election).encode()) == election


@given(st.binary(max_size=200))
def test_any_bytes_are_an_election_or_refused(content: bytes) -> None:
    try:
        found = read(content)
    except Refused:
        return
    assert read(write(found).encode()) == found


@given(st.text(alphabet='0123-=# \n"ab', max_size=60))
def test_what_nearly_looks_like_blt_is_an_election_or_refused(rest: str) -> None:
    try:
        found = read(f"2 1\n{rest}".encode())
    except Refused:
        return
    assert read(write(found).encode()) == found
