"""How payers spell the names of those they pay: the kinds of dirt, each a small function of a name and chance."""

import random
import string
from collections.abc import Callable, Sequence

ABBREVIATIONS = {
    "SERVICES": ("SVCS", "SERV", "SERVS"),
    "MANAGEMENT": ("MGMT", "MGT", "MANAGMENT"),
    "ASSOCIATION": ("ASSOC", "ASSN"),
    "ASSOCIATES": ("ASSOCS", "ASSOC"),
    "BROS": ("BROTHERS",),
    "INTERNATIONAL": ("INTL", "INT"),
    "COMPANY": ("CO",),
    "ENGINEERING": ("ENG", "ENGRG"),
    "CONSTRUCTION": ("CONST", "CONSTR"),
    "PROPERTIES": ("PROPS", "PROP"),
    "PROPERTY": ("PROP",),
    "DEVELOPMENTS": ("DEVS", "DEV"),
    "PARTNERSHIP": ("PSHIP", "P'SHIP"),
    "MANUFACTURING": ("MFG", "MANF"),
    "TECHNOLOGY": ("TECH",),
    "TECHNOLOGIES": ("TECH",),
    "SOLUTIONS": ("SOLNS", "SOLS"),
    "COMMUNITY": ("COMM",),
    "EDUCATION": ("EDUC",),
    "CENTRE": ("CTR", "CENTER"),
    "GROUP": ("GRP",),
    "HOLDINGS": ("HLDGS",),
    "CONSULTANCY": ("CONS", "CONSULT"),
    "COMMUNICATIONS": ("COMMS",),
    "ELECTRICAL": ("ELEC",),
    "EQUIPMENT": ("EQUIP",),
    "ENVIRONMENTAL": ("ENV",),
    "NORTH WEST": ("NW", "N W"),
    "NORTHERN": ("NTHN",),
    "ROAD": ("RD",),
    "STREET": ("ST",),
    "COURT": ("CT",),
    "SONS": ("SON",),
    "&": ("AND", "+"),
    "PRODUCTIONS": ("PRODS",),
    "DISTRIBUTION": ("DIST",),
    "INVESTMENTS": ("INVS",),
    "NATIONAL": ("NAT",),
    "SCHOOL": ("SCH",),
}
FIGURES = {
    "FIRST": "1ST",
    "1ST": "FIRST",
    "2ND": "SECOND",
    "3RD": "THIRD",
    "4": "FOUR",
    "2": "TWO",
    "24": "TWENTY FOUR",
}
FORMS = (" LIMITED", " LTD.", " LTD", " PLC", " LLP", " C.I.C.", " COMMUNITY INTEREST COMPANY")
NOTES = (" DD", " (DD)", " (DIRECT DEBIT)", " BACS", " - BACS", " (BACS)", " DIRECT DEBIT")
TOWNS = (
    "BOLTON",
    "LIVERPOOL",
    "PRESTON",
    "MANCHESTER",
    "WIGAN",
    "LEEDS",
    "CROSBY",
    "LONDON",
    "NW",
    "UK",
    "DERBY",
    "HULL",
)
TRADING = ("THE CORNER HOUSE", "PRIMROSE LODGE", "ABLE SIGNS", "MEADOW VIEW", "QUAYSIDE CARE HOME", "TOP TAXIS")

Dirt = Callable[[str, random.Random], str]


def _core(name: str) -> tuple[str, str]:
    form = next((form for form in FORMS if name.endswith(form)), "")
    return name[: len(name) - len(form)], form


def form_missing_or_added(name: str, rng: random.Random) -> str:
    core, form = _core(name)
    return core if form else f"{core} {rng.choice(('LTD', 'LIMITED', 'LTD'))}"


def abbreviated(name: str, rng: random.Random) -> str:
    for whole, shorts in ABBREVIATIONS.items():
        if f" {whole} " in f" {name} ":
            name = f" {name} ".replace(f" {whole} ", f" {rng.choice(shorts)} ").strip()
    return name


def misspelt(name: str, rng: random.Random) -> str:
    """One letter left out, put in, changed, or swapped with the next, anywhere but in the legal form."""
    core, form = _core(name)
    spots = [spot for spot, letter in enumerate(core) if letter.isalpha()]
    if not spots:
        return name
    spot, letter = rng.choice(spots), rng.choice(string.ascii_uppercase)
    kind = rng.randrange(4)
    if kind == 0:
        core = core[:spot] + core[spot + 1 :]
    elif kind == 1:
        core = core[:spot] + letter + core[spot:]
    elif kind == 2:
        core = core[:spot] + letter + core[spot + 1 :]
    else:
        core = core[:spot] + core[spot + 1 : spot + 2] + core[spot] + core[spot + 2 :]
    return core + form


def misspelt_twice(name: str, rng: random.Random) -> str:
    return misspelt(misspelt(name, rng), rng)


def reordered(name: str, rng: random.Random) -> str:
    core, form = _core(name)
    words = core.split()
    return " ".join(words[1:] + words[:1]) + form if rng.random() < 0.6 else " ".join(words[-1:] + words[:-1]) + form


def cut_short(name: str, rng: random.Random) -> str:
    room = rng.choice([width for width in (20, 30, 35, 40) if width < len(name)] or [len(name)])
    return name[:room].strip()


def run_together(name: str, rng: random.Random) -> str:
    core, form = _core(name)
    gaps = [spot for spot, letter in enumerate(core) if letter == " "]
    if not gaps:
        return split(name, rng)
    gap = rng.choice(gaps)
    return core[:gap] + core[gap + 1 :] + form


def split(name: str, rng: random.Random) -> str:
    core, form = _core(name)
    spot = rng.randrange(2, len(core) - 1) if len(core) > 4 else 0
    return f"{core[:spot]} {core[spot:]}{form}" if spot else name


def trading_as(name: str, rng: random.Random) -> str:
    joint = rng.choice((" T/A ", " TRADING AS ", " t/a "))
    other = rng.choice(TRADING)
    return f"{name}{joint}{other}" if rng.random() < 0.7 else f"{other}{joint}{name}"


def numbered(name: str, rng: random.Random) -> str:
    number = rng.randrange(10_000, 9_999_999)
    return rng.choice((f"{name} ({number})", f"{number} {name}", f"{name} {number}"))


def noted(name: str, rng: random.Random) -> str:
    return name + rng.choice(NOTES)


def towned(name: str, rng: random.Random) -> str:
    core, form = _core(name)
    town = rng.choice(TOWNS)
    return rng.choice(
        (f"{core}{form} ({town})", f"{core}{form} {town}", f"{core}{form} - {town}", f"{core} {town}{form}")
    )


def initials_respelt(name: str, rng: random.Random) -> str:
    core, form = _core(name)
    words = core.replace(".", " ").split()
    letters = [word for word in words if len(word) == 1]
    if letters:
        return " ".join(words).replace(" ".join(letters), rng.choice(("", ".")).join(letters)) + form
    return f"{words[0][0]} {' '.join(words[1:])}{form}" if len(words) > 2 else name


def in_figures_or_words(name: str, rng: random.Random) -> str:
    return " ".join(FIGURES.get(word, word) for word in name.split())


def unpunctuated(name: str, rng: random.Random) -> str:
    return name.replace("(", "").replace(")", "").replace(".", "").replace("&", rng.choice(("&", "AND", "")))


def respelt_form(name: str, rng: random.Random) -> str:
    """What the normalised key already sees through."""
    core, form = _core(name)
    shown = {" LIMITED": " LTD", " LTD": " Limited", " LTD.": " LIMITED"}.get(form, form)
    return (core + shown).title() if rng.random() < 0.5 else core + shown


KINDS: Sequence[tuple[float, Dirt]] = (
    (30, respelt_form),
    (13, form_missing_or_added),
    (6, abbreviated),
    (14, misspelt),
    (6, misspelt_twice),
    (4, reordered),
    (6, cut_short),
    (4, run_together),
    (2, split),
    (3, trading_as),
    (4, numbered),
    (3, noted),
    (4, towned),
    (2, initials_respelt),
    (2, in_figures_or_words),
    (3, unpunctuated),
)
ANOTHER = 0.25  # the chance that a dirty name is dirty in a second way


def dirty(name: str, rng: random.Random) -> tuple[str, str]:
    """The name as a payer might write it, and what was done to it."""
    weights = [weight for weight, _ in KINDS]
    kinds = [kind for _, kind in KINDS]
    done = [rng.choices(kinds, weights)[0]]
    if rng.random() < ANOTHER:
        done.append(rng.choices(kinds, weights)[0])
    for kind in done:
        name = kind(name, rng) or name
    told = sorted({kind.__name__ for kind in done if kind is not respelt_form})
    return name, " and ".join(told) if len(told) < 2 else "two kinds"
