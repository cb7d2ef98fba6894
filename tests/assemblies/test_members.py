"""How somebody shows that they belong, and what changes about a member later."""

from datetime import timedelta

import pytest

from commonweal.assemblies import codes, imported_rolls
from commonweal.assemblies.actions.bodies import Charter, begin_body
from commonweal.assemblies.actions.codes import make_code, use_code
from commonweal.assemblies.actions.founding import Ward, ask_to_join, begin_assembly, join_founders, see_proof
from commonweal.assemblies.actions.imported_rolls import admit_by_roll, delete_roll, import_roll, on_a_roll
from commonweal.assemblies.actions.likenesses import answer_likeness
from commonweal.assemblies.actions.members import (
    change_name,
    enter_member,
    move,
    move_up,
    see_age,
)
from commonweal.assemblies.membership import BY_ITS_RULE, ON_A_ROLL, POSTED, SEEN, Applicant, next_band
from commonweal.assemblies.models import Body, Code, CodeTry, ImportedRoll, Likeness, Member, RollEntry
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import Event

from .conftest import NAMES, NOW, ORDERS, Account, applicant, user_of

ROLL = b"""Name,Postcode,Notes
Robin Whimbrel,L1 0AB,
"RUFF, Robin",l10ab,
robin  ruff,L1 0AB,the same
Robin Ruff,L1 0AB,and again
Ruff Robin,L1 0AB,and again
Robin Smew,nowhere,
,L1 0AB,
Robin
"""


def test_a_roll_is_read_row_by_row() -> None:
    reading = imported_rolls.read(ROLL, "roll.csv")
    assert reading.rows == len(reading.people) + len(reading.problems) == 8
    assert [each.exact for each in reading.people] == ["robin whimbrel|L1 0AB", "robin ruff|L1 0AB"]
    said = [f"{each.where}: {each.reason}" for each in reading.problems]
    assert said == [
        "roll.csv, line 4: the same person as on line 3",
        "roll.csv, line 5: the same person as on line 3",
        "roll.csv, line 6: the same person as on line 3",
        "roll.csv, line 7: no postcode, or none that can be right",
        "roll.csv, line 8: no name, or one that is too long",
        "roll.csv, line 9: this row has fewer cells than the first line",
    ]
    assert not [name for name in ("Smew", "Ruff", "ruff") if name in str(reading.problems)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf  \n", "empty"),
        (b"PK\x03\x04\x00\x00", "no text"),
        (b"name,postcode\n", "no rows"),
        (b"name,street\nRobin,Dock Street\n", "must name its columns"),
        (b"Robin Ruff,L1 0AB\n", "must name its columns"),
        (b"name,postcode\n" + b"R,L1 0AB\n" * 30_001, "more than 30,000 rows"),
        (b"name,postcode\n" + b"x" * 200_000, "no table"),
        (b"name,postcode\n" + b"x" * (11 << 20), "larger than 10 MB"),
    ],
)
def test_files_that_are_no_roll(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        imported_rolls.read(content)


@pytest.mark.parametrize(
    "header",
    ["Surname,Forename,PostCode", "elector_surname,elector_forename,postcode", "Last name,First name,Post code"],
)
def test_columns_by_the_names_that_rolls_use(header: str) -> None:
    (person,) = imported_rolls.read(f"{header}\r\nRüff,Robin,L1 0AB\r\n".encode("cp1252")).people
    assert (person.exact, person.near) == ("robin ruff|L1 0AB", "ruff|L1 0AB")


@pytest.mark.parametrize(
    "written",
    [
        "Name;Postcode;Notes\nRobin Ruff;L1 0AB;Hall, upstairs\n",
        "Postcode\tName\nL1 0AB\tRobin Ruff\n",
        'sep=;\n"Name";"Postcode"\nRobin Ruff;L1 0AB\n',
        "Register of electors, 1 December\n\n,,\nNo.,Elector Name*,Post-code *\n1,Robin Ruff,L1 0AB\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_rolls_as_programs_save_them(written: str, encoding: str) -> None:
    reading = imported_rolls.read(written.encode(encoding))
    assert [each.exact for each in reading.people] == ["robin ruff|L1 0AB"]
    assert (reading.rows, reading.problems) == (1, ())


def test_rows_that_a_stray_mark_runs_together_are_told() -> None:
    told = b'name,postcode\nRobin Ruff,L1 0AB\n"Robin Smew,L1 0AB\nRobin Tern,L1 0AB\nRobin Knot,L1 0AB\n'
    reading = imported_rolls.read(told, "roll.csv")
    assert (len(reading.people), reading.rows) == (1, 2)
    (problem,) = reading.problems
    assert problem.where == "roll.csv, lines 3 to 5"
    assert "read as one row, perhaps for a stray quotation mark" in problem.reason


@pytest.mark.parametrize("written", ["BCDF-GHJK-MNPQ", "bcdfghjkmnpq", " bcdf ghjk mnpq "])
def test_a_code_is_read_however_it_is_typed(written: str) -> None:
    assert codes.read(written) == "BCDFGHJKMNPQ"
    assert codes.on_paper(codes.read(written)) == "BCDF-GHJK-MNPQ"


@pytest.mark.parametrize("written", ["", "BCDF", "BCDF-GHJK-MNPA", "BCDF-GHJK-MNPQ-R"])
def test_what_is_no_code(written: str) -> None:
    with pytest.raises(Refused, match="A code has 12 letters and figures"):
        codes.read(written)


def test_age_bands_go_up_only() -> None:
    assert [next_band(11), next_band(16)] == [16, 18]
    with pytest.raises(Refused, match="no age band above"):
        next_band(18)


@pytest.fixture
def newcomer(body: Body, account: Account) -> Member:
    return ask_to_join(body=body, applicant=applicant("Whimbrel", 16), by=account("Whimbrel"), now=NOW)


pages = pytest.mark.django_db


@pages
def test_a_posted_code_admits_whom_it_was_posted_to(newcomer: Member, convenor: User, account: Account) -> None:
    written = make_code(member=newcomer, kind="posted", by=convenor, now=NOW)
    assert written.replace("-", "") not in str(Code.objects.values_list())
    with pytest.raises(Refused, match="not right"):
        use_code(body=newcomer.body, written=written, by=account("Stranger"), now=NOW)
    admitted = use_code(body=newcomer.body, written=written.lower(), by=account("Whimbrel"), now=NOW)
    assert (admitted.state, admitted.evidence, admitted.seen_by) == (Member.State.ADMITTED, POSTED, None)
    with pytest.raises(Refused, match="not right, was used"):
        use_code(body=newcomer.body, written=written, by=account("Whimbrel"), now=NOW)


@pages
def test_a_code_grows_too_old_and_a_new_one_takes_its_place(newcomer: Member, convenor: User, account: Account) -> None:
    first, second = (make_code(member=newcomer, kind="posted", by=convenor, now=NOW) for _ in range(2))
    assert Code.objects.count() == 1
    for written, at in ((first, NOW), (second, NOW + timedelta(days=28))):
        with pytest.raises(Refused, match="not right"):
            use_code(body=newcomer.body, written=written, by=account("Whimbrel"), now=at)


@pages
def test_codes_cannot_be_guessed(newcomer: Member, convenor: User, account: Account) -> None:
    written = make_code(member=newcomer, kind="posted", by=convenor, now=NOW)
    for _ in range(5):
        with pytest.raises(Refused, match="not right"):
            use_code(body=newcomer.body, written="BCDF-GHJK-MNPQ", by=account("Whimbrel"), now=NOW)
    with pytest.raises(Refused, match="too many codes today"):
        use_code(body=newcomer.body, written=written, by=account("Whimbrel"), now=NOW)
    assert CodeTry.objects.count() == 5
    tomorrow = NOW + timedelta(days=1)
    assert use_code(body=newcomer.body, written=written, by=account("Whimbrel"), now=tomorrow).evidence == POSTED


@pages
def test_only_a_convenor_makes_codes_enters_members_and_imports_rolls(newcomer: Member, account: Account) -> None:
    reading = imported_rolls.read(ROLL)
    for other in (account("Stranger"), user_of(newcomer.body, "Grebe")):
        with pytest.raises(Refused, match="Only a convenor"):
            make_code(member=newcomer, kind="posted", by=other, now=NOW)
        with pytest.raises(Refused, match="Only a convenor"):
            enter_member(body=newcomer.body, applicant=applicant("Ruff"), confirmed="on the screen", by=other, now=NOW)
        with pytest.raises(Refused, match="Only a convenor"):
            import_roll(body=newcomer.body, reading=reading, source="The council", by=other, now=NOW)


@pages
def test_a_member_without_an_account_and_the_account_that_claims_their_place(
    body: Body, convenor: User, account: Account
) -> None:
    with pytest.raises(Refused, match="Show them what you wrote"):
        enter_member(body=body, applicant=applicant("Ruff"), confirmed="", by=convenor, now=NOW)
    entered = enter_member(body=body, applicant=applicant("Ruff"), confirmed="on a printed form", by=convenor, now=NOW)
    member = see_proof(member=entered, evidence=SEEN, by=convenor, now=NOW)
    assert (member.state, member.user) == (Member.State.ADMITTED, None)
    assert Event.objects.filter(kind="member-entered").get().body["confirmed"] == "on a printed form"
    written = make_code(member=member, kind="claim", by=convenor, now=NOW)
    with pytest.raises(Refused, match="one person, one ward assembly"):
        use_code(body=body, written=written, by=user_of(body, "Knot"), now=NOW)
    assert use_code(body=body, written=written, by=account("Ruff"), now=NOW).user == account("Ruff")
    with pytest.raises(Refused, match="who has no account"):
        make_code(member=member, kind="claim", by=convenor, now=NOW)


@pages
def test_a_roll_admits_by_name_and_postcode_once(body: Body, convenor: User, account: Account) -> None:
    reading = imported_rolls.read(ROLL)
    with pytest.raises(Refused, match="who gave you the roll"):
        import_roll(body=body, reading=reading, source=" ", by=convenor, now=NOW)
    roll = import_roll(body=body, reading=reading, source="The parish council, for this use", by=convenor, now=NOW)
    assert (roll.rows, roll.entries.count()) == (8, 2)
    assert "ruff" not in str(list(RollEntry.objects.values_list("exact", "near")))
    ruff = ask_to_join(body=body, applicant=applicant("Ruff"), by=account("Ruff"), now=NOW)
    jo = Applicant("Jo Ruff", "Jo", "L1 0AB", 18)
    sister = ask_to_join(body=body, applicant=jo, by=account("Jo"), now=NOW)
    assert [on_a_roll(ruff), on_a_roll(sister)] == ["exactly", "nearly"]
    with pytest.raises(Refused, match="Look at a paper"):
        admit_by_roll(member=sister, by=convenor, now=NOW)
    assert admit_by_roll(member=ruff, by=convenor, now=NOW).evidence == ON_A_ROLL
    again = Applicant("Robin Ruff Jr", "Young Ruff", "L1 0AB", 18)
    with pytest.raises(Refused, match="Look at a paper"):
        admit_by_roll(
            member=ask_to_join(body=body, applicant=again, by=account("Young"), now=NOW), by=convenor, now=NOW
        )
    delete_roll(roll=roll, by=convenor, now=NOW)
    assert not ImportedRoll.objects.exists()
    assert Member.objects.get(pk=ruff.pk).state == Member.State.ADMITTED


@pages
@pytest.mark.parametrize("same", [True, False])
def test_entries_that_look_alike_wait_for_a_person(body: Body, convenor: User, account: Account, same: bool) -> None:
    again = Applicant("R. Tern", "Terry", "L1 0AB", 18)
    later = ask_to_join(body=body, applicant=again, by=account("Again"), now=NOW)
    likeness = Likeness.objects.get()
    assert (likeness.earlier.shown_name, likeness.later) == ("Tern", later)
    with pytest.raises(Refused, match="Somebody may be entered twice"):
        see_proof(member=later, evidence=SEEN, by=convenor, now=NOW)
    with pytest.raises(Refused, match="Only a fellow founder"):
        answer_likeness(likeness=likeness, same=same, by=user_of(body, "Grebe"), now=NOW)
    answer_likeness(likeness=likeness, same=same, by=convenor, now=NOW)
    with pytest.raises(Refused, match="answered this already"):
        answer_likeness(likeness=likeness, same=not same, by=convenor, now=NOW)
    later.refresh_from_db()
    if same:
        assert later.state == Member.State.DECLINED
        assert likeness.earlier.user != account("Again")  # the earlier entry has an account of its own
    else:
        assert see_proof(member=later, evidence=SEEN, by=convenor, now=NOW).state == Member.State.ADMITTED
    assert "Tern" not in str([event.body for event in Event.objects.all()])


@pages
def test_who_was_entered_and_then_signs_up_becomes_one_member(body: Body, convenor: User, account: Account) -> None:
    entered = enter_member(body=body, applicant=applicant("Ruff"), confirmed="on the screen", by=convenor, now=NOW)
    ask_to_join(body=body, applicant=applicant("Ruff"), by=account("Ruff"), now=NOW)
    answer_likeness(likeness=Likeness.objects.get(), same=True, by=convenor, now=NOW)
    entered.refresh_from_db()
    assert entered.user == account("Ruff")
    assert see_proof(member=entered, evidence=SEEN, by=convenor, now=NOW).state == Member.State.ADMITTED


@pages
def test_moving_leaves_one_assembly_and_joins_the_other(body: Body, account: Account) -> None:
    hill = Ward("Z05000002", "Hilltop", "Fell", sample=False)
    other = begin_assembly(ward=hill, orders=ORDERS, founder=applicant("Ruff"), by=account("Ruff"), now=NOW)
    tern, mine = user_of(body, "Tern"), body.members.get(shown_name="Tern")
    moved = move(member=mine, to=other, postcode="L3 0AB", by=tern, now=NOW)
    mine.refresh_from_db()
    assert (mine.state, moved.state, moved.body, moved.evidence) == ("left", "applied", other, "")
    assert moved.postcode == "L3 0AB"
    with pytest.raises(Refused, match="from one ward’s assembly to another’s"):
        move(member=moved, to=other, postcode="L3 0AB", by=tern, now=NOW)


@pages
def test_who_cannot_join_the_other_leaves_nothing(body: Body, account: Account) -> None:
    hill = Ward("Z05000002", "Hilltop", "Fell", sample=False)
    grown = type(ORDERS)(minimum_age=18)
    other = begin_assembly(ward=hill, orders=grown, founder=applicant("Ruff"), by=account("Ruff"), now=NOW)
    young = ask_to_join(body=body, applicant=applicant("Whimbrel", 16), by=account("Whimbrel"), now=NOW)
    with pytest.raises(Refused, match="at least 18"):
        move(member=young, to=other, postcode="L3 0AB", by=account("Whimbrel"), now=NOW)
    assert Member.objects.get(pk=young.pk).state == Member.State.APPLIED


@pages
def test_a_name_a_band_and_who_sees_them(newcomer: Member, convenor: User, account: Account) -> None:
    whimbrel = account("Whimbrel")
    assert newcomer.name_for_members() == ""  # 16 or 17, and did not choose
    chosen = change_name(member=newcomer, shown_name="Whim", chosen=True, by=whimbrel, now=NOW)
    assert chosen.name_for_members() == "Whim"
    assert see_age(member=newcomer, by=convenor, now=NOW).age_seen
    older = move_up(member=newcomer, by=whimbrel, now=NOW)
    assert (older.least_age, older.age_seen) == (18, False)
    with pytest.raises(Refused, match="Only members"):
        change_name(member=newcomer, shown_name="Not mine", chosen=True, by=convenor, now=NOW)
    with pytest.raises(Refused, match="the name that others see"):
        change_name(member=newcomer, shown_name="...", chosen=True, by=whimbrel, now=NOW)
    assert not [name for name in ("Whim", *NAMES) if name in str([event.body for event in Event.objects.all()])]


BRANCH = Charter("Linen workers’ branch", "Members of the branch", "member", sample=False)


@pages
def test_another_body_forms_by_its_own_rule(body: Body, account: Account) -> None:
    tern = user_of(body, "Tern")  # who belongs to a ward's assembly may belong to this too
    branch = begin_body(charter=BRANCH, orders=type(ORDERS)(founders=3), founder=applicant("Tern"), by=tern, now=NOW)
    assert (branch.slug, branch.ward_code, branch.get_absolute_url()) == (
        "linen-workers-branch",
        "",
        "/assemblies/linen-workers-branch/",
    )
    user = account("Smew")
    member = join_founders(body=branch, founder=applicant("Smew"), by=user, now=NOW)
    with pytest.raises(Refused, match="not how this body is shown"):
        see_proof(member=member, evidence=SEEN, by=tern, now=NOW)
    assert see_proof(member=member, evidence=BY_ITS_RULE, by=tern, now=NOW).evidence == BY_ITS_RULE
    with pytest.raises(Refused, match="A body of that name is there"):
        begin_body(charter=BRANCH, orders=ORDERS, founder=applicant("Ruff"), by=account("Ruff"), now=NOW)
    assert "Linen" not in str([event.body for event in Event.objects.all()])


@pages
@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("", "All", "member"), "what the body is called"),
        (("Wards", "All", "member"), "what the body is called"),
        (("Branch", " ", "member"), "who may belong"),
        (("Branch", "All", "nobody"), "a convenor, or any member"),
    ],
)
def test_charters_that_say_too_little(told: tuple[str, str, str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        Charter(*told, sample=False)


@pages
def test_any_member_admits_where_the_body_says_so(body: Body, account: Account) -> None:
    later = ask_to_join(body=body, applicant=applicant("Ruff"), by=account("Ruff"), now=NOW)
    with pytest.raises(Refused, match="Only a fellow founder"):
        see_proof(member=later, evidence=SEEN, by=user_of(body, "Grebe"), now=NOW)
    Body.objects.update(admits=Body.Admits.MEMBER)
    later.refresh_from_db()
    assert see_proof(member=Member.objects.get(pk=later.pk), evidence=SEEN, by=user_of(body, "Grebe"), now=NOW).evidence
