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
    """The section of the first code in each text (`"62012 70100"` is J): a body's main activity comes first."""
    division = codes.str.strip_chars().str.slice(0, 2)
    return division.replace_strict(_OF_DIVISION, default=None, return_dtype=pl.String)


# The divisions' names in our words. Source: Office for National Statistics, UK SIC 2007.
DIVISIONS: Final = {
    "01": "Farming and hunting",
    "02": "Forestry",
    "03": "Fishing and fish farming",
    "05": "Coal mining",
    "06": "Oil and gas wells",
    "07": "Mining of metal ores",
    "08": "Quarrying",
    "09": "Services to mining",
    "10": "Making food",
    "11": "Making drinks",
    "12": "Making tobacco products",
    "13": "Making textiles",
    "14": "Making clothes",
    "15": "Making leather goods and shoes",
    "16": "Making wood products, furniture apart",
    "17": "Making paper",
    "18": "Printing and copying recordings",
    "19": "Refining oil and making coke",
    "20": "Making chemicals",
    "21": "Making medicines",
    "22": "Making rubber and plastic products",
    "23": "Making glass, ceramics, cement and stone products",
    "24": "Making metals",
    "25": "Making metal products, machinery apart",
    "26": "Making computers and electronics",
    "27": "Making electrical equipment",
    "28": "Making machinery",
    "29": "Making motor vehicles",
    "30": "Making ships, trains, aircraft and cycles",
    "31": "Making furniture",
    "32": "Making other goods",
    "33": "Repairing and installing machinery",
    "35": "Electricity, gas and heat supply",
    "36": "Water supply",
    "37": "Sewerage",
    "38": "Waste collection and recycling",
    "39": "Cleaning up pollution",
    "41": "Building and developing buildings",
    "42": "Roads, railways and other civil engineering",
    "43": "Building trades",
    "45": "Selling and repairing motor vehicles",
    "46": "Wholesale, motor vehicles apart",
    "47": "Shops, motor vehicles apart",
    "49": "Transport by road, rail and pipeline",
    "50": "Transport by water",
    "51": "Transport by air",
    "52": "Warehouses and support for transport",
    "53": "Post and couriers",
    "55": "Hotels and other places to stay",
    "56": "Restaurants, caterers and bars",
    "58": "Publishing",
    "59": "Film, television and music production",
    "60": "Broadcasting",
    "61": "Telephone and internet networks",
    "62": "Software and computer services",
    "63": "Hosting, web portals and news agencies",
    "64": "Banking and other finance",
    "65": "Insurance and pension funds",
    "66": "Services to finance and insurance",
    "68": "Property",
    "69": "Law and accounting",
    "70": "Head offices and management consultancy",
    "71": "Architecture, engineering and testing",
    "72": "Scientific research",
    "73": "Advertising and market research",
    "74": "Design, translation and other professional work",
    "75": "Vets",
    "77": "Hiring and leasing",
    "78": "Employment agencies",
    "79": "Travel agencies",
    "80": "Security and investigation",
    "81": "Cleaning, caretaking and landscaping",
    "82": "Office support",
    "84": "Public administration and defence",
    "85": "Education",
    "86": "Health care",
    "87": "Residential care",
    "88": "Social work without a place to live",
    "90": "Performing and creative arts",
    "91": "Libraries, museums and archives",
    "92": "Gambling",
    "93": "Sport and recreation",
    "94": "Member organisations",
    "95": "Repairing computers and household goods",
    "96": "Personal services, laundries among them",
    "97": "Households that employ people",
    "98": "Households that make things for themselves",
    "99": "International bodies",
}
