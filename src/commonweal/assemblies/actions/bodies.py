"""Other bodies than a ward's assembly: a union branch's council, a federation of co-ops, a land commission."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from commonweal.assemblies.actions.founding import about, join_founders
from commonweal.assemblies.membership import Applicant
from commonweal.assemblies.models import Body, Orders
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

TAKEN: Final = "A body of that name is there already. Give yours another name, or join that one."
RESERVED: Final = frozenset(("bodies", "me", "wards"))  # the first words of addresses that are not a body's


@dataclass(frozen=True, slots=True)
class Charter:
    """What a body is called, who may belong to it in words, who sees that they may, and what it is a part of.

    Raises Refused where the name or the rule is missing.
    """

    name: str
    rule: str
    admits: str
    sample: bool
    parent: Body | None = None

    def __post_init__(self) -> None:
        if not slugify(self.name) or slugify(self.name) in RESERVED:
            raise Refused("Write what the body is called, with letters.")
        if not self.rule.strip():
            raise Refused("Write who may belong, so that anyone can tell: for example “members of our branch”.")
        if self.admits not in Body.Admits.values:
            raise Refused("Choose who sees that somebody may belong: a convenor, or any member.")
        if self.parent is not None and (self.parent.sample != self.sample or self.parent.state != Body.State.FOUNDED):
            raise Refused("A body can be part of one that is founded. Choose another, or none.")


@transaction.atomic
def begin_body(*, charter: Charter, orders: StandingOrders, founder: Applicant, by: User, now: datetime) -> Body:
    """Begin to gather the founders of a body that is no ward's, under standing orders they will be asked to agree to.

    From then on it goes as with a ward's assembly. Raises Refused where one of that name is there.
    """
    try:
        with transaction.atomic():
            body = Body.objects.create(
                slug=slugify(charter.name),
                name=charter.name.strip(),
                rule=charter.rule.strip(),
                admits=charter.admits,
                parent=charter.parent,
                sample=charter.sample,
                begun_at=now,
            )
    except IntegrityError:
        raise Refused(TAKEN) from None
    Orders.objects.create(body=body, version=1, text=orders.written())
    told = {
        "founders": orders.founders,
        "admits": charter.admits,
        "text": commit_text(f"{charter.name.strip()}\n\n{charter.rule.strip()}"),
        "part_of": str(charter.parent.public_id) if charter.parent else "",
    }
    append("assemblies", "body-begun", {**about(body), **told}, by=by, now=now)
    join_founders(body=body, founder=founder, by=by, now=now)
    return body
