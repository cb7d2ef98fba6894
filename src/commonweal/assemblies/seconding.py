"""Seconds: how many members back a proposal before the assembly talks about it, and what becomes of their support."""

from collections.abc import Collection, Iterable

from commonweal.basics.problems import Refused


def check(member: int, author: int | None, seconds: Collection[int]) -> None:
    """Raises Refused for one's own proposal, and for a second time. Members are told by their numbers."""
    if member == author:
        raise Refused("This proposal is yours already. Ask a neighbour to second it.")
    if member in seconds:
        raise Refused("You have seconded this proposal. Once is enough.")


def enough(seconds: int, needed: int) -> bool:
    """Whether a proposal has as many seconds as the standing orders ask for."""
    return seconds >= needed


def after_a_merger(seconds: Iterable[Collection[int]], author: int | None) -> set[int]:
    """Who seconds a proposal that was made of several: everyone who seconded one of them, once, save its author."""
    return {member for each in seconds for member in each if member != author}


def after_a_split(seconds: Collection[int]) -> set[int]:
    """Who seconds each part of a proposal that was split: everyone who seconded the whole."""
    return set(seconds)
