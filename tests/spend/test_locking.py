"""Locks: how words are found, what a file of rules may say, and what a change is told as."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.spend.locking import Locks, Rule, pattern, published, sought_by

RULE = '[[rule]]\nname = "Levies"\nreason = "Passed on."\nsource = "our choice"\n'


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("levy", " levy "),
        ("Precept*", " precept"),
        ("interest on loan*", " interest on loan"),
        ("H.M.R.C.", " h m r c "),
        ("Fire & Rescue", " fire and rescue "),
    ],
)
def test_words_are_sought_whole(written: str, sought: str) -> None:
    assert pattern(written) == sought


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[rule]", "cannot be read"),
        ("rule = 3", "begins with a line"),
        ('[[rule]]\nname = "Levies"', "needs a name, a reason and a source"),
        (RULE + 'colour = "red"', "means nothing here"),
        (RULE + 'subjects = "levy"', "in brackets"),
        (RULE + 'subjects = ["lev*"]', "nearly everything"),
        (RULE + 'subjects = ["-"]', "nearly everything"),
        (RULE + 'sic = ["K"]', "no SIC code"),
        (RULE + 'payees = ["people"]', "no payees called"),
        (RULE + 'owners = [" "]', "empty entry"),
        (RULE + 'switched_on = "yes"', "true or false"),
        (RULE + RULE, "Two rules are called"),
    ],
)
def test_rules_that_cannot_be_are_refused(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        Locks.read(text)


def test_more_rules_than_bits_are_refused() -> None:
    with pytest.raises(Refused, match="the account can hold 60"):
        Locks(tuple(Rule(f"Rule {number}", "Why.", "our choice") for number in range(61)))


def test_the_published_rules_say_why_and_come_back_from_text_unchanged() -> None:
    assert published().rules
    assert Locks.read(published().written()) == published()
    assert all(rule.tests for rule in published().rules)


def test_a_change_is_new_locks_and_is_told() -> None:
    name = published().rules[0].name
    changed = published().switched(name, False).adding(name, "subjects", "tithe")
    assert changed.changes(published()) == [f"{name}: switched off", f"{name}: subjects 'tithe' added"]
    assert published().changes(changed) == [f"{name}: switched on", f"{name}: subjects 'tithe' taken"]
    assert changed.without(name, "subjects", "tithe").switched(name, True) == published()
    with pytest.raises(Refused, match="There is no rule called 'Luck'"):
        changed.switched("Luck", False)


def test_a_switch_leaves_what_is_looked_for_as_it_was_and_a_word_does_not() -> None:
    name = published().rules[0].name
    assert published().switched(name, False).tested() == published().tested()
    assert published().adding(name, "subjects", "tithe").tested() != published().tested()


def test_each_test_is_a_row_and_a_word_that_spares_is_three() -> None:
    rule = Rule("Levies", "Passed on.", "our choice", tests=(("subjects", "levy"), ("spared", "climate")))
    rows = list(sought_by(Locks((replace(rule, name="Other"), rule))))
    assert [row.bit for row in rows] == [1, 1, 1, 1, 2, 2, 2, 2]
    assert [row.field for row in rows[:4]] == ["subject", "subject", "department", "supplier"]
    assert [row.spares for row in rows[:4]] == [False, True, True, True]


SCHOOLS, BODIES = "School money passed on", "Payments between public bodies"


@pytest.mark.parametrize(
    ("payee", "lock"),
    [
        ("Northtown High School", SCHOOLS),
        ("Hillfoot J, I & N School", SCHOOLS),
        ("ST ANNS C OF E ACADEMY", SCHOOLS),
        ("Castle Primary School", SCHOOLS),
        ("Northtown Academy of Dance Ltd", None),
        ("Special High Schools Co Ltd", None),  # built them, and is paid for it
        ("West Yorkshire Police", BODIES),
        ("PCC for Northumbria", BODIES),
        ("Police and Crime Comissioner for Kent", BODIES),  # as one payer writes it
        ("Lancashire Police Federation", None),
        ("Greater Manchester Police Sports &", None),
        ("St Philip PCC", None),  # a parish's
        ("Lancashire Fire & Rescue", BODIES),
        ("North West Fire Control Ltd", BODIES),  # which four fire authorities own
        ("Fire Service College", None),  # sold in 2013
        ("Harbour Fire Alarms Ltd", None),
    ],
)
def test_which_schools_police_and_fire_are_locked_by_their_names(payee: str, lock: str | None) -> None:
    found = [row for row in sought_by(published()) if row.field == "supplier" and row.pattern in pattern(payee)]
    spared = {row.bit for row in found if row.spares}
    locked = {row.bit for row in found if not row.spares} - spared
    names = [rule.name for at, rule in enumerate(published().rules) if 1 << at in locked]
    assert names == ([lock] if lock else [])


def test_a_councils_own_words_lock_what_it_passes_on_to_schools() -> None:
    [rule] = [each for each in published().rules if each.name == SCHOOLS]
    said = pattern("Monthly payment of school budgets to schools")
    assert any(pattern(word) in said for word in rule.of("subjects"))


WORD = st.text("abcdefgh0123456789é'&- ", min_size=4, max_size=12)


@given(st.lists(st.tuples(st.sampled_from(["subjects", "suppliers", "spared", "owners"]), WORD), max_size=6))
def test_any_rule_that_is_accepted_comes_back_from_text_in_meaning(tests: list[tuple[str, str]]) -> None:
    try:
        locks = Locks((Rule("Levies", "Passed on.", "our choice", False, tuple(tests)),))
    except Refused:
        return
    again = Locks.read(locks.written())
    assert {kind: again.rules[0].of(kind) for kind, _ in tests} == {kind: locks.rules[0].of(kind) for kind, _ in tests}
