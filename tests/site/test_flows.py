"""Flows and ranges as drawings: what their widths say, and that none lies on another."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.site.templatetags import ranges, sankey

PAYERS = [
    {"key": "sandport", "label": "Sandport Council", "pence": 700},
    {"key": "fell", "label": "Fell", "pence": 200},
]
PLACES = [
    {"key": "home", "label": "Dunlin Coast", "area": "home"},
    {"key": "unknown", "label": "Not placed yet", "area": "unknown"},
]
LINKS = [
    {"source": "sandport", "target": "home", "area": "home", "pence": 600},
    {"source": "sandport", "target": "unknown", "area": "unknown", "pence": 300},
    {"source": "fell", "target": "home", "area": "home", "pence": 100},
    {"source": "fell", "target": "unknown", "area": "unknown", "pence": -50},  # paid back: told beside, never drawn
]


def test_each_place_is_as_high_as_its_pounds() -> None:
    drawing = sankey.sankey(PAYERS, LINKS, PLACES)
    assert [(each["name"], each["height"], each["sum"]) for each in drawing["left"]] == [
        ("Sandport Council", "378.0", "£9"),
        ("Fell", "42.0", "£1"),
    ]
    assert [(each["name"], each["height"], each["sum"]) for each in drawing["right"]] == [
        ("Dunlin Coast", "294.0", "£7"),
        ("Not placed yet", "126.0", "£3"),
    ]


def test_what_was_paid_back_is_not_drawn_and_what_is_unknown_is_hatched() -> None:
    drawn = sankey.sankey(PAYERS, LINKS, PLACES)["ribbons"]
    assert [(each["area"], each["hatch"]) for each in drawn] == [
        ("home", ""),
        ("unknown", "url(#hatch-unknown)"),
        ("home", ""),
    ]


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    drawing = sankey.sankey([], [], [])
    assert (drawing["view_box"], drawing["ribbons"]) == ("0 0 1000 0", [])


def test_a_long_name_is_cut_where_the_drawing_ends() -> None:
    long = [{**PAYERS[0], "label": "Saltmarsh and Estuary Community Hospitals Trust"}]
    name = sankey.sankey(long, LINKS[:1], PLACES)["left"][0]["name"]
    assert name == "Saltmarsh and Estuary Community…"
    assert len(name) <= sankey.LONGEST_NAME


sums = st.lists(st.integers(min_value=-100, max_value=10**12), min_size=1, max_size=20)


@given(sums)
def test_nodes_never_lie_on_one_another_and_together_are_the_whole(pence: list[int]) -> None:
    paid = [each for each in pence if each > 0]
    nodes = sankey.column([(str(place), each) for place, each in enumerate(pence)], sum(paid) or 1)
    assert len(nodes) == len(paid)
    assert sum(node.height for node in nodes) == pytest.approx(sankey.TALL if paid else 0)
    for above, below in pairwise(nodes):
        assert above.y + above.height < below.y
        assert (below.y + below.height / 2) - (above.y + above.height / 2) >= sankey.SLOT  # nor do their words


@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.integers(1, 10**9), min_size=1))
def test_ribbons_fill_the_nodes_at_both_ends(cells: dict[tuple[str, str], int]) -> None:
    links = [{"source": source, "target": target, "pence": pence} for (source, target), pence in cells.items()]
    whole = sum(cells.values())

    def side(end: str, keys: str) -> list[sankey.Node]:
        return sankey.column([(key, sum(each["pence"] for each in links if each[end] == key)) for key in keys], whole)

    left, right = side("source", "abc"), side("target", "xyz")
    drawn = sankey.ribbons(links, left, right)
    for nodes, end, start in ((left, "source", 1), (right, "target", 2)):
        for node in nodes:
            spans = sorted((each[start], each[start] + each[3]) for each in drawn if each[0][end] == node.key)
            edges = [node.y, *(edge for span in spans for edge in span), node.y + node.height]
            for before, after in zip(edges[::2], edges[1::2], strict=True):
                assert before == pytest.approx(after, abs=1e-6)


@pytest.mark.parametrize(
    ("least", "most", "sure", "perhaps", "told"),
    [
        (0.1, 0.25, "10.000%", "15.000%", "10% to 25%"),
        (0.5, 0.5, "50.000%", "0.000%", "50%"),
        (0.0, 1.0, "0.000%", "100.000%", "0% to 100%"),
        (None, None, "0.000%", "0.000%", "no share can be told"),
    ],
)
def test_a_share_is_drawn_as_far_as_it_is_sure_and_hatched_as_far_as_it_may_be(
    least: float | None, most: float | None, sure: str, perhaps: str, told: str
) -> None:
    drawn = ranges.share_range(least, most)
    assert (drawn["sure"], drawn["perhaps"], drawn["told"]) == (sure, perhaps, told)


def test_a_payers_bar_is_cut_by_places_and_leaves_out_what_came_back() -> None:
    [first, second] = ranges.stacked(PAYERS, LINKS, PLACES)["bars"]
    cut: list[Any] = [(each["area"], each["x"], each["width"]) for each in first["parts"]]
    assert cut == [("home", "0.000%", "66.667%"), ("unknown", "66.667%", "33.333%")]
    assert [each["area"] for each in second["parts"]] == ["home"]
