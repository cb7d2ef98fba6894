"""Outlines for drawing: small, whole-numbered, and still meeting their neighbours."""

import re
from pathlib import Path

import numpy as np
import shapely
from shapely import Polygon

from commonweal.places.boundaries import read_boundaries
from commonweal.places.outlines import LONGER_SIDE, outlines
from tests.places.drawn import degrees, square, wards

FEW_BYTES = 40_000  # what a city region's map may take of a page


def drawn(path: str) -> shapely.Geometry:
    """The ground that an SVG path covers, read as a browser would: M absolute, l, h and v relative, z closes."""
    shape = Polygon()
    for ring in filter(None, path.split("z")):
        letter_and_numbers = re.fullmatch(r"M(-?\d+) (-?\d+)(?:l(.*)|h1v1h-1)", ring)
        assert letter_and_numbers, ring
        start = np.array([int(letter_and_numbers[1]), int(letter_and_numbers[2])])
        steps = [int(number) for number in re.findall(r"-?\d+", letter_and_numbers[3] or "1 0 0 1 -1 0")]
        corners = start + np.vstack(([0, 0], np.cumsum(np.reshape(steps, (-1, 2)), axis=0)))
        shape = shape.symmetric_difference(shapely.make_valid(Polygon(corners)))
    return shape


def test_four_squares_are_drawn_north_up_and_touching() -> None:
    drawing = outlines({ward.code: ward.outline for ward in wards()})
    shapes = {code: drawn(path) for code, path in drawing.paths.items()}
    assert (drawing.width, drawing.height) == (LONGER_SIDE, LONGER_SIDE)
    assert shapes["Z05000003"].bounds == (0, 0, 500, 500)  # north-west: the top left
    assert shapes["Z05000002"].bounds == (500, 500, 1000, 1000)
    assert shapely.coverage_is_valid(list(shapes.values()))


def test_a_ragged_border_stays_one_border() -> None:
    generator = np.random.default_rng(7)
    border = [(341000 + float(generator.uniform(-1, 1)), 340000 + step) for step in range(0, 1001, 10)]
    west = Polygon([(340000, 340000), *border, (340000, 341000)])
    east = Polygon([(342000, 340000), *border, (342000, 341000)])
    drawing = outlines({"west": degrees(west), "east": degrees(east)})
    shapes = [drawn(path) for path in drawing.paths.values()]
    assert shapely.coverage_is_valid(shapes)
    assert shapely.union_all(shapes).geom_type == "Polygon"
    assert sum(map(shapely.get_num_coordinates, shapes)) < 150  # of 208


def test_islands_and_holes_are_kept() -> None:
    island = square(4, 0)
    ring = square(0, 0, 3).difference(square(1, 1))
    drawing = outlines({"a": degrees(shapely.union_all([ring, island])), "b": degrees(square(1, 1))})
    assert drawing.paths["a"].count("M") == 3
    assert drawn(drawing.paths["a"]).area == 9 * 200**2 - 200**2 + 200**2
    assert (drawing.width, drawing.height) == (1000, 600)


def test_a_ward_too_small_to_draw_still_has_a_place() -> None:
    drawing = outlines({"a": degrees(square(0, 0, 100)), "b": degrees(square(150, 50, 0.01))})
    assert drawn(drawing.paths["b"]).area == 1


def test_the_published_wards_of_a_city_region_fit_a_page(published: Path) -> None:
    files = [path for path in sorted((published / "places").glob("wards-2025-*")) if "preston" not in path.name]
    areas = {area.code: area.outline for area in read_boundaries(files, "ward").areas}
    drawing = outlines(areas)
    assert len(drawing.paths) == len(areas) == 159
    assert sum(map(len, drawing.paths.values())) < FEW_BYTES
    shapes = [drawn(path) for path in drawing.paths.values()]
    whole = shapely.union_all(shapes)
    torn = sum(shape.area for shape in shapes) - whole.area  # drawn twice
    gaps = sum(Polygon(hole).area for part in whole.geoms for hole in part.interiors)
    assert abs(torn) + gaps < 0.0005 * whole.area
