"""What the site and the command ask about published spend."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import polars as pl
from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from commonweal.basics.asked_once import once_a_page
from commonweal.basics.problems import Refused
from commonweal.basics.tables import Column, Provenance, Table
from commonweal.organisations import queries as organisations
from commonweal.places import queries as places
from commonweal.places.models import Region
from commonweal.spend import account
from commonweal.spend.bases import HOMES_KEPT, Lake
from commonweal.spend.home import NO_REGION, Home
from commonweal.spend.identifying import DECISIONS, Matches, identified
from commonweal.spend.locks import queries as lock_queries
from commonweal.spend.locks.changes import changed
from commonweal.spend.models import (
    Account,
    Correction,
    Doubt,
    MatchDecision,
    Overlap,
    Payer,
    SavedScenario,
    SpendFile,
    SupplierSurvey,
    Upload,
)
from commonweal.spend.selection import Selection, check_months
from commonweal.spend.wealth.surveys import Survey
from commonweal.spend.wealth.surveys import read as read_survey

LISTED: Final = 6  # payers that a refusal names at most; our choice
PAYEES_PAID: Final = {
    **dict.fromkeys(("supplier_key", "payee", "company_number", "charity_number"), pl.String),
    **dict.fromkeys(("payments", "pence"), pl.Int64),
}


def lake_folder() -> Path:
    """Where payments lie."""
    return Path(settings.COMMONWEAL_HOME) / "lake"


def sample_in_view() -> bool:
    """Whether the site shows the sample region rather than real files."""
    region = places.in_view()
    return region is not None and region.sample


def files_in_use(*, sample: bool) -> QuerySet[SpendFile]:
    """The files that the account is drawn from: those that no reissue has replaced and no person left out.

    A reissue that is left out replaces nothing.
    """
    return SpendFile.objects.filter(_in_use(sample=sample))


def _in_use(*, sample: bool, file: str = "") -> Q:
    """What holds of a file in use; `file`: the way to it, such as "earlier__"."""
    current = Q(**{f"{file}superseded_by": None}) | Q(**{f"{file}superseded_by__withdrawn": True})
    return current & Q(**{f"{file}sample": sample, f"{file}withdrawn": False})


@once_a_page
def lake(*, sample: bool) -> Lake:
    """The files of the lake that the account reads, and the locks in force if they are the region's own."""
    folder, standing = lake_folder(), lock_queries.standing(sample=sample)
    counted = places.resident_counts(sample=sample)
    once = overlaps(sample=sample).filter(decision=Overlap.Decision.COUNT_ONCE)
    held = Lake(
        payments=tuple(folder / name for name in files_in_use(sample=sample).values_list("payments_file", flat=True)),
        repeated_rows=tuple(folder / name for name in once.values_list("rows_file", flat=True)),
        residents=folder / counted.lake_file if counted else None,
        locks=standing.locks if standing.own else None,
    )
    drawn = Account.objects.filter(sample=sample).first()
    if drawn is None:
        return held
    classes = folder / drawn.classes_file if drawn.classes_file else None
    held = replace(held, places=folder / drawn.places_file, classes=classes)
    return _with_drawn(held, drawn, sample) if drawn.payments_file else held


def _with_drawn(held: Lake, drawn: Account, sample: bool) -> Lake:
    """The lake with the drawn files, if drawn from just these files, by the locks in force or by earlier ones."""
    folder = lake_folder()
    with_drawn = replace(
        held,
        drawn=folder / drawn.payments_file,
        sums=folder / drawn.sums_file,
        sums_in_all=folder / drawn.sums_in_all_file,
        sums_by_month=folder / drawn.sums_by_month_file,
    )
    if drawn.drawn_from == held.fingerprint():
        return with_drawn
    for locks in lock_queries.earlier(sample=sample):
        if drawn.drawn_from == replace(held, locks=locks).fingerprint():
            return replace(with_drawn, drawn_by=locks)
    return held


def lake_of(file: SpendFile) -> Lake:
    """One file's payments alone, also of a file that is in no figure any more."""
    held = lake(sample=file.sample).undrawn()
    return replace(held, payments=(lake_folder() / file.payments_file,), repeated_rows=())


def lake_files() -> set[str]:
    """Every file of the lake that a manifest of this room names."""
    named: set[str] = set()
    for file in SpendFile.objects.values_list("payments_file", "set_aside_file"):
        named.update(file)
    named.update(Overlap.objects.values_list("rows_file", flat=True))
    kept = ("payments_file", "sums_file", "sums_in_all_file", "sums_by_month_file")
    beside = ("places_file", "classes_file", "matches_file", "offers_file")
    for drawn in Account.objects.values_list(*kept, *beside):
        named.update(drawn)
    return named


def waiting_uploads() -> set[str]:
    """The uploads that the worker has yet to read."""
    waiting = Upload.objects.filter(state__in=[Upload.State.WAITING, Upload.State.READING])
    return set(waiting.values_list("stored_as", flat=True))


def held(sha256: str, *, sample: bool) -> SpendFile | None:
    """The file of these bytes, if it is held already."""
    return SpendFile.objects.filter(sha256=sha256, sample=sample).first()


def kin(file: SpendFile) -> QuerySet[SpendFile]:
    """Files in use that share a payer and a time with this one, oldest first."""
    others = files_in_use(sample=file.sample).filter(payers__in=file.payers.all()).exclude(pk=file.pk)
    if file.date_from and file.date_to:
        others = others.filter(date_from__lte=file.date_to, date_to__gte=file.date_from)
    return others.distinct().order_by("accepted_at", "pk")


def file_names(*, sample: bool) -> dict[str, str]:
    """The name of each file held, by its public id."""
    return {str(public_id): name for public_id, name in all_files(sample=sample).values_list("public_id", "name")}


def file(public_id: str, *, sample: bool) -> SpendFile | None:
    """The file of that public id, whether it is in use or not."""
    try:
        return SpendFile.objects.filter(public_id=UUID(public_id), sample=sample).first()
    except ValueError:
        return None


def files_of(payer: Payer) -> QuerySet[SpendFile]:
    """The files held of a payer, the newest months first, replaced ones included."""
    return payer.files.order_by("-date_to", "-accepted_at")


def all_files(*, sample: bool) -> QuerySet[SpendFile]:
    """Every file held, replaced ones included, the latest first."""
    return SpendFile.objects.filter(sample=sample).prefetch_related("payers").select_related("superseded_by")


def overlaps(*, sample: bool) -> QuerySet[Overlap]:
    """Payments that stand in two files in use; those that wait for a person first, the largest sum first."""
    # Asked of each overlap: "earlier in the files in use" has a database look at every pair of files.
    both = (_in_use(sample=sample, file=f"{which}__") for which in ("earlier", "later"))
    return (
        Overlap.objects.filter(*both)
        .select_related("earlier", "later")
        .order_by(Case(When(decision=Overlap.Decision.WAITING, then=0), default=1), "-pence", "pk")
    )


@once_a_page
def snapshot(*, sample: bool) -> str:
    """A name for exactly the files in use: the same files give the same name on every host."""
    hashes = "".join(sorted(files_in_use(sample=sample).values_list("sha256", flat=True)))
    return hashlib.sha256(hashes.encode()).hexdigest()[:12]


def known_names(*, sample: bool) -> frozenset[str]:
    """Normalised names of organisations in the registers: never taken for private persons."""
    return organisations.known_names(sample=sample)


def payer(slug: str, *, sample: bool) -> Payer | None:
    """The payer of that slug."""
    return Payer.objects.filter(slug=slug, sample=sample).first()


def mapping_for(payers: list[str], shape: str, *, sample: bool) -> dict[str, Any] | None:
    """The columns that a person set for files of this shape of one of these payers (slugs)."""
    from_payers = Payer.objects.filter(slug__in=payers, sample=sample, mappings__shape=shape)
    return from_payers.values_list("mappings__fields", flat=True).first()


def doubts(*, sample: bool) -> QuerySet[Doubt]:
    """The suppliers that wait for a person to say who they are, the largest sum first."""
    standing = decisions(sample=sample).filter(supplier_key=OuterRef("supplier_key"))
    return Doubt.objects.filter(~Exists(standing), sample=sample)


def doubt(number: int, *, sample: bool) -> Doubt | None:
    """One doubt, waiting or not."""
    return Doubt.objects.filter(pk=number, sample=sample).first()


def decisions(*, sample: bool) -> QuerySet[MatchDecision]:
    """What people decided of who suppliers are, and did not undo, the latest first."""
    return MatchDecision.objects.filter(sample=sample, undone_at=None)


def decided(*, sample: bool) -> pl.DataFrame:
    """The standing decisions as `identifying` takes them."""
    rows = decisions(sample=sample).values_list("supplier_key", "org_id", "name")
    return pl.DataFrame([(key, org_id or None, name or None) for key, org_id, name in rows], DECISIONS, orient="row")


def named_suppliers(held: Lake) -> pl.DataFrame:
    """Every spelling that a named supplier was paid under, with the numbers beside it: rows of named_suppliers.sql."""
    return pl.DataFrame(account.ask(held, "named_suppliers"), schema=PAYEES_PAID)


def matches(*, sample: bool) -> Matches | None:
    """What matching found as last drawn; None while nothing was drawn, or where an earlier version kept less."""
    row = Account.objects.filter(sample=sample).exclude(matches_file="").first()
    if row is None:
        return None
    kept = Matches(*(pl.read_parquet(lake_folder() / name) for name in (row.matches_file, row.offers_file)))
    return kept if kept.whole else None


def identified_payees(*, sample: bool) -> pl.DataFrame:
    """Each payee as published and the organisation that it is: `payee`, `org_id`, `name`, `probability`, `status`.

    One row a distinct spelling, in the order of the alphabet; for review, `org_id` is the best candidate.
    """
    payees = named_suppliers(lake(sample=sample).undrawn())
    known = matches(sample=sample)
    columns = ["payee", "org_id", "name", "probability", "status"]
    if known is None or payees.is_empty():
        return pl.DataFrame(schema={**dict.fromkeys(columns, pl.String), "probability": pl.Float64})
    told = identified(payees, known, decided(sample=sample))
    spellings = payees.select("supplier_key", "payee").unique("payee")
    return spellings.join(told, on="supplier_key").select(columns).sort("payee")


def payee_table(*, sample: bool) -> Table:
    """`identified_payees` as a table to write, with the registers that it draws on."""
    registers = organisations.registers_in_use(sample=sample)
    sources = sorted({said for said in registers.values_list("attribution", flat=True) if said})
    licences = sorted({said for said in registers.values_list("licence", flat=True) if said})
    return Table(
        name="payees",
        caption="Who each payee is",
        columns=(
            Column("payee", "Payee, as published"),
            Column("org_id", "Organisation"),
            Column("name", "Name, as registered"),
            Column("probability", "Probability", "share"),
            Column("status", "Status"),
        ),
        rows=identified_payees(sample=sample).to_dicts(),
        provenance=Provenance(" ".join(sources), "; ".join(licences), snapshot=snapshot(sample=sample)),
    )


def corrections(*, sample: bool) -> QuerySet[Correction]:
    """What was sent in about suppliers' pages and waits for an answer, the oldest first."""
    return Correction.objects.filter(sample=sample, state=Correction.State.WAITING)


def corrections_answered(*, sample: bool) -> QuerySet[Correction]:
    """What was sent in about suppliers' pages and answered, the latest answer first."""
    return Correction.objects.filter(sample=sample).exclude(state=Correction.State.WAITING).order_by("-answered_at")


def decisions_taken(*, sample: bool) -> QuerySet[MatchDecision]:
    """All that people decided of who suppliers are, also what was undone, the latest first."""
    return MatchDecision.objects.filter(sample=sample)


def selection(asked: Mapping[str, str], *, sample: bool) -> Selection:
    """The payments asked for, looked at from a home area: the parameters of a web address, with `home` and `within`.

    `payers` holds names or slugs with commas between. Home is the whole region where none is asked for, and None while
    no region is built. `off`, `on`, `add` and `take` change the locks in force, for this selection alone. Raises
    Refused for months out of order, for a payer or an area that there is not, for a home area without a region, and for
    a word that no rule can take.
    """
    check_months(asked.get("month_from"), asked.get("month_to"))
    region = places.in_view()
    known = region is not None and region.sample == sample
    if not known and (asked.get("home") or asked.get("within")):
        raise Refused(NO_REGION)
    home = _home(region, region.pack_sha256, asked.get("home"), asked.get("within")) if region and known else None
    slugs = {name: ",".join(_slugs(asked[name], sample)) for name in ("payer", "payers") if asked.get(name)}
    locks = changed(lock_queries.standing(sample=sample).locks, asked)
    return Selection.of({**asked, **slugs}, home=home, locks=locks)


@lru_cache(maxsize=HOMES_KEPT)
def _home(region: Region, pack_sha256: str, home: str | None, within: str | None) -> Home:
    # The hash is part of the call so that a region built anew is looked at anew.
    return Home.of(places.pack_of(region), home, within)


def _slugs(asked: str, sample: bool) -> list[str]:
    known = dict(Payer.objects.filter(sample=sample).values_list("slug", "name"))
    by_name = {name.casefold(): slug for slug, name in known.items()}
    if asked.strip().casefold() in by_name:  # a name may hold a comma of its own
        return [by_name[asked.strip().casefold()]]
    found = [(one.strip(), by_name.get(one.strip().casefold(), one.strip())) for one in asked.split(",") if one.strip()]
    if unknown := [name for name, slug in found if slug not in known]:
        listed = ", ".join(sorted(known.values())[:LISTED])
        raise Refused(f"No payer is called {unknown[0]}. Payers held: {listed or 'none yet'}.")
    return [slug for _, slug in found]


def registered_here(*, sample: bool) -> dict[str, int]:
    """How many organisations registers know in the region, by division of SIC 2007, as last drawn."""
    row = Account.objects.filter(sample=sample).first()
    return dict(row.registered_here) if row else {}


def saved_scenarios(*, sample: bool) -> QuerySet[SavedScenario]:
    """The scenarios kept under a name, the latest first."""
    return SavedScenario.objects.filter(sample=sample, removed_at=None)


def survey_rows(*, sample: bool) -> QuerySet[SupplierSurvey]:
    """The standing answers of suppliers, the latest first: for editors alone."""
    return SupplierSurvey.objects.filter(sample=sample, removed_at=None)


def surveys(*, sample: bool) -> list[Survey]:
    """The standing answers of suppliers, the oldest first, so that of two for one body the latest holds."""
    rows = survey_rows(sample=sample).order_by("entered_at", "pk").values_list("supplier_key", "answers")
    return [told for key, answers in rows if isinstance(told := read_survey(key, answers), Survey)]
