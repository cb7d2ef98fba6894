"""The word lists beside this module: given names, surnames, and the words of organisations."""

from importlib.resources import files
from typing import Final

from commonweal.organisations.names import folded

STAR: Final = "*"  # each list says at its top what a star means


def listed(text: str) -> frozenset[str]:
    """The words of a short list kept in code."""
    return frozenset(text.split())


def _words(file: str) -> tuple[frozenset[str], frozenset[str]]:
    """All the words of a list, and those it marks with a star."""
    lines = files(__package__).joinpath(file).read_text("utf-8").splitlines()
    found = [word for line in lines if not line.startswith("#") for word in folded(line).split()]
    return frozenset(word.rstrip(STAR) for word in found), frozenset(word[:-1] for word in found if word.endswith(STAR))


GIVEN_NAMES, ALSO_A_WORD = _words("given_names.txt")
SURNAMES, _ = _words("surnames.txt")
_ORGANISATION_WORDS, _ALWAYS = _words("organisation_words.txt")
ORGANISATION_WORDS: Final = _ORGANISATION_WORDS - SURNAMES  # Ford, Chambers, Wakefield: they clear nobody
ALWAYS_ORGANISATION: Final = _ALWAYS - SURNAMES
SURELY_GIVEN: Final = GIVEN_NAMES - ALSO_A_WORD
