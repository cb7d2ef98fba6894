"""The smallest workbook that a spreadsheet program opens: sheets of text, dates and pence, the same bytes each time."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Cell = str | date | int  # text, a day, or pence that are written as pounds

SPREADSHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
MIME: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FIRST: Final = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold: ours hold no other
EPOCH: Final = date(1899, 12, 30)  # day 0 of a spreadsheet's serial dates
STYLES: Final = (
    f'<styleSheet xmlns="{SPREADSHEET}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="4" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"  # styles 1 and 2: a day, and an amount with two decimals
)


def workbook(sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> bytes:
    """An .xlsx file with one sheet a name, in order."""
    places = {f"xl/worksheets/sheet{n}.xml": _sheet(rows) for n, rows in enumerate(sheets.values(), 1)}
    parts = {
        "[Content_Types].xml": _types(list(places)),
        "_rels/.rels": _relations({"officeDocument": ["xl/workbook.xml"]}),
    }
    names = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>'
    )
    inside = {"worksheet": [place.removeprefix("xl/") for place in places], "styles": ["styles.xml"]}
    parts |= {"xl/_rels/workbook.xml.rels": _relations(inside), "xl/styles.xml": STYLES, **places}
    return _zipped(parts)


def _zipped(parts: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        for name, xml in parts.items():
            entry = ZipInfo(name, FIRST)
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}')
    return packed.getvalue()


def _sheet(rows: Iterable[Sequence[Cell]]) -> str:
    body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{body}</sheetData></worksheet>'


def _cell(value: Cell) -> str:
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - EPOCH).days}</v></c>'
    if isinstance(value, int):
        pounds, rest = divmod(abs(value), 100)
        return f'<c s="2"><v>{"-" if value < 0 else ""}{pounds}.{rest:02d}</v></c>'
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _types(sheets: Sequence[str]) -> str:
    kinds = {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles", **dict.fromkeys(sheets, "worksheet")}
    parts = "".join(f'<Override PartName="/{name}" ContentType="{MIME}.{kind}+xml"/>' for name, kind in kinds.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{rels}{parts}</Types>'


def _relations(targets: Mapping[str, Sequence[str]]) -> str:
    pairs = [(kind, place) for kind, places in targets.items() for place in places]
    entries = (f'Id="r{n}" Type="{RELATIONS}/{kind}" Target="{place}"' for n, (kind, place) in enumerate(pairs, 1))
    inside = "".join(f"<Relationship {entry}/>" for entry in entries)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'
