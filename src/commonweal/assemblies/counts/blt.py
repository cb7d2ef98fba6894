"""BLT, the plain text in which ranked ballots are exchanged between programs that count.

    3 2          candidates and seats
    -2           candidates who withdrew, if any
    5 1 3 0      five equal ballots: first candidate 1, then candidate 3
    0            the end of the ballots
    "Ann"        the candidates' names, one a line, with or without quotation marks
    "Bel"
    "Cy"
    "Title"      may be left out

A line that begins with # is a comment, and so is what follows a # after a ballot or after a closing quotation mark.
Blank lines count for nothing. A file that cannot be counted for sure is refused whole, with the line and the remedy: a
ballot that is guessed at or left out may decide who is elected.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from commonweal.assemblies.counts.ballots import (
    LONGEST_NAME,
    MOST_CANDIDATES,
    Election,
    Preferences,
    fault_of,
    plain,
    seen_as,
)
from commonweal.basics.problems import Refused

LARGEST_FILE: Final = (
    256 * 1024 * 1024
)  # bytes: a million different ballots that rank forty candidates, and room to spare
SHOWN: Final = 30  # characters of a line that a message repeats

_NUMBER: Final = re.compile(r"[0-9]{1,12}", re.ASCII)
_WITHDRAWN: Final = re.compile(r"-[1-9][0-9]{0,5}( +-[1-9][0-9]{0,5})*", re.ASCII)
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?:\s*#.*)?')
_COMMENT: Final = re.compile(r"#.*")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")

_NO_END: Final = (
    "The file ends before its ballots do. Add a line with a single 0 after the last ballot, and then the names."
)
_SHARED: Final = (
    "a ballot gives two candidates the same place (=), and this cannot be counted. Write only the choices before it, "
    "as a teller would read the paper."
)
_SKIPPED: Final = (
    "a ballot leaves a place empty (-), and rules differ on what that means. Write only the choices before it, as a "
    "teller would read the paper."
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something, and its number in the file, from 1."""

    number: int
    text: str

    def refused(self, reason: str) -> Refused:
        """The refusal of this line for a reason."""
        return Refused(f"Line {self.number}: {reason}")

    def shown(self) -> str:
        """Its beginning, fit for a message."""
        return plain(self.text[:SHOWN]) + ("…" if len(self.text) > SHOWN else "")


def read(content: bytes) -> Election:
    """The election a file holds. Raises Refused, with the line, for a file that cannot be counted for sure.

    Equal places (=) and empty places (-) within a ballot are refused. Ballots that rank nobody are kept as blank ones.
    """
    lines = _lines(_text(content))
    candidates, seats = _head(next(lines, None))
    withdrawn, ballots = _ballots(lines, candidates)
    names, title = _names(list(lines), candidates)
    return Election(seats, names, ballots, withdrawn, title)


def write(election: Election) -> str:
    """The election as BLT, names in quotation marks, rankings in order of their numbers. Reading it gives it back."""
    withdrawn = [" ".join(str(-place - 1) for place in sorted(election.withdrawn))] if election.withdrawn else []
    title = [_quoted(election.title)] if election.title else []
    lines = [
        f"{len(election.candidates)} {election.seats}",
        *withdrawn,
        *(_ballot(ranking, ballots) for ranking, ballots in sorted(election.ballots.items())),
        "0",
        *map(_quoted, election.candidates),
        *title,
    ]
    return "\n".join(lines) + "\n"


def _ballot(ranking: Preferences, ballots: int) -> str:
    return " ".join(map(str, (ballots, *(place + 1 for place in ranking), 0)))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise Refused(
            f"The file is larger than {LARGEST_FILE >> 20} MB. Put equal ballots together, with their number."
        )
    try:
        return content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what older programs in Britain write


def _lines(text: str) -> Iterator[Line]:
    # Not splitlines(): in names that were garbled on their way there are characters that it takes for ends of lines.
    for number, text_of_line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        stripped = text_of_line.strip()
        if stripped and not stripped.startswith("#"):
            yield Line(number, stripped)


def _head(line: Line | None) -> tuple[int, int]:
    if line is None:
        raise Refused("The file is empty. A BLT file begins with the numbers of candidates and seats, such as 5 2.")
    numbers = _COMMENT.sub("", line.text).split()
    if len(numbers) != 2 or not all(map(_NUMBER.fullmatch, numbers)):
        raise line.refused("this should be the numbers of candidates and seats, such as 5 2. Is it a BLT file?")
    candidates, seats = map(int, numbers)
    if not 0 < candidates <= MOST_CANDIDATES:
        raise line.refused(f"the number of candidates should be from 1 to {MOST_CANDIDATES:,}.")
    if not 0 < seats <= candidates:
        raise line.refused("there should be at least 1 seat, and no more seats than candidates: candidates come first.")
    return candidates, seats


def _ballots(lines: Iterator[Line], candidates: int) -> tuple[frozenset[int], dict[Preferences, int]]:
    """Who withdrew, and the ballots up to the 0 that ends them; what is left of `lines` are the names."""
    withdrawn: set[int] = set()
    ballots: dict[Preferences, int] = {}
    places = {str(place + 1): place for place in range(candidates)}
    read_before: dict[str, Preferences] = {}
    for line in lines:
        number, ranked = (*line.text.split(None, 1), "")[:2]  # whatever blank stands between, tabs included
        if number == "0" and not _COMMENT.sub("", ranked).strip():
            return frozenset(withdrawn), ballots
        if not ballots and number.startswith("-"):
            withdrawn |= _withdrawn(line, candidates)
            continue
        ranking = read_before.get(ranked)
        if ranking is None:
            ranking = read_before[ranked] = _at_once(ranked, places) or _ranking(line, ranked, candidates)
        ballots[ranking] = ballots.get(ranking, 0) + _how_many(line, number)
    raise Refused(_NO_END)


def _withdrawn(line: Line, candidates: int) -> set[int]:
    written = " ".join(_COMMENT.sub("", line.text).split())
    if not _WITHDRAWN.fullmatch(written):
        raise line.refused("this should be candidates who withdrew, as negative numbers, such as -2 -5.")
    places = {-int(number) - 1 for number in written.split()}
    if max(places) >= candidates:
        raise line.refused(f"candidate {max(places) + 1} is said to have withdrawn, and there are {candidates}.")
    return places


def _how_many(line: Line, number: str) -> int:
    if not _NUMBER.fullmatch(number) or not int(number):
        raise line.refused(
            f"a ballot begins with how many ballots are alike, a whole number; this begins {line.shown()!r}. If the "
            "ballots end here, a line with a single 0 is missing before it."
        )
    return int(number)


def _at_once(ranked: str, places: Mapping[str, int]) -> Preferences | None:
    """A ranking as nearly all are written; None for what has to be looked at closely."""
    *numbers, end = ranked.split() or [""]
    if end != "0" or len(set(numbers)) < len(numbers):
        return None
    try:
        return tuple([places[number] for number in numbers])
    except KeyError:
        return None


def _ranking(line: Line, ranked: str, candidates: int) -> Preferences:
    *ranking, end = _COMMENT.sub("", ranked).split() or [""]
    _how_many(line, line.text.split()[0])
    for sign, reason in (("=", _SHARED), ("-", _SKIPPED)):
        if any(sign in number for number in ranking):
            raise line.refused(reason)
    if end and not all(map(_NUMBER.fullmatch, (*ranking, end))):
        raise line.refused(f"a ballot is numbers of candidates and a 0 at the end; this is {line.shown()!r}.")
    if end != "0":
        raise line.refused("this ballot has no 0 at its end. Check that nothing was cut off, and add it.")
    places = tuple(int(number) - 1 for number in ranking)
    if -1 in places:
        raise line.refused("a 0 stands within this ballot. Put each ballot on a line of its own.")
    if fault := fault_of(places, candidates):
        raise line.refused(f"{fault}. Look at the paper, and write what it says.")
    return places


def _names(lines: Sequence[Line], candidates: int) -> tuple[tuple[str, ...], str]:
    if len(lines) < candidates:
        raise Refused(
            f"There are {candidates} candidates and only {len(lines)} names. Add a line for each that is missing."
        )
    if len(lines) > candidates + 1:
        extra = lines[candidates + 1]
        raise extra.refused(
            f"after the names of {candidates} candidates and a title nothing should follow. Are there more names?"
        )
    names = [_name(line) for line in lines]
    _check_names(lines, names[:candidates])
    return tuple(names[:candidates]), "".join(names[candidates:])


def _name(line: Line) -> str:
    """A name without the quotation marks that enclose it; marks that belong to it are written twice, or as they are."""
    quoted = _QUOTED.fullmatch(line.text)
    if not quoted and line.text.count('"') % 2:
        raise line.refused("a quotation mark opens here and never closes. Add the missing one.")
    name = plain(quoted[1].replace('""', '"') if quoted else line.text)
    if len(name) > LONGEST_NAME:
        raise line.refused(f"a name is longer than {LONGEST_NAME} characters. Is something missing before it?")
    return name


def _check_names(lines: Sequence[Line], names: Sequence[str]) -> None:
    seen: Mapping[str, int] = {
        seen_as(name): line.number for line, name in zip(reversed(lines[: len(names)]), reversed(names), strict=True)
    }
    for line, name in zip(lines, names, strict=False):
        if not seen_as(name):
            raise line.refused("a candidate has no name. Give every candidate a name.")
        if (first := seen[seen_as(name)]) != line.number:
            raise line.refused(f"this is the name of line {first} again. Give each candidate a name of their own.")
