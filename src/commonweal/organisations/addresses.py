"""Addresses in one line, without the names of people that letters are sent care of."""

import re
from collections.abc import Iterable
from typing import Final

import polars as pl

# What follows "care of" is mostly a person; both engines (Python's and Rust's) read these patterns alike.
LINE_END: Final = r"[ ,]*[\r\n][\s,]*"
CARE_OF: Final = r"(?i)(?:^|, *)(?:c */ *o\b|c\.o\.|care +of\b|f\.?a\.?o\b|attn\b|for the attention of\b)[^,]*"
MARKS: Final = ["\r", "\n", "/", "c.o", "care", "fao", "f.a", "fa.", "attn", "attention"]  # all that they meet has one
ENDS: Final = " ,"


def one_line(parts: Iterable[str | None]) -> str | None:
    """The parts of an address with commas between them, or None where nothing is left."""
    line = re.sub(LINE_END, ", ", ", ".join(part for part in parts if part))
    return re.sub(CARE_OF, "", line).strip(ENDS) or None


def one_line_each(lines: pl.Series) -> pl.Series:
    """The same for many addresses whose parts are joined by commas already."""
    marked = lines.str.contains_any(MARKS, ascii_case_insensitive=True).arg_true()
    if len(marked):
        plain = lines.gather(marked).str.replace_all(LINE_END, ", ").str.replace_all(CARE_OF, "")
        lines = lines.scatter(marked, plain)
    return lines.str.strip_chars(ENDS).replace("", None)
