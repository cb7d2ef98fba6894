"""What councils publish of developers' contributions, loaded beside the pots. It moves no money."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from commonweal.basics.problems import Refused
from commonweal.funds.actions.posting import ROOM
from commonweal.funds.contributions import Contribution as Said
from commonweal.funds.contributions import sums
from commonweal.funds.models import Contribution
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

LONGEST: Final = 200  # characters of a council's name, as the database holds it


@transaction.atomic
def load_contributions(*, council: str, said: Sequence[Said], by: User | None, now: datetime) -> int:
    """Keep what a council published; returns how many rows were new. The same row twice is one.

    Raises Refused without the council's name.
    """
    name = " ".join(council.split())
    if not 0 < len(name) <= LONGEST:
        raise Refused("Name the council that published the files, such as --council “Sandport Council”.")
    known = {each.told() for each in Contribution.objects.filter(sample=False, council__iexact=name)}
    new = [each for each in said if each not in known]
    Contribution.objects.bulk_create(
        Contribution(
            council=name,
            reference=each.reference,
            contribution=each.contribution,
            status=each.status,
            pence=each.pence,
            day=each.day,
            purpose=each.purpose,
            organisation=each.organisation,
            nth=each.nth,
            loaded_at=now,
        )
        for each in new
    )
    if new:
        told = {each.status: [each.rows, each.above, each.below] for each in sums(new)}
        body = {"council": commit_text(name), "rows": len(new), "sums": told, "sample": False}
        append(ROOM, "contributions-loaded", body, by=by, now=now)
    return len(new)
