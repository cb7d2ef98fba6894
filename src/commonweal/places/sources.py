"""The files that a region was made from, with the licence and attribution that travel with what is derived."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from commonweal.basics.lake import sha256_of

OGL: Final = "Open Government Licence v3.0"
CC_BY: Final = "Creative Commons Attribution 4.0"
# The wording that each publisher asks for. Sources: the licence pages of ONS, of Ordnance Survey (OS OpenData), of the
# Ministry of Housing, Communities and Local Government, and of mySociety.
_ONS_BOUNDARIES: Final = (
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Contains OS data © Crown copyright and database right."
)
_POSTCODES: Final = (
    "Contains OS data © Crown copyright and database right. Contains Royal Mail data © Royal Mail copyright and "
    "database right. Contains National Statistics data © Crown copyright and database right."
)
BOUNDARIES: Final = "ONS boundaries"
_ONS_COUNTS: Final = (
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Contains National Statistics data © Crown copyright and database right."
)
ESTIMATES: Final = "ONS population estimates"
CENSUS: Final = "Census"
NOMIS: Final = "Nomis"
MADE_UP: Final = "made up for the sample region"  # by the project: no terms
TERMS: Final = {
    BOUNDARIES: (OGL, _ONS_BOUNDARIES),
    "ONS postcode directory": (OGL, _POSTCODES),
    "Code-Point Open": (OGL, _POSTCODES),
    "Indices of Deprivation": (
        OGL,
        "English Indices of Deprivation, Ministry of Housing, Communities and Local Government, licensed under the "
        "Open Government Licence v3.0.",
    ),
    **dict.fromkeys((ESTIMATES, CENSUS, NOMIS), (OGL, _ONS_COUNTS)),
    "mySociety composite index": (CC_BY, "Composite UK Index of Multiple Deprivation, mySociety, CC BY 4.0."),
}


@dataclass(frozen=True, slots=True)
class Source:
    """One file as given. `licence` and `attribution` are None for a kind whose terms we do not know."""

    role: str  # wards, lsoas, postcodes, deprivation or residents
    file: str  # its name without its folder
    sha256: str
    size: int  # bytes
    kind: str  # a key of TERMS
    licence: str | None
    attribution: str | None


def source(role: str, path: Path, kind: str) -> Source:
    """Describe one file; reads it once for its hash."""
    licence, attribution = TERMS.get(kind, (None, None))
    return Source(role, path.name, sha256_of(path), path.stat().st_size, kind, licence, attribution)
