"""Region packs: written whole or not at all, the same bytes from the same inputs, and refused when damaged."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from commonweal.basics.problems import Refused
from commonweal.places.packs import DEFINITIONS, Pack, Region, read_pack, slug_of, write_pack
from commonweal.places.sources import Source

SOURCE = Source("wards", 'wards "2025".geojson', "0" * 64, 12, "a kind unknown", None, None)
KNOWN = replace(SOURCE, file="imd.csv", licence="Open Government Licence v3.0", attribution="Made by the Ministry")


def region(name: str = "Dunlin Coast") -> Region:
    return Region(name, slug_of(name), False, DEFINITIONS, [2025], [], (1000, 640), {"wards": 1}, [SOURCE, KNOWN])


def pack(name: str = "Dunlin Coast", wards: int = 1) -> Pack:
    districts = {"district": ["Z08000001"] * wards, "district_name": ["Dunlin"] * wards}
    table = pl.DataFrame({"code": [f"Z0500000{n}" for n in range(wards)], **districts, "geometry": [b"\x01"] * wards})
    return Pack(region(name), table, pl.DataFrame({"code": ["Z01000001"]}), pl.DataFrame({"postcode": ["L1 0AB"]}))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Liverpool City Region", "liverpool-city-region"),
        ("  Preston & Lancashire!", "preston-lancashire"),
        ("Ynys Môn", "ynys-mon"),
        ("../../etc", "etc"),
        ("город", ""),
        ("", ""),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_name_becomes_an_address(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_what_was_written_is_read(tmp_path: Path) -> None:
    kept = write_pack(pack(), tmp_path / "regions")
    again = read_pack(tmp_path / "regions" / "dunlin-coast")
    assert again.region == kept.region == region()
    assert again.wards.equals(pack().wards)
    assert again.lsoas.equals(pack().lsoas)
    assert again.postcodes.equals(pack().postcodes)
    assert (again.sha256, again.folder) == (kept.sha256, tmp_path / "regions" / "dunlin-coast")


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    folders = [write_pack(pack(), tmp_path / place).folder for place in ("here", "there")]
    contents = [{path.name: path.read_bytes() for path in sorted(folder.iterdir())} for folder in folders if folder]
    assert contents[0] == contents[1]
    assert list(contents[0]) == ["beyond.parquet", "lsoas.parquet", "postcodes.parquet", "region.toml", "wards.parquet"]


def test_districts_are_told_from_the_wards() -> None:
    assert pack(wards=3).districts.rows() == [("Z08000001", "Dunlin", 3)]


def test_a_later_pack_takes_the_earlier_one_s_place(tmp_path: Path) -> None:
    first = write_pack(pack(), tmp_path)
    second = write_pack(pack(wards=2), tmp_path)
    assert first.sha256 != second.sha256
    assert read_pack(tmp_path / "dunlin-coast").wards.height == 2
    assert [path.name for path in tmp_path.iterdir()] == ["dunlin-coast"]


def test_a_full_disk_leaves_the_earlier_pack_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = write_pack(pack(), tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(Refused, match=r"No space left on device\. Nothing was changed"):
        write_pack(pack(wards=2), tmp_path)
    assert read_pack(tmp_path / "dunlin-coast").sha256 == kept.sha256
    assert [path.name for path in tmp_path.iterdir()] == ["dunlin-coast"]


def test_a_crash_between_the_two_renames_loses_nothing(tmp_path: Path) -> None:
    kept = write_pack(pack(), tmp_path)
    (tmp_path / "dunlin-coast").rename(tmp_path / ".dunlin-coast.former")
    assert read_pack(tmp_path / "dunlin-coast").sha256 == kept.sha256
    write_pack(pack(wards=2), tmp_path)
    assert read_pack(tmp_path / "dunlin-coast").wards.height == 2
    assert [path.name for path in tmp_path.iterdir()] == ["dunlin-coast"]


@pytest.mark.parametrize("name", ["wards.parquet", "lsoas.parquet", "postcodes.parquet", "region.toml"])
def test_a_pack_with_a_changed_file_is_refused(tmp_path: Path, name: str) -> None:
    write_pack(pack(), tmp_path)
    path = tmp_path / "dunlin-coast" / name
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(Refused, match="is damaged"):
        read_pack(tmp_path / "dunlin-coast")


def test_a_table_put_in_another_s_place_is_noticed(tmp_path: Path) -> None:
    write_pack(pack(), tmp_path)
    pack(wards=2).wards.write_parquet(tmp_path / "dunlin-coast" / "wards.parquet")
    with pytest.raises(Refused, match="is damaged"):
        read_pack(tmp_path / "dunlin-coast")


def test_a_pack_of_another_version_is_refused(tmp_path: Path) -> None:
    write_pack(pack(), tmp_path)
    description = tmp_path / "dunlin-coast" / "region.toml"
    description.write_text(description.read_text().replace(DEFINITIONS, "places 0"))
    with pytest.raises(Refused, match="another version"):
        read_pack(tmp_path / "dunlin-coast")


@pytest.mark.parametrize("name", ["wards.parquet", "region.toml"])
def test_a_pack_with_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    write_pack(pack(), tmp_path)
    (tmp_path / "dunlin-coast" / name).unlink()
    with pytest.raises(Refused, match="no region pack"):
        read_pack(tmp_path / "dunlin-coast")
