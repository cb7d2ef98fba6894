"""How many people live in each ward of the sample, as a download of Nomis gives it: by year and by sex."""

import csv
import io
from collections.abc import Iterator
from random import Random
from typing import Final

from commonweal.journeys.sample.chance import dice
from commonweal.journeys.sample.geography import Geography, Ward

HEADER: Final = ("DATE", "GEOGRAPHY_NAME", "GEOGRAPHY_CODE", "GENDER_NAME", "C_AGE_NAME", "OBS_VALUE")
ALL_AGES: Final = "All Ages"
YEARS: Final = (2023, 2024)
SMALLEST, LARGEST = 3_000, 20_000  # people of a ward
MOST_CHANGE: Final = 0.02  # of its people, from one year to the next
LEAST_MALE, MOST_MALE = 0.47, 0.52  # share of its people
NOT_COUNTED: Final = 2  # wards, the last of the list: their boundaries are new, so the estimates do not have them yet


def residents(geography: Geography, seed: int) -> bytes:
    """The file. The same seed gives the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(HEADER)
    rng = dice(seed, "residents")
    for ward in geography.wards[:-NOT_COUNTED]:
        writer.writerows(_rows(ward, rng))
    return text.getvalue().encode()


def _rows(ward: Ward, rng: Random) -> Iterator[tuple[object, ...]]:
    people = rng.randint(SMALLEST, LARGEST)
    for year in YEARS:
        males = round(people * rng.uniform(LEAST_MALE, MOST_MALE))
        for sex, count in (("Total", people), ("Male", males), ("Female", people - males)):
            yield year, ward.name, ward.code, sex, ALL_AGES, count
        change = round(people * rng.uniform(-MOST_CHANGE, MOST_CHANGE))
        people = min(LARGEST, max(SMALLEST, people + change))
