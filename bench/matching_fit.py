"""Fits what each difference weighs: a choice among a payee's candidates and "none of them" (a conditional logit).

    python bench/matching_fit.py [--register 1900000] [--payees 40000] [--seed 31]

A small register, of the next seed, is fitted together with the large one, since a host may hold either. Prints the
weights for commonweal/organisations/matching/weights.py, and what each least probability would give. Never give it a
seed that bench/matching.py is scored on.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import matching_task
import numpy as np
import polars as pl

from commonweal.organisations.matching.finding import laid_out, pairs_of
from commonweal.organisations.matching.numbers import by_number
from commonweal.organisations.matching.scoring import PAIRS_AT_A_TIME, features
from commonweal.organisations.matching.weights import CHOSEN, WEIGHTS

MOST = 4  # candidates a payee
HOLD_BACK = 3.0  # how strongly weights are drawn to nought: a feature seldom seen should weigh little
STEPS = 40
SMALL = (300_000, 15_000)  # names and payees of the small register
ROUNDS = 2  # the candidates are those that the weights of the round before found best


@dataclass(frozen=True)
class Choices:
    """For each payee: the features of its candidates, which of them there are, and the right one (MOST for none)."""

    features: Any  # payees x MOST x features
    there: Any  # payees x MOST
    right: Any  # payees


def best_of_each_body(scored: pl.DataFrame) -> pl.DataFrame:
    """The best pair of each payee and organisation, the best first."""
    ordered = scored.sort(["row", "score", "bearer"], descending=[False, True, False])
    return ordered.unique(["row", "organisation"], keep="first", maintain_order=True)


def choices(scored: pl.DataFrame, truth: pl.Series, names: Sequence[str]) -> Choices:
    """scored: features by pair, with `row`, `organisation`, `score`. truth: each payee's organisation, or null."""
    best = best_of_each_body(scored).with_columns(rank=pl.int_range(pl.len()).over("row")).filter(pl.col("rank") < MOST)
    told = best.with_columns(right=(pl.col("organisation") == truth.gather(best["row"])).fill_null(False))
    rows, places = np.unique(told["row"].to_numpy(), return_inverse=True)
    features = np.zeros((len(rows), MOST, len(names)))
    there = np.zeros((len(rows), MOST), bool)
    rank = told["rank"].to_numpy()
    features[places, rank] = told.select(names).to_numpy()
    there[places, rank] = True
    right = np.full(len(rows), MOST)
    hits = told["right"].to_numpy()
    right[places[hits]] = rank[hits]
    return Choices(features, there, right)


def chances(given: Choices, weights: Any) -> Any:
    """The chance of each candidate, payees x MOST; what is missing to one is the chance of none."""
    scores = np.where(given.there, given.features @ weights, -np.inf)
    top = np.maximum(scores.max(axis=1, initial=0.0, keepdims=True), 0.0)
    odds = np.exp(scores - top)
    return odds / (odds.sum(axis=1, keepdims=True) + np.exp(-top))


def fitted(given: Choices, names: Sequence[str], held: Mapping[str, float]) -> dict[str, float]:
    """The weights under which what is right is likeliest, by Newton's method; `held` are not fitted but given."""
    weights = np.array([held.get(name, 0.0) for name in names])
    free = np.array([name not in held for name in names])
    for _ in range(STEPS):
        chance = chances(given, weights)
        mean = np.einsum("pc,pcf->pf", chance, given.features)
        known = given.right < MOST
        seen = given.features[np.flatnonzero(known), given.right[known]].sum(axis=0)
        slope = (seen - mean.sum(axis=0) - HOLD_BACK * weights)[free]
        spread = np.einsum("pc,pcf,pcg->fg", chance, given.features, given.features) - mean.T @ mean
        curve = spread[np.ix_(free, free)] + HOLD_BACK * np.eye(free.sum())
        step = np.linalg.solve(curve, slope)
        weights[free] += np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-4:
            break
    return dict(zip(names, np.round(weights, 2).tolist(), strict=True))


def compared(task: matching_task.Task) -> pl.DataFrame:
    """Every pair that `match` would compare, with its features."""
    asked = task.payees.with_row_index("row")
    sides = laid_out(asked, task.bearers)
    pairs = pairs_of(sides, by_number(asked, task.bearers))
    starts = range(0, len(pairs.asked), PAIRS_AT_A_TIME)
    told = pl.concat([features(pairs.part(start, start + PAIRS_AT_A_TIME), sides) for start in starts])
    score = pl.sum_horizontal(pl.col(name) * weight for name, weight in WEIGHTS.items())
    return told.with_columns(score.alias("score"), task.bearers["organisation"].gather(told["bearer"]))


def every(compared_payees: Sequence[tuple[pl.DataFrame, pl.Series]], weights: Mapping[str, float]) -> Choices:
    """The choices of several tasks' payees, their candidates the best by these weights."""
    score = pl.sum_horizontal(pl.col(name) * weight for name, weight in weights.items())
    each = [choices(pairs.with_columns(score=score), truth, list(WEIGHTS)) for pairs, truth in compared_payees]
    return Choices(*(np.concatenate(side) for side in zip(*map(_sides, each), strict=True)))


def _sides(given: Choices) -> tuple[Any, Any, Any]:
    return given.features, given.there, given.right


def main() -> None:
    options = argparse.ArgumentParser(description="Weights of differences, fitted on two invented registers.")
    options.add_argument("--register", type=int, default=1_900_000)
    options.add_argument("--payees", type=int, default=40_000)
    options.add_argument("--seed", type=int, default=31)
    chosen = options.parse_args()
    large = matching_task.Size(chosen.register, chosen.payees, 0.3, chosen.seed)
    small = matching_task.Size(*SMALL, 0.3, chosen.seed + 1)
    tasks = [matching_task.made(size) for size in (large, small)]
    seen = [(compared(task), task.payees["truth"]) for task in tasks]
    weights: Mapping[str, float] = WEIGHTS
    for _ in range(ROUNDS):
        weights = fitted(every(seen, weights), list(WEIGHTS), CHOSEN)
    print(weights)
    for task, (pairs, truth) in zip(tasks, seen, strict=True):
        print(f"{len(task.bearers):,} names")
        told(every([(pairs, truth)], weights), weights, truth)


def told(given: Choices, weights: Mapping[str, float], truth: pl.Series) -> None:
    """Print what each least probability would give, before what never is sure is taken out."""
    named = truth.count()
    chance = chances(given, np.array(list(weights.values())))
    print(f"  somebody known, by these chances: {chance.sum() / len(truth):.3f} of the payees")
    best, right = chance.max(axis=1), chance.argmax(axis=1) == given.right
    for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        sure = best >= least
        print(f"  from {least}: precision {right[sure].mean():.4f}, recall {right[sure].sum() / named:.4f}")


if __name__ == "__main__":
    main()
