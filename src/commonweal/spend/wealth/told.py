"""Gaps, rounds and effects as plain values for JSON: money in integer pence, jobs and multipliers as decimals."""

from typing import Any

from commonweal.spend.wealth.gaps import Gap
from commonweal.spend.wealth.multiplier import Rounds
from commonweal.spend.wealth.ranges import Range
from commonweal.spend.wealth.scenarios import Effect

DECIMALS = 4


def range_as_json(figure: Range) -> dict[str, float]:
    """`low`, `central` and `high`."""
    return {name: round(float(getattr(figure, name)), DECIMALS) for name in ("low", "central", "high")}


def gap_as_json(gap: Gap) -> dict[str, Any]:
    """One gap with its evidence: who holds the money, in which industries, and how the rank came about."""
    return {
        "proclass": gap.proclass,
        "leaving_pence_a_year": gap.leaving,
        "possible_pence_a_year": gap.possible,
        "staying_pence_a_year": gap.staying,
        "leaving_pence_in_months_held": gap.left,
        "rhythm": {"name": gap.rhythm.name(), "months_paid": gap.rhythm.paid, "months_held": gap.rhythm.held},
        "payers": list(gap.payers),
        "holders": [
            {
                "owner": each.owner,
                "ring": each.ring,
                "flow": each.flow,
                "pence": each.pence,
                "suppliers": each.suppliers,
            }
            for each in gap.holders
        ],
        "divisions": [{"division": each.name, "pence": each.pence} for each in gap.divisions],
        "local_suppliers_paid": gap.local,
        "registered_here": gap.registered,
        "jobs": range_as_json(gap.jobs),
        "coops": {"jobs": gap.coops.jobs, "fewest": gap.coops.fewest, "most": gap.coops.most},
        "score": round(float(gap.score()), DECIMALS),
        "factors": [
            {"name": each.name, "value": round(float(each.value), DECIMALS), "because": each.because}
            for each in gap.factors
        ],
        "payments": list(gap.selections()),
    }


def rounds_as_json(rounds: Rounds) -> dict[str, Any]:
    """The three rounds in pence, and the multiplier."""
    return {
        "round_1_pence": rounds.first,
        "round_2_pence": range_as_json(rounds.second),
        "round_3_pence": range_as_json(rounds.third),
        "lm3": range_as_json(rounds.lm3()),
    }


def effect_as_json(effect: Effect) -> dict[str, Any]:
    """What a scenario would do, with what it takes for granted."""
    return {
        "pence_a_year": effect.a_year,
        "pence_in_months_held": effect.moved,
        "before": rounds_as_json(effect.before),
        "after": rounds_as_json(effect.after),
        "jobs": range_as_json(effect.jobs),
        "assumed": [{"what": each.what, "value": each.value, "source": each.source} for each in effect.assumed],
    }
