"""Identifiers of organisations, written the one way org-id.guide asks for: `GB-COH-01234567`, `GB-CHC-1234567`.

A zero that a spreadsheet lost is restored only where a number can be nothing else; every other odd number is refused.
"""

import re
from typing import Final

# Companies House, Uniform Resource Identifiers customer guide: a number has 8 characters, of which the first two may be
# letters that tell the kind of company. Societies' numbers may also end in letters (IP12345R, SP1234RS).
COMPANY_LETTERS: Final = "|".join(
    (
        "AC|CE|CS|EN|ES|FC|GE|GN|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NV|NZ",
        "OC|OE|PC|RC|RS|SA|SC|SE|SF|SG|SI|SL|SO|SP|SR|SZ|ZC",
    )
)
_COMPANY: Final = re.compile(rf"[0-9]{{8}}|R[0-9]{{7}}|(?=.{{8}}$)(?:{COMPANY_LETTERS})[0-9]{{3,6}}[A-Z]{{0,3}}")
_LOST_ZERO: Final = re.compile(r"[0-9]{7}")  # 7 digits are a company's number without its leading zero (same guide)
_NO_NUMBER: Final = re.compile(r"0+")

# Registers of charities: England and Wales number with 6 or 7 digits, Scotland SC and 6, Northern Ireland NI and 6.
_CHARITY: Final = (
    (re.compile(r"([1-9][0-9]{5,6})"), "GB-CHC-"),
    (re.compile(r"(SC[0-9]{6})"), "GB-SC-"),
    (re.compile(r"(?:NI|NIC)([0-9]{6})"), "GB-NIC-"),
)

# Mutuals Public Register (FCA): some digits, then letters for the act a society is registered under. Northern Ireland's
# own registrar wrote IP000123 and CU000123 where the FCA, in charge since 2018, writes 123IP and 123CU. Societies
# registered from August 2014 (7001 and up) lost their letters CS and CBS when the FCA's new register opened.
_MUTUAL: Final = re.compile(r"[1-9][0-9]{0,5}[A-Z]{0,4}")
_MUTUAL_OF_NORTHERN_IRELAND: Final = re.compile(r"(IP|CU)0*([1-9][0-9]{0,5})")
_NEW_SOCIETY: Final = re.compile(r"([7-9][0-9]{3})CB?S")

_COOPS_UK: Final = re.compile(r"R[0-9]+")  # Co-operatives UK's own number; org-id.guide names no list for it
_WIKIDATA: Final = re.compile(r"Q[1-9][0-9]*")
_WRITTEN: Final = re.compile(r"(?:GB|XI)-[A-Z]+-[A-Z0-9][A-Z0-9-]*")


def company(written: str) -> str | None:
    """`GB-COH-` and a company's number, or None where the text is no possible number."""
    number = _plain(written)
    if _LOST_ZERO.fullmatch(number):
        number = f"0{number}"
    return f"GB-COH-{number}" if _COMPANY.fullmatch(number) and not _NO_NUMBER.fullmatch(number) else None


def charity(written: str) -> str | None:
    """The identifier of a charity of England and Wales, Scotland or Northern Ireland, or None."""
    number = _plain(written)
    for pattern, register in _CHARITY:
        if found := pattern.fullmatch(number):
            return register + found[1]
    return None


def mutual(written: str) -> str | None:
    """`GB-MPR-` and a society's number as the FCA writes it today, or None."""
    number = _plain(written)
    if found := _MUTUAL_OF_NORTHERN_IRELAND.fullmatch(number):
        return f"GB-MPR-{found[2]}{found[1]}"
    if found := _NEW_SOCIETY.fullmatch(number):
        return f"GB-MPR-{found[1]}"
    return f"GB-MPR-{number}" if _MUTUAL.fullmatch(number) else None


def coops_uk(written: str) -> str | None:
    """`COOPS-UK-` and Co-operatives UK's own number, or None."""
    number = _plain(written)
    return f"COOPS-UK-{number}" if _COOPS_UK.fullmatch(number) else None


def wikidata(written: str) -> str | None:
    """`XI-WIKIDATA-` and the number of an item, or None."""
    return f"XI-WIKIDATA-{written.strip()}" if _WIKIDATA.fullmatch(written.strip()) else None


def written_in_full(written: str) -> str | None:
    """An identifier that already carries its list (`GB-EDU-123456`), or None."""
    return written.strip() if _WRITTEN.fullmatch(written.strip()) else None


def _plain(written: str) -> str:
    return "".join(written.split()).upper()
