"""One task for the matching bench: an invented register and payees who are, or are not, among those it names."""

import random
from dataclasses import dataclass
from pathlib import Path

import matching_dirt
import matching_register
import polars as pl

from commonweal.organisations.matching.answers import PAYEES


@dataclass(frozen=True)
class Size:
    """How large a task is, and which it is: another seed gives another register."""

    register: int
    payees: int
    absent: float  # the share of payees that the register does not name
    seed: int
    spared: float = 0.0  # the share of payees spelt as the register does, but for capitals and "Ltd" or "Limited"


@dataclass(frozen=True)
class Task:
    """`bearers` as `match` takes them; `payees` with PAYEES, `truth` (null for none) and `kind` (of dirt)."""

    bearers: pl.DataFrame
    payees: pl.DataFrame


def made(size: Size) -> Task:
    """Payees are standing bodies, one name each, a third of those with a former name by that name."""
    whole = matching_register.register(int(size.register * (1 + size.absent * size.payees / size.register)), size.seed)
    rng = random.Random(size.seed + 7)
    names: dict[str, list[str]] = {}
    for body, name in whole.filter("standing").select("organisation", "name").iter_rows():
        names.setdefault(body, []).append(name)
    paid = rng.sample(list(names), size.payees)
    absent = set(paid[: int(size.payees * size.absent)])
    rows = []
    for body in paid:
        name = names[body][-1] if rng.random() < 0.3 else names[body][0]
        spared = size.spared > 0 and rng.random() < size.spared
        written, kind = (matching_dirt.respelt_form(name, rng), "") if spared else matching_dirt.dirty(name, rng)
        rows.append((written, None, None, None if body in absent else body, kind))
    payees = pl.DataFrame(rows, schema=dict.fromkeys((*PAYEES, "truth", "kind"), pl.String), orient="row")
    return Task(
        whole.join(
            pl.DataFrame({"organisation": list(absent)}, schema={"organisation": pl.String}),
            on="organisation",
            how="anti",
        ),
        payees,
    )


def keep(size: Size, folder: Path) -> None:
    """Write a task to a folder, so that another process can measure its memory from nothing."""
    task = made(size)
    task.bearers.write_parquet(folder / "bearers.parquet")
    task.payees.write_parquet(folder / "payees.parquet")


def kept(folder: Path) -> Task:
    """The task that was kept in a folder."""
    return Task(pl.read_parquet(folder / "bearers.parquet"), pl.read_parquet(folder / "payees.parquet"))
