"""The sample region's places: districts, wards, neighbourhoods and postcodes, each with its code and its ground."""

from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Final

from shapely import Point, Polygon

from commonweal.journeys.sample import names, outline
from commonweal.journeys.sample.chance import dice
from commonweal.journeys.sample.parcels import Ground

AREA: Final = "BX"  # Royal Mail's area for banks' post, which stands for no place
FIRST_POSTCODE_DISTRICT: Final = 41  # its banks end at BX10, so nobody has these; yet they pass every check of form
POSTCODE_DISTRICTS: Final = 24
HOMES_A_CELL: Final = 2  # postcodes
INWARD: Final = "ABDEFGHJLNPQRSTUWXYZ"  # Royal Mail uses no C, I, K, M, O or V after the space
CELLS_A_NEIGHBOURHOOD: Final = 6  # so about three neighbourhoods a ward

# Where hardship gathers on this coast: kilometres on the sketch, its reach in kilometres, its weight.
HARDSHIP: Final = (
    *(((9.4, 20.4), 1.5, 1.0), ((10.2, 15.2), 1.6, 0.9), ((9.6, 31.0), 1.2, 0.8), ((15.8, 22.4), 1.3, 0.9)),
    *(((23.4, 28.4), 1.6, 0.7), ((19.2, 13.6), 1.6, 0.8), ((29.6, 16.4), 1.3, 0.6)),
)
# The share of neighbourhoods in each decile, most deprived tenth first, as an old port's region might have it.
DECILES: Final = (0.29, 0.14, 0.10, 0.09, 0.08, 0.08, 0.07, 0.06, 0.05, 0.04)


@dataclass(frozen=True, slots=True)
class District:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Ward:
    code: str
    name: str
    district: District
    shape: Polygon


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    code: str
    name: str
    ward: Ward
    shape: Polygon
    rank: int  # 1 is the most deprived of the region
    decile: int  # 1 is the most deprived tenth of the country


@dataclass(frozen=True, slots=True)
class Postcode:
    text: str  # "BX41 1AA"
    easting: int
    northing: int
    ward: Ward


@dataclass(frozen=True, slots=True)
class Geography:
    districts: tuple[District, ...]
    wards: tuple[Ward, ...]
    neighbourhoods: tuple[Neighbourhood, ...]
    postcodes: tuple[Postcode, ...]


def make(seed: int) -> Geography:
    """The same seed, the same region."""
    rng = dice(seed, "places")
    ground = Ground(outline.cells(outline.land(rng), rng))
    everywhere = range(len(ground.cells))
    towns = [ground.nearest(outline.metres(centre), everywhere) for _, centre, _ in names.DISTRICTS]
    districts = tuple(District(f"Z080000{n:02d}", name) for n, (name, _, _) in enumerate(names.DISTRICTS, 1))
    wards: list[tuple[Ward, list[int]]] = []
    unused = rng.sample(names.WARDS, len(names.WARDS))
    for district, parcel, (_, _, count) in zip(districts, ground.grow(towns, everywhere), names.DISTRICTS, strict=True):
        for ward in ground.split(parcel, count, rng):
            code = f"Z0500{len(wards) + 1:04d}"
            wards.append((Ward(code, unused.pop(), district, ground.shape(ward)), ward))
    return Geography(
        districts,
        tuple(ward for ward, _ in wards),
        tuple(_neighbourhoods(wards, ground, rng)),
        tuple(_postcodes(wards, ground, rng)),
    )


def _neighbourhoods(wards: list[tuple[Ward, list[int]]], ground: Ground, rng: Random) -> list[Neighbourhood]:
    pieces: list[tuple[Ward, str, Polygon]] = []
    for ward, cells in wards:
        parts = ground.split(cells, max(2, round(len(cells) / CELLS_A_NEIGHBOURHOOD)), rng)
        pieces += [(ward, f"{ward.name} {chr(65 + n)}", ground.shape(part)) for n, part in enumerate(parts)]
    hardship = [_hardship(shape, rng) for _, _, shape in pieces]
    order = sorted(range(len(pieces)), key=lambda n: (-hardship[n], n))
    ranks = {piece: rank for rank, piece in enumerate(order, 1)}
    return [
        Neighbourhood(f"Z0100{n + 1:04d}", name, ward, shape, ranks[n], _decile(ranks[n], len(pieces)))
        for n, (ward, name, shape) in enumerate(pieces)
    ]


def _hardship(shape: Polygon, rng: Random) -> float:
    felt = 0.0
    for place, reach, weight in HARDSHIP:
        felt += weight * 2 ** -((Point(outline.metres(place)).distance(shape.centroid) / (reach * 1000)) ** 2)
    return felt + rng.gauss(0, 0.08)


def _decile(rank: int, of: int) -> int:
    upto = 0.0
    for decile, share in enumerate(DECILES, 1):
        upto += share
        if rank <= upto * of + 1e-9:
            return decile
    return len(DECILES)


def _postcodes(wards: list[tuple[Ward, list[int]]], ground: Ground, rng: Random) -> list[Postcode]:
    ward_of = {cell: ward for ward, cells in wards for cell in cells}
    found: list[Postcode] = []
    rounds = ground.split(range(len(ground.cells)), POSTCODE_DISTRICTS, rng)
    rounds.sort(key=lambda cells: ground.middles[cells[0]])
    for number, cells in enumerate(rounds, FIRST_POSTCODE_DISTRICT):
        inward = (f"{sector}{a}{b}" for sector, a, b in product("123456789", INWARD[:4], INWARD))
        for cell in sorted(cells, key=lambda cell: ground.middles[cell]):
            for _ in range(HOMES_A_CELL):
                x, y = _somewhere(ground.cells[cell], rng)
                found.append(Postcode(f"{AREA}{number} {next(inward)}", x, y, ward_of[cell]))
    return found


def _somewhere(cell: Polygon, rng: Random) -> tuple[int, int]:
    west, south, east, north = (int(bound) for bound in cell.bounds)
    for _ in range(100):
        x, y = rng.randint(west, east), rng.randint(south, north)
        if cell.contains(Point(x, y)):
            return x, y
    middle = cell.representative_point()
    return int(middle.x), int(middle.y)
