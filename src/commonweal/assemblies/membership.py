"""Membership: who may belong to a body, and what is asked of them. Never a birth date: an age is one of a few bands."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from commonweal.basics.problems import Refused

MINIMUM_AGES: Final = (
    11,
    16,
    18,
)  # the ages a body may ask for: the start of secondary school, and the two of elections
BANDS: Final = {11: "11 to 15", 16: "16 or 17", 18: "18 or over"}  # by the least age of each
CHILD_BELOW: Final = 18  # the age that the law calls a child's end; who is younger has no public profile
LONGEST_NAME: Final = 120  # characters

# How residence was shown. Source: what electoral registration asks for (a paper with name and address), in three ways.
SEEN, POSTED, ON_A_ROLL = "seen in person", "posted code", "imported roll"
EVIDENCE: Final = (SEEN, POSTED, ON_A_ROLL)


@dataclass(frozen=True, slots=True)
class Applicant:
    """What somebody says of themselves who wants to belong: the legal name and the postcode stay private.

    `least_age` is the least of the age band, a key of BANDS. Raises Refused for a name or a band that is none.
    """

    legal_name: str
    shown_name: str
    postcode: str
    least_age: int

    def __post_init__(self) -> None:
        for name, what in ((self.legal_name, "your full name"), (self.shown_name, "the name that others see")):
            if not plainly(name):
                raise Refused(f"Write {what}.")
            if len(name) > LONGEST_NAME:
                raise Refused(f"Write {what} in at most {LONGEST_NAME} letters.")
        if self.least_age not in BANDS:
            raise Refused(f"Choose an age band: {', '.join(BANDS.values())}.")


def check_age(least_age: int, minimum: int) -> None:
    """Raises Refused for an age band below what the body asks for."""
    if least_age < minimum:
        raise Refused(f"Members are at least {minimum}, by this assembly's own standing orders.")


def is_a_child(least_age: int) -> bool:
    """Whether the person has the stronger privacy that is owed to those below 18."""
    return least_age < CHILD_BELOW


def perhaps_the_same(one: Applicant, other: Applicant) -> bool:
    """Whether two entries may be one person: one home's postcode, and names that differ in spelling alone.

    A person looks at them; nobody is turned away by a rule, since a father and a son may share both.
    """
    return (one.postcode, _words(one.legal_name)) == (other.postcode, _words(other.legal_name))


def plainly(name: str) -> str:
    """A name without what only dresses it: accents, capitals, marks and double spaces."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter if letter.isalnum() else " " for letter in apart if not unicodedata.combining(letter))
    return " ".join(letters.split())


def _words(name: str) -> list[str]:
    """The words of a name in no order, since forms ask for surnames first or last."""
    return sorted(plainly(name.replace("'", "").replace("\u2019", "")).split())
