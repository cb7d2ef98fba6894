"""An invented register of companies, charities and clubs, as large and as crowded as a real one.

Names are put together from made-up words, surnames, trades and places, in the proportions that a national register of
companies shows at a glance; one in eight is a near twin of another (its group, its holding company, its northern arm).
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import polars as pl

from commonweal.organisations.names import normalised_series
from commonweal.organisations.word_lists import GIVEN_NAMES, SURNAMES


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TRADES = _words("""
services management construction building builders property properties consulting consultancy solutions care
engineering electrical plumbing heating transport logistics training education cleaning security catering design
technology technologies software systems media marketing communications estates developments investments trading
supplies contractors maintenance landscapes gardens roofing scaffolding flooring joinery kitchens windows
glazing signs print printing motors garage cars taxis travel coaches haulage recruitment staffing nursing home
homes healthcare pharmacy dental medical clinic therapy fitness sports leisure events productions films music
arts studio studios photography publishing books foods bakery butchers farm farms fisheries restaurants cafe pub
inns hotels lettings housing surveyors architects planning legal law accountants accountancy tax insurance
finance financial mortgages capital ventures partners associates enterprises industries manufacturing
fabrications metals steel plastics packaging chemicals energy solar power gas water waste recycling
environmental safety fire alarms lifts access equipment hire tools plant machinery tyres repairs recovery marine
aviation courier distribution wholesale retail stores fashion clothing jewellery beauty hair salon nails pets
vets kennels childcare nursery schools academy tuition learning support living community trust foundation
network partnership alliance forum
""")
PLACES = _words("""
london manchester liverpool leeds bolton preston bradford sheffield york chester wigan bury oldham rochdale
stockport salford warrington blackburn burnley lancaster southport wirral knowsley sefton halton crosby formby
huyton birmingham coventry derby nottingham leicester lincoln norwich ipswich oxford cambridge reading bristol
bath exeter plymouth cardiff swansea newport glasgow edinburgh aberdeen dundee belfast durham newcastle
sunderland hull essex kent sussex surrey hampshire dorset devon cornwall somerset wiltshire northern southern
eastern western midlands mersey merseyside lancashire cheshire cumbria yorkshire anglia thames severn pennine
lakeland wessex
""")
PLAIN = _words("""
first premier prime elite royal crown star sun moon blue green red black white silver golden north south east
west new old city urban modern classic central global national united allied associated independent direct
express rapid quick smart bright clear pure fresh natural total complete quality professional creative dynamic
active positive future vision impact insight focus horizon summit peak bridge river lake valley hill forest oak
ash elm willow rose lily eagle falcon lion phoenix dragon saint cross castle tower harbour anchor compass beacon
pioneer heritage legacy unity
""")
FORMS = ("limited", "ltd", "ltd.", "plc", "llp", "c.i.c.", "community interest company", "")
FORM_SHARES = (52, 36, 2, 0.5, 2.5, 1, 1, 5)
TWINS = (
    "{} group",
    "{} holdings",
    "{} services",
    "{} (uk)",
    "{} international",
    "{} (north west)",
    "{} ({place})",
    "{} properties",
    "{} ({year})",
    "{} management",
    "{} developments",
    "{} no. 2",
    "{} solutions",
    "{place} {}",
    "{} south",
    "{} investments",
    "the {}",
    "{} partnership",
)
PIECES = 250_000  # made-up words, the more often used the earlier they come


@dataclass(frozen=True)
class Words:
    """What names are made of, and the chance they are drawn by."""

    rng: random.Random
    made_up: Sequence[str]
    surnames: Sequence[str]

    def word(self) -> str:
        """Mostly words that few names have; some that many do."""
        return self.made_up[int(PIECES * self.rng.random() ** 1.6)]

    def surname(self) -> str:
        return self.rng.choice(self.surnames) if self.rng.random() < 0.4 else self.word()

    def one(self, of: Sequence[str]) -> str:
        return of[int(len(of) * self.rng.random() ** 1.5)]


def vocabulary(seed: int) -> Words:
    """Words made up letter by letter, as surnames and trades go; seeds share none of their choices."""
    rng = random.Random(seed)
    models = [*sorted(SURNAMES | GIVEN_NAMES), *PLACES, *PLAIN, *TRADES]
    following: dict[str, list[str]] = {}
    for model in models:
        padded = f"^^{model}$"
        for place in range(len(padded) - 2):
            following.setdefault(padded[place : place + 2], []).append(padded[place + 2])
    made_up = list(dict.fromkeys(_made_up(following, rng) for _ in range(2 * PIECES)))
    while len(made_up) < PIECES:
        made_up.append(_made_up(following, rng) + _made_up(following, rng))
    return Words(rng, made_up, sorted(SURNAMES))


def _made_up(following: dict[str, list[str]], rng: random.Random) -> str:
    while True:
        letters = "^^"
        while letters[-1] != "$" and len(letters) < 14:
            letters += rng.choice(following[letters[-2:]])
        word = letters[2:].rstrip("$")
        if len(word) >= 4:
            return word


def _initials(given: Words) -> str:
    return given.rng.choice((" ", ".", "")).join(
        given.rng.choices("abcdefghjklmnprstw", k=given.rng.choice((1, 2, 2, 3)))
    )


SHAPES: tuple[tuple[float, Callable[[Words], str]], ...] = (
    (14, lambda w: w.word()),
    (20, lambda w: f"{w.word()} {w.one(TRADES)}"),
    (9, lambda w: f"{w.word()} {w.one(TRADES)} {w.one(TRADES)}"),
    (7, lambda w: f"{w.word()} {w.word()}"),
    (7, lambda w: f"{w.surname()} {w.one(TRADES)}"),
    (5, lambda w: f"{w.surname()} & {w.surname()} {w.rng.choice(('', w.one(TRADES)))}"),
    (5, lambda w: f"{_initials(w)} {w.surname()} {w.rng.choice(('', '& sons', '& son', 'bros', w.one(TRADES)))}"),
    (6, lambda w: f"{_initials(w)} {w.one(TRADES)} {w.rng.choice(('', w.one(TRADES)))}"),
    (5, lambda w: f"{w.one(PLACES)} {w.one(TRADES)} {w.rng.choice(('', w.one(TRADES)))}"),
    (7, lambda w: f"{w.one(PLAIN)} {w.one(PLAIN)} {w.one(TRADES)}"),
    (4, lambda w: f"{w.one(PLAIN)}{w.one(TRADES)} {w.rng.choice(('', w.one(TRADES)))}"),
    (5, lambda w: f"{w.rng.randint(1, 180)} {w.word()} {w.rng.choice(('road', 'street', 'court'))} management company"),
    (4, lambda w: f"{w.one(PLACES)} {w.word()} {w.rng.choice(('club', 'association', 'society', 'church', 'school'))}"),
    (2, lambda w: f"{w.rng.choice(('1st', '2nd', '3rd', '24', '360', '4'))} {w.word()} {w.one(TRADES)}"),
)


def names(size: int, seed: int) -> list[str]:
    """So many different names, upper case, with their legal forms."""
    given = vocabulary(seed)
    rng = given.rng
    weights = list(accumulate(weight for weight, _ in SHAPES))
    shapes = [shape for _, shape in SHAPES]
    plain: list[str] = []
    found: dict[str, None] = {}
    while len(found) < size:
        if plain and rng.random() < 0.12:
            twin = rng.choice(TWINS)
            core = twin.format(rng.choice(plain), place=given.one(PLACES), year=rng.randint(1960, 2024))
        else:
            core = " ".join(rng.choices(shapes, cum_weights=weights)[0](given).split())
            plain.append(core)
        form = rng.choices(FORMS, FORM_SHARES)[0]
        found[f"{core} {form}".strip().upper()] = None
    return list(found)


def register(size: int, seed: int) -> pl.DataFrame:
    """What `bearers` gives, of an invented register: one in thirty names a former one, one body in twenty dissolved.

    Of two names that are the same to a registrar the first stays, as the law has it.
    """
    rng = random.Random(seed + 1)
    drawn = pl.DataFrame({"name": names(size, seed)})
    frame = drawn.with_columns(key=normalised_series(drawn["name"])).unique("key", keep="first", maintain_order=True)
    count = len(frame)
    former = [number > 0 and rng.random() < 0.033 for number in range(count)]
    bodies = [rng.randrange(number) if was else number for number, was in enumerate(former)]
    standing = [rng.random() >= 0.05 for _ in range(count)]
    org_ids = [f"GB-COH-{body:08d}" for body in bodies]
    return frame.with_columns(
        org_id=pl.Series(org_ids),
        organisation=pl.Series(org_ids),
        current=~pl.Series(former),
        standing=pl.Series([standing[body] for body in bodies]),
    ).select("key", "name", "org_id", "organisation", "current", "standing")
