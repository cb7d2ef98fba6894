"""Grants: money promised to an organisation, as 360Giving publishes them."""

import re
from dataclasses import dataclass
from typing import Final

from commonweal.basics.problems import Refused

LONGEST_NAME: Final = 200  # characters
LONGEST_NUMBER: Final = 60  # characters
NUMBER: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]{2,10}-[A-Za-z0-9/.-]{1,40}")  # org-id.guide: register, then number


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation that is to have money, and its number in a public register, such as GB-COH-01234567, or "".

    Raises Refused for one without a name, and for a number that names no register.
    """

    name: str
    number: str = ""

    def __post_init__(self) -> None:
        if not 0 < len(self.name.strip()) <= LONGEST_NAME:
            raise Refused(f"Write the name of the organisation, in at most {LONGEST_NAME} letters.")
        if self.number and not NUMBER.fullmatch(self.number):
            raise Refused(
                "Write the register and the number in it, such as GB-COH-01234567 for a company, GB-CHC-1234567 for a "
                "charity or GB-MPR-1234R for a society. Where there is none, leave it out."
            )
