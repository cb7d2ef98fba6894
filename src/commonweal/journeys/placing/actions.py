"""A region adopted, and every supplier placed in it anew."""

from datetime import datetime

from commonweal.people.models import User
from commonweal.places.actions import adopt_region
from commonweal.places.models import Region
from commonweal.places.packs import Pack
from commonweal.spend.actions.accounts import draw_account


def adopt_and_place(*, pack: Pack, by: User | None, now: datetime) -> Region:
    """Bring a real region into view and place the suppliers in it."""
    region = adopt_region(pack=pack, by=by, now=now)
    draw_account(sample=False, by=by, now=now)
    return region
