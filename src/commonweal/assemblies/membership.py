"""Membership: who may belong to a body, and what is asked of them. Never a birth date: an age is one of a few bands."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from commonweal.basics.problems import Refused

MINIMUM_AGES: Final = (
    11,
    16,
    18,
)  # the ages a body may ask for: the start of secondary school, and the two of elections
BANDS: Final = {11: "11 to 15", 16: "16 or 17", 18: "18 or over"}  # by the least age of each
CHILD_BELOW: Final = 18  # the age that the law calls a child's end; who is younger has no public profile
LONGEST_NAME: Final = 120  # characters
LEAST_WORDS: Final = 2  # of a name that may leave others out; our choice: a surname alone is a whole household's
GENERATIONS: Final = frozenset(("jr", "junior", "sr", "senior", "ii", "iii"))  # they tell a parent from a child
LEAST_LETTERS: Final = 4  # of a word that may hold a slip; our choice: Ann and Ian are two names

# How residence was shown. Source: what electoral registration asks for (a paper with name and address), in three ways.
SEEN, POSTED, ON_A_ROLL = "seen in person", "posted code", "imported roll"
EVIDENCE: Final = (SEEN, POSTED, ON_A_ROLL)
BY_ITS_RULE: Final = "shown by the body's rule"  # of a body that is no ward's: a union card, a share, a tenancy


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
    """Whether two entries may be one person: one home's postcode, and names that differ as forms make them differ.

    An initial for a name, a middle name left out, a slip of one letter. A person looks at them; nobody is turned away
    by a rule, since a father and a son may share both.
    """
    fewer, more = sorted((words(one.legal_name), words(other.legal_name)), key=len)
    apart = GENERATIONS & (set(fewer) ^ set(more))
    if one.postcode != other.postcode or apart or (len(fewer) < LEAST_WORDS and fewer != more):
        return False
    rest = list(more)
    unlike = [word for word in fewer if not _taken(word, rest, exactly=True)]
    return all(_taken(word, rest, exactly=False) for word in unlike)


def name_for_members(shown_name: str, least_age: int, chose: bool) -> str:
    """The name that other members see; empty for somebody below 18 who did not choose to show it."""
    return "" if is_a_child(least_age) and not chose else shown_name


def next_band(least_age: int) -> int:
    """The age band above. Raises Refused for the last one."""
    above = [age for age in BANDS if age > least_age]
    if not above:
        raise Refused(f"There is no age band above “{BANDS[least_age]}”. Nothing was changed.")
    return min(above)


def plainly(name: str) -> str:
    """A name without what only dresses it: accents, capitals, marks and double spaces."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter if letter.isalnum() else " " for letter in apart if not unicodedata.combining(letter))
    return " ".join(letters.split())


def words(name: str) -> list[str]:
    """The words of a name, dressed as little as may be."""
    return plainly(name.replace("'", "").replace("\u2019", "")).split()


def _taken(word: str, rest: list[str], *, exactly: bool) -> bool:
    """Take the word that fits out of the rest; False where none does."""
    found = next((each for each in rest if (each == word if exactly else _alike(each, word))), None)
    if found is not None:
        rest.remove(found)
    return found is not None


def _alike(one: str, other: str) -> bool:
    """Whether one word is the other's initial, or one slip away from it."""
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return min(len(one), len(other)) >= LEAST_LETTERS and bool(OSA.distance(one, other, score_cutoff=1) <= 1)
