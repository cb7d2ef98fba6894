"""How many of the payees registers name at all, and what that makes of each match.

The weights suppose registers that name seven payees in ten, as those did that they were fitted on. Where a host holds
every register, a near name is more often the payee's. What was found tells how many are named: the share under which
the chances that payees are anybody known add up to that same share (M. Saerens, P. Latinne, C. Decaestecker 2002,
"Adjusting the outputs of a classifier to new a priori probabilities"). Each chance is then told for it.

A smaller share than that of the fit is left alone: who is missing from a few small registers is mostly of another kind
than those in them, and not named like them. Of what it would take from the published files' payees, most is right
(docs/decisions/0016).
"""

from typing import Final

import polars as pl

FITTED: Final = 0.69  # of the payees that the weights were fitted on; bench/matching_fit.py prints it
SUPPOSED: Final = (
    100  # payees of whom FITTED is taken for granted, so that a handful does not tell by itself; our choice
)
STEPS: Final = 2_000
NEAR_ENOUGH: Final = 1e-7


def named_share(nobody: pl.Series) -> float:
    """The share of payees that registers name. nobody: for each the chance, as fitted, that it is nobody known."""
    told = nobody.drop_nulls().to_numpy()
    share = FITTED
    for _ in range(STEPS):
        times = _times(share)
        somebody = (times * (1 - told) / (times * (1 - told) + told)).sum()
        closer = float((somebody + SUPPOSED * FITTED) / (len(told) + SUPPOSED))
        if abs(closer - share) < NEAR_ENOUGH:
            break
        share = closer
    return share


def adapted(probability: pl.Expr, nobody: pl.Expr, share: float) -> pl.Expr:
    """A candidate's chance for registers that name such a share, or that of the fit if that is more. Both chances as
    fitted; where `nobody` is null a number tells who it is, and the chance stays.
    """
    times = max(_times(share), 1.0)
    told = times * probability / (times * (1 - nobody) + nobody)
    return pl.when(nobody.is_null()).then(probability).otherwise(told)


def _times(share: float) -> float:
    """By how much the odds that a payee is somebody known differ from those of the fit."""
    return share / (1 - share) * (1 - FITTED) / FITTED
