"""A change of the locks in an address: what it may say; and how a figure says which rules it follows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.spend.locking import Locks, Rule, published
from commonweal.spend.locks.changes import ADDABLE, MOST_WORDS, Change, by_slug, changed, fit, joined
from commonweal.spend.locks.standing import Standing

LEVIES = Rule("Levies", "Passed on.", "our choice", tests=(("subjects", "levy"), ("spared", "climate levy")))
TAXES = Rule("Taxes & duties", "Owed by law.", "our choice", False, (("suppliers", "hmrc"),))
RULES = Locks((LEVIES, TAXES))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"off": "levies"}, ["Levies: switched off"]),
        ({"off": "taxes-and-duties"}, []),  # it is off already
        ({"on": "taxes-and-duties"}, ["Taxes & duties: switched on"]),
        ({"off": "levies", "on": "taxes-and-duties"}, ["Levies: switched off", "Taxes & duties: switched on"]),
        ({"add": "levies:subjects:tithe,levies:suppliers:diocese"},
         ["Levies: subjects 'tithe' added", "Levies: suppliers 'diocese' added"]),
        ({"add": "levies:subjects:levy"}, []),  # it looks for that already
        ({"take": "levies:spared:climate levy"}, ["Levies: spared 'climate levy' taken"]),
        ({"off": "luck", "add": "luck:subjects:tithe,levies:colour:red,levies"}, []),  # there are none such
        ({"home": "Fell"}, []),
    ],
)  # fmt: skip
def test_what_an_address_changes(asked: dict[str, str], told: list[str]) -> None:
    after = changed(RULES, asked)
    assert (after or RULES).changes(RULES) == told
    assert (after is None) == (not told)


@pytest.mark.parametrize(
    ("add", "reason"),
    [
        ("levies:subjects:a*", "nearly everything"),
        (",".join(f"levies:subjects:tithe {number}" for number in range(MOST_WORDS + 1)), "40 words at most"),
    ],
)
def test_what_cannot_be_is_refused(add: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        changed(RULES, {"add": add})


def test_a_comma_in_a_word_is_no_more_than_a_space() -> None:
    assert fit(" salt,  grit\0and sand ") == "salt grit and sand"
    assert joined(["levies", "taxes,levies", ""]) == "levies,taxes"


def test_rules_whose_names_look_alike_are_told_apart() -> None:
    alike = Locks((LEVIES, Rule("Levies!", "Passed on.", "our choice"), Rule("levies", "Passed on.", "our choice")))
    assert list(by_slug(alike)) == ["levies", "levies-2", "levies-3"]
    after = changed(alike, {"off": "levies-3"})
    assert after is not None
    assert [rule.switched_on for rule in after.rules] == [True, True, False]


WORDS = st.text("abcdefgh0123456789é '-", min_size=4, max_size=12).filter(
    lambda word: any(each.isalnum() and each.isascii() for each in word)
)


@given(
    st.lists(st.sampled_from(sorted(by_slug(published()))), unique=True),
    st.lists(st.tuples(st.sampled_from(sorted(by_slug(published()))), st.sampled_from(ADDABLE), WORDS), max_size=4),
)
def test_a_change_comes_back_from_its_address(switched: list[str], words: list[tuple[str, str, str]]) -> None:
    added = tuple(dict.fromkeys((rule, kind, fit(word)) for rule, kind, word in words))
    change = Change(off=tuple(switched), added=added)
    again = Change.of(change.words(), published())
    assert again == change
    assert again.applied(published()) == change.applied(published())


def test_order_and_reasons_are_differences_too() -> None:
    assert Locks((TAXES, LEVIES)).changes(RULES) == ["The rules are tried in another order"]
    reworded = Locks((Rule("Levies", "Collected for others.", "our choice", tests=LEVIES.tests), TAXES))
    assert reworded.changes(RULES) == ["Levies: reason or source worded otherwise"]
    assert Locks((TAXES,)).changes(RULES) == ["Levies: taken away"]
    assert RULES.changes(Locks((TAXES,))) == ["Levies: new"]
    names = {
        locks.fingerprint() for locks in (RULES, reworded, Locks((TAXES, LEVIES)), RULES.switched("Levies", False))
    }
    assert len(names) == 4


def test_a_figure_says_which_rules_it_follows() -> None:
    first = published().rules[0].name
    own = published().switched(first, False)
    tried = own.switched(first, True)
    name = own.fingerprint()
    assert Standing(published()).sentence() == (f"as published with commonweal (rules {published().fingerprint()})")
    standing = Standing(own, 3, date(2026, 11, 22))
    assert standing.sentence() == (
        f"this region's own, kept on 22 November 2026; changed so: {first}: switched off (rules {name})"
    )
    assert standing.sentence(tried).endswith(
        f"; and changed by the reader: {first}: switched on (rules {tried.fingerprint()})"
    )
    assert standing.told(tried) == {
        "name": tried.fingerprint(),
        "whose": "region",
        "version": 3,
        "kept_on": "2026-11-22",
        "changes": [f"{first}: switched off"],
        "changes_asked": [f"{first}: switched on"],
    }
    many = published()
    for rule in published().rules:
        many = many.switched(rule.name, not rule.switched_on)
    assert f", and {len(many.rules) - 4} more (rules" in Standing(many, 1, date(2026, 11, 22)).sentence()
    back = Standing(published(), 4)  # gone back to the published rules
    assert (back.told()["whose"], back.told()["version"]) == ("commonweal", None)
