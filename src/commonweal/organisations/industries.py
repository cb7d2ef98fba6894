"""The UK Standard Industrial Classification of 2007: which section and division a five-digit code belongs to.

Source: Office for National Statistics, UK SIC 2007 (the same as Eurostat's NACE Rev. 2 down to its classes).
"""

from typing import Final

import polars as pl

# Section, the divisions it runs from and to, and its name in our words.
SECTIONS: Final = (
    ("A", 1, 3, "Farming, forestry and fishing"),
    ("B", 5, 9, "Mining and quarrying"),
    ("C", 10, 33, "Manufacturing"),
    ("D", 35, 35, "Electricity and gas"),
    ("E", 36, 39, "Water and waste"),
    ("F", 41, 43, "Construction"),
    ("G", 45, 47, "Wholesale, retail and vehicle repair"),
    ("H", 49, 53, "Transport and storage"),
    ("I", 55, 56, "Accommodation and food"),
    ("J", 58, 63, "Information and communication"),
    ("K", 64, 66, "Finance and insurance"),
    ("L", 68, 68, "Property"),
    ("M", 69, 75, "Professional, scientific and technical"),
    ("N", 77, 82, "Administrative and support services"),
    ("O", 84, 84, "Public administration and defence"),
    ("P", 85, 85, "Education"),
    ("Q", 86, 88, "Health and social work"),
    ("R", 90, 93, "Arts and recreation"),
    ("S", 94, 96, "Other services"),
    ("T", 97, 98, "Households as employers"),
    ("U", 99, 99, "International bodies"),
)
NAMES: Final = {section: name for section, _, _, name in SECTIONS}

_OF_DIVISION: Final = {
    f"{division:02}": section for section, first, last, _ in SECTIONS for division in range(first, last + 1)
}


def section_of(code: str) -> str | None:
    """The section's letter of a code of two to five digits (`"62012"` is J), or None where no section holds it."""
    return _OF_DIVISION.get(code[:2])


def sections(codes: pl.Expr) -> pl.Expr:
    """The section of the first code in each text of codes (`"62012 70100"` is J): a body's main activity comes first."""
    division = codes.str.strip_chars().str.slice(0, 2)
    return division.replace_strict(_OF_DIVISION, default=None, return_dtype=pl.String)
