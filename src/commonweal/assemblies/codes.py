"""Codes on paper: how they are written, read back, and how long and how often they may be tried."""

from datetime import timedelta
from typing import Final

from commonweal.basics.problems import Refused

# No vowels, so that no code is a word; no figure that looks like a letter. 24 signs, 12 of them: 55 bits.
SIGNS: Final = "BCDFGHJKMNPQRTVWXY346789"
LENGTH: Final = 12
GROUP: Final = 4
LASTS: Final = timedelta(days=28)  # our choice: the post, a fortnight away, and a reminder
MOST_TRIES: Final = 5  # wrong codes of one account a day; our choice: guessing 55 bits would take for ever
A_DAY: Final = timedelta(days=1)
BITS: Final = 64  # of chance for each sign, so that no sign is likelier than another by more than a trifle


def code(chance: int) -> str:
    """The code of a large number drawn by chance, at least 64 bits for each sign; without hyphens."""
    signs = []
    for _ in range(LENGTH):
        chance, drawn = divmod(chance, 1 << BITS)
        signs.append(SIGNS[drawn % len(SIGNS)])
    return "".join(signs)


def on_paper(plain: str) -> str:
    """A code in groups that a person can read out: BCDF-GHJK-MNPQ."""
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))


def read(written: str) -> str:
    """The code as somebody typed it, without hyphens, spaces and small letters. Raises Refused for what is none."""
    plain = "".join(sign for sign in written.upper() if sign.isalnum())
    if len(plain) != LENGTH or set(plain) - set(SIGNS):
        raise Refused(f"A code has {LENGTH} letters and figures. Look at the letter again, and write all of them.")
    return plain
