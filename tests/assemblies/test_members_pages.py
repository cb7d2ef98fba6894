"""The pages about members, as a member, a convenor and a stranger see them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from commonweal.assemblies.actions.founding import ask_to_join, begin_assembly
from commonweal.assemblies.membership import BY_ITS_RULE
from commonweal.assemblies.models import AnswerCount, Body, ImportedRoll, Member
from commonweal.people.models import User
from tests.laid import Laid
from tests.spend.linen import coast

from .conftest import NOW, ORDERS, QUAYSIDE, Account, applicant, user_of
from .test_pages import HOME, ME, RULES, after, browser, words

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[BCDFGHJKMNPQRTVWXY346789]{4}(?:-[BCDFGHJKMNPQRTVWXY346789]{4}){2}")


@pytest.fixture(autouse=True)
def region(home: Path, laid: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    laid("coast", lambda: coast(home))
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def waits(body: Body, account: Account) -> Member:
    return ask_to_join(body=body, applicant=applicant("Whimbrel", 16), by=account("Whimbrel"), now=NOW)


def test_a_letter_is_posted_and_its_code_makes_a_member(waits: Member, convenor: User, account: Account) -> None:
    address = f"{HOME}waiting/{waits.public_id}/code/"
    page = browser(convenor).post(address, {"address": "7 Dock Street"})
    assert "7 Dock Street" in words(page)
    assert "no-store" in page["Cache-Control"]
    (code,) = CODE.findall(page.content.decode())
    assert f"Open this page: http://testserver{HOME}code/" in words(page)  # nobody can follow half an address on paper
    assert page.content.decode().count("7 Dock Street") == 1  # and not as the address of the page on paper
    assert "not right" in after(browser(account("Stranger")), f"{HOME}code/", code=code)
    assert "You are a member" in after(browser(account("Whimbrel")), f"{HOME}code/", code=code)
    assert "Dock Street" not in str(list(Member.objects.values()))


def test_somebody_without_an_account_is_entered_confirms_and_claims(
    body: Body, convenor: User, account: Account
) -> None:
    chair = browser(convenor)
    shown = after(chair, f"{HOME}members/new/", **ME)
    assert "Now show them this page" in shown
    assert "They confirmed it Not yet" in shown  # which is asked for, and not said to be needless
    assert not Member.objects.filter(shown_name="Ruff").exists()
    assert "Whose proof did you see?" in after(chair, f"{HOME}members/new/", **ME, confirmed="on the screen")
    member = Member.objects.get(shown_name="Ruff")
    after(chair, f"{HOME}waiting/{member.public_id}/proof/", evidence="seen in person")
    assert "known as Ruff seen in person, no account" in words(browser(convenor).get(f"{HOME}members/"))
    (code,) = CODE.findall(chair.post(f"{HOME}members/{member.public_id}/code/").content.decode())
    assert "You are a member" in after(browser(account("Ruff")), f"{HOME}code/", code=code)


def test_a_roll_is_imported_and_admits(waits: Member, convenor: User) -> None:
    chair, content = browser(convenor), b"name,postcode\nRobin Whimbrel,L1 0AB\nRobin Smew,nowhere\n"
    said = after(chair, f"{HOME}members/rolls/", file=SimpleUploadedFile("r.csv", content), source="The parish council")
    assert "The parish council, 21 November 2026: 2 rows. Deleted on 19 February 2027." in said
    assert "the list, line 3: no postcode" in said
    assert "Smew" not in said
    said = words(chair.get(f"{HOME}waiting/"))
    assert "this very name and postcode" in said
    assert "By our list" not in said
    assert "Admitted by the roll" in after(chair, f"{HOME}waiting/{waits.public_id}/roll/")
    after(chair, f"{HOME}members/rolls/{ImportedRoll.objects.get().pk}/delete/")
    assert not ImportedRoll.objects.exists()
    bad = SimpleUploadedFile("r.csv", b"street\nDock Street\n")
    assert "must name its columns" in after(chair, f"{HOME}members/rolls/", file=bad, source="Me")


@pytest.mark.parametrize(
    ("postcode", "said"), [("L1 0AD", "lies in Hilltop. The list can be wrong"), ("ZZ1 1ZZ", "lies in no ward")]
)
def test_a_postcode_of_another_ward_is_pointed_out(waits: Member, convenor: User, postcode: str, said: str) -> None:
    Member.objects.filter(pk=waits.pk).update(postcode=postcode)
    page = words(browser(convenor).get(f"{HOME}waiting/"))
    assert f"By our list this postcode {said}" in page
    assert "is the address on the paper in Quayside?" in page


def test_likely_duplicates_are_answered_on_a_page(body: Body, convenor: User, account: Account) -> None:
    ask_to_join(body=body, applicant=applicant("Tern"), by=account("Again"), now=NOW)
    chair = browser(convenor)
    page = chair.get(f"{HOME}members/alike/").content.decode()
    assert "Entered before as Robin Tern in Quayside assembly" in page
    (address,) = re.findall(r'action="([^"]+alike/\d+/)"', page)
    assert "Nobody, as far as names tell" in after(chair, address, same="no")


def test_ones_own_place(waits: Member, account: Account) -> None:
    me = browser(account("Whimbrel"))
    said = words(me.get(f"{HOME}me/"))
    assert "16 or 17 ( your own word)" in said or "16 or 17 (your own word)" in said
    assert "Nobody asks your parents" in said
    assert "Changed" in after(me, f"{HOME}me/", shown_name="Whim", chosen="on")
    assert "18 or over" in after(me, f"{HOME}me/older/")
    assert me.get(f"{HOME}me/questions/").status_code == 403  # not a member yet


def test_questions_are_counted_without_a_name(body: Body) -> None:
    knot = browser(user_of(body, "Knot"))
    assert "you cannot change it or take it back" in words(knot.get(f"{HOME}me/questions/"))
    assert "It is counted" in after(knot, f"{HOME}me/questions/", housing="renting")
    assert AnswerCount.objects.get().number == 1
    assert "You have answered" in words(knot.get(f"{HOME}me/questions/"))


def test_moving_here_from_another_ward(body: Body, account: Account) -> None:
    hill = type(QUAYSIDE)("Z05000002", "Hilltop", "Fell", sample=False)
    other = begin_assembly(ward=hill, orders=ORDERS, founder=applicant("Ruff"), by=account("Ruff"), now=NOW)
    knot = browser(user_of(body, "Knot"))
    assert "You belong to Quayside assembly" in words(knot.get(f"{other.get_absolute_url()}move/"))
    assert "You have moved" in after(knot, f"{other.get_absolute_url()}move/", postcode="L3 0AB")
    assert body.members.get(shown_name="Knot").state == Member.State.LEFT


def test_leaving_and_being_forgotten(body: Body) -> None:
    user = user_of(body, "Knot")
    knot = browser(user)
    assert "You would leave: Quayside assembly" in words(knot.get("/assemblies/me/forget/"))
    assert User.objects.filter(pk=user.pk).exists()
    knot.post("/assemblies/me/forget/")
    assert not User.objects.filter(pk=user.pk).exists()
    assert not body.members.filter(shown_name="Knot").exists()
    assert knot.get(f"{HOME}me/").status_code == 302


def test_another_body_from_its_first_member(body: Body, account: Account) -> None:
    first = browser(account("Ruff"))
    told = {"name": "Linen branch", "rule": "Members of the branch", "admits": "member", "parent": str(body.pk)}
    person = {name: value for name, value in ME.items() if name != "postcode"}
    said = after(first, "/assemblies/bodies/found/", **told, **person, **RULES)
    assert "Who may belong Members of the branch A part of Quayside assembly" in said
    branch = Body.objects.get(slug="linen-branch")
    assert "Other bodies Linen branch founders wanted" in words(browser().get("/assemblies/"))
    after(browser(user_of(body, "Knot")), "/assemblies/linen-branch/join/", **person | {"shown_name": "Knot"})
    member = branch.members.get(shown_name="Knot")
    assert "I saw the proof" in words(first.get("/assemblies/linen-branch/waiting/"))
    page = first.get("/assemblies/linen-branch/members/alike/").content.decode()
    (address,) = re.findall(r'action="([^"]+alike/\d+/)"', page)
    after(first, address, same="no")  # both gave the same name
    after(first, f"/assemblies/linen-branch/waiting/{member.public_id}/proof/", evidence=BY_ITS_RULE)
    member.refresh_from_db()
    assert member.evidence == BY_ITS_RULE


CONVENORS = ("members/", "members/new/", "members/alike/", "members/rolls/")


@pytest.mark.parametrize("page", CONVENORS)
@pytest.mark.parametrize("who", ["Stranger", "Grebe", "Whimbrel"])
def test_what_is_for_convenors_alone(waits: Member, account: Account, page: str, who: str) -> None:
    assert browser(account(who)).get(HOME + page).status_code == 403
    assert browser().get(HOME + page).status_code == 302


def test_a_stranger_changes_nothing_about_members(waits: Member, account: Account) -> None:
    stranger = browser(account("Stranger"))
    at = f"{HOME}members/{waits.public_id}/"
    acts = (f"{HOME}waiting/{waits.public_id}/roll/", f"{HOME}waiting/{waits.public_id}/code/", f"{at}code/")
    for address in (*acts, f"{at}age/", f"{at}forget/", f"{HOME}me/older/"):
        assert stranger.post(address, {"address": "Here"}).status_code == 403, address
    assert stranger.get(f"{at}forget/").status_code == 403
    assert Member.objects.get(pk=waits.pk).legal_name == "Robin Whimbrel"


def test_no_public_page_says_how_anybody_belongs(waits: Member) -> None:
    for page in (HOME, "/assemblies/", f"{HOME}orders/"):
        said: Any = browser().get(page).content.decode()
        assert not [each for each in ("seen in person", "imported roll", "Whimbrel", "Robin") if each in said], page
