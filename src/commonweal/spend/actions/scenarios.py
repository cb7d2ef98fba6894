"""Keeping a scenario under a name, and taking it off the list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.db import transaction

from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.spend.models import SavedScenario
from commonweal.spend.wealth.scenarios import Scenario

LONGEST_NAME: Final = 120  # characters
MOST_SAVED: Final = 200  # our choice: more than anyone reads through


@dataclass(frozen=True, slots=True)
class Named:
    """A scenario with the name it is kept under. `chosen`: the payments it is about, as an address keeps them."""

    name: str
    scenario: Scenario
    chosen: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False


@transaction.atomic
def save_scenario(*, named: Named, by: User, now: datetime) -> SavedScenario:
    """Keep a scenario under a name. Raises Refused without a name, for a name too long, and where too many are kept."""
    name = named.name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refused(f"Give the scenario a name of up to {LONGEST_NAME} letters.")
    if SavedScenario.objects.filter(sample=named.sample, removed_at=None).count() >= MOST_SAVED:
        raise Refused(f"{MOST_SAVED} scenarios are kept already. Remove one that nobody needs first.")
    saved = SavedScenario.objects.create(
        name=name,
        link=named.scenario.link(),
        chosen=dict(named.chosen),
        sample=named.sample,
        saved_by=by,
        saved_at=now,
    )
    append("spend", "scenario-saved", _told(saved), by=by, now=now)
    return saved


@transaction.atomic
def remove_scenario(*, saved: SavedScenario, by: User, now: datetime) -> SavedScenario:
    """Take a scenario off the list. Its link goes on working. Raises Refused where it was removed already."""
    saved = SavedScenario.objects.select_for_update().get(pk=saved.pk)
    if saved.removed_at is not None:
        raise Refused("This scenario was removed already. Nothing was changed.")
    saved.removed_by, saved.removed_at = by, now
    saved.save(update_fields=["removed_by", "removed_at"])
    append("spend", "scenario-removed", _told(saved), by=by, now=now)
    return saved


def _told(saved: SavedScenario) -> dict[str, Any]:
    """A scenario as the record holds it, without its name, which is free text."""
    body = {"scenario": str(saved.public_id), "link": sha256(saved.link.encode()).hexdigest()}
    return {**body, "sample": saved.sample}
