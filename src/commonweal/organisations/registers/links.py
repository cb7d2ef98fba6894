"""Rows that say two identifiers belong to one organisation; several registers are made of nothing else."""

from collections.abc import Mapping

from commonweal.organisations import identifiers
from commonweal.organisations.facts import Fact, Understood


def same_organisation(cells: Mapping[str, str], name: str, owner: str | None) -> Understood:
    """The organisation of `org_id_a`, also known as `org_id_b`, with the name in the column `name`."""
    first = identifiers.written_in_full(cells["org_id_a"])
    second = identifiers.written_in_full(cells["org_id_b"])
    if first is None or second is None:
        return Understood(reasons=["one of the two identifiers is missing"])
    return Understood([Fact(first, cells[name] or None, owner, same_as=second)])
