"""What kind of thing a payment bought: a category of ProClass, from the payer's words and the supplier's industry.

The rules are in `proclass.txt`. Of the texts of a payment, its purpose is looked at first, then the payer's category,
the supplier's industry and the supplier's name. A department comes last: it says who bought, seldom what. Where none of
them is plain, there is no category: an honest gap is better than a wrong one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Final

import polars as pl

from commonweal.organisations.names import folded

OUTSIDE: Final = "-"  # the section of the rules for what ProClass has no place for: pay, taxes, money passed on
ALONE, PLAIN, WEAK = 3, 2, 1  # how much a phrase says: all that is needed, something, or only for want of better
MARKS: Final = {"!": ALONE, "~": WEAK}
TEXTS: Final = {"purpose": "the purpose", "category": "the payer's category"}
LESS_SURE: Final = {"supplier": "the supplier's name", "department": "the department"}
STEPS: Final = (  # which text decides, and how plain it must be: our choice, by reading what payers publish
    *(("purpose", ALONE), ("category", ALONE), ("purpose", PLAIN), ("category", PLAIN)),
    *(("sic", PLAIN), ("supplier", PLAIN), ("purpose", WEAK), ("category", WEAK), ("department", PLAIN)),
)
FOUND: Final = {"proclass": pl.String, "evidence": pl.String}
ANYTHING: Final = "*"
APOSTROPHE: Final = re.compile("['’]")
ASIDE: Final = re.compile(r"\([^)]*\)?| (?:to|for|on the) .*")
WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase says: the category, how plainly, and the words themselves."""

    proclass: str
    strength: int
    words: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules: phrases; phrases with an open end, by the words before it; industries; each category's usual one; and,
    by a first word, how many words its longest phrase has."""

    phrases: dict[str, Meaning] = field(default_factory=dict)
    open_ended: dict[str, dict[str, Meaning]] = field(default_factory=dict)
    industries: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)


def classify(payments: pl.DataFrame) -> pl.DataFrame:
    """The category of each row and the evidence for it, in the order of the rows; both null where there is none.

    payments: text columns `purpose`, `category`, `sic` (codes of SIC 2007, parted by spaces), `supplier` and
    `department`, each of which may be missing or null. Give distinct rows where there are many repeats. What is known
    to be outside ProClass has no category, and evidence that says so.
    """
    said = {name: _read(payments, name) for name in (*TEXTS, *LESS_SURE)}
    codes = payments["sic"] if "sic" in payments.columns else pl.Series([None] * payments.height, dtype=pl.String)
    by_industry = {sic: _of_industry(sic) for sic in codes.unique().to_list()}
    industry = [by_industry[sic] for sic in codes.to_list()]
    rows = zip(*said.values(), industry, strict=True)
    found = [_decided(dict(zip((*said, "sic"), row, strict=True))) for row in rows]
    return pl.DataFrame(found, schema=FOUND, orient="row")


def categories() -> tuple[str, ...]:
    """The categories of ProClass that the rules can find, in the order of the rules."""
    return tuple(rules().sections)


def usual_sections() -> Mapping[str, str]:
    """For each category, the section letter of SIC 2007 that usually supplies it: our choice."""
    return rules().sections


def meaning(text: str) -> Meaning | None:
    """What a text says, or None. The phrase that says most decides; of equals the last, as English puts it there:
    "vehicle insurance" is insurance. What stands in brackets, or says to what end, is read only if the rest says
    nothing, and is then no more than weak.
    """
    plain = folded(text)
    found = _plainest(ASIDE.sub(" ", plain))
    aside = None if found else _plainest(plain)
    return replace(aside, strength=WEAK) if aside else found


def _plainest(text: str) -> Meaning | None:
    found = list(_phrases(_words(text)))
    return max(reversed(found), key=lambda each: each.strength, default=None)


def _read(payments: pl.DataFrame, name: str) -> list[Meaning | None]:
    if name not in payments.columns:
        return [None] * payments.height
    known = {text: meaning(text) if text else None for text in payments[name].unique().to_list()}
    return [known[text] for text in payments[name].to_list()]


def _decided(said: Mapping[str, Meaning | None]) -> tuple[str | None, str | None]:
    for name, least in STEPS:
        told = said[name]
        if told and told.strength >= least:
            return _answer(name, told)
    return None, None


def _answer(name: str, told: Meaning) -> tuple[str | None, str]:
    if told.proclass == OUTSIDE:
        return None, f"outside ProClass: {(TEXTS | LESS_SURE)[name]} says “{told.words}”"
    if name == "sic":
        return told.proclass, f"the supplier's industry is {told.words}"
    return told.proclass, f"{(TEXTS | LESS_SURE)[name]} says “{told.words}”"


def _of_industry(sic: str | None) -> Meaning | None:
    """By the first code that the register gives; the longest rule that the code begins with."""
    code = (sic or "").partition(" ")[0]
    known = rules().industries
    begins = next((code[:size] for size in range(len(code), 1, -1) if code[:size] in known), None)
    return Meaning(known[begins], PLAIN, code) if begins else None


def _phrases(words: list[str]) -> Iterator[Meaning]:
    """The phrases in a text from left to right, each the longest that begins at its word."""
    known, place = rules(), 0
    while place < len(words):
        size, found = _longest_at(known, words, place)
        if found:
            yield found
        place += size


def _longest_at(known: Rules, words: list[str], place: int) -> tuple[int, Meaning | None]:
    for size in range(min(known.longest.get(words[place], 1), len(words) - place), 0, -1):
        head, last = " ".join(words[place : place + size - 1]), words[place + size - 1]
        found = known.phrases.get(f"{head} {last}" if head else last)
        if not found and (endings := known.open_ended.get(head)):
            found = next((endings[last[:end]] for end in range(len(last), 1, -1) if last[:end] in endings), None)
        if found:
            return size, found
    return 1, None


def _words(text: str) -> list[str]:
    """The words of a folded text without plurals; "&" is "and"."""
    return [_single(word) for word in WORD.findall(APOSTROPHE.sub("", text.replace("&", " and ")))]


def _single(word: str) -> str:
    """A word without its plural ending: "libraries" is "library", "taxes" is "tax", "services" is "service"."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses")) else word[:-1]


@cache
def rules() -> Rules:
    """The rules of `proclass.txt`."""
    found, proclass = Rules(), ""
    for line in files(__package__).joinpath("proclass.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            section, proclass = line[2:].split(" ", 1)
            found.sections[proclass] = section
        elif line.startswith("- "):
            proclass = OUTSIDE
        elif line.startswith("sic: "):
            found.industries.update(dict.fromkeys(line[5:].split(", "), proclass))
        elif line and not line.startswith("#"):
            for phrase in line.split(", "):
                _add(found, phrase, proclass)
    return found


def _add(found: Rules, phrase: str, proclass: str) -> None:
    strength = MARKS.get(phrase[0], PLAIN)
    *head, last = phrase.lstrip("!~").split()
    words = [*map(_single, head), last[:-1] if last.endswith(ANYTHING) else _single(last)]
    said, is_open = " ".join(words), last.endswith(ANYTHING)
    told = Meaning(proclass, strength, f"{said}…" if is_open else said)
    found.longest[words[0]] = max(len(words), found.longest.get(words[0], 1))
    if is_open:
        found.open_ended.setdefault(" ".join(words[:-1]), {})[words[-1]] = told
    else:
        found.phrases[said] = told
