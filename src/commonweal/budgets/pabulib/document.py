"""What a Pabulib file tells: an election that a rule can count, and what people call it."""

from dataclasses import dataclass
from typing import Final

from commonweal.budgets.elections import Election
from commonweal.budgets.pabulib.sections import Text

POINTED: Final = ("cumulative", "scoring")  # kinds of vote that write points beside the projects they name
RANKED: Final = "ordinal"  # names projects, the one wanted most first
CHOICE: Final = "choose-1"  # names one project
NAMED: Final = ("approval", CHOICE, RANKED)  # kinds that name projects


@dataclass(frozen=True, slots=True)
class Budget:
    """An election with the names of its projects, and what the file says became of them."""

    election: Election
    title: str
    currency: str
    vote_type: str
    rule: str  # as the file names it; empty where it does not
    names: tuple[str, ...]
    selected: tuple[str, ...]  # beside each project: "1" funded, "2" and "3" funded from elsewhere; empty if not told
    text: Text  # every row as it came

    @property
    def states_its_votes(self) -> bool:
        """Whether the file says how many votes it holds. If not, nobody can tell from it that none is missing."""
        stated = (row for row in self.text.sections["META"].rows if row[0].strip().lower() == "num_votes")
        return any(cell.strip() for row in stated for cell in row[1:])
