"""Whether a few words have the shape of a person's name. Words come folded (lower case, no accents, no apostrophes)."""

from collections.abc import Sequence
from typing import Final

from commonweal.organisations.word_lists import GIVEN_NAMES, ORGANISATION_WORDS, SURELY_GIVEN, SURNAMES, listed

PARTICLES: Final = listed("de da di du del der den dos van von le la el al bin ibn ap ab mac mc st")
AFTER_A_NAME: Final = listed("qc kc obe mbe cbe qpm bem esq phd jnr snr")
ROLES: Final = listed(  # what one person is, said after their name: it leaves them a person
    "landlord landlady childminder childminding carer tutor tutoring interpreter translator illustrator artist "
    "musician author speaker counsellor barrister sculptor photographer electrician plumber carpenter joiner "
    "decorator gardener builder mechanic therapist trainer consultant designer researcher cleaner instructor "
    "teacher facilitator mediator assessor psychologist entertainer storyteller poet handyman farrier"
)
LONGEST_NAME: Final = 4  # words without particles: two given names and two surnames
MOST_INITIALS: Final = 3


def is_person(words: Sequence[str]) -> bool:
    """`ann example`, `example ann`, `a b example`, `example ab`: a name in either order, with or without initials."""
    if not words or words[0] == "st":  # a saint's name is a church, a school or a charity
        return False
    words = _without_roles([word for word in words if word not in PARTICLES and word not in AFTER_A_NAME])
    names = [word for word in words if len(word) > 1]
    initials = len(words) - len(names)
    if not 1 <= len(names) <= LONGEST_NAME or initials > MOST_INITIALS:
        return False
    if len(names) == 1:
        return initials > 0
    return _given_name_leads(names) or (len(names) == 2 and _two_names(words, names))


def is_couple(first: Sequence[str], last: Sequence[str]) -> bool:
    """`j & m example`, `ann & tom example`, `example j & m`, or two whole names; given as the words around the `&`."""
    if is_person(last):
        return is_person(first) or _only_given(first)
    return is_person(first) and _only_given(last)


def like_a_name(word: str) -> bool:
    """Letters only, and no word of organisations."""
    return word.isalpha() and word not in ORGANISATION_WORDS


def _without_roles(words: Sequence[str]) -> Sequence[str]:
    """Without what a person is, unless too little would be left: Carpenter may be a surname."""
    without = [word for word in words if word not in ROLES]
    return without if len(without) > 1 else words


def _given_name_leads(names: Sequence[str]) -> bool:
    """Of four words a second given name must follow: longer names that start with one are mostly organisations'."""
    return names[0] in GIVEN_NAMES and (len(names) < LONGEST_NAME or names[1] in GIVEN_NAMES)


def _two_names(words: Sequence[str], names: Sequence[str]) -> bool:
    first, last = names
    if last in SURELY_GIVEN:
        return True
    if len(words) > 2:  # with initials
        return last in SURNAMES or (first in SURNAMES and len(words[0]) > 1)
    return (_glued_initials(first) and last in SURNAMES) or (_glued_initials(last) and first in SURNAMES)


def _glued_initials(word: str) -> bool:
    return len(word) == 2


def _only_given(words: Sequence[str]) -> bool:
    return bool(words) and all(len(word) == 1 or word in GIVEN_NAMES for word in words)
