"""From a file's bytes to its text, whatever encoded it; line ends become one newline each."""

import codecs
from dataclasses import dataclass
from typing import Final

from commonweal.basics.problems import Refused
from commonweal.spend.reading.limits import REMEDY, kind_of

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
TWICE: Final = "\u00ef\u00bb\u00bf"  # a UTF-8 mark that was taken for cp1252 and encoded again
SAMPLE: Final = 4096  # bytes looked at for the pattern of UTF-16
DOUBLED: Final = ("\u00c2\u00a3", "\u00e2\u20ac")  # £ and quotation marks that were encoded twice: Â£, â€
TWICE_OVER: Final = "its special characters were encoded twice (Â£ for £); they were read as they were meant"
SPACES: Final = "\u00a0\u2007\u2009\u202f"  # no-break, of a figure's width, thin, narrow
NO_WIDTH: Final = "\u200b\u200e\u200f\u2060\ufeff"  # copied along from web pages and right-to-left text
STRAY_NULS: Final = 0.001  # share of the bytes; more than that is not text
MIXED: Final = "cp1252 for what is not utf-8"


@dataclass(frozen=True, slots=True)
class Text:
    """A file as text, with what a person should know of how it was decoded."""

    text: str
    encoding: str
    warnings: list[str]


def decode(content: bytes) -> Text:
    """The text of a file. Raises Refused for a picture, a web page, an empty file and anything else that is not text.

    UTF-8 and UTF-16 with or without their mark; a byte that is no UTF-8 is read as cp1252, which is what British
    finance systems write.
    """
    if not content.strip():
        raise Refused("the file is empty")
    if kind := kind_of(content[:512]):
        raise Refused(f"this is {kind}, not a table; {REMEDY}")
    encoding, skip = _encoding(content)
    text = content[skip:].decode(encoding, errors=MIXED if encoding == "utf-8" else "replace")
    text, warnings = _without_nuls(text)
    for mark in ("\ufeff", TWICE):
        text = text.removeprefix(mark)
    if not text.strip():
        raise Refused("the file is empty")
    if any(mark in text for mark in DOUBLED):
        text = _encoded_once(text)
        warnings.append(TWICE_OVER)
    return Text(plain_spaces(_one_line_end(text)), encoding, warnings)


def plain_spaces(text: str) -> str:
    """Text with ordinary spaces for those that keep a line together, and without marks that take no room."""
    if text.isascii():
        return text
    for mark in SPACES:
        text = text.replace(mark, " ")
    for mark in NO_WIDTH:
        text = text.replace(mark, "")
    return text


def _encoded_once(text: str) -> str:
    """Text that was encoded twice, as it was meant: the whole of it, or its pound signs where only some were."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text.replace(DOUBLED[0], "£").replace("\u00c2\u00a0", " ")


def _encoding(content: bytes) -> tuple[str, int]:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return encoding, len(mark)
    start = content[:SAMPLE]
    if start[1::2].count(0) > len(start) // 5:
        return "utf-16-le", 0
    if start[::2].count(0) > len(start) // 5:
        return "utf-16-be", 0
    return "utf-8", 0


def _without_nuls(text: str) -> tuple[str, list[str]]:
    nuls = text.count("\0")
    if not nuls:
        return text, []
    if nuls > STRAY_NULS * len(text) + 1:
        raise Refused(f"this is not text; {REMEDY}")
    return text.replace("\0", ""), [f"{nuls} stray NUL characters were left out"]


def _one_line_end(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error(MIXED, _as_cp1252)
