"""The sample's only source of chance: dice that fall the same way for the same seed."""

from random import Random


def dice(seed: int, about: str) -> Random:
    """Dice for one part of the sample, so that a change to one part leaves the others as they were."""
    return Random(f"{seed} {about}")  # noqa: S311 - nothing here is secret
