"""A map of ideas: numbered marks over the borders of wards and faint dots, one a postcode, which tell the streets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from commonweal.places.borders import Border, Point

WIDTH: Final = 600  # units of the drawing
LEAST: Final = 600  # metres across: closer in, nobody sees where it is
MARGIN: Final = 0.15  # of the frame, around the marks
ASIDE: Final = 130  # units from a side: a name in the middle of less would be cut off there
GAP: Final = 10  # units that such a name is kept from the side
BELOW: Final = 45  # units that a name is moved below a mark that would hide it
MOST_DOTS: Final = 400  # our choice: so that the page stays small

Frame = tuple[float, float, float, float]  # west, south, east, north, in metres


@dataclass(frozen=True, slots=True)
class Mark:
    """An idea on the map."""

    number: int
    title: str
    address: str
    point: Point


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark where it is drawn."""

    mark: Mark
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward where it is drawn: the `d` of its path, and its name, if there is room, at x and y with its anchor."""

    path: str
    name: str
    anchor: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing: its width and height, the wards, the dots, and the marks.

    `across`: how many metres it shows; `west` and `north`: its upper left corner, in metres of the National Grid.
    """

    width: int
    height: int
    across: int
    west: int
    north: int
    wards: tuple[Ward, ...]
    dots: tuple[Point, ...]
    marks: tuple[Placed, ...]


def frame(points: Sequence[Point]) -> Frame | None:
    """The part of the ground that is shown, with room around the marks; None where there is nothing to show."""
    if not points:
        return None
    easts, norths = [each[0] for each in points], [each[1] for each in points]
    across = max(LEAST, max(easts) - min(easts), max(norths) - min(norths)) * (1 + 2 * MARGIN)
    east, north = (min(easts) + max(easts)) / 2, (min(norths) + max(norths)) / 2
    return east - across / 2, north - across / 2, east + across / 2, north + across / 2


def drawn(shown: Frame, marks: Sequence[Mark], postcodes: Sequence[Point], borders: Sequence[Border]) -> Map:
    """The drawing. Of many postcodes every so-manieth is drawn, so that the streets still show."""
    step = 1 + len(postcodes) // MOST_DOTS
    dots = sorted({_at(shown, east, north) for east, north in sorted(postcodes)[::step]})
    placed = tuple(Placed(mark, *_at(shown, *mark.point)) for mark in marks)
    wards = tuple(_ward(shown, each, placed) for each in borders)
    across, west, north = round(shown[2] - shown[0]), round(shown[0]), round(shown[3])
    return Map(WIDTH, WIDTH, across, west, north, wards, tuple(dots), placed)


def _ward(shown: Frame, border: Border, placed: Sequence[Placed]) -> Ward:
    path = _path(shown, border)
    if border.middle is None:
        return Ward(path, "", "", 0, 0)
    x, y = _at(shown, *border.middle)
    y = next((each.y + BELOW for each in placed if abs(each.x - x) < ASIDE and abs(each.y - y) < BELOW), y)
    if x < ASIDE:
        return Ward(path, border.name, "start", GAP, y)
    if x > WIDTH - ASIDE:
        return Ward(path, border.name, "end", WIDTH - GAP, y)
    return Ward(path, border.name, "middle", x, y)


def _path(shown: Frame, border: Border) -> str:
    rings = [" ".join(f"{x} {y}" for x, y in (_at(shown, *point) for point in ring)) for ring in border.rings]
    return "".join(f"M{ring}z" for ring in rings)


def _at(shown: Frame, east: float, north: float) -> Point:
    scale = WIDTH / (shown[2] - shown[0])
    return round((east - shown[0]) * scale), round((shown[3] - north) * scale)
