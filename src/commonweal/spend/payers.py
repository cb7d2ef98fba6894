"""Payers by name: two spellings of one institution's name in its own files are one payer."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 100  # characters of a slug


def slug(name: str) -> str:
    """The name as it stands in an address: `Leeds City Council` is `leeds-city-council`. Never empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("&", " and ")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "payer"
