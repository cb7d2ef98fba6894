"""Which payee cells look like private persons. Open licences do not cover people: a suspected person is never stored.

The rule leans towards suspicion: a shop named like a person that becomes a token loses a name on a page; a person who
does not become a token loses their privacy. Whoever is certainly an organisation is passed in as `known`.
"""

import re
from itertools import pairwise, takewhile
from typing import Final, Literal

from commonweal.organisations.names import folded, normalised
from commonweal.organisations.person_names import is_couple, is_person, like_a_name
from commonweal.organisations.word_lists import ALWAYS_ORGANISATION, SURELY_GIVEN, SURNAMES, listed

Kind = Literal["named", "person", "redacted", "none"]

TITLES: Final = listed(
    "mr mrs ms miss mx master dr doctor prof professor cllr councillor rev revd reverend sir dame messrs mssrs "
    "fr imam rabbi sgt capt"
)
TITLES_IN_PROSE: Final = listed("mr mrs ms miss mx dr prof cllr rev revd")
PLACEHOLDERS: Final = listed("na none null nil nan tbc tba unknown blank 0 ref") | {
    *("", "n a", "not known", "not available", "not yet available", "not applicable", "not provided", "no supplier")
}
ABBREVIATIONS: Final = listed("pcc afc fc cic bv nv plc hq mbc bc dc nhs wmc")
SHORT_DESCRIPTION: Final = 3  # words; in a longer one "given name, then a word" is mostly ordinary prose
LONGEST_CELL: Final = 500  # characters that are looked at; a longer cell is no name, and some patterns are slow on it

_REDACTED: Final = re.compile(
    r"\bredact(?:ed|ion)\b|\bwithheld\b|\banonymi[sz]ed\b|\bname (?:removed|supplied)\b"
    r"|^(?:personal|private|sensitive|confidential|protected|exempt)(?: and| or)?"
    r"(?: (?:personal|private|sensitive|confidential|commercial))?"
    r"(?: (?:information|info|data|details?|individuals?|persons?|payees?|suppliers?|names?|payments?))?$"
    r"|^third part(?:y|ies)\b"  # some publishers add what was bought
    r"|(?:^|\b(?:payments?|paid|grants?|expenses)(?: to)? )(?:private )?(?:third part(?:y|ies)|individuals?|persons?)$"
    r"|^(?:foster|adult|family|shared lives) carers?(?: payments?)?$|^(?:service user|landlord|client|employee)s?$"
    r"|\b(?:personal (?:information|data)|data protection|private individuals?)\b|^x{3,}$"
)
_SHORTENED: Final = re.compile(r"\b(?:prof|dr|rev|ms)\.? ?/")  # "Prof/Legal Fees", "Rev/Cap": no title
_TRADING: Final = re.compile(r"\bt *[/\\] *as?\b|\btrading as\b")
_NOTE: Final = re.compile(  # payers' notes beside a name: numbers, ways of paying, former names, whose money
    r"\([^)]*[0-9][^)]*\)|\((?:direct debit|dd\b|bacs|chaps|former|formal|previous|was |nee )[^)]*\)|\([0-9]+$"
    r"|^(?:the )?(?:estate|exors?|executors?|reps?) (?:of )?(?:the )?(?:late )?|(?<=\w\w)-\w\b"
)
_APOSTROPHE: Final = re.compile(r"['’‘`]")
_POSSESSIVE: Final = re.compile(r"['’‘`?]s\b")  # a lost apostrophe is often printed as a question mark
_WORD: Final = re.compile(r"[^\W_]+")
_JOINED: Final = re.compile(r"&|\band\b|\+|/")


def kind(name: str, known: frozenset[str] = frozenset()) -> Kind:
    """What a payee cell holds: a name, a suspected private person, a publisher's redaction, or nothing.

    `known` holds normalised names that public registers give to organisations; they are never persons. A bare number is
    an identifier, so it counts as named.
    """
    text = folded(name[:LONGEST_CELL])
    plain = " ".join(_WORD.findall(text))
    if plain in PLACEHOLDERS:
        return "none"
    if _REDACTED.search(plain):
        return "redacted"
    return "person" if _is_person(text) and normalised(name) not in known else "named"


def names_a_person(description: str) -> bool:
    """Whether free text seems to name a private person: a title and a name, or a full name and no organisation."""
    words = _words(_SHORTENED.sub(" ", folded(description)))
    pairs = list(pairwise(words))
    if any(first in TITLES_IN_PROSE and like_a_name(second) for first, second in pairs):
        return True
    if ALWAYS_ORGANISATION.intersection(words):
        return False
    short = len(words) <= SHORT_DESCRIPTION
    return any(_full_name(*pair) or (short and _full_name_in_short(*pair)) for pair in pairs)


def _full_name(first: str, second: str) -> bool:
    return first in SURELY_GIVEN and second in SURNAMES


def _full_name_in_short(first: str, second: str) -> bool:
    if second in SURELY_GIVEN and first in SURNAMES:
        return True
    return first in SURELY_GIVEN and len(second) > 1 and like_a_name(second)


def _is_person(text: str) -> bool:
    legal, *trading = _TRADING.split(_NOTE.sub(" ", text))
    if trading and ALWAYS_ORGANISATION.intersection(_words(legal)):
        return False
    return any(_names_persons(part) for part in (legal, *trading))


def _names_persons(text: str) -> bool:
    words = _words(text)
    if ALWAYS_ORGANISATION.intersection(words) or _last_letters(words) in ABBREVIATIONS:
        return False
    if TITLES.intersection(words):
        return len(words) > 1
    if not all(like_a_name(word) for word in words if word != "and") or _POSSESSIVE.search(text):
        return False
    first, *others = [_words(piece) for piece in _JOINED.split(text)]
    return is_couple(first, others[-1]) if others else is_person(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(_APOSTROPHE.sub("", text))


def _last_letters(words: list[str]) -> str:
    """Single letters that end a cell, read as one word: the `pcc` of `St Example's P.C.C.`"""
    return "".join(reversed(list(takewhile(lambda word: len(word) == 1, reversed(words)))))
