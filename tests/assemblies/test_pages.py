"""The pages of assemblies, as a stranger, a founder, a member, a convenor and a teller see them."""

import html
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.assemblies.actions.founding import ask_to_join
from commonweal.assemblies.models import Body, Decision, Meeting, Member, Proposal, Vote
from commonweal.assemblies.templatetags.shares import as_said
from commonweal.people.models import User
from tests.laid import Laid
from tests.spend.linen import BACKEND, coast

from .conftest import EVENING, NAMES, NOW, Account, applicant, user_of

pytestmark = pytest.mark.django_db
HOME = "/assemblies/quayside-sandport/"
ME = {"legal_name": "Robin Ruff", "shown_name": "Ruff", "postcode": "l1 0ab", "least_age": "18"}
RULES = {"founders": "8", "quorum_share": "1/10", "quorum_least": "8"}
RULES |= {"majority": "1/2", "notice_days": "7", "minimum_age": "16"}


@pytest.fixture(autouse=True)
def region(home: Path, laid: Laid) -> None:
    laid("coast", lambda: coast(home))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Moves the clock of the pages."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def browser(user: User | None = None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user, backend=BACKEND)
    return client


def words(answer: Any) -> str:
    plain = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+([.,;:)])", r"\1", " ".join(html.unescape(plain).split()))


def after(client: Client, address: str, **sent: Any) -> str:
    """What a person reads once they have sent a form and followed where it leads."""
    return words(client.post(address, sent, follow=True))


def test_every_ward_is_listed_and_found_by_its_postcode() -> None:
    said = words(browser().get("/assemblies/"))
    assert "There is no assembly yet. Yours can be the first." in said
    assert "Sandport Quayside none yet" in said
    assert browser().get("/assemblies/", {"postcode": "l10ab"}).url == "/assemblies/wards/Z05000001/"  # type: ignore[attr-defined]
    assert "No ward of this region has that postcode" in words(browser().get("/assemblies/", {"postcode": "ZZ1 1ZZ"}))


def test_the_home_page_tells_what_assemblies_do_and_its_map_leads_to_them(meeting: Meeting, at: Any) -> None:
    at(NOW)
    page = browser().get("/")
    assert "Residents of 1 ward have founded an assembly." in words(page)
    assert "Quayside assembly meets Sunday 29 November, 12:00, The hall, Dock Street" in words(page)
    for code in ("Z05000001", "Z05000002"):
        assert f'<a href="/assemblies/wards/{code}/"' in page.content.decode()


def test_a_ward_without_an_assembly_says_how_to_found_one() -> None:
    said = words(browser().get("/assemblies/wards/Z05000001/"))
    assert "Quayside in Sandport has no assembly yet" in said
    assert "Gather 8 neighbours" in said


def test_founding_from_the_first_neighbour_to_the_last(account: Account, at: Any) -> None:
    at(NOW)
    first = browser(account("Ruff"))
    said = after(first, "/assemblies/wards/Z05000001/found/", **ME, **RULES)
    assert "Send the address of this page to your neighbours" in said
    assert "7 more founders are wanted" in said
    for name in NAMES[:7]:
        after(browser(account(name)), f"{HOME}join/", **ME | {"legal_name": f"Robin {name}", "shown_name": name})
    people = list(Member.objects.order_by("pk"))
    for seer, member in zip([people[-1], *people], people, strict=False):
        assert "Noted" in after(
            browser(seer.user), f"{HOME}waiting/{member.public_id}/proof/", evidence="seen in person"
        )
    for member in people:
        after(browser(member.user), f"{HOME}agree/")
    assert "8 residents of Quayside, Sandport. Founded on 21 November 2026." in words(browser().get(HOME))
    assert browser().get("/assemblies/wards/Z05000001/").url == HOME  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"postcode": "nowhere"}, "That is no postcode"),
        ({"legal_name": "..."}, "Write your full name"),
        ({"least_age": "11"}, "at least 16"),
        ({"founders": "1"}, "greater than or equal to 3"),
        ({"majority": "9/10"}, "is not one of the available choices"),
    ],
)
def test_what_cannot_be_is_said_and_the_form_stays(
    account: Account, at: Any, changed: dict[str, str], said: str
) -> None:
    at(NOW)
    page = after(browser(account("Ruff")), "/assemblies/wards/Z05000001/found/", **ME | RULES | changed)
    assert said in page
    assert "Found an assembly in Quayside" in page
    assert not Body.objects.exists()


def test_an_evening_from_the_open_door_to_the_decision(body: Body, meeting: Meeting, convenor: User, at: Any) -> None:
    chair, knot = browser(convenor), browser(user_of(body, "Knot"))
    at(NOW)
    after(knot, f"{HOME}proposals/new/", title="A laundry", text="Wash the linen here.")
    at(EVENING)
    assert "1 of 8 members is here. 7 more are needed to decide." in after(chair, f"{HOME}meetings/1/open/")
    assert "1 of the 8 people are present" in after(chair, f"{HOME}proposals/1/vote/")
    for member in body.members.all():
        said = after(chair, f"{HOME}meetings/1/room/{member.public_id}/", here="yes")
    assert "8 of 8 members are here. You can decide." in said
    assert "Two tellers count the hands" in after(chair, f"{HOME}proposals/1/vote/")
    counting = f"{HOME}votes/{Vote.objects.get().public_id}/"
    assert "Your count is in" in after(chair, counting, yes=5, no=2, abstain=1)
    assert "counted differently" in after(browser(user_of(body, "Grebe")), counting, yes=5, no=1, abstain=2)
    after(chair, counting, yes=5, no=2, abstain=1)
    said = after(browser(user_of(body, "Grebe")), counting, yes=5, no=2, abstain=1)
    assert "Carried: 5 for, 2 against, 1 abstaining" in said
    assert "by two tellers, who agreed at count 2" in said
    assert "worked out again from it the result is the same" in said
    assert "A laundry carried, 5 for, 2 against" in words(browser().get(HOME))
    asked = words(chair.get(f"{HOME}meetings/1/close/"))
    assert "8 people are here. A meeting that is closed is not opened again." in asked
    assert "These items are not finished:" in asked
    assert Meeting.objects.get().state == Meeting.State.OPEN
    for nobody in (browser(), knot):
        assert nobody.get(f"{HOME}meetings/1/close/").status_code in (302, 403)
    after(chair, f"{HOME}meetings/1/close/")
    assert Meeting.objects.get().state == Meeting.State.CLOSED


def test_no_page_tells_a_count_before_both_tellers_agree(in_the_room: Meeting, body: Body, at: Any) -> None:
    at(EVENING)
    after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", title="A laundry", text="Wash the linen here.")
    after(browser(user_of(body, "Tern")), f"{HOME}proposals/1/vote/")
    counting = f"{HOME}votes/{Vote.objects.get().public_id}/"
    after(browser(user_of(body, "Tern")), counting, yes=6, no=1, abstain=0)
    for client in (browser(), browser(user_of(body, "Grebe")), browser(user_of(body, "Tern"))):
        for page in (HOME, f"{HOME}meetings/1/", f"{HOME}proposals/1/", counting):
            assert not re.search(r"\b6 for|value=\"6\"", client.get(page, follow=True).content.decode()), page


@pytest.mark.parametrize(
    ("share", "said"), [("1/2", "half"), ("2/3", "two thirds"), ("1/10", "one in ten"), ("7/20", "7 of every 20")]
)
def test_a_share_in_words(share: str, said: str) -> None:
    assert as_said(Fraction(share)) == said


PRIVATE = ("Tern", "Grebe", "Knot", "Robin", "L1 0AB", "@sample.example")


def test_a_stranger_sees_no_name(in_the_room: Meeting, body: Body, at: Any) -> None:
    at(EVENING)
    after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", title="A laundry", text="Wash the linen here.")
    for page in (
        HOME,
        f"{HOME}meetings/1/",
        f"{HOME}proposals/1/",
        f"{HOME}orders/",
        f"{HOME}decisions/",
        "/assemblies/",
    ):
        said = browser().get(page).content.decode()
        assert not [name for name in PRIVATE if name in said], page


@pytest.mark.parametrize("page", ["waiting/", "meetings/new/", "meetings/1/room/", "proposals/new/"])
@pytest.mark.parametrize("who", ["Stranger", "Applicant"])
def test_what_is_not_for_a_stranger(meeting: Meeting, body: Body, account: Account, page: str, who: str) -> None:
    if who == "Applicant":
        ask_to_join(body=body, applicant=applicant("Whimbrel"), by=account(who), now=NOW)
    assert browser(account(who)).get(HOME + page).status_code == 403
    assert browser().get(HOME + page).status_code == 302  # to the sign-in


def test_a_stranger_changes_nothing(in_the_room: Meeting, body: Body, account: Account, at: Any) -> None:
    at(EVENING)
    after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", title="A laundry", text="Wash the linen here.")
    member = body.members.get(shown_name="Knot")
    stranger = browser(account("Stranger"))
    acts = ("agree/", "leave/", f"waiting/{member.public_id}/proof/", f"waiting/{member.public_id}/decline/")
    run = ("meetings/1/close/", f"meetings/1/room/{member.public_id}/", "proposals/1/vote/", "proposals/1/withdraw/")
    for each in acts + run:
        after(stranger, HOME + each, here="no", evidence="seen in person")
    assert Meeting.objects.get().state == Meeting.State.OPEN
    assert Proposal.objects.get().state == Proposal.State.OPEN
    assert body.members.filter(state=Member.State.ADMITTED).count() == 8
    assert not Vote.objects.exists()
    assert Meeting.objects.get().attendances.filter(left_at__isnull=True).count() == 8


def test_a_hostile_proposal_is_text_and_nothing_else(body: Body, at: Any) -> None:
    at(NOW)
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}"
    after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", title=bad, text=bad)
    page = browser().get(f"{HOME}proposals/1/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{ 7|add:7 }}" in page


def test_a_meeting_with_too_little_notice_is_refused_with_the_earliest_time(
    body: Body, convenor: User, at: Any
) -> None:
    at(NOW)
    told = {"day": "2026-11-25", "time": "19:00", "place": "The hall", "agenda": "Anything"}
    said = after(browser(convenor), f"{HOME}meetings/new/", **told)
    assert "The earliest time is 28 November 2026, 12:00." in said
    assert "Thursday 3 December 2026, 19:00" in after(
        browser(convenor), f"{HOME}meetings/new/", **told | {"day": "03/12/2026", "time": "7pm"}
    )


def test_nobody_s_age_is_chosen_for_them(account: Account, at: Any) -> None:
    at(NOW)
    ruff = browser(account("Ruff"))
    form = ruff.get("/assemblies/wards/Z05000001/found/").content.decode()
    assert re.search(
        r'name="least_age"[^>]*><option value="">Choose</option>', form
    )  # the first, so the one that stands
    assert "Your age: This field is required" in after(  # the list at the top says which
        ruff, "/assemblies/wards/Z05000001/found/", **ME | RULES | {"least_age": ""}
    )


def test_finding_a_name_in_a_full_room(in_the_room: Meeting, body: Body, convenor: User) -> None:
    page = words(browser(convenor).get(f"{HOME}meetings/1/room/", {"q": "god"}))
    assert "Godwit here" in page
    assert "Avocet" not in page
    assert "No member has such a name" in words(browser(convenor).get(f"{HOME}meetings/1/room/", {"q": "zz"}))
    godwit = f"{HOME}meetings/1/room/{body.members.get(shown_name='Godwit').public_id}/"
    searched = browser(convenor).post(godwit, {"here": "no", "q": "Göd & wit"})
    assert searched.url == f"{HOME}meetings/1/room/"  # type: ignore[attr-defined]


def test_somebody_entered_twice_is_pointed_out_to_the_convenor(body: Body, convenor: User, account: Account) -> None:
    ask_to_join(body=body, applicant=applicant("Tern"), by=account("Again"), now=NOW)
    assert "Make sure that these are two people" in words(browser(convenor).get(f"{HOME}waiting/"))


@pytest.mark.parametrize(
    "page", ["", "meetings/9/", "proposals/9/", "decisions/9/", "votes/00000000-0000-0000-0000-000000000000/"]
)
def test_what_is_not_there(body: Body, convenor: User, page: str) -> None:
    address = HOME + page if page else "/assemblies/nowhere/"
    assert browser(convenor).get(address).status_code == 404


def test_assemblies_of_the_sample_and_of_the_world_are_never_mixed(body: Body) -> None:
    Body.objects.update(sample=True)
    assert browser().get(HOME).status_code == 404
    assert "There is no assembly yet" in words(browser().get("/assemblies/"))
    assert not Decision.objects.exists()
