"""Verifying a published record: numbering, form, hashes, roots, signatures, texts, and every replay."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from commonweal.basics.problems import Problem, Refused
from commonweal.record import listing, published
from commonweal.record.listing import STRAY, Listing
from commonweal.record.replays import Absent, Body, Folder, LookedUp, Replays, differences
from commonweal.record.texts import ERASED, MARK, NAMED, ROOM, commitment, committed_in
from commonweal.record.vouching import Kept, vouched
from commonweal.record.walking import Told, Walk

BROKE: Final = "Event {number:,} could not be worked out again: {why}."
DIFFERS: Final = "Event {number:,} is not what comes out when it is worked out again: {how}."
OTHER_WORDS: Final = "These are not the words that event {number:,} stands for."
NO_WORDS: Final = "The words that event {number:,} stands for are missing, and the record tells of no erasure."
NO_EVENT: Final = "No event stands for these words."
NOTHING_LOOKED_UP: Final[LookedUp] = {}
QUOTED_MARK: Final = f'"{MARK}'.encode()


@dataclass(slots=True)
class Report:
    """What was found. `first_bad`: the first bad event where it is known exactly, else None.

    `between`: among which events the first bad one is. `withheld`: texts that were erased, as the record tells.
    `replays`: by room and kind, how many events came out the same, how many did not, and how many lacked their inputs.
    """

    verified: bool = False
    events: int = 0
    checkpoints: int = 0
    first_bad: int | None = None
    between: tuple[int, int] | None = None
    withheld: int = 0
    replays: dict[str, dict[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The report as `--json` prints it."""
        return asdict(self)


def verify(folder: Path, kept: Kept, replays: Replays, looked_up: LookedUp = NOTHING_LOOKED_UP) -> Report:
    """Check a published folder, with what a stranger kept, and replay what can be replayed.

    `looked_up`: the kinds of events that replays look back at.
    """
    found = vouched(folder, kept)
    listed, amiss = listing.found(folder, found.trusted, found.size())
    report = Report(problems=found.problems + amiss)
    walk, check = Walk(folder, found.anchors), _Contents(folder, replays, report, _Past(looked_up, listed))
    walk.go(check.visit)
    report.events = walk.events
    report.checkpoints = len({anchor.size for anchor in found.anchors if anchor.size <= walk.held and not anchor.kept})
    report.problems += walk.problems
    check.texts(whole=walk.bad is None)
    report.problems += [Problem(name, STRAY) for name in published.strays(folder, walk.events)]
    report.between = walk.bad
    report.first_bad = min((number for number in (check.first_bad, _exact(walk.bad)) if number), default=None)
    report.verified = not report.problems
    return report


def _exact(bad: tuple[int, int] | None) -> int | None:
    """The one bad event there can be, where it is one."""
    return bad[0] if bad and bad[0] == bad[1] else None


class _Past:
    """What replays may look at: by room, earlier events that one of them looks up, and the inputs that are listed."""

    def __init__(self, looked_up: LookedUp, listed: Listing | None) -> None:
        self._looked_up, self._listed = looked_up, listed
        self._told: dict[str, dict[tuple[str, str], list[Body]]] = {}
        self._inputs: dict[str, Mapping[str, str]] = {}

    def note(self, told: Told) -> None:
        room, kind, body = told["room"], told["kind"], told["body"]
        if about := self._looked_up.get((room, kind)):
            self._told.setdefault(room, {}).setdefault((kind, str(body.get(about))), []).append(body)

    def of(self, folder: Path, room: str) -> Folder:
        if self._listed is not None and room not in self._inputs:
            self._inputs[room] = self._listed.inputs(room)
        beside = (self._inputs.get(room), self._told.get(room, {}), self._told)
        return Folder(folder / published.INPUTS / room, *beside)


class _Contents:
    """What the events say, held against the texts and the inputs beside them."""

    def __init__(self, folder: Path, replays: Replays, report: Report, past: _Past) -> None:
        self.first_bad: int | None = None
        self._folder, self._replays, self._report, self._past = folder, replays, report, past
        self._committed: dict[str, int] = {}  # by commitment, the first event that holds it
        self._erased: set[str] = set()

    def visit(self, number: int, told: Told, line: bytes) -> None:
        if QUOTED_MARK in line:
            self._note_texts(number, told)
        replay = self._replays.get((told["room"], told["kind"]))
        if replay is not None:
            outcome = self._replayed(number, told)
            counts = {"same": 0, "different": 0, "withheld": 0}
            counted = self._report.replays.setdefault(f"{told['room']} {told['kind']}", counts)
            counted[outcome] += 1
        self._past.note(told)

    def texts(self, *, whole: bool) -> None:
        """Check the texts of the events visited. `whole`: all events were, so any other text is a stray."""
        for committed, number in self._committed.items():
            path = published.text_file(self._folder, committed)
            if not path.is_file():
                self._missing(path, committed, number)
            elif not _is_committed(path, committed):
                self._bad(number, self._named(path), OTHER_WORDS.format(number=number))
        if whole:
            self._strays()

    def _note_texts(self, number: int, told: Told) -> None:
        if (told["room"], told["kind"]) == (ROOM, ERASED):
            self._erased.add(str(told["body"].get(NAMED)))
            return
        for committed in committed_in(told["body"]):
            self._committed.setdefault(committed, number)

    def _missing(self, path: Path, committed: str, number: int) -> None:
        if committed in self._erased:
            self._report.withheld += 1
        else:
            self._bad(number, self._named(path), NO_WORDS.format(number=number))

    def _strays(self) -> None:
        folder = self._folder / published.TEXTS
        wanted = {published.text_file(self._folder, committed).name for committed in self._committed}
        for path in sorted(folder.glob("*.json")):
            if path.name not in wanted:
                self._report.problems.append(Problem(self._named(path), NO_EVENT))

    def _replayed(self, number: int, told: Told) -> str:
        room, kind, body = told["room"], told["kind"], told["body"]
        where = f"{published.INPUTS}/{room}"
        try:
            how = differences(body, self._replays[room, kind](body, self._past.of(self._folder, room)))
        except Absent:
            return "withheld"
        except Refused as refusal:
            self._bad(number, where, BROKE.format(number=number, why=refusal.plain.rstrip(".")))
        except Exception as fault:  # inputs from a stranger may be anything; the walk goes on, and says what it met
            self._bad(number, where, BROKE.format(number=number, why=f"its inputs are not in order ({fault!r})"))
        else:
            if not how:
                return "same"
            self._bad(number, where, DIFFERS.format(number=number, how="; ".join(how)))
        return "different"

    def _bad(self, number: int, where: str, told: str) -> None:
        self.first_bad = min(number, self.first_bad or number)
        self._report.problems.append(Problem(where, told))

    def _named(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix()


def _is_committed(path: Path, committed: str) -> bool:
    try:
        content = published.read_bytes(path)
        salt, text = published.read_text(content)
        return commitment(salt, text) == committed and published.as_text(salt, text) == content
    except (OSError, ValueError, Refused):
        return False
