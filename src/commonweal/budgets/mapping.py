"""A map of ideas: numbered marks over faint dots, one a postcode, which draw the streets well enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 600  # units of the drawing
LEAST: Final = 600  # metres across: closer in, nobody sees where it is
MARGIN: Final = 0.15  # of the frame, around the marks
MOST_DOTS: Final = 400  # our choice: so that the page stays small

Point = tuple[int, int]  # easting and northing
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
class Map:
    """A drawing: its width and height, the dots, and the marks.

    `across`: how many metres it shows; `west` and `north`: its upper left corner, in metres of the National Grid.
    """

    width: int
    height: int
    across: int
    west: int
    north: int
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


def drawn(shown: Frame, marks: Sequence[Mark], postcodes: Sequence[tuple[float, float]]) -> Map:
    """The drawing. Of many postcodes every so-manieth is drawn, so that the streets still show."""
    step = 1 + len(postcodes) // MOST_DOTS
    dots = sorted({_at(shown, east, north) for east, north in sorted(postcodes)[::step]})
    placed = tuple(Placed(mark, *_at(shown, *mark.point)) for mark in marks)
    across, west, north = round(shown[2] - shown[0]), round(shown[0]), round(shown[3])
    return Map(WIDTH, WIDTH, across, west, north, tuple(dots), placed)


def _at(shown: Frame, east: float, north: float) -> Point:
    scale = WIDTH / (shown[2] - shown[0])
    return round((east - shown[0]) * scale), round((shown[3] - north) * scale)
