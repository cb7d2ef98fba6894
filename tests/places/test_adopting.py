"""Which region is in view: a real one puts the sample away, and the sample never hides a real one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import IntegrityError, transaction

from commonweal.basics.problems import Refused
from commonweal.places.actions import adopt_region, put_sample_away, remove_sample_region
from commonweal.places.models import Region
from commonweal.places.packs import DEFINITIONS, Pack
from commonweal.places.packs import Region as Described
from commonweal.places.queries import in_view, one_region_in_view, regions_folder
from commonweal.record.models import Event

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.db]


def pack(slug: str, sample: bool) -> Pack:
    described = Described(
        name=slug.title(),
        slug=slug,
        sample=sample,
        definitions=DEFINITIONS,
        ward_vintages=[2025],
        lsoa_vintages=[],
        drawing=(10, 10),
        counts={},
        sources=[],
    )
    return Pack(described, pl.DataFrame(), pl.DataFrame(), pl.DataFrame(), Path(), "0" * 64)


def adopt(slug: str, sample: bool = False, after: int = 0) -> Region:
    return adopt_region(pack=pack(slug, sample), by=None, now=NOW + timedelta(days=after))


def test_a_real_region_puts_the_sample_away() -> None:
    sample = adopt("sample-region", sample=True)
    assert in_view() == sample
    real = adopt("merseyside")
    assert in_view() == real


def test_the_sample_never_hides_a_real_region() -> None:
    real = adopt("merseyside")
    adopt("sample-region", sample=True)
    assert in_view() == real


def test_the_region_built_last_is_in_view_and_building_it_again_changes_no_other() -> None:
    adopt("merseyside")
    adopt("lancashire", after=1)
    adopt("lancashire", after=2)
    assert [region.slug for region in Region.objects.filter(in_view=True)] == ["lancashire"]
    assert Region.objects.count() == 2


def test_a_real_region_cannot_take_the_samples_name() -> None:
    adopt("sample-region", sample=True)
    with pytest.raises(Refused, match="Choose another name"):
        adopt("sample-region")


def test_the_sample_is_put_away_once() -> None:
    adopt("sample-region", sample=True)
    for _ in range(2):
        put_sample_away(by=None, now=NOW)
    assert in_view() is None
    assert Event.objects.filter(kind="sample-put-away").count() == 1


@pytest.mark.django_db(transaction=True)
def test_removing_the_sample_removes_its_pack_and_shows_what_is_real(home: Path) -> None:
    real = adopt("merseyside")
    adopt("sample-region", sample=True)
    folder = regions_folder() / "sample-region"
    folder.mkdir(parents=True)
    Region.objects.update(in_view=False)
    for _ in range(2):
        remove_sample_region(by=None, now=NOW)
    assert not folder.exists()
    assert in_view() == real


@pytest.mark.parametrize("twice", [{"sample": True}, {"in_view": True}], ids=["two samples", "two in view"])
def test_the_database_holds_one_sample_and_one_region_in_view(twice: dict[str, bool]) -> None:
    usual = {"name": "X", "pack_sha256": "0" * 64, "built_at": NOW, "sample": False, "in_view": False, **twice}
    Region.objects.create(slug="one", **usual)
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.create(slug="two", **usual)


def test_a_page_is_about_one_region_and_asks_once(django_assert_num_queries: Any) -> None:
    with one_region_in_view():
        assert in_view() is None
    adopt("cinder")
    with one_region_in_view():
        with django_assert_num_queries(1):
            assert [str(in_view()) for _ in range(3)] == ["Cinder"] * 3
        Region.objects.update(name="Renamed")
        assert str(in_view()) == "Cinder"
    assert str(in_view()) == "Renamed"
