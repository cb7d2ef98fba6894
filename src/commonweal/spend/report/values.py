"""The report as a value: its findings, its sections, and where it all comes from. A page and a PDF are made of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from commonweal.basics.tables import Column, Row

# How a part of a bar is filled: by how near it is, hatched where that is not known.
Fill = Literal["home", "region", "wider", "uk", "overseas", "unknown", "redacted", "locked"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, from `start` on: both are shares of the bar's whole length, from 0 to 1."""

    fill: Fill
    start: float
    size: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what it is called, its parts, and its figure in words."""

    label: str
    parts: tuple[Part, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that share a scale. `told`: what the chart shows, in a sentence, for those who do not see it."""

    title: str
    told: str
    bars: tuple[Bar, ...]
    key: tuple[tuple[Fill, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A table: its columns as `basics.tables` has them, and its rows. `more`: how many rows are left out."""

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One question of the report and its answer. `name` is a short word for an address; `definitions` what gave it."""

    name: str
    title: str
    words: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Listed, ...] = ()
    definitions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """One source, with the words and the licence that travel with it."""

    title: str
    attribution: str
    licence: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What a report rests on that the lake itself does not tell.

    `matching` as `Account.matching` keeps it: suppliers, payments and pence by status. `made`: the day it is made,
    whose wages hold. `registered`: organisations that registers know in the region, by division of SIC 2007. `rules`:
    the locks it goes by, on one line; `rules_name`: a short name for exactly these; `own_rules`: what its reader
    changed of those in force, a sentence a change.
    """

    made: date
    snapshot: str
    geography: str
    sample: bool = False
    asked: tuple[str, ...] = ()  # the payers asked for, by name; empty for all
    credits: tuple[Credit, ...] = ()
    matching: dict[str, dict[str, int]] = field(default_factory=dict)
    registered: dict[str, int] = field(default_factory=dict)
    surveys: tuple[Any, ...] = ()
    rules: str = ""
    rules_name: str = ""
    own_rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. `findings`: what matters most, a sentence each; `headline` the first of them, in few words."""

    title: str
    who: str
    period: str
    home: str
    headline: str
    findings: tuple[str, ...]
    overview: tuple[Chart, ...]
    sections: tuple[Section, ...]
    credits: tuple[Credit, ...]
    basis: Basis
    version: str

    @property
    def sources_line(self) -> str:
        """What every page carries: the definitions' version, the snapshot, the geography, the rules and the day."""
        parts = [f"definitions {self.version}", f"snapshot {self.basis.snapshot}", self.basis.geography]
        rules = f"rules {self.basis.rules_name}" if self.basis.rules_name else ""
        return ", ".join(part for part in (*parts, rules) if part)
