"""A reader's own rules and home area go along: from page to page, into files, the report and the interface."""

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.test import Client

from commonweal.spend.actions.locks import keep_locks
from commonweal.spend.locking import published

from .conftest import NOW
from .linen import SLUG, linen, stranger, words

__all__ = ["linen", "stranger"]
pytestmark = pytest.mark.django_db
HOME, WORD = "Z08000002", "taxes:suppliers:far linen"
LOOK = f"home={HOME}&add=taxes%3Asuppliers%3Afar+linen"
SEEN = {"home": [HOME], "add": [WORD]}
# The pages and files that tell of money, or lead on to those that do.
OF_MONEY = re.compile(
    "/(account|payers|suppliers|categories|departments|purposes|wards|payments|coverage|search|tables|gaps|what-if"
    "|multiplier|report)[/.](?!corrections)"
)
LET_GO = re.compile(r">(Back to the rules of this site|undo|remove)\b")  # links that are there to let go of a part
FILES = re.compile(r"\.(csv|json|parquet|pdf)$")
LINK = re.compile(r'<(a|form)\b([^>]*?)(?:href|action)="([^"#]*)[^"]*"([^>]*)>([^<]*)', re.DOTALL)


def leading_on(address: str, page: str) -> Iterator[tuple[str, str]]:
    """The links and forms of a page that lead to another page of figures: the address, and all of the tag."""
    for tag, before, target, after, text in LINK.findall(page):
        whole = f"<{tag}{before}{after}>{text}"
        path = urlsplit(target).path or urlsplit(address).path
        local = not urlsplit(target).netloc and not target.startswith(("mailto:", "tel:"))
        if local and OF_MONEY.match(path) and not LET_GO.search(whole):
            yield urljoin(address, html.unescape(target)), whole


def carried(address: str) -> bool:
    asked = parse_qs(urlsplit(address).query)
    return all(asked.get(name) == value for name, value in SEEN.items())


def lost(address: str, page: str) -> list[str]:
    """What of a page leads on without its rules or its home area."""
    forms = re.findall(r"<form\b[^>]*method=\"get\".*?</form>", page, re.DOTALL)
    links = [target for target, whole in leading_on(address, page) if whole.startswith("<a") and not carried(target)]
    bare = [each for each in forms if 'name="add"' not in each or ('name="home"' not in each)]
    return [f"{address} leads to {link}" for link in links] + [f"{address} has a form without them" for _ in bare]


def walked(start: str, client: Client) -> Iterator[tuple[str, str]]:
    """Every page that can be reached by links, one address a path; and the files, which lead nowhere."""
    waiting, known = [start], {urlsplit(start).path}
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        address = answer.redirect_chain[-1][0] if answer.redirect_chain else address  # a name leads to its organisation
        if FILES.search(urlsplit(address).path):
            yield address, ""
            continue
        page = answer.content.decode()
        yield address, page
        for target, whole in leading_on(address, page):
            path = urlsplit(target).path
            if whole.startswith("<a") and path not in known:
                known.add(path)
                waiting.append(target)


def test_own_rules_and_the_home_area_go_along_wherever_a_link_leads(linen: None, stranger: Client) -> None:
    pages, faults = {}, []
    for address, page in walked(f"/account/?{LOOK}", stranger):
        pages[urlsplit(address).path] = page
        if page:
            faults += [] if carried(address) else [f"{address} is without them"]
            faults += lost(address, page)
            faults += [] if "own rules" in page else [f"{address} does not say that it goes by own rules"]
    assert faults == []
    kinds = {
        "/account/wards/",
        "/gaps/",
        f"/gaps/{SLUG}/",
        "/what-if/",
        "/multiplier/",
        "/payers/",
    }
    kinds |= {"/suppliers/", "/payments/", "/payers/harbour-hospital/", "/account/locks/", "/coverage/"}
    kinds |= {"/account/payments/", f"/gaps/{SLUG}/payments/", "/gaps.csv", "/tables/payers.csv", "/search/"}
    assert kinds <= pages.keys()


@pytest.mark.parametrize(
    "address",
    ["/report/?", f"/what-if/?gap={SLUG}&percent=10&", f"/gaps/{SLUG}/payments/?flow=leaving&", "/account/?ring=uk&"],
)
def test_what_is_reached_by_a_form_or_a_link_of_its_own_loses_nothing_either(
    linen: None, stranger: Client, address: str
) -> None:
    page = stranger.get(address + LOOK)
    assert page.status_code == 200
    assert lost(address + LOOK, page.content.decode()) == []


@pytest.mark.parametrize(
    "address",
    [
        *("/account/", "/account/compare/", "/account/flows/", "/account/breakdown/owners/", "/account/few-suppliers/"),
        *(
            "/account/over-time/",
            "/account/wards/",
            "/account/payments/",
            "/account/locks/",
            "/payers/harbour-hospital/",
        ),
        *("/gaps/", f"/gaps/{SLUG}/", f"/gaps/{SLUG}/payments/", "/what-if/", "/multiplier/", "/report/"),
    ],
)
def test_each_page_of_influenceable_money_says_plainly_that_it_is_seen_with_own_rules(
    linen: None, stranger: Client, address: str
) -> None:
    page = stranger.get(f"{address}?{LOOK}")
    said = words(page)
    assert "Seen with your own rules: Taxes: “far linen” added to “Words of the supplier’s name”." in said
    back = re.search(r'href="([^"]*)">Back to the rules of this site', page.content.decode())
    assert back
    assert html.unescape(back[1]) == f"{address}?home={HOME}"
    assert "own rules" not in words(stranger.get(f"{address}?home={HOME}"))


@pytest.mark.parametrize("address", ["/payers/", "/suppliers/", "/categories/", "/payments/", "/search/?q=linen"])
def test_a_plain_list_keeps_its_figures_and_says_that_the_rules_go_along(
    linen: None, stranger: Client, address: str
) -> None:
    look = f"{address}{'&' if '?' in address else '?'}{LOOK}"
    assert "Your own rules go along from here. They change no figure on this page:" in words(stranger.get(look))
    assert figures(stranger, look) == figures(stranger, address)


def figures(client: Client, address: str) -> list[str]:
    return re.findall(r"£[\d,.]+", client.get(address).content.decode())


@pytest.mark.parametrize("address", ["/payers/", "/suppliers/", "/tables/payers.csv"])
def test_a_home_area_that_there_is_not_is_said_so_on_a_plain_list(linen: None, stranger: Client, address: str) -> None:
    answer = stranger.get(f"{address}?home=Atlantis")
    assert answer.status_code == 400
    assert "no area called Atlantis" in answer.content.decode()


def test_a_list_names_its_home_area_and_lets_go_of_it(linen: None, stranger: Client) -> None:
    page = stranger.get(f"/suppliers/?home={HOME}")
    assert "Home area from here on: Fell in Dunlin Coast" in words(page)
    assert 'href="/suppliers/">remove' in page.content.decode()


def test_files_say_which_rules_their_figures_follow(linen: None, stranger: Client) -> None:
    def rules(address: str) -> str:
        told: str = json.loads(stranger.get(address).content)["rules"]
        return told

    plain = f"locks: as published with commonweal (rules {published().fingerprint()})"
    assert rules("/account/tables/local_share.json") == plain
    assert "and changed by the reader: Taxes: suppliers 'far linen' added" in rules(
        f"/account/tables/local_share.json?{LOOK}"
    )
    for address in (f"/gaps.json?{LOOK}", f"/multiplier/industries.json?{LOOK}", f"/gaps/{SLUG}/holders.json?{LOOK}"):
        assert "and changed by the reader" in rules(address), address
    assert rules("/tables/payers.json") == ""  # no rule decides what a payer paid
    keep_locks(locks=published().switched("Pensions", False), sample=False, by=None, now=NOW)
    assert "this region's own, kept on 21 November 2026; changed so: Pensions: switched off" in rules(
        "/account/tables/local_share.json"
    )
    csv = stranger.get("/account/tables/local_share.csv").content.decode()
    assert "this region's own, kept on 21 November 2026" in csv


def test_the_interface_says_which_rules_and_takes_a_change_of_them(linen: None, stranger: Client) -> None:
    def told(address: str) -> dict[str, object]:
        answer = stranger.get(address)
        assert answer.status_code == 200, answer.content
        body: dict[str, object] = json.loads(answer.content)
        return body

    plain = told("/api/tables/local_share")
    assert plain["rules"] == {
        "name": published().fingerprint(),
        "whose": "commonweal",
        "version": None,
        "kept_on": None,
        "changes": [],
        "changes_asked": [],
    }
    for address in ("tables/local_share", "account", "gaps", "multiplier"):
        body = told(f"/api/{address}?{LOOK}")
        assert body["rules"]["changes_asked"] == ["Taxes: suppliers 'far linen' added"], address  # type: ignore[index]
    changed = told(f"/api/tables/local_share?{LOOK}")["rows"][0]  # type: ignore[index]
    assert (plain["rows"][0]["pence"], changed["pence"]) == (40_000_000, 20_000_000)  # type: ignore[index]
    assert stranger.get("/api/tables/local_share?add=taxes:subjects:a*").status_code == 400


def test_a_cache_is_told_of_a_rule_that_was_only_switched(linen: None, stranger: Client) -> None:
    first = stranger.get("/api/tables/local_share")
    held = {"If-None-Match": first.headers["ETag"]}
    assert stranger.get("/api/tables/local_share", headers=held).status_code == 304
    keep_locks(locks=published().switched("Pensions", False), sample=False, by=None, now=NOW)
    assert stranger.get("/api/tables/local_share", headers=held).status_code == 200


def test_the_report_says_which_rules_it_goes_by(linen: None, stranger: Client) -> None:
    name = published().fingerprint()
    said = words(stranger.get("/report/"))
    assert f"as published with commonweal (rules {name})" in said
    assert "Seen with its reader's own rules" not in said
    said = words(stranger.get(f"/report/?{LOOK}"))
    assert (
        "Seen with its reader's own rules of what is locked, not those of the site: Taxes: suppliers 'far linen'"
        in said
    )
    keep_locks(locks=published().switched("Pensions", False), sample=False, by=None, now=NOW)
    assert "this region's own, kept on 21 November 2026; changed so: Pensions: switched off" in words(
        stranger.get("/report/")
    )
