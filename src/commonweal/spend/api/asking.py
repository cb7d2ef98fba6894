"""What may be asked of the interface: which payments, seen from which home area, and which part of a table."""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, Self

from django.http import HttpRequest
from ninja import Schema
from pydantic import BeforeValidator, Field, model_validator

from commonweal.basics.problems import Refused
from commonweal.places import queries as places
from commonweal.spend import queries
from commonweal.spend.bases import Lake
from commonweal.spend.definitions import needed
from commonweal.spend.home import NO_REGION, RINGS, Home
from commonweal.spend.locks.changes import ASKED, joined
from commonweal.spend.selection import LONGEST, MONTH, Selection
from commonweal.spend.tables import AREAS
from commonweal.spend.views import tables

MOST_ROWS: Final = 10_000  # rows an answer holds at most: our choice; a table goes on with `offset`
FEW_ROWS: Final = 100
LONGEST_RULES: Final = 5_000  # characters: as many words as an address may change, each as long as may be
FARTHEST: Final = 100_000_000


def _or_none(value: Any) -> Any:
    """What a form leaves empty is not asked."""
    return None if value == "" else value


EMPTY: Final = BeforeValidator(_or_none)
# What is asked of a text is asked of the text alone: of what is left empty pydantic could not tell.
Words = Annotated[Annotated[str, Field(max_length=LONGEST)] | None, EMPTY]
Rules = Annotated[Annotated[str, Field(max_length=LONGEST_RULES)] | None, EMPTY]
Month = Annotated[Annotated[str, Field(pattern=f"^{MONTH.pattern}$")] | None, EMPTY]
Letter = Annotated[Annotated[str, Field(pattern="^[A-U]$")] | None, EMPTY]


class Seen(Schema):
    """Whose payments, of which months, seen from which home area. Empty takes all."""

    payer: Words = Field(None, description="One payer, by slug or name; /api/payers lists them")
    payers: Words = Field(None, description="Several payers, slugs or names with commas between")
    month_from: Month = Field(None, description='The first month, such as "2024-04"')
    month_to: Month = Field(None, description="The last month, included")
    home: Words = Field(None, description="The home area: a ward or district, by name or code; else the whole region")
    within: Words = Field(None, description="The region around home, such as a county, by name or code")
    off: Rules = Field(None, description="Locks to switch off for this answer alone, as the site's addresses call them")
    on: Rules = Field(None, description="Locks to switch on, with commas between")
    add: Rules = Field(None, description='Words to add to locks, each like "taxes:subjects:tithe"; commas between')
    take: Rules = Field(None, description="Words to take out of locks, written likewise")

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """The first month is not after the last."""
        if self.month_from and self.month_to and self.month_from > self.month_to:
            raise ValueError("month_to lies before month_from. Choose a later one.")
        return self


class Chosen(Seen):
    """As `Seen`, narrowed further."""

    supplier: Words = Field(None, description="A supplier, by supplier_key or org_id")
    category: Words = Field(None, description="A category in the payer's own words")
    purpose: Words = Field(None, description="A purpose in the payer's own words")
    department: Words = Field(None, description="A department in the payer's own words")
    proclass: Words = Field(None, description="A ProClass category")
    section: Letter = Field(None, description="A section of SIC 2007: a letter")
    owner: Words = Field(None, description="A kind of owner, as owner_kinds gives it")
    size: Words = Field(None, description="A size of supplier, as sizes gives it")
    month: Month = Field(None, description='One month, such as "2024-04"')
    ward: Words = Field(None, description="A ward of the region, by code")
    area: Annotated[Literal[*AREAS] | None, EMPTY] = Field(None, description="How near, in three areas")  # type: ignore[valid-type]
    ring: Annotated[Literal[*RINGS] | None, EMPTY] = Field(None, description="How near, in seven rings around home")  # type: ignore[valid-type]
    locked: Words = Field(None, description="The name of a rule: only what it locks")
    file: Words = Field(None, description="One published file, by its public id")


class Paged(Chosen):
    """As `Chosen`, with the part of the table that is wanted."""

    order: Words = Field(None, description="A column to order by; a minus before it for the largest first")
    limit: int = Field(FEW_ROWS, ge=1, le=MOST_ROWS, description="How many rows at most")
    offset: int = Field(0, ge=0, le=FARTHEST, description="How many rows to pass over first")


class Scenario(Seen):
    """What if a share of what leaves in one category came home."""

    proclass: Annotated[str, Field(max_length=LONGEST)] = Field(description="A ProClass category in which money leaves")
    percent: Annotated[str, Field(max_length=20)] = Field("10", description="Per cent of what leaves, 0 to 100")


@dataclass(frozen=True, slots=True)
class Asked:
    """The payments asked for, and where they lie."""

    lake: Lake
    selection: Selection
    sample: bool

    @property
    def home(self) -> Home | None:
        return self.selection.home


def asked(request: HttpRequest, question: Seen) -> Asked:
    """The payments that a question is about. Raises Refused for what there is not, or no parameter is called."""
    if unknown := sorted(set(request.GET) - set(type(question).model_fields)):
        listed = ", ".join(type(question).model_fields)
        raise Refused(f"There is no parameter {unknown[0][:50]}. There are: {listed}.")
    choices = Chosen if isinstance(question, Chosen) else Seen
    words = {name: value for name in choices.model_fields if (value := getattr(question, name)) is not None}
    words |= {name: joined(request.GET.getlist(name)) for name in ASKED if name in words}
    sample = queries.sample_in_view()
    selection = queries.selection(words, sample=sample)
    _check_ward(selection.ward, sample)
    return Asked(tables.lake_for(selection, sample=sample), selection, sample)


def at_home(question: Asked) -> Home:
    """The home area. Raises Refused while no region is built: nothing can be told near or far."""
    if question.home is None:
        raise Refused(NO_REGION)
    return question.home


def needs_home(definition: str) -> bool:
    """Whether a definition tells how near suppliers are."""
    return any(each.name == "rings" for each in needed(definition))


def check_narrowing(definition: str, selection: Selection) -> None:
    """Raises Refused where a ring or a lock is chosen that the definition does not tell, rather than pass it over."""
    for name, relation in (("ring", "rings"), ("locked", "lock_sets")):
        if getattr(selection, name) and not any(each.name == relation for each in needed(definition)):
            raise Refused(f"{definition} cannot be narrowed by {name}. Ask where_it_went, or another table of shares.")


def _check_ward(code: str | None, sample: bool) -> None:
    region = places.in_view()
    if code is None or region is None or region.sample != sample:
        return
    if code not in set(places.pack_of(region).wards["code"].to_list()):
        raise Refused("The region has no ward of that code. /api/tables/wards lists those that were paid.")
