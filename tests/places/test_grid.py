"""Coordinates: longitude and latitude, the National Grid and web mercator, there and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from commonweal.places import grid
from tests.places.drawn import degrees, mercator, square


def test_ordnance_survey_s_worked_point_comes_out_within_five_metres() -> None:
    # OS, A Guide to Coordinate Systems in Great Britain: a point in Norfolk, turned by their correction grid.
    eastings, northings = grid.to_grid(
        np.array([1 + 42 / 60 + 57.8663 / 3600]), np.array([52 + 39 / 60 + 28.8282 / 3600])
    )
    assert eastings[0] == pytest.approx(651409.8, abs=5)
    assert northings[0] == pytest.approx(313177.5, abs=5)


@given(st.floats(-8, 2), st.floats(49.5, 61))
def test_to_the_grid_and_back_is_where_we_began(longitude: float, latitude: float) -> None:
    eastings, northings = grid.to_grid(np.array([longitude]), np.array([latitude]))
    back = grid.GRID.to_degrees(np.column_stack((eastings, northings)))
    assert back == pytest.approx(np.array([[longitude, latitude]]), abs=1e-7)


@given(st.floats(-6, 1), st.floats(50, 60))
def test_we_agree_with_proj_s_own_choice(longitude: float, latitude: float) -> None:
    theirs = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True).transform(longitude, latitude)
    ours = grid.to_grid(np.array([longitude]), np.array([latitude]))
    assert np.hypot(ours[0][0] - theirs[0], ours[1][0] - theirs[1]) < 5


def test_web_mercator_comes_back_to_the_same_degrees() -> None:
    ground = degrees(square(0, 0))
    back = grid.MERCATOR.to_degrees(np.array(mercator(ground).exterior.coords))
    assert back == pytest.approx(np.array(ground.exterior.coords), abs=1e-9)
