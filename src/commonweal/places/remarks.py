"""What a person should know about a region just built: true of the whole, and nobody's mistake in one row."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.places.boundaries import Boundaries
from commonweal.places.deprivation import Deciles
from commonweal.places.packs import Pack
from commonweal.places.placing import Placing


@dataclass(frozen=True, slots=True)
class Read:
    """What the files of a request hold, before it is a region."""

    wards: Boundaries
    lsoas: Boundaries
    placing: Placing
    deciles: Deciles


def remarks(read: Read, pack: Pack) -> list[str]:
    """The remarks, in plain sentences."""
    return [*_on_boundaries(read, pack), *_on_districts(read, pack), *_on_postcodes(read), *_on_lsoas(read, pack)]


def _on_boundaries(read: Read, pack: Pack) -> Iterator[str]:
    for place in [*read.wards.mended, *read.lsoas.mended]:
        yield f"{place}: its outline crossed itself and was mended."
    for what, years in (("wards", pack.region.ward_vintages), ("LSOAs", pack.region.lsoa_vintages)):
        if len(years) > 1:
            yield f"The {what} are of several years ({', '.join(map(str, years))}); they may overlap or leave gaps."


def _on_districts(read: Read, pack: Pack) -> Iterator[str]:
    unsaid = sum(area.district is None for area in read.wards.areas)
    unknown = pack.wards["district"].null_count()
    if found := unsaid - unknown:
        yield (
            f"The ward files do not name the district of {counted(found, 'ward')}; "
            "it was taken from the LSOAs or postcodes inside."
        )
    if unknown:
        yield f"The district of {counted(unknown, 'ward')} is not known: neither file nor ground says it."


def _on_postcodes(read: Read) -> Iterator[str]:
    if without := read.placing.counts["without_coordinates"]:
        yield f"The files give no point for {counted(without, 'postcode')}, which cannot be placed."
    if ended := read.placing.rows["ended"].count():
        yield f"Royal Mail has given up {counted(ended, 'postcode')} of the region; they still place old addresses."


def _on_lsoas(read: Read, pack: Pack) -> Iterator[str]:
    if pack.lsoas.is_empty():
        return
    if lost := pack.postcodes["lsoa"].null_count():
        yield f"No LSOA was given for the ground of {counted(lost, 'postcode')}; their LSOA and decile are not known."
    lsoas, unknown = pack.lsoas.height, pack.lsoas["decile"].null_count()
    if read.deciles.sources and unknown:
        yield f"No deprivation decile was given for {unknown:,} of {counted(lsoas, 'LSOA')}; it is not known."


def counted(number: int, what: str) -> str:
    """A number and its noun: `1 ward`, `1,003 LSOAs`."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
