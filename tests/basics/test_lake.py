"""The lake: a file is there whole, under the hash of its own bytes, or it is not there at all."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics import lake

WATER = b"some bytes"
NAME = f"{hashlib.sha256(WATER).hexdigest()}.parquet"

LATER = datetime(2999, 1, 1, tzinfo=UTC)


def pour(path: Path) -> None:
    path.write_bytes(WATER)


@given(st.binary(max_size=3000))
def test_the_hash_is_that_of_the_bytes_however_they_are_read(
    tmp_path_factory: pytest.TempPathFactory, held: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "file"
    path.write_bytes(held)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lake, "READ_AT_ONCE", 1000)
        assert lake.sha256_of(path) == hashlib.sha256(held).hexdigest()


def test_a_file_is_kept_under_its_hash(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there" / "yet"
    assert lake.keep(folder, ".parquet", pour) == NAME
    assert (folder / NAME).read_bytes() == WATER


def test_the_same_bytes_again_are_the_same_file(tmp_path: Path) -> None:
    assert lake.keep(tmp_path, ".parquet", pour) == lake.keep(tmp_path, ".parquet", pour)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize("trouble", [OSError(28, "No space left on device"), ValueError("spoilt"), KeyboardInterrupt()])
def test_a_file_that_could_not_be_finished_leaves_nothing(tmp_path: Path, trouble: BaseException) -> None:
    def spill(path: Path) -> None:
        path.write_bytes(WATER)
        raise trouble

    with pytest.raises(type(trouble)):
        lake.keep(tmp_path, ".parquet", spill)
    assert list(tmp_path.iterdir()) == []


def test_until_it_is_whole_a_file_has_no_name_that_a_reader_would_know(tmp_path: Path) -> None:
    seen: list[str] = []

    def look(path: Path) -> None:
        pour(path)
        seen.extend(each.suffix for each in tmp_path.iterdir())

    lake.keep(tmp_path, ".parquet", look)
    assert seen == [lake.UNFINISHED]


def test_an_unfinished_file_is_removed_unless_it_was_moved_away(tmp_path: Path) -> None:
    with lake.unfinished(tmp_path) as path:
        assert path.read_bytes() == b""
    assert not path.exists()
    with lake.unfinished(tmp_path) as path:
        path.rename(tmp_path / "kept")
    assert (tmp_path / "kept").exists()


def test_what_no_manifest_names_is_swept_away(tmp_path: Path) -> None:
    name = lake.keep(tmp_path, ".parquet", pour)
    orphan = lake.keep(tmp_path, ".csv", pour)
    (tmp_path / f"left{lake.UNFINISHED}").touch()
    (tmp_path / "folder").mkdir()
    assert lake.sweep(tmp_path, [name], LATER) == sorted([orphan, f"left{lake.UNFINISHED}"])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "folder"])
    assert lake.sweep(tmp_path, [name], LATER) == []


def test_a_young_file_may_be_about_to_be_named(tmp_path: Path) -> None:
    lake.keep(tmp_path, ".csv", pour)
    assert lake.sweep(tmp_path, [], datetime(2001, 1, 1, tzinfo=UTC)) == []


def test_a_lake_that_is_not_there_has_nothing_to_sweep(tmp_path: Path) -> None:
    assert lake.sweep(tmp_path / "none", [], LATER) == []
