"""What residents read about a project: whole sentences, as they stand on a page."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.budgets import telling
from commonweal.budgets.counting import Name, Way, count, under
from commonweal.budgets.elections import Election
from commonweal.budgets.explaining import explained
from commonweal.budgets.telling import ENGLISH, Language, Words, of_loser, of_winner
from commonweal.budgets.turns import Recount
from tests.budgets.elections import election

STREET = election([50, 30], 100, ["a", "a", "a", "ab", "ab", "b", "", "", "", ""])
NAMES = ("Trees", "Swings", "Bench")


def said(found: Election, way: Way, language: Language = ENGLISH) -> dict[str, str]:
    """What is said of each project, by id."""
    why = explained(Recount(found, way, found.order, count(found, way)), range(len(found.ids)))
    words = Words(found, "GBP", NAMES, language)
    won = {found.ids[each.project]: " ".join(of_winner(why, each, words)) for each in why.won}
    return won | {found.ids[each.project]: " ".join(of_loser(why, each, words)) for each in why.lost}


def test_equal_shares_in_words() -> None:
    assert said(STREET, Way("equal-shares")) == {
        "a": "It costs £50, and 5 voters named it. Each supporter paid £10.",
        "b": "It costs £30, and 3 voters named it. Its supporters began with £30 together. They paid £20 of it for "
        "projects that won: Trees (£20). They had £10 left, 33% of what it costs: £20 was lacking. Until Trees was "
        "bought in round 1 they could have paid. It would have won if it had cost £20 less: £10, and no more. It would "
        "have won with 2 supporters more, of those with most left, and not with fewer.",
    }


def test_greedy_in_words() -> None:
    assert said(election([50, 60], 100, ["a"] * 3 + ["b"] * 2 + [""] * 4), Way("greedy")) == {
        "a": "It costs £50, and 3 voters named it. When its turn came, the budget still had enough for it.",
        "b": "It costs £60, and 2 voters named it. When its turn came, the budget had £50 left. It would have won if "
        "it had cost £10 less: £50, and no more. It would have won with 2 votes more.",
    }


def test_phragmen_in_words() -> None:
    told = said(election([50, 60], 100, ["a"] * 3 + ["b"] * 2 + [""] * 4), Way("phragmen"))
    assert "Its supporters could pay for it once each voter had been given £16.67." in told["a"]
    assert "Others could be bought sooner, and the count ended before" in told["b"]


@pytest.mark.parametrize(
    ("least", "groups", "words"),
    [(4, [], "It needed at least 4 votes to win."), (0, ["ab"], "It could not win beside Trees, and that was funded.")],
)
def test_what_was_kept_out_is_told_why(least: int, groups: list[str], words: str) -> None:
    assert words in said(under(STREET, least, groups), Way("equal-shares"))["b"]


def test_who_had_less_than_the_price_is_counted() -> None:
    told = said(election([12, 13], 40, ["ab", "b", "a", ""]), Way("equal-shares", "cardinality"))
    assert "Each supporter paid £9. One of them had less than that left, and paid all of it." in told["b"]


def test_what_was_added_afterwards_says_so() -> None:
    told = said(election([50, 40], 100, ["a"]), Way("equal-shares", "cost", "add1-greedy"))
    assert told["b"] == (
        "It costs £40, and nobody named it. Shares did not pay for it: it was added since it still fitted what they "
        "left over."
    )


@pytest.mark.parametrize("rule", ["equal-shares", "greedy", "phragmen"])
def test_a_project_dearer_than_the_whole_budget_says_so(rule: Name) -> None:
    assert "That is more than the whole budget." in said(election([50, 200], 100, ["ab"]), Way(rule))["b"]


class Dictionary:
    """A language that puts every text in brackets; it keeps what was looked up."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return f"[{message}]"

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        self.asked |= {singular, plural}
        return self.gettext(singular if number == 1 else plural)


def test_it_is_told_in_the_language_of_whoever_asks() -> None:
    assert said(STREET, Way("equal-shares"), Dictionary())["a"] == (
        "[It costs £50, and 5 voters named it.] [Each supporter paid £10.]"
    )


def test_every_text_stands_where_translators_tools_look() -> None:
    """They gather what is written out in a call of `gettext` or `ngettext`; nothing else may be looked up."""
    asked, kept_out = Dictionary(), under(STREET, 4, [["a", "b"]])
    for way in (Way("equal-shares"), Way("greedy"), Way("phragmen"), Way("equal-shares", "cost", "add1-greedy")):
        for found in (STREET, kept_out, election([12, 13, 200], 40, ["ab", "b", "a", "c"])):
            said(found, way, asked)
    assert len(asked.asked) > 15
    assert asked.asked <= written_out(Path(telling.__file__))


def written_out(path: Path) -> set[str]:
    """The texts in calls that tools gather."""
    calls = (each for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.Call))
    looked_up = (each for each in calls if getattr(each.func, "attr", "") in ("gettext", "ngettext"))
    return {text.value for call in looked_up for text in call.args if isinstance(text, ast.Constant)}


@pytest.mark.parametrize(
    ("amount", "currency", "written"), [(123450, "GBP", "£1,234.50"), (100, "PLN", "1 PLN"), (100, "", "1")]
)
def test_money_as_people_write_it(amount: int, currency: str, written: str) -> None:
    assert Words(replace(STREET, decimals=2), currency).money(amount) == written
