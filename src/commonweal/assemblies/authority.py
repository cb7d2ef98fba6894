"""Acts that are refused because of who acts, or with what: they are told apart, since the attempt is kept."""

from typing import Literal

from commonweal.basics.problems import Refused

Attempt = Literal["not entitled", "second vote", "forged form", "forged receipt", "wrong code"]


class Overstepped(Refused):
    """A refusal on grounds of authority: somebody else's office, a second vote, a forged form, receipt or code.

    The attempt goes on the body's security log (actions/refusals.py).
    """

    def __init__(self, plain: str, attempt: Attempt = "not entitled") -> None:
        super().__init__(plain)
        self.attempt: Attempt = attempt
