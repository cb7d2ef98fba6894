"""Parcels: cells of land gathered around seeds, so that each parcel is one piece and all of them tile the land."""

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import pairwise
from math import dist
from random import Random
from typing import Final

import shapely
from shapely import Polygon

ROUNDS: Final = 12  # of moving each seed to the middle of its parcel; by then they hardly move
Place = tuple[float, float]


class Ground:
    """Cells of land, the middle of each, and which touch which along an edge."""

    def __init__(self, cells: Sequence[Polygon]) -> None:
        self.cells = list(cells)
        self.middles: list[Place] = [(cell.centroid.x, cell.centroid.y) for cell in self.cells]
        self.beside = _beside(self.cells)

    def nearest(self, place: Place, among: Sequence[int]) -> int:
        """The cell whose middle is nearest to a place."""
        return min(among, key=lambda cell: (dist(self.middles[cell], place), cell))

    def grow(self, seeds: Sequence[int], among: Sequence[int]) -> list[list[int]]:
        """Each cell of `among` goes to the seed with the shortest walk to it over land. One list a seed."""
        wanted, owner = set(among), dict[int, int]()
        ahead = [(0.0, seed, number) for number, seed in enumerate(seeds)]
        while ahead:
            walked, cell, number = heappop(ahead)
            if cell in owner:
                continue
            owner[cell] = number
            for other in self.beside[cell]:
                if other in wanted and other not in owner:
                    heappush(ahead, (walked + dist(self.middles[cell], self.middles[other]), other, number))
        return [[cell for cell in among if owner.get(cell) == number] for number in range(len(seeds))]

    def split(self, among: Sequence[int], parts: int, rng: Random) -> list[list[int]]:
        """Parcels of about as many cells each (so, about as many people), in no particular order."""
        seeds = rng.sample(list(among), parts)
        for _ in range(ROUNDS):
            seeds = [self.nearest(self._middle(parcel), parcel) for parcel in self.grow(seeds, among)]
        return self.grow(seeds, among)

    def shape(self, parcel: Sequence[int]) -> Polygon:
        """The outline of a parcel, with every corner that its neighbours have on it."""
        return shapely.coverage_union_all([self.cells[cell] for cell in parcel])

    def _middle(self, parcel: Sequence[int]) -> Place:
        xs, ys = zip(*(self.middles[cell] for cell in parcel), strict=True)
        return sum(xs) / len(xs), sum(ys) / len(ys)


def _beside(cells: Sequence[Polygon]) -> list[list[int]]:
    edges: dict[tuple[Place, Place], int] = {}
    beside: list[set[int]] = [set() for _ in cells]
    for number, cell in enumerate(cells):
        corners = [corner for ring in (cell.exterior, *cell.interiors) for corner in _edges(ring.coords)]
        for edge in corners:
            other = edges.setdefault(edge, number)
            if other != number:
                beside[number].add(other)
                beside[other].add(number)
    return [sorted(others) for others in beside]


def _edges(corners: Sequence[Place]) -> list[tuple[Place, Place]]:
    return [(min(a, b), max(a, b)) for a, b in pairwise(corners)]
