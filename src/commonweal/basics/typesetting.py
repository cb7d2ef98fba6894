"""Sets what a sheet says in type: A4, tagged for those who hear it, and the same bytes from the same words.

A sheet is a template of ours, a `.typ` file beside the room's code. What it says goes in as JSON and is set as text, so
nothing in it is ever markup. Only the typesetter's own fonts are used, since those of a machine differ from machine to
machine; a letter that none of them has stands as a mark, and the sheet says how many there are.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

from commonweal.basics.problems import Refused

ROOT: Final = Path(__file__).parents[1]  # templates import the look of all sheets as "/basics/sheet.typ"
STANDARD: Final = "ua-1"  # PDF/UA-1, ISO 14289-1: a PDF that assistive technology can read
STEERING: Final = frozenset(
    ("Cc", "Cf", "Cs", "Co", "Cn")
)  # controls but the end of a line, marks of direction, no characters
NOTHING: Final = "not named"
MARK: Final = "\N{REPLACEMENT CHARACTER}"  # stands for a letter that no font of ours has
MISSING: Final = re.compile(r'the text `"(.+?)"` could not be displayed')  # the typesetter's own words
MOST_SCRIPTS: Final = 40  # kinds of letters looked for in vain before a sheet is given up
TOO_MANY: Final = (
    "This cannot be set in type: too many of its letters are in no font that we have. Take the text instead."
)


def pdf(template: Path, told: Mapping[str, Any], made: date, optional: frozenset[str] = frozenset()) -> bytes:
    """A sheet as a PDF of that day. `optional` names the texts that may be empty; any other says that it is not named.

    Raises Refused where hardly any letter of it can be set.
    """
    day = int(datetime.combine(made, time(), tzinfo=UTC).timestamp())
    words = plain(told, optional)
    lost: frozenset[str] = frozenset()
    for _ in range(MOST_SCRIPTS):
        try:
            return _compiled(template, _without(words, lost), day)
        except typst.TypstError as fault:
            found = MISSING.search(str(fault))
            if found is None:
                raise
            lost |= {_kind(letter) for letter in found[1]}
    raise Refused(TOO_MANY)


def pages(
    template: Path, told: Mapping[str, Any], ppi: float = 72.0, optional: frozenset[str] = frozenset()
) -> list[bytes]:
    """A sheet's pages as PNG images, to look at."""
    inputs = {"told": _without(plain(told, optional), frozenset())}
    made: Any = _compiler().compile(template, format="png", ppi=ppi, sys_inputs=inputs)
    return made if isinstance(made, list) else [made]


def plain(told: Any, optional: frozenset[str] = frozenset()) -> Any:
    """What is told with every text fit to be set: nothing that steers the line it stands in, and never nothing."""
    match told:
        case str():
            return "".join(filter(_settable, told)).strip() or NOTHING
        case Mapping():
            return {
                name: each if name in optional and not each else plain(each, optional) for name, each in told.items()
            }
        case list() | tuple():
            return [plain(each, optional) for each in told]
    return told


def _settable(letter: str) -> bool:
    return letter == "\n" or unicodedata.category(letter) not in STEERING


def _compiled(template: Path, inputs: str, made: int) -> bytes:
    compiled: Any = _compiler().compile(
        template, format="pdf", sys_inputs={"told": inputs}, pdf_standards=[STANDARD], timestamp=made
    )
    assert isinstance(compiled, bytes)
    return compiled


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=ROOT, ignore_system_fonts=True)


def _without(words: Any, lost: frozenset[str]) -> str:
    """The words as JSON, each letter of a lost kind marked; `unset` says how many letters those are."""
    if not lost:
        return json.dumps({**words, "unset": 0}, ensure_ascii=False)
    text = json.dumps(words, ensure_ascii=False)
    letters = [MARK if ord(letter) > 127 and _kind(letter) in lost else letter for letter in text]
    marked = json.loads("".join(letters))
    return json.dumps({**marked, "unset": letters.count(MARK)}, ensure_ascii=False)


def _kind(letter: str) -> str:
    """Letters that are had or missed together: the wide ones of East Asia with all pictures, else those of a script."""
    wide = unicodedata.east_asian_width(letter) in ("W", "F")
    return "wide" if wide else unicodedata.name(letter, letter).partition(" ")[0]
