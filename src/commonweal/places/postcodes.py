"""Postcodes: whether a text is one, and the one way we write it. Nothing is corrected: an O is never read as 0."""

import re
from typing import Final

import polars as pl

# The postcode areas of the United Kingdom, those of the Crown dependencies (GY, IM, JE), and the two that stand for no
# place (BF for the forces, BX for banks). Source: Royal Mail, Programmers' Guide to the Postcode Address File.
AREAS: Final = (
    "AB|AL|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|BX|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|E|"
    "FK|FY|GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN|NP|"
    "NR|NW|N|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB|"
    "WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE"
)
AREAS_WITH_A_DISTRICT_ZERO: Final = "BL|BS|CM|CR|FY|HA|PR|SL|SS"  # the same source
# Only inner London ends a district in a letter; which letters may stand there is the same source's.
ONE_LETTER_LONDON: Final = "[ENW]1[ABCDEFGHJKPSTUW]"
TWO_LETTER_LONDON: Final = "(?:EC[1-4]|NW1|SE1|SW1|WC[12])[ABEHMNPRVWXY]"
INWARD: Final = "[0-9][ABDEFGHJLNPQRSTUWXYZ]{2}"  # never C I K M O V; the same source
GIRO: Final = ("GIR", "0AA")  # the one postcode without a district number: Girobank's, still in use

# Space may stand around a postcode and between its halves, nowhere else: "L1 10AB" is not L11 0AB.
SPACES: Final = " \t\r\n\u00a0"
LETTERS_FIGURES_SPACES: Final = (
    f"[A-Za-z0-9{SPACES}]+"  # so that taking capitals turns no foreign letter into a plain one
)
OUTWARD: Final = f"(?:{AREAS})[1-9][0-9]?|(?:{AREAS_WITH_A_DISTRICT_ZERO})0|{ONE_LETTER_LONDON}|{TWO_LETTER_LONDON}"
POSTCODE: Final = f"(?:(?:{OUTWARD})[{SPACES}]*{INWARD}|{GIRO[0]}[{SPACES}]*{GIRO[1]})"
INWARD_LENGTH: Final = 3


def clean(written: str | None) -> str | None:
    """The postcode as we write it (`l10ab` becomes `L1 0AB`), or None where the text is not a possible postcode."""
    if not written or not re.fullmatch(LETTERS_FIGURES_SPACES, written):
        return None
    plain = written.strip(SPACES).upper()
    if not re.fullmatch(POSTCODE, plain):
        return None
    return f"{plain[:-INWARD_LENGTH].rstrip(SPACES)} {plain[-INWARD_LENGTH:]}"


def clean_all(written: pl.Series) -> pl.Series:
    """What `clean` gives for each text of a series, at once; null where a text is no possible postcode."""
    frame = pl.DataFrame({"written": written})
    return frame.select(cleaned(pl.col("written"))).to_series().alias(written.name)


def cleaned(written: pl.Expr) -> pl.Expr:
    """`clean_all` as an expression, for use inside a query."""
    plain = written.str.strip_chars(SPACES).str.to_uppercase()
    halves = pl.concat_str(
        plain.str.head(-INWARD_LENGTH).str.strip_chars_end(SPACES), plain.str.tail(INWARD_LENGTH), separator=" "
    )
    possible = written.str.contains(f"^{LETTERS_FIGURES_SPACES}$") & plain.str.contains(f"^{POSTCODE}$")
    return pl.when(possible).then(halves)
