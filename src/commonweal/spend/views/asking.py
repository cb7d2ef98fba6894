"""What the pages of gaps, of what if and of the multiplier are asked: which payers, which months, which home area."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonweal.basics.problems import Refused
from commonweal.places import queries as places
from commonweal.spend import account, queries
from commonweal.spend.bases import Lake
from commonweal.spend.home import Home
from commonweal.spend.locks.changes import ASKED, joined
from commonweal.spend.selection import SEEN, Selection
from commonweal.spend.wealth.gaps import Reckoning
from commonweal.spend.wealth.telling import reckoning

KEPT: Final = ("payers", "home", "within", "month_from", "month_to", *ASKED)  # what an address keeps, in this order


@dataclass(frozen=True, slots=True)
class Asked:
    """The payments that a page is about. `words`: what was asked, as an address keeps it.

    `refusal`: why that cannot be had, in plain words; `missing`: "payments" or "region" where the host holds none yet.
    """

    lake: Lake
    selection: Selection
    words: Mapping[str, str]
    sample: bool
    refusal: str = ""

    @property
    def missing(self) -> str:
        if not self.lake.payments:
            return "payments"
        return "" if self.refusal or self.selection.home else "region"

    @property
    def answerable(self) -> bool:
        """Whether there is anything to work out."""
        return not self.refusal and not self.missing

    @property
    def home(self) -> Home:
        """The home area, on a page that is answerable."""
        assert self.selection.home is not None
        return self.selection.home

    @property
    def here(self) -> str:
        """What money of a gap stays in: the region around home, or home where it is all of it."""
        return self.home.around or self.home.name

    @property
    def own_rules(self) -> dict[str, str]:
        """What the address changes of the locks, as its words."""
        return {name: self.words[name] for name in ASKED if name in self.words}

    def query(self, **more: str) -> str:
        """The query of an address that asks the same, with more to it: "?home=E08000012", or nothing."""
        told = {**self.words, **{name: value for name, value in more.items() if value}}
        return f"?{urlencode(told)}" if told else ""

    def reckoning(self) -> Reckoning:
        """What its gaps are worked out with, at the wages of today."""
        registered = queries.registered_here(sample=self.sample)
        return reckoning(self.lake, self.selection, timezone.localdate(), registered)


def asked(request: HttpRequest) -> Asked:
    """What an address asks. What it asks wrongly becomes a refusal, and stays in `words` to be mended."""
    return of_words(words_of(request.GET))


def of_words(words: Mapping[str, str]) -> Asked:
    """As `asked`, from the words that an address would keep."""
    sample = queries.sample_in_view()
    lake = queries.lake(sample=sample)
    try:
        return Asked(lake, queries.selection(words, sample=sample), words, sample)
    except Refused as refusal:
        return Asked(lake, Selection(), words, sample, refusal.plain)


def words_of(given: QueryDict) -> dict[str, str]:
    """The parameters that these pages keep. Payers may be ticked one by one or stand with commas between them."""
    payers = [*given.getlist("payers"), *given.getlist("payer")]
    found = {name: given.get(name, "").strip() for name in KEPT} | {"payers": ",".join(filter(None, payers))}
    found |= {name: joined(given.getlist(name)) for name in ASKED}
    return {name: found[name].replace("\0", "") for name in KEPT if found[name]}


def seen_of(given: QueryDict) -> dict[str, str]:
    """Of the parameters, those that say how payments are looked at: from which home area, by which locks."""
    return {name: value for name, value in words_of(given).items() if name in SEEN}


def form(asked: Asked) -> dict[str, Any]:
    """What the form offers, with what was asked chosen."""
    chosen = asked.selection.payers or asked.words.get("payers", "")
    payers = chosen.split(",") if chosen else []
    return {
        "payers": [
            {"slug": row["payer_slug"], "name": row["payer"], "chosen": row["payer_slug"] in payers}
            for row in sorted(account.ask(asked.lake, "payers"), key=lambda row: str(row["payer"]))
        ],
        "districts": _districts(asked),
        "months": [
            row["month"] for row in sorted(account.ask(asked.lake, "months"), key=lambda row: str(row["month"]))
        ],
        "home": asked.selection.home.code if asked.selection.home else asked.words.get("home", ""),
        **{name: asked.words.get(name, "") for name in ("within", "month_from", "month_to")},
    }


def about(asked: Asked, form: Mapping[str, Any]) -> dict[str, str]:
    """What the page is about, in words: whose payments, of when, seen from where."""
    payers = [each["name"] for each in form["payers"] if each["chosen"]]
    first, last = ("" if asked.refusal else asked.words.get(name, "") for name in ("month_from", "month_to"))
    return {
        "payers": ", ".join(payers) or _("every payer held"),
        "months": _months_in_words(first, last),
        "home": asked.home.name if asked.selection.home else "",
        "around": asked.home.around if asked.selection.home else "",
    }


def _months_in_words(first: str, last: str) -> str:
    begin, end = (date_format(date.fromisoformat(f"{each}-01"), "F Y") if each else "" for each in (first, last))
    if first and last:
        return _("%(first)s to %(last)s") % {"first": begin, "last": end}
    if first:
        return _("from %(first)s on") % {"first": begin}
    return _("up to %(last)s") % {"last": end} if last else _("all months held")


def _districts(asked: Asked) -> list[dict[str, Any]]:
    """The districts of the region in view, each with its wards, by name."""
    region = places.in_view()
    if region is None or region.sample != asked.sample:
        return []
    wards = places.pack_of(region).wards.select("code", "name", "district", "district_name").sort("name").to_dicts()
    names = {ward["district"]: ward["district_name"] for ward in wards if ward["district"]}
    return [
        {
            "code": code,
            "name": name or code,
            "wards": [(ward["code"], ward["name"]) for ward in wards if ward["district"] == code],
        }
        for code, name in sorted(names.items(), key=lambda each: str(each[1]))
    ]
