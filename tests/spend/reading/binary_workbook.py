"""A minimal xlsb (BIFF12), written by hand, since no library at hand writes one."""

import io
import struct
import zipfile
from collections.abc import Sequence

TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"""
RELATION = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
 Target="{target}"/></Relationships>"""

BEGIN_BOOK, END_BOOK, BEGIN_SHEETS, END_SHEETS, SHEET = 131, 132, 143, 144, 156
BEGIN_SHEET, END_SHEET, BEGIN_DATA, END_DATA, SIZE, ROW, NUMBER, TEXT = 129, 130, 145, 146, 148, 0, 5, 6


def xlsb(rows: Sequence[Sequence[str | float]], name: str = "May") -> bytes:
    """A workbook of one sheet; text and numbers only."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATION.format(kind="officeDocument", target="xl/workbook.bin"))
        archive.writestr(
            "xl/_rels/workbook.bin.rels", RELATION.format(kind="worksheet", target="worksheets/sheet1.bin")
        )
        archive.writestr("xl/workbook.bin", _book(name))
        archive.writestr("xl/worksheets/sheet1.bin", _sheet(rows))
    return buffer.getvalue()


def _book(name: str) -> bytes:
    sheet = struct.pack("<II", 0, 1) + _text("rId1") + _text(name)
    return b"".join(
        [_record(BEGIN_BOOK), _record(BEGIN_SHEETS), _record(SHEET, sheet), _record(END_SHEETS), _record(END_BOOK)]
    )


def _sheet(rows: Sequence[Sequence[str | float]]) -> bytes:
    width = max(len(row) for row in rows)
    parts = [
        _record(BEGIN_SHEET),
        _record(SIZE, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)),
        _record(BEGIN_DATA),
    ]
    for number, row in enumerate(rows):
        parts.append(_record(ROW, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)))
        for at, cell in enumerate(row):
            place = struct.pack("<II", at, 0)
            if isinstance(cell, str):
                parts.append(_record(TEXT, place + _text(cell)) if cell else b"")
            else:
                parts.append(_record(NUMBER, place + struct.pack("<d", cell)))
    return b"".join([*parts, _record(END_DATA), _record(END_SHEET)])


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = b"", len(content)
    while True:
        size += bytes([left & 0x7F | (0x80 if left > 127 else 0)])
        left >>= 7
        if not left:
            return head + size + content


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
