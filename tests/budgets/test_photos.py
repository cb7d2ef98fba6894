"""Photos lose what cameras write into them, and stay pictures."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.budgets.photos import JPEG, LARGEST, PNG, cleaned


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


SCAN = segment(0xDA, b"\x01") + b"drawn \xff\x00 by these bytes" + b"\xff\xd9"
PLAIN_JPEG = b"\xff\xd8" + segment(0xE0, b"JFIF\0") + segment(0xDB, b"tables") + SCAN
WHERE = segment(0xE1, b"Exif\0\0 taken at 53.4, -2.9 with the phone of a neighbour")
JPEG_OF_A_PHONE = (
    b"\xff\xd8" + segment(0xE0, b"JFIF\0") + WHERE + segment(0xFE, b"a comment") + segment(0xDB, b"tables") + SCAN
)
HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
TAIL = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
PLAIN_PNG = HEAD + TAIL
PNG_OF_A_PHONE = HEAD + chunk(b"eXIf", b"taken at 53.4") + chunk(b"tEXt", b"Author\0a neighbour") + TAIL


@pytest.mark.parametrize(
    ("sent", "kept", "kind"),
    [
        (PLAIN_JPEG, PLAIN_JPEG, JPEG),
        (JPEG_OF_A_PHONE, PLAIN_JPEG, JPEG),
        (JPEG_OF_A_PHONE + b"and a film after its end", PLAIN_JPEG, JPEG),
        (PLAIN_PNG, PLAIN_PNG, PNG),
        (PNG_OF_A_PHONE, PLAIN_PNG, PNG),
        (PNG_OF_A_PHONE + b"and more", PLAIN_PNG, PNG),
    ],
)
def test_what_is_kept_of_a_photo(sent: bytes, kept: bytes, kind: str) -> None:
    assert cleaned(sent) == (kept, kind)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"", "no photo that we can read"),
        (b"<svg onload='x'/>", "no photo"),
        (PLAIN_JPEG[:20], "no photo"),
        (PLAIN_JPEG[:-2], "no photo"),  # without an end
        (PLAIN_PNG[:-6], "no photo"),
        (b"\xff\xd8\xff\xe1\x00\x00", "no photo"),
        (PLAIN_JPEG + b"." * LARGEST, "larger than 2 MB"),
    ],
)
def test_what_is_no_photo_is_refused(sent: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        cleaned(sent)


@given(st.binary(max_size=60), st.sampled_from((PLAIN_JPEG[:3], HEAD)))
def test_any_bytes_are_cleaned_or_refused(rest: bytes, begins: bytes) -> None:
    try:
        content, _kind = cleaned(begins + rest)
    except Refused:
        return
    assert cleaned(content)[0] == content
