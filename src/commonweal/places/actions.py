"""What is written about places: a region adopted, its residents counted, the sample put away."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import polars as pl
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from commonweal.basics import lake
from commonweal.basics.problems import Problem, Refused
from commonweal.places.models import Region, ResidentCounts
from commonweal.places.packs import Pack
from commonweal.places.queries import pack_of, regions_folder
from commonweal.places.residents import Residents
from commonweal.places.sources import MADE_UP
from commonweal.record.actions import append

PARQUET: Final = ".parquet"


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of a file of counts: what is held now, whether that is new, and which wards have none.

    `passed_over`: codes of the file that are no wards of the region. `without`: codes and names.
    """

    held: ResidentCounts
    changed: bool
    passed_over: int
    without: list[tuple[str, str]]
    problems: list[Problem]


@transaction.atomic
def adopt_region(*, pack: Pack, by: AbstractBaseUser | None, now: datetime) -> Region:
    """Bring a kept pack into view. A real region puts the sample away; the sample never hides a real one.

    Raises Refused where a real region and the sample would share a name.
    """
    slug, sample = pack.region.slug, pack.region.sample
    if Region.objects.filter(slug=slug).exclude(sample=sample).exists():
        raise Refused(
            f"The sample region is called {pack.region.name} already. Choose another name, or remove the sample."
        )
    others = Region.objects.select_for_update().exclude(slug=slug)
    show = not sample or not others.filter(in_view=True).exists()
    if show:
        others.update(in_view=False)
    held = {
        "name": pack.region.name,
        "sample": sample,
        "pack_sha256": pack.sha256,
        "built_at": now,
        "in_view": show,
    }
    region, _ = Region.objects.update_or_create(slug=slug, defaults=held)
    append("places", "region-adopted", {"region": slug, "pack": pack.sha256, "sample": sample}, by=by, now=now)
    return region


def count_residents(*, reading: Residents, sample: bool, by: AbstractBaseUser | None, now: datetime) -> Counted:
    """Keep how many people live in each ward of the region, in the place of what was held.

    The same file again changes nothing. Raises Refused where there is no region, or no ward of it has a count in
    the file, and OSError on a full disk.
    """
    region = Region.objects.filter(sample=sample).order_by("-in_view", "-built_at").first()
    if region is None:
        raise Refused("No region is built here yet, so it is not known whose wards to count. Build it first.")
    wards = pack_of(region).wards.select("code", "name")
    ours = reading.rows.filter(pl.col("ward").is_in(wards["code"].implode()))
    counts = wards.join(reading.counts, left_on="code", right_on="ward", how="left", maintain_order="left")
    if not counts["residents"].count():
        raise Refused(
            f"{reading.source.file} has no count for any ward of {region.name}. "
            "It may be for another place, or for wards of another year."
        )
    without = counts.filter(pl.col("residents").is_null()).select("code", "name").sort("name").rows()
    passed_over = reading.rows["ward"].n_unique() - ours["ward"].n_unique()
    held, changed = _keep_counts(region, reading, counts, by, now)
    return Counted(held, changed, passed_over, without, reading.problems(ours))


def _keep_counts(
    region: Region, reading: Residents, counts: pl.DataFrame, by: AbstractBaseUser | None, now: datetime
) -> tuple[ResidentCounts, bool]:
    table = counts.select("residents", ward_code="code", source=pl.lit(_told(region, reading)))
    name = lake.keep(Path(settings.COMMONWEAL_HOME) / "lake", PARQUET, table.write_parquet)
    with transaction.atomic():
        before = ResidentCounts.objects.select_for_update().filter(region=region).first()
        if before and (before.sha256, before.lake_file) == (reading.source.sha256, name):
            return before, False
        row = {
            **_described(region, reading),
            "wards": counts["residents"].count(),
            "people": counts["residents"].sum(),
            "lake_file": name,
            "loaded_at": now,
        }
        held, _ = ResidentCounts.objects.update_or_create(region=region, defaults=row)
        body = {"region": region.slug, "sha256": held.sha256, "wards": held.wards, "sample": region.sample}
        append("places", "residents-counted", body, by=by, now=now)
    return held, True


def _described(region: Region, reading: Residents) -> dict[str, object]:
    """The file that the counts come from. The sample's is made up by the project itself, so nobody's terms bind it."""
    about = reading.source
    kind, *terms = (MADE_UP, "", "") if region.sample else (about.kind, about.licence or "", about.attribution or "")
    said = {"kind": kind, "licence": terms[0], "attribution": terms[1], "when": reading.when}
    return {"sha256": about.sha256, "file_name": about.file, "size": about.size, **said}


def _told(region: Region, reading: Residents) -> str:
    if not region.sample:
        return reading.told()
    return f"{MADE_UP}, {reading.when}" if reading.when else MADE_UP


@transaction.atomic
def put_sample_away(*, by: AbstractBaseUser | None, now: datetime) -> None:
    """Take the sample out of view because something real has arrived. Doing it twice changes nothing."""
    if Region.objects.filter(sample=True, in_view=True).update(in_view=False):
        append("places", "sample-put-away", {}, by=by, now=now)


@transaction.atomic
def remove_sample_region(*, by: AbstractBaseUser | None, now: datetime) -> None:
    """Remove the sample region and its pack. The newest real region, if there is one, comes into view."""
    sample = Region.objects.filter(sample=True).first()
    if sample is None:
        return
    folder = regions_folder() / sample.slug
    sample.delete()
    real = Region.objects.order_by("-built_at").first()
    if real is not None and not Region.objects.filter(in_view=True).exists():
        Region.objects.filter(pk=real.pk).update(in_view=True)
    append("places", "sample-removed", {}, by=by, now=now)
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))
