"""The sample made, put away by the first real file, and removed: never mixed with what is real."""

from pathlib import Path

from django.test import Client

from commonweal.funds.models import Pot
from commonweal.journeys.sample.actions import SIGN_INS, remove_sample
from commonweal.organisations.models import RegisterFile
from commonweal.people.models import User
from commonweal.places.models import Region
from commonweal.spend.actions.imports import Asked, import_paths
from commonweal.spend.models import Account, Payer, SpendFile
from commonweal.spend.queries import sample_in_view
from tests.journeys.conftest import NOW

JUNE = "Payment Date,Supplier Name,Net Amount\n03/06/2024,Tern Bakery Co-operative Ltd,1200.00\n"


def home_page() -> str:
    return Client().get("/").content.decode()


def test_the_sample_gives_way_to_what_is_real_and_leaves_nothing_behind(sample: Path, home: Path) -> None:
    assert sample_in_view()
    assert 'data-region="sample"' in home_page()

    published = home / "real-council-2024-06.csv"
    published.write_text(JUNE)
    for _ in import_paths(paths=[published], asked=Asked(payer="Real Council"), by=None, now=NOW):
        pass
    shown = home_page()
    assert "One institution paid £1,200" in shown
    assert 'data-region="sample"' not in shown
    assert "every name and figure here is invented" not in shown

    for _ in range(2):
        remove_sample(now=NOW)
    assert home_page() == shown
    assert [payer.name for payer in Payer.objects.all()] == ["Real Council"]
    assert SpendFile.objects.count() == Account.objects.count() == 1
    assert not Pot.objects.exists()
    assert not Region.objects.exists()
    assert not RegisterFile.objects.exists()
    assert not User.objects.filter(email__in=SIGN_INS).exists()
    assert len(list((home / "raw").iterdir())) == 1
