"""How many payees registers name, judged from what was found. Chances and names are invented."""

import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.matching import bearers, match, match_together
from commonweal.organisations.matching.letters import oddness
from commonweal.organisations.matching.named_share import FITTED, adapted, named_share

REGISTER = Register("companies", "A register", "a licence", "thanks")
HELD = bearers(table([Fact("GB-COH-01000001", "PELLOWMERE MASONRY LIMITED")], REGISTER).lazy())


def told(chance: float, nobody: float, share: float) -> float:
    return float(pl.select(adapted(pl.lit(chance), pl.lit(nobody), share)).item())


@pytest.mark.parametrize(
    ("share", "chance"),
    [
        (FITTED, 0.6),  # as fitted
        (0.98, 0.97),  # nearly all are named: a near name is theirs
        (0.05, 0.6),  # who is missing from small registers is not named like those in them
    ],
)
def test_a_chance_is_told_for_registers_that_name_so_many(share: float, chance: float) -> None:
    """The odds are multiplied by share / (1 - share) over 69 / 31, if that is more than one."""
    assert told(0.6, 0.4, share) == pytest.approx(chance, abs=0.01)


@given(st.floats(0.001, 0.999), st.floats(0, 1), st.floats(0.01, 0.99))
def test_chances_of_all_and_of_nobody_still_make_one(nobody: float, part: float, share: float) -> None:
    one, other = (1 - nobody) * part, (1 - nobody) * (1 - part)
    times = max(share / (1 - share) * (1 - FITTED) / FITTED, 1)
    left = nobody / (nobody + (1 - nobody) * times)
    assert told(one, nobody, share) + told(other, nobody, share) + left == pytest.approx(1)
    assert told(one, nobody, share) >= one - 1e-9


@pytest.mark.parametrize("truly", [0.05, 0.3, FITTED, 0.98])
def test_the_share_is_found_again(truly: float) -> None:
    """Payees of two kinds: near names are met by 9 in 10 who are named and by 2 in 10 who are not."""
    rng = random.Random(5)
    met, missed = 0.9 * FITTED, 0.1 * FITTED
    near, far = met / (met + 0.2 * (1 - FITTED)), missed / (missed + 0.8 * (1 - FITTED))
    seen = [rng.random() < (0.9 if rng.random() < truly else 0.2) for _ in range(20_000)]
    chances = pl.Series([1 - (near if is_near else far) for is_near in seen])
    assert named_share(chances) == pytest.approx(truly, abs=0.02)


def test_a_handful_of_payees_tells_next_to_nothing() -> None:
    assert named_share(pl.Series([], dtype=pl.Float64)) == FITTED
    assert named_share(pl.Series([1.0, 1.0, None])) == pytest.approx(FITTED, abs=0.03)


def test_where_all_are_named_a_near_name_is_likelier() -> None:
    """A payee alone may be of a body that no register names; beside five hundred whom registers name it hardly is."""
    names = [
        f"{first}{second} {trade} {number}"
        for first in ("Bram", "Corl", "Dask", "Elv", "Fenn")
        for second in ("ingham", "etta", "orth", "usk", "wick")
        for trade in ("Farm", "Hire")
        for number in range(10)
    ]
    held = table([Fact(f"GB-COH-{number:08d}", name) for number, name in enumerate(names)], REGISTER)
    known = pl.concat([HELD, bearers(held.lazy())])
    asked = ["Pellowmere Masonry and Tiles", *names]
    payees = pl.DataFrame({"payee": asked, "company_number": None, "charity_number": None}).cast(pl.String)
    alone, together = (way(payees, known).found.row(0, named=True) for way in (match, match_together))
    assert alone["org_id"] == together["org_id"] == "GB-COH-01000001"
    assert alone["probability"] < together["probability"]


def test_a_slip_makes_odder_words_than_names_are() -> None:
    odd = oddness(pl.Series(["masonry", "mason", "sonar", "manor", "personal"]))
    assert odd("masonry") < odd("masqonry")
    assert odd("mason") < odd("mxason")
    assert odd("") > 0  # a word without letters, such as one of a foreign script, is told as any other
