"""Cells of an xlsx workbook that hold an error of the spreadsheet, such as #REF!: calamine gives them as empty.

An amount that was lost is another thing than one that was never given, and its row must say so.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import unescape

MARK: Final = b't="e"'
CELL: Final = re.compile(
    rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]{1,20})<', re.DOTALL
)
PLACE: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
SHEET: Final = re.compile(r"<(?:\w+:)?sheet\b([^>]*)/?>")
RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)/?>")
ATTRIBUTE: Final = re.compile(r'([\w:]+)="([^"]*)"')
QUOTES: Final = {"&quot;": '"', "&apos;": "'"}


class LostCell(NamedTuple):
    """Where an error stands, both counted from 0, and how the spreadsheet shows it."""

    row: int
    column: int
    shown: str


def lost_cells(content: bytes) -> Mapping[str, Sequence[LostCell]]:
    """The errors in each sheet that has some, by the sheet's name; nothing for a workbook that is no xlsx."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        found = {}
        for name, part in _parts(archive).items():
            if part in names and MARK in (xml := archive.read(part)):
                found[name] = _lost(xml)
        return found


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive in which each sheet is kept."""
    relations = map(
        _attributes, RELATION.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace"))
    )
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    sheets = map(_attributes, SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace")))
    told = {each.get("name", ""): targets.get(each.get("r:id"), "") for each in sheets}
    return {
        name: target.removeprefix("/") if target.startswith("/") else f"xl/{target}" for name, target in told.items()
    }


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(value, QUOTES) for name, value in ATTRIBUTE.findall(text)}


def _lost(xml: bytes) -> list[LostCell]:
    found = []
    for attributes, shown in CELL.findall(xml):
        if place := PLACE.search(attributes):
            found.append(LostCell(int(place[2]) - 1, _column(place[1]), shown.decode("ascii", "replace").strip()))
    return found


def _column(letters: bytes) -> int:
    """0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
