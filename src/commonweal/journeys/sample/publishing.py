"""What each payer of the sample published: its files, whole and messy, and the truth of what they hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from commonweal.journeys.sample.layouts import LAYOUTS
from commonweal.journeys.sample.layouts.sheet import Sheet
from commonweal.journeys.sample.ledger import Payment
from commonweal.journeys.sample.payers import MONTHS, Payer, month

# The mishaps, by payer and by its file counted from 0.
REVISED: Final = ("thornsea", 14)  # published a second time, corrected
TWICE: Final = ("gannerby", 5)  # a quarter whose last month was published on its own as well
NARROW: Final = ("ormscar", 8)  # the column of amounts was too narrow for the largest
MISPRINTED: Final = ("saltwath", 7)  # the total at the foot is not the sum of the rows
TOO_WIDE: Final = 3  # amounts are lost in the narrow file
MISPRINT: Final = 1_000_00  # pence


@dataclass(frozen=True, slots=True)
class Published:
    """One file as published, and what is true of it. Money in pence."""

    path: str  # below the folder of spend files
    content: bytes
    payer: str  # whose file it is; where no row says so, the file's name does
    threshold: int
    basis: str  # which amount counts: net or gross
    months: tuple[date, ...]  # the first day of each month it covers
    payments: tuple[Payment, ...]  # all that can be read back
    lost: int = 0  # payments whose amount is printed as ########
    misprint: int = 0  # printed total less true total
    supersedes: str = ""  # the path of the earlier file that it replaces
    overlaps: str = ""  # the path of the earlier file whose last month it repeats

    def pence(self) -> int:
        """What the file comes to."""
        return sum(payment.net if self.basis == "net" else payment.gross for payment in self.payments)


def publish(payers: Sequence[Payer], ledgers: Mapping[str, Sequence[Payment]]) -> Iterator[Published]:
    """Every file, in the order in which they came out, payer by payer. Ledgers go by the payer's slug."""
    for payer in payers:
        if payer.published_with == payer.slug:
            held = [one for other in payers if other.published_with == payer.slug for one in ledgers[other.slug]]
            yield from _files(payer, sorted(held, key=lambda one: one.day))


def _files(payer: Payer, held: Sequence[Payment]) -> Iterator[Published]:
    for turn, first in enumerate(range(0, MONTHS, payer.months_a_file)):
        months = tuple(month(n) for n in range(first, first + payer.months_a_file) if n not in payer.unpublished)
        if not months:
            continue
        file = _file(payer, (turn, months), held)
        yield file
        if (payer.slug, turn) == REVISED:
            yield _revised(payer, file, turn)
        if (payer.slug, turn) == TWICE:
            yield replace(_file(payer, (turn, months[-1:]), held), overlaps=file.path)


def _file(payer: Payer, when: tuple[int, tuple[date, ...]], held: Sequence[Payment]) -> Published:
    turn, months = when
    rows = tuple(one for one in held if one.day.replace(day=1) in months)
    largest = sorted(rows, key=lambda one: (-one.net, one.transaction))[:TOO_WIDE]
    lost = frozenset(one.transaction for one in largest if (payer.slug, turn) == NARROW)
    sheet = Sheet(payer.name, rows, turn, lost, MISPRINT if (payer.slug, turn) == MISPRINTED else 0)
    return _published(payer, sheet, months)


def _revised(payer: Payer, first: Published, turn: int) -> Published:
    """The file again: one payment gone, another's amount put right."""
    rows = list(first.payments)
    rows.pop(len(rows) // 2)
    rows[3] = replace(rows[3], net=rows[3].net + 120_00)
    again = _published(payer, Sheet(payer.name, tuple(rows), turn), first.months)
    stem, ending = first.path.rsplit(".", 1)
    return replace(again, path=f"{stem}-revised.{ending}", supersedes=first.path)


def _published(payer: Payer, sheet: Sheet, months: tuple[date, ...]) -> Published:
    layout = LAYOUTS[payer.layout]
    return Published(
        path=f"{payer.slug}/{_slug(payer.name)}-over-{payer.threshold // 100}-{_span(months)}{layout.ENDING}",
        content=layout.write(sheet),
        payer=payer.name,
        threshold=payer.threshold,
        basis=layout.BASIS,
        months=months,
        payments=tuple(one for one in sheet.payments if one.transaction not in sheet.lost),
        lost=len(sheet.lost),
        misprint=sheet.misprint,
    )


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _span(months: tuple[date, ...]) -> str:
    """`2024-04`, or `2024-04-to-2024-06`."""
    first, last = f"{months[0]:%Y-%m}", f"{months[-1]:%Y-%m}"
    return first if first == last else f"{first}-to-{last}"
