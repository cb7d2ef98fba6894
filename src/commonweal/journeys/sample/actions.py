"""The sample region made and removed: its files go through the same importer as anyone's."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from commonweal.assemblies.actions.removal import remove_sample_assemblies
from commonweal.budgets.actions.removal import remove_sample_budgets
from commonweal.funds.actions.removal import remove_sample_pots
from commonweal.journeys.sample.assemblies import actions as assemblies
from commonweal.journeys.sample.budgeting import actions as budgeting
from commonweal.journeys.sample.write import SEED, SampleFiles, write
from commonweal.organisations.actions import load_register, remove_sample_registers
from commonweal.organisations.register_reading import read as read_register
from commonweal.people.actions import give_role, open_account
from commonweal.people.models import User
from commonweal.people.roles import EDITOR, REVIEWER
from commonweal.places import queries as places
from commonweal.places.actions import adopt_region, count_residents, remove_sample_region
from commonweal.places.building import Request, build
from commonweal.places.residents import read_residents
from commonweal.spend.actions.imports import Asked, import_paths
from commonweal.spend.actions.removal import remove_sample_spend

NAME: Final = "Sample region"
SIGN_INS: Final = (
    *("editor@sample.example", "reader@sample.example", "reviewer@sample.example"),
    *assemblies.SIGN_INS,
    budgeting.OFFICER,
)
ROLES_GIVEN: Final = (EDITOR, REVIEWER)  # to the sign-in that begins so; a reader needs none


def make_sample(*, now: datetime, by: User | None = None, seed: int = SEED) -> None:
    """Write the sample's files, build its region, count its residents, load registers, import spend, open accounts."""
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder), seed)
        built = build(_request(files))
        adopt_region(pack=built.pack, by=by, now=now)
        count_residents(reading=read_residents(files.residents), sample=True, by=by, now=now)
        for path in files.registers.values():
            load_register(reading=read_register(path), sample=True, by=by, now=now)
        spend = [path for path, _ in files.spend]
        for _ in import_paths(paths=spend, asked=Asked(sample=True), by=by, now=now):
            pass
    assemblies.make_assemblies(pack=built.pack, seed=seed, now=now)
    for email in SIGN_INS:
        open_account(email=email, by=by, now=now)
        for role in ROLES_GIVEN:
            if email.startswith(role):
                give_role(email=email, room="spend", name=role, by=by, now=now)


@transaction.atomic
def remove_sample(*, now: datetime, by: User | None = None) -> None:
    """Remove everything of the sample but what the record says of it. Doing it twice changes nothing."""
    remove_sample_budgets(by=by, now=now)
    remove_sample_pots(by=by, now=now)
    remove_sample_assemblies(by=by, now=now)
    remove_sample_spend(by=by, now=now)
    remove_sample_registers(by=by, now=now)
    remove_sample_region(by=by, now=now)
    User.objects.filter(email__in=SIGN_INS).delete()


def _request(files: SampleFiles) -> Request:
    return Request(
        name=NAME,
        wards=[files.wards],
        lsoas=[files.neighbourhoods],
        postcodes=[files.postcodes],
        deprivation=[files.deprivation],
        regions=places.regions_folder(),
        sample=True,
    )
