"""Amounts as finance systems write them, in pence.

`read_amount` is the meaning, one cell at a time; `read_amounts` gives the same for a column at once.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Final

import polars as pl

LARGEST: Final = 10**15  # pence; ten trillion pounds is more than Britain spends in a year, so a slip of the system
PLACES: Final = Decimal(1)

MINUS: Final = "-\u2212\u2013"  # hyphen, minus sign, en dash
SPACES: Final = " \u00a0\u2009\u202f"
LOST: Final = re.compile(
    r"#{2,}|#(?:N/?A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:[0-9]{3}", re.IGNORECASE
)
NIL: Final = re.compile(rf"£? *[{MINUS}] *£?|nil|zero", re.IGNORECASE)
WRITTEN: Final = re.compile(
    rf"(?P<open>\()?(?P<minus>[{MINUS}+])?(?P<opened>\()?"
    r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?)(?P<power>E[+-]?[0-9]{1,2})?"
    rf"(?P<close>\))?(?P<after>[{MINUS}]|CR|DR)?",
    re.IGNORECASE,
)
LOST_SIGN: Final = re.compile(r"^([-(]?)\ufffd *(?=[-(]?[0-9.])")  # a pound sign that an export could not write
LOST_SIGN_TOO: Final = re.compile(r"^([-(]?)\? *(?=[-(]?[0-9.])")  # the same, where the whole column says so
DECIMAL_COMMA: Final = r"^[-(£ ]*(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),[0-9]{1,2}[-) ]*$"
DECIMAL_POINT: Final = r"\.[0-9]{1,2}[-) ]*$"
ACCOUNTANTS: Final = 0.1  # share of cells with thousands commas, brackets or £- that shows the accountants' manner
MOSTLY: Final = 0.5  # share of the cells
PLAIN: Final = r"^-?(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.[0-9]{0,2})?$"


class Trouble(Enum):
    """Why a cell gives no amount."""

    EMPTY = "no amount"
    LOST = "amount lost"  # printed as ########, or an error of the spreadsheet
    UNREADABLE = "amount not readable"


@dataclass(frozen=True, slots=True)
class Style:
    """How a whole column writes its amounts, as far as the column itself proves it."""

    decimal_comma: bool = False  # 1.234,56
    dash_is_zero: bool = False  # accountants write a dash for nothing
    sign_is_lost: bool = False  # an export wrote a question mark for the pound sign


def read_amount(text: str | None, style: Style = Style()) -> int | Trouble:
    """Pence, or why not. Halves of a penny are rounded away from zero; a lost amount is never zero."""
    cell = (text or "").strip()
    if not cell:
        return Trouble.EMPTY
    if LOST.fullmatch(cell):
        return Trouble.LOST
    if NIL.fullmatch(cell):
        return 0 if style.dash_is_zero or cell[0] in "nNzZ" else Trouble.UNREADABLE
    bare = _bare(cell, style)
    match = WRITTEN.fullmatch(bare)
    if match is None or not any(character.isdigit() for character in match["digits"]):
        return Trouble.UNREADABLE
    return _signed(match)


def _bare(cell: str, style: Style) -> str:
    """Without the currency sign, the apostrophe that keeps a cell text, and spaces that group or pad."""
    cell = LOST_SIGN.sub(r"\1", cell.removeprefix("'"))
    cell = LOST_SIGN_TOO.sub(r"\1", cell) if style.sign_is_lost else cell
    cell = re.sub(rf"(?<=[0-9])[{SPACES}](?=[0-9]{{3}}(?![0-9]))", ",", cell) if "," not in cell else cell
    cell = re.sub(rf"[{SPACES}]|£|GBP", "", cell, flags=re.IGNORECASE)
    return cell.translate(str.maketrans(",.", ".,")) if style.decimal_comma else cell


def _signed(match: re.Match[str]) -> int | Trouble:
    brackets = bool(match["open"] or match["opened"])
    minus = bool(match["minus"]) and match["minus"] != "+"
    after = (match["after"] or "").upper()
    credit = bool(after) and after != "DR"
    if brackets != bool(match["close"]) or brackets + minus + credit > 1 or (match["open"] and match["opened"]):
        return Trouble.UNREADABLE
    pence = Decimal(match["digits"].replace(",", "") + (match["power"] or "")) * 100
    if pence > LARGEST:
        return Trouble.UNREADABLE
    whole = int(pence.quantize(PLACES, ROUND_HALF_UP))
    return -whole if brackets or minus or credit else whole


def style_of(cells: pl.Series) -> Style:
    """The manner of a column: commas before the pence only where every cell that can tell says so."""
    told = cells.to_frame("cell").select(
        comma=pl.col("cell").str.contains(DECIMAL_COMMA).any(),
        point=pl.col("cell").str.contains(DECIMAL_POINT).any(),
        accountants=pl.col("cell").str.contains(r"[0-9],[0-9]{3}|^\(.*\)$|^£ *[-−–]$").mean() > ACCOUNTANTS,
        sign=pl.col("cell").str.contains(r"^[-(]?\?[-( ]*[0-9]").mean() > MOSTLY,
    )
    comma, point, accountants, sign = told.row(0)
    return Style(bool(comma and not point), bool(accountants), bool(sign))


def read_amounts(cells: pl.Series) -> pl.DataFrame:
    """Columns `pence` and `trouble` (the words of `Trouble`, null where there is an amount) for a column of text."""
    cell = pl.col("cell")
    number = cell.str.replace_all(",", "", literal=True).cast(pl.Float64, strict=False)
    read = cells.alias("cell").to_frame().select(
        "cell",
        pence=pl.when(cell.str.contains(PLAIN)).then((number * 100).round().cast(pl.Int64, strict=False)),
        trouble=pl.when(cell.is_null()).then(pl.lit(Trouble.EMPTY.value)),
    )  # fmt: skip
    if read["pence"].null_count() == cells.null_count():
        return read.select("pence", "trouble")
    style = style_of(cells)  # no plain amount has a decimal comma, so a column of them needs no style
    rest = read["cell"] if style.decimal_comma else read.filter(pl.col("pence").is_null())["cell"]
    slow = _one_by_one(rest.unique().drop_nulls().to_list(), style)
    joined = read.lazy().join(slow.lazy(), on="cell", how="left", maintain_order="left")
    pence = pl.col("read") if style.decimal_comma else pl.coalesce("pence", "read")
    return joined.select(pence.alias("pence"), pl.coalesce("trouble", "why").alias("trouble")).collect()


def _one_by_one(cells: list[str], style: Style) -> pl.DataFrame:
    found = [read_amount(cell, style) for cell in cells]
    return pl.DataFrame(
        {
            "cell": cells,
            "read": [one if isinstance(one, int) else None for one in found],
            "why": [one.value if isinstance(one, Trouble) else None for one in found],
        },
        schema={"cell": pl.String, "read": pl.Int64, "why": pl.String},
    )
