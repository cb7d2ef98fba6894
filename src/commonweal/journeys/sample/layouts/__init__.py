"""The ten layouts in which the sample's payers publish, one a file, each with the mess of a kind of finance system.

Adding one is a file with ENDING, BASIS and `write`, and its line here.
"""

from typing import Final, Protocol

from commonweal.journeys.sample.layouts import (
    carriage_returns,
    department_of_health,
    misnamed_columns,
    monthly_sheets,
    period_in_words,
    repeated_header,
    report_query,
    spacer_columns,
    two_line_header,
    unicode_text,
)
from commonweal.journeys.sample.layouts.sheet import Sheet


class Layout(Protocol):
    """How one finance system writes its payments out."""

    @property
    def ENDING(self) -> str:  # noqa: N802 - a constant of the module
        """Of the file's name."""

    @property
    def BASIS(self) -> str:  # noqa: N802
        """The amount that counts: `net` or `gross`."""

    def write(self, sheet: Sheet) -> bytes:
        """The file."""


LAYOUTS: Final[dict[str, Layout]] = {
    "carriage_returns": carriage_returns,
    "department_of_health": department_of_health,
    "misnamed_columns": misnamed_columns,
    "monthly_sheets": monthly_sheets,
    "period_in_words": period_in_words,
    "repeated_header": repeated_header,
    "report_query": report_query,
    "spacer_columns": spacer_columns,
    "two_line_header": two_line_header,
    "unicode_text": unicode_text,
}
