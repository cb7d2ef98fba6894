"""The rules that count ballots with candidates on them, by the names that people type.

A new rule is a file with NAME, TITLE and `count`, and its entry here. Yes and no have a shape of their own (yes_no.py).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from commonweal.assemblies.counts import approval, instant_runoff, scottish_stv
from commonweal.assemblies.counts.ballots import Election
from commonweal.assemblies.counts.results import Result


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to count: what people call it, and the pure function from ballots and an order drawn by lot to a result."""

    title: str
    count: Callable[[Election, Sequence[str]], Result]


RULES: Final[Mapping[str, Rule]] = {
    rule.NAME: Rule(rule.TITLE, rule.count) for rule in (scottish_stv, instant_runoff, approval)
}
