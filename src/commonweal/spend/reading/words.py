"""What a header's words mean: for each field, how surely the header names it. The words are in `header_words.txt`."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

NOT_MONEY: Final = "not money"
NOT_PAID: Final = "not the day of payment"
CONTRACTS: Final = "contracts register"
GRANTS: Final = "grants list"
DEBIT: Final = "debit"
NO_SIGN: Final = "no sign"

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD_NAME: Final = re.compile(r"\b[A-Z]{3,}\b")
_WORD: Final = re.compile(r"[a-z0-9]+")
_NUMBERED: Final = re.compile(r"(?<=[a-z]{3})[0-9]{1,2}$")  # report writers number the boxes of a page: supplier_name1

NO_FIELDS: Final = frozenset({NOT_MONEY, NOT_PAID, CONTRACTS, GRANTS, DEBIT, NO_SIGN})
MONEY: Final = frozenset({"net", "vat", "gross", "amount", "credit"})
NOTHING: Final[Mapping[str, float]] = MappingProxyType({})

Patterns = tuple[tuple[float, re.Pattern[str]], ...]


@lru_cache(maxsize=8192)
def phrase(header: str) -> str:
    """A header in plain lower-case words: `"NetAmount "`, `net_amount` and `Net-Amount` are all "net amount"."""
    return " ".join(_WORD.findall(_CAMEL.sub(" ", header).replace("£", " gbp ").lower()))


@lru_cache(maxsize=8192)
def meanings(header: str) -> Mapping[str, float]:
    """For each field that a header may name, how surely it does: above 0, at most 1."""
    found = {name: surely for name, surely in _said(header).items() if name not in NO_FIELDS}
    if says(header, NOT_MONEY):
        return {name: surely for name, surely in found.items() if name not in MONEY}
    return found


def says(header: str, section: str) -> bool:
    """Whether a header belongs to a section of the list that is no field, such as NOT_MONEY or CONTRACTS."""
    return section in _said(header)


@lru_cache(maxsize=8192)
def _said(header: str) -> Mapping[str, float]:
    """For each section of the list to which a header belongs, how surely."""
    text = _NUMBERED.sub("", phrase(header))
    if not _anything().fullmatch(text):
        return NOTHING
    found = {name: _surest(text, patterns) for name, patterns in _lexicon().items()}
    return {name: surely for name, surely in found.items() if surely}


def _surest(text: str, patterns: Patterns) -> float:
    return max((surely for surely, pattern in patterns if pattern.fullmatch(text)), default=0.0)


@cache
def _anything() -> re.Pattern[str]:
    """All the patterns in one: what it does not match says nothing, as most cells of a table do."""
    return re.compile("|".join(f"(?:{each.pattern})" for found in _lexicon().values() for _, each in found))


@cache
def _lexicon() -> Mapping[str, Patterns]:
    words: dict[str, str] = {}
    sections: dict[str, list[tuple[float, re.Pattern[str]]]] = {}
    patterns: list[tuple[float, re.Pattern[str]]] = []
    for line in files(__package__).joinpath("header_words.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            name, meaning = line[2:].split(" ", 1)
            words[name] = meaning
        elif line[:1].isdigit():
            surely, pattern = line.split(" ", 1)
            pattern = _WORD_NAME.sub(lambda match: words.get(match[0], match[0]), pattern)
            patterns.append((float(surely), re.compile(pattern)))
        elif line and not line.startswith("#"):
            patterns = sections.setdefault(line, [])
    return {name: tuple(found) for name, found in sections.items()}
