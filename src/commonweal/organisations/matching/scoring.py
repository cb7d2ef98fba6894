"""Pairs of a reading and a bearer, compared and weighed: how much speaks for each, against nobody known."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import fuzz, process

from commonweal.organisations.matching.candidates import Pairs
from commonweal.organisations.matching.comparing import Difference, difference
from commonweal.organisations.matching.evidence import DIFFERENCES
from commonweal.organisations.matching.letters import Oddness, not_odd
from commonweal.organisations.matching.near_words import vocabulary
from commonweal.organisations.matching.postings import distinct, frequencies
from commonweal.organisations.matching.readings import AFTER, BEFORE, TO_ITS_FORM
from commonweal.organisations.matching.spellings import Spellings, hashed, squashed
from commonweal.organisations.matching.weights import WEIGHTS

# Our choice, by what they cost and lose in bench/matching.py.
LEAST_SIMILAR: Final = 64.0  # per cent of letters; below it a pair is not looked at
FAR_BEHIND: Final = 20.0  # per cent of letters behind a payee's best pair; one so far behind is no rival
SIGNATURES_FLATTER: Final = 5.0  # per cent by which signatures make pairs look more alike than letters do
MOST_COMPARED: Final = 5  # of the pairs of a payee
PAIRS_AT_A_TIME: Final = 25_000
TELLING: Final = 0.75  # weight of the equal words, together, that tell whose name it is without the misspelt one
LONG_ENOUGH: Final = 7  # letters of a name; from 9 on more right matches than wrong ones would wait
CUT_FROM: Final = 17  # letters; the narrowest column in which payees were seen cut short
# Widths of columns that payers' names were cut to, and one less where the last character was a space.
WIDTHS: Final = tuple(width - space for width in (20, 24, 25, 28, 30, 32, 35, 40, 50) for space in (0, 1))
WORKERS: Final = 2
AS_THEY_ARE: Final = ("short", "known", "joined", "initials", "figures", "reordered", "extra")
WHERE_WHOLE: Final = (  # of names that are not cut short
    *("kin_extra", "place_extra", "kin_missing", "place_missing", "shortened", "wild"),
    *("swapped", "first", "left_out", "odd"),
)

Column = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides laid out: readings (as `readings` gives them), bearers, and how odd a word is among theirs."""

    readings: pl.DataFrame
    asked: Spellings
    bearers: pl.DataFrame
    held: Spellings
    odd: Oddness = not_odd


def most_similar(pairs: Pairs, sides: Sides) -> Pairs:
    """The most similar pairs of each payee: by their letters, with spaces and without, or by their signatures."""
    if not len(pairs.asked):
        return pairs
    starts = range(0, len(pairs.asked), PAIRS_AT_A_TIME)
    ratios = np.concatenate([_letters(pairs.part(start, start + PAIRS_AT_A_TIME), sides) for start in starts])
    similar = np.maximum(ratios, pairs.like * 100 - SIGNATURES_FLATTER)
    rows = sides.readings["row"].to_numpy()[pairs.asked]
    order = np.lexsort((pairs.held, -similar, rows))
    ordered = rows[order]
    first = np.searchsorted(ordered, ordered)
    rank = np.arange(len(rows)) - first
    near = similar[order] >= np.maximum(LEAST_SIMILAR, similar[order][first] - FAR_BEHIND)
    kept = order[(rank < MOST_COMPARED) & near]
    return Pairs(pairs.asked[kept], pairs.held[kept], pairs.like[kept])


def _letters(pairs: Pairs, sides: Sides) -> Column:
    one, other = sides.asked.core.gather(pairs.asked), sides.held.core.gather(pairs.held)
    return np.maximum(_ratios(one, other), _ratios(squashed(one), squashed(other)))


def _ratios(one: pl.Series, other: pl.Series) -> Column:
    return process.cpdist(
        one.to_list(), other.to_list(), scorer=fuzz.ratio, dtype=np.float32, workers=WORKERS, score_cutoff=LEAST_SIMILAR
    )


def scored(pairs: Pairs, sides: Sides) -> pl.DataFrame:
    """`row`, `bearer`, `score`, and whether `same` (the whole name), `near_name`, `lone_slip` and each of DIFFERENCES
    is there, a row a pair.

    `near_name`: the payee's name may be cut short, or may be whole and another body's: "Acme" and "Acme (North)".
    `lone_slip`: the word that differs may as well be another name, and little else is the same: "Hale" and "Hall".
    The score is above 0 where the pair is likelier than that the payee is nobody known.
    """
    score = pl.sum_horizontal(pl.col(name) * weight for name, weight in WEIGHTS.items()).alias("score")
    same = pl.col("same") > 0
    told = ["row", "bearer", score, same, "near_name", "lone_slip", *(pl.col(name) > 0 for name in DIFFERENCES)]
    starts = range(0, max(len(pairs.asked), 1), PAIRS_AT_A_TIME)
    parts = [pairs.part(start, start + PAIRS_AT_A_TIME) for start in starts]
    return pl.concat([features(part, sides).select(told) for part in parts])


def features(pairs: Pairs, sides: Sides) -> pl.DataFrame:
    """`row`, `part`, `bearer` and a column of numbers for each of WEIGHTS, a row a pair."""
    asked, held = sides.asked.core.gather(pairs.asked), sides.held.core.gather(pairs.held)
    told = _differences(asked, held, sides)
    differences = pl.DataFrame(told, schema=dict.fromkeys(Difference._fields, pl.Float64), orient="row", strict=False)
    readings, bearers = sides.readings[pairs.asked], sides.bearers[pairs.held]
    beside = pl.DataFrame(
        {
            "row": readings["row"],
            "part": readings["part"],
            "bearer": pairs.held,
            "letters": squashed(asked).str.len_chars(),
            "starts": _starts(asked, held),
            "room": readings["room"],
            "same": readings["key"] == bearers["key"],
            "same_core": asked == held,
            "former": ~bearers["current"],
            "fallen": ~bearers["standing"],
            "our_form": sides.asked.form.gather(pairs.asked),
            "their_form": sides.held.form.gather(pairs.held),
        }
    )
    return (
        beside.hstack(differences).with_columns(_cut).select("row", "part", "bearer", NEAR_NAME, LONE_SLIP, *_numbers())
    )


# The payee's name stops where the registered one goes on, and no legal form ends it.
_AT_WIDTH: Final = pl.col("room").is_in(WIDTHS)
_cut: Final = (
    pl.col("starts")
    & pl.col("our_form").is_null()
    & (pl.col("room") >= CUT_FROM)
    & ((pl.col("missing") + pl.col("shortened") > 0) | ((pl.col("slips") > 0) & _AT_WIDTH))
).alias("cut")


NEAR_NAME: Final = (
    pl.col("cut")
    & (pl.col("missing") > 0)
    & (pl.sum_horizontal("kin_missing", "place_missing", "offshoot_missing") > 0)
).alias("near_name")

LONE_SLIP: Final = (
    (pl.col("slips") > 0)
    & ~pl.col("cut")
    & (pl.col("shared") < TELLING)
    & ((pl.col("letters") < LONG_ENOUGH) | (pl.col("missing") > 0) | (pl.col("extra") > 0))
).alias("lone_slip")


def _numbers() -> list[pl.Expr]:
    """The features, from what the pair is told by."""
    column = pl.col
    whole = ~column("cut")  # what is left of the word that a name was cut in is neither misspelt nor a word more
    left_out, slips, more = (column(name) * whole for name in ("missing", "slips", "extra"))
    told = {
        "constant": pl.lit(1.0),
        "same": column("same"),
        "same_with_form": column("same") & column("our_form").is_not_null(),
        "same_core": column("same_core"),
        "one_slip": slips >= 1,
        "two_slips": slips >= 2,
        "three_slips": slips >= 3,
        "slip_rate": slips * 10 / column("letters"),
        **{name: column(name) for name in AS_THEY_ARE},
        **{name: column(name) * whole for name in WHERE_WHOLE},
        "some_extra": more > 0,
        "missing": left_out,
        "some_missing": left_out > 0,
        "both": (more > 0) & (left_out > 0),
        "cut": column("cut"),
        "cut_at_width": column("cut") & _AT_WIDTH,
        "cut_within_word": column("cut") & (column("missing") == 0),
        "shared": column("shared").clip(0, 2),
        "near": column("near").clip(0, 2),
        "joined_slip": (column("joined") > 0) & (slips >= 1),
        "cut_shared": column("cut") * column("shared").clip(0, 2),
        "brief": (8 - column("letters").cast(pl.Int64)).clip(0, 8) / 8,
        "other_form": (column("our_form") != column("their_form")).fill_null(False),
        "form_left_out": column("our_form").is_null() & column("their_form").is_not_null(),
        "form_added": column("our_form").is_not_null() & column("their_form").is_null(),
        "before": column("part") == BEFORE,
        "after": column("part") == AFTER,
        "to_its_form": column("part") == TO_ITS_FORM,
        "form_of_common": column("our_form").is_null() & column("their_form").is_not_null() & (column("shared") < 1),
        "former": column("former"),
        "fallen": column("fallen"),
    }
    return [expression.cast(pl.Float64).alias(name) for name, expression in told.items()]


def _starts(asked: pl.Series, held: pl.Series) -> pl.Series:
    both = pl.DataFrame({"asked": squashed(asked), "held": squashed(held)})
    return both.select(pl.col("held").str.starts_with(pl.col("asked"))).to_series()


def _differences(asked: pl.Series, held: pl.Series, sides: Sides) -> list[Difference]:
    weight = _weights(pl.concat([asked, held]), sides.held)
    pairs = zip(asked.to_list(), held.to_list(), strict=True)
    return [difference(one.split(" "), other.split(" "), weight, sides.odd) for one, other in pairs]


def _weights(core: pl.Series, register: Spellings) -> dict[str, float]:
    """For each word, 1 where no registered name has it, less the more names do, 0 where all do."""
    words = vocabulary(core)
    numbers = hashed(words)
    wanted = distinct(numbers)
    often = frequencies(wanted, register.words)[np.searchsorted(wanted, numbers)]
    names = max(len(register.starts), 3)
    weights = 1 - np.log(np.maximum(often, 1)) / np.log(names)
    return dict(zip(words.to_list(), np.clip(weights, 0.0, 1.0).tolist(), strict=True))
