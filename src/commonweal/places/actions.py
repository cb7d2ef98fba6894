"""What is written about places: a region adopted, the sample put away."""

import shutil
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from commonweal.basics.problems import Refused
from commonweal.places.models import Region
from commonweal.places.packs import Pack
from commonweal.places.queries import regions_folder
from commonweal.record.actions import append


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
