"""What speaks for a match, and what against it, in plain words."""

from typing import Final

import polars as pl

NAME: Final = "its name"
# What a reader should know of how the names differ, by the column of `scoring.scored` that tells it.
DIFFERENCES: Final = {
    "reordered": "with its words in another order",
    "joined": "with words run together or split",
    "one_slip": "with letters that differ",
    "shortened": "with words shortened",
    "initials": "with initials for words",
    "cut": "cut short",
    "some_extra": "with words that the register does not have",
    "some_missing": "without words that the register has",
    "figures": "with other numbers",
    "other_form": "with another legal form",
    "form_left_out": "without its legal form",
    "form_added": "with a legal form that the register does not have",
    "after": "after 'trading as'",
    "former": "a former or other name of it",
    "fallen": "of a body that is no more",
}
BORNE_BY_SEVERAL: Final = "several organisations bear names as near"
SHORT_NAME: Final = "so short a name is borne by many"
NEAR_NAME: Final = "it may be the whole name of another of the family"
LONE_SLIP: Final = "the letters that differ are in the word that tells whose name it is"
OTHER_NUMBER: Final = "its number is another organisation's"
NUMBERS_DISAGREE: Final = "its numbers are of different organisations"
UNLIKE: Final = "the name under that number is unlike"


def by_name() -> pl.Expr:
    """How the name fits: "its whole name", or "its name, ..." with what differs."""
    told = [pl.when(feature).then(pl.lit(f", {words}")).otherwise(pl.lit("")) for feature, words in DIFFERENCES.items()]
    differing = pl.concat_str(told)
    return pl.when(differing == "").then(pl.lit("its whole name")).otherwise(pl.lit(NAME) + differing)


def but(evidence: pl.Expr, when: pl.Expr, reason: str) -> pl.Expr:
    """The evidence, with a reason for doubt where there is one."""
    return pl.when(when).then(evidence + pl.lit(f", but {reason}")).otherwise(evidence)
