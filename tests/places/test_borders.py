"""The borders of wards within a part of the ground."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import shapely

from commonweal.places import packs
from commonweal.places.models import Region
from commonweal.places.queries import borders_within
from tests.places.drawn import CORNER, SIDE, wards


@pytest.fixture
def region(settings: Any, tmp_path: Path) -> Region:
    """The little region of four square wards."""
    settings.COMMONWEAL_HOME = tmp_path
    told = packs.Region("Dunlin Coast", "dunlin-coast", False, packs.DEFINITIONS, [2025], [], (1000, 1000), {}, [])
    drawn = [{"code": each.code, "name": each.name, "geometry": shapely.to_wkb(each.outline)} for each in wards()]
    kept = packs.write_pack(packs.Pack(told, pl.DataFrame(drawn), pl.DataFrame(), pl.DataFrame()), tmp_path / "regions")
    return Region(slug="dunlin-coast", pack_sha256=kept.sha256)


def test_wards_are_cut_off_at_the_frame_and_named_where_there_is_room(region: Region) -> None:
    west, south = CORNER + SIDE / 2, CORNER + SIDE / 2
    seen = {each.name: each for each in borders_within(region, (west, south, west + SIDE * 0.55, south + SIDE * 0.4))}
    assert sorted(seen) == ["Ward 1", "Ward 2"]
    corners = [[CORNER + SIDE // 2, CORNER + SIDE // 2], [CORNER + SIDE, CORNER + SIDE * 9 // 10]]
    (ring,) = seen["Ward 1"].rings
    assert [min(each) for each in zip(*ring, strict=True)] == pytest.approx(corners[0], abs=1)
    assert [max(each) for each in zip(*ring, strict=True)] == pytest.approx(corners[1], abs=1)
    assert seen["Ward 1"].middle == pytest.approx((CORNER + SIDE * 3 // 4, CORNER + SIDE * 7 // 10), abs=1)


def test_a_sliver_has_no_room_for_a_name(region: Region) -> None:
    frame = (CORNER, CORNER, CORNER + SIDE + 30, CORNER + SIDE)
    assert [(each.name, each.middle is None) for each in borders_within(region, frame)] == [
        ("Ward 1", False),
        ("Ward 2", True),
    ]


def test_nothing_is_seen_elsewhere(region: Region) -> None:
    assert borders_within(region, (0, 0, 1_000, 1_000)) == []
