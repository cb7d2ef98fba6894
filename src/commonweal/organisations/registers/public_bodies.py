"""The digital-land list of organisations: local authorities, parks, transport and waste authorities, public bodies."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import dates, identifiers
from commonweal.organisations.facts import Fact, Register, Understood, standing
from commonweal.organisations.registers.terms import LOCAL_AUTHORITY, OGL, PUBLIC_BODY, PUBLIC_SECTOR

ABOUT: Final = Register("public-bodies", "Local authorities and public bodies (digital-land)", OGL, PUBLIC_SECTOR)
COLUMNS: Final = frozenset(("organisation", "wikidata", "name", "statistical-geography", "company", "start-date"))
LISTS: Final = {"local-authority-eng": "GB-LAE-", "government-organisation": "GB-GOR-"}
NOT_PUBLIC: Final = "nonprofit"


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A public body under the number of its list, with its company where it is one."""
    kind, _, code = cells["organisation"].partition(":")
    # Parks and joint authorities are on no official list; theirs is Wikidata's number.
    org_id = identifiers.written_in_full(LISTS[kind] + code) if kind in LISTS else identifiers.wikidata(code)
    if org_id is None or not cells["name"]:
        return Understood(reasons=["the body's number or name is missing"])
    return Understood([_fact(cells, org_id, kind)])


def _fact(cells: Mapping[str, str], org_id: str, kind: str) -> Fact:
    ended = dates.year_first(cells["end-date"])
    return Fact(
        org_id=org_id,
        name=cells["name"],
        owner=None if kind == NOT_PUBLIC else LOCAL_AUTHORITY if kind.startswith("local-authority") else PUBLIC_BODY,
        same_as=identifiers.company(cells["company"]),
        governs=cells["statistical-geography"] or None,
        valid_from=dates.year_first(cells["start-date"]),
        valid_to=ended,
        status=standing(ended),
    )
