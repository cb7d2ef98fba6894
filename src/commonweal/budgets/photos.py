"""Photos as they are published: the picture alone, without where, when and with which telephone it was taken."""

from collections.abc import Iterator
from typing import Final

from commonweal.basics.problems import Refused

LARGEST: Final = 2_000_000  # bytes; our choice: a phone's picture made smaller, and quick on a slow line
JPEG, PNG = "image/jpeg", "image/png"
JPEG_BEGINS, PNG_BEGINS = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
SCAN, END, APP0, APP14 = 0xDA, 0xD9, 0xE0, 0xEE  # of JPEG's segments; 0 and 14 say how colours are meant
APPS: Final = range(0xE0, 0xF0)
COMMENT: Final = 0xFE
LONE: Final = frozenset((0x01, *range(0xD0, 0xD8)))  # markers without a length
DRAWN: Final = frozenset(  # PNG's chunks that make the picture; all others are left out, texts and places among them
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs")
)
NOT_ONE: Final = "This is no photo that we can read. Send a JPEG or a PNG, as phones and cameras make them."
TOO_LARGE: Final = "The photo is larger than 2 MB. Make it smaller first: phones offer that when they share one."


def cleaned(content: bytes) -> tuple[bytes, str]:
    """The picture without anything about how it was taken, and its media type. Raises Refused for what is none."""
    if len(content) > LARGEST:
        raise Refused(TOO_LARGE)
    try:
        if content.startswith(JPEG_BEGINS):
            return b"".join(_jpeg(content)), JPEG
        if content.startswith(PNG_BEGINS):
            return b"".join(_png(content)), PNG
    except (IndexError, ValueError):
        pass
    raise Refused(NOT_ONE)


def _jpeg(content: bytes) -> Iterator[bytes]:
    """The segments that draw the picture, from the first to the scan and all after it up to its end."""
    yield content[:2]
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("no segment begins here")
        marker = content[at + 1]
        if marker == SCAN:
            end = content.rfind(bytes((0xFF, END)))
            if end < at:
                raise ValueError("the picture has no end")
            yield content[at : end + 2]  # and nothing that stands after the end, such as a film or a second picture
            return
        length = 0 if marker in LONE else int.from_bytes(content[at + 2 : at + 4], "big")
        if marker not in LONE and length < 2:
            raise ValueError("a segment without a length")
        if at + 2 + length > len(content):
            raise ValueError("it is cut short")
        if marker in (APP0, APP14) or (marker not in APPS and marker != COMMENT):
            yield content[at : at + 2 + length]
        at += 2 + length


def _png(content: bytes) -> Iterator[bytes]:
    yield PNG_BEGINS
    at = len(PNG_BEGINS)
    while True:
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        end = at + 12 + length
        if len(kind) < 4 or end > len(content):
            raise ValueError("it is cut short")
        if kind in DRAWN:
            yield content[at:end]
        if kind == b"IEND":
            return
        at = end
