"""Addresses in one line."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.organisations.addresses import one_line, one_line_each

WRITTEN = [
    (["2 Quay Road", "", "Moleford", None], "2 Quay Road, Moleford"),
    (["Shed 2\nQuay Road\r\n", "Moleford"], "Shed 2, Quay Road, Moleford"),
    (["C/O Patrick Quill", "2 Quay Road"], "2 Quay Road"),
    (["c / o P Quill, 2 Quay Road", "Moleford"], "2 Quay Road, Moleford"),
    (["2 Quay Road", "care of Patrick Quill"], "2 Quay Road"),
    (["FAO Patrick Quill", "2 Quay Road"], "2 Quay Road"),
    (["Unit 2/3 Lock Road", "Carefree House"], "Unit 2/3 Lock Road, Carefree House"),
    (["C/O Patrick Quill"], None),
    ([" , ", ""], None),
    ([], None),
]


@pytest.mark.parametrize(("parts", "line"), WRITTEN)
def test_one_line_without_whoever_it_is_sent_care_of(parts: list[str | None], line: str | None) -> None:
    assert one_line(parts) == line


words = st.sampled_from(
    ["c/o", "C / O", "care of", "f.a.o", "Attn", "Quill", "2", "Road", ",", "\n", "\r\n", " ", "/", "é"]
)
texts = st.lists(words, max_size=8).map(" ".join)


@given(st.lists(texts, min_size=1, max_size=20))
def test_many_at_once_are_as_one_by_one(lines: list[str]) -> None:
    assert one_line_each(pl.Series(lines)).to_list() == [one_line([line]) for line in lines]
