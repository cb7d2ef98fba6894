"""What is different between two versions of a body's standing orders."""

from dataclasses import dataclass, fields
from typing import Any

from commonweal.assemblies.standing_orders import StandingOrders


@dataclass(frozen=True, slots=True)
class Change:
    """One rule by its name in StandingOrders, as it was and as it is."""

    rule: str
    before: Any
    after: Any


def changes(before: StandingOrders, after: StandingOrders) -> list[Change]:
    """Each rule that differs, in the order of the rules; none where both are alike."""
    pairs = ((each.name, getattr(before, each.name), getattr(after, each.name)) for each in fields(StandingOrders))
    return [Change(name, was, now) for name, was, now in pairs if was != now]
