"""The home area: how near each place is to it, in rings that lie one within the other.

Home is one ward, one district, a county or the whole region; around it lie the rest of its region, the rest of the
wider region (of England, such as the North West, or the nation), the rest of the UK, and what is overseas. "Preston
within Lancashire" is the same shape: home is a district, its region a county.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from commonweal.basics.problems import Refused
from commonweal.places.packs import Pack
from commonweal.spend.ground import UK, Ground, area_names, ground

HOME, REGION, WIDER, REST_OF_UK, OVERSEAS, UNKNOWN, REDACTED = range(1, 8)
RINGS: Final = ("home", "region", "wider", "uk", "overseas", "unknown", "redacted")  # as in ring_names.sql
NO_REGION: Final = "No region is built here, so nothing can be told near or far. Build one: commonweal region build."
LISTED: Final = 6  # names that a refusal lists at most: our choice


@dataclass(frozen=True, slots=True)
class Known:
    """One area that the rings are made of: its code, its ring, and whether all of it lies in that or a nearer one.

    Of an area that lies there in part, `beyond` tells whether a part of it does that the pack has no wards of, as in a
    county of which the pack holds one district.
    """

    code: str
    ring: int
    whole: bool
    beyond: bool


@dataclass(frozen=True, slots=True)
class Home:
    """A home area with its rings.

    `code` and `name` of home; `within`: the code or name given for the region around it, empty for the pack's own;
    `around`: the region's name, empty where home is all of it; `wider`: the wider region's name, empty where unknown;
    `wards`: the codes of home's wards; `areas`: what the rings are made of, one row an area and ring.
    """

    code: str
    name: str
    within: str
    around: str
    wider: str
    wards: tuple[str, ...]
    areas: tuple[Known, ...]

    @classmethod
    def of(cls, pack: Pack, asked: str | None = None, within: str | None = None) -> Self:
        """The home area of that code or name in a region pack; the whole region where none is asked for.

        `within` is the code or name of the region around it: the pack's own, a district or a county.
        Raises Refused for an area that the pack does not know, a name that several bear, an area without wards here,
        and a region that does not hold the home area.
        """
        return cls.on(ground(pack), asked, within)

    @classmethod
    def on(cls, land: Ground, asked: str | None = None, within: str | None = None) -> Self:
        """As `of`, on ground that is at hand."""
        if not land.above:
            raise Refused(f"{land.name} has no wards, so no area of it can be home. Build the region again.")
        home, region = _area(land, asked), _area(land, within)
        if not home.wards <= region.wards:
            raise Refused(f"{home.name} does not lie in {region.name}. Choose a region that holds it.")
        regions = {land.above[ward][2] for ward in home.wards} - {None}
        wider = _Area("", "", frozenset(), frozenset(code for code in regions if code))
        rings = ((HOME, home), (REGION, _both(region, home)), (WIDER, _both(wider, _both(region, home))))
        return cls(
            code=home.code,
            name=home.name,
            within=within or "",
            around="" if region == home else region.name,
            wider=" and ".join(sorted(land.names.get(code, code) for code in wider.whole)),
            wards=tuple(sorted(home.wards)),
            areas=tuple(sorted(_known(land, rings), key=lambda each: (each.ring, each.code, each.whole, each.beyond))),
        )

    def labels(self) -> dict[str, str]:
        """What to call each ring, by its key, the nearest first."""
        return {
            "home": self.name,
            "region": f"Rest of {self.around}" if self.around else "Rest of its region",
            "wider": f"Rest of {self.wider}" if self.wider else "Rest of the wider region",
            "uk": "Rest of the UK",
            "overseas": "Overseas",
            "unknown": "Not placed yet",
            "redacted": "Redacted by the payer",
        }


@dataclass(frozen=True, slots=True)
class _Area:
    """`whole`: the codes of areas that lie in it wholly, as far as they are known without looking at its wards."""

    code: str
    name: str
    wards: frozenset[str]
    whole: frozenset[str]


def _both(one: _Area, other: _Area) -> _Area:
    return _Area(one.code, one.name, one.wards | other.wards, one.whole | other.whole)


def _known(land: Ground, rings: Iterable[tuple[int, _Area]]) -> set[Known]:
    """The areas that lie in each ring or nearer wholly, and those of which only a part does."""
    found: dict[tuple[str, bool, bool], int] = {}  # an area's nearest ring, for all of it and for each kind of part
    for ring, area in rings:
        # A pack holds its districts whole, and of counties perhaps a part: those are whole only where asked for.
        districts = {code for ward in area.wards if (code := land.above[ward][0])}
        filled = {code for code in districts if land.wards_of(code, "district") <= area.wards}
        whole = area.wards | area.whole | filled
        partly = (land.areas_of(area.wards) | {UK}) - whole if whole else frozenset[str]()
        for code in whole | partly:
            found.setdefault((code, code in whole, bool(area.whole)), ring)
    return {Known(code, ring, whole, beyond) for (code, whole, beyond), ring in found.items()}


def _area(land: Ground, asked: str | None) -> _Area:
    if not asked or asked.strip().casefold() == land.name.casefold():
        return _Area("", land.name, frozenset(land.above), frozenset())
    code = _code(land, asked.strip())
    level = land.level(code)
    if level is None:
        raise Refused(f"{asked} has no wards in {land.name}, so nothing of it can be told. Choose an area that has.")
    whole = frozenset({code} if level in ("county", "region") else ())
    return _Area(code, land.names.get(code, code), land.wards_of(code, level), whole)


def _code(land: Ground, asked: str) -> str:
    """The code of an area by its code, its name, or, for a ward, "name, district"."""
    known = land.known()
    if asked in known or asked in area_names():
        return asked
    bearing = {code for code, name in land.names.items() if name.casefold() == asked.casefold()}
    found = sorted(bearing & known - land.above.keys()) or sorted(bearing & known) or _ward_in_district(land, asked)
    if len(found) > 1:
        listed = ", ".join(f"{land.names[code]} in {_district(land, code)} ({code})" for code in found[:LISTED])
        raise Refused(f"Several areas are called {asked}: {listed}. Give the code of one.")
    if not found and not bearing:
        raise Refused(
            f"{land.name} has no area called {asked}. Give the name or code of one of its wards or districts."
        )
    return found[0] if found else min(bearing)


def _ward_in_district(land: Ground, asked: str) -> list[str]:
    name, _, district = (part.strip().casefold() for part in asked.rpartition(","))
    if not name:
        return []
    wards = (code for code in land.above if land.names.get(code, "").casefold() == name)
    return sorted(code for code in wards if _district(land, code).casefold() == district)


def _district(land: Ground, code: str) -> str:
    district = land.above[code][0] if code in land.above else None
    return land.names.get(district, district) if district else land.name
