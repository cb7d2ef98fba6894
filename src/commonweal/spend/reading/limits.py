"""How much one upload may ask of the machine, and what a file's first bytes say it is."""

import codecs
import re
from typing import Final

from commonweal.basics.problems import Refused

MAX_BYTES: Final = 2 << 30  # of one file, unpacked; the largest published spend file we know of is under 100 MB
MAX_UNPACKED: Final = 4 << 30  # of everything in one archive
MAX_RATIO: Final = 250  # unpacked to packed, beyond LARGE; ordinary tables pack 5 to 40 times
LARGE: Final = 32 << 20  # bytes; below this no ratio is alarming
MAX_COLUMNS: Final = 16_384  # of one row: Excel's own limit
MAX_CELLS: Final = 200_000_000  # of one file: twenty million rows of ten columns
MAX_CELL: Final = 32_767  # characters: Excel's own limit for one cell
MAX_FILES: Final = 10_000  # in one archive

KINDS: Final = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a photo"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"BM", "a picture"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a letter (RTF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\x00\x00\x00\x18ftyp", "a film or a photo"),
    (b"\x00\x00\x00\x1cftyp", "a film or a photo"),
    (b"\x00\x00\x00\x20ftyp", "a film or a photo"),
)
MARKUP: Final = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
    (b"<svg", "a picture"),
)
JSON: Final = re.compile(rb"\s*(?:\{|\[\s*[\[{])")
REMEDY: Final = "export the table as csv or xlsx and give that"


def kind_of(start: bytes) -> str | None:
    """What a file is, where its first bytes show that it is no table; None where it may be one."""
    for signature, kind in KINDS:
        if start.startswith(signature) and (signature != b"BM" or b"\x00" in start[:32]):
            return kind
    bare = start.removeprefix(codecs.BOM_UTF8)
    if JSON.match(bare):
        return "JSON"
    return next((kind for signature, kind in MARKUP if bare.lstrip().lower().startswith(signature)), None)


class Meter:
    """Counts what passes while a file is read in pieces. Raises Refused as soon as it is more than a table can hold."""

    def __init__(self, binary: bool) -> None:
        self.binary = binary
        self.bytes = 0
        self.cells = 0
        self.row = 0  # separators since the last line end

    def see(self, piece: bytes) -> None:
        """Take one piece into account."""
        self.bytes += len(piece)
        if self.bytes > MAX_BYTES:
            raise Refused(f"it is larger than {MAX_BYTES >> 30} GB; split it into one file a month")
        if not self.binary:
            self._see_text(piece)

    def _see_text(self, piece: bytes) -> None:
        separators = max(piece.count(mark) for mark in (b",", b"\t", b";", b"|"))
        ends = piece.count(b"\n") or piece.count(b"\r")
        self.cells += separators + ends
        self.row = 0 if ends else self.row + separators
        if self.row > MAX_COLUMNS:
            raise Refused(f"one row has more than {MAX_COLUMNS:,} columns; this is not a table of payments")
        if self.cells > MAX_CELLS:
            raise Refused(f"it has more than {MAX_CELLS:,} cells; split it into one file a month")
