"""Acts that are refused because of who acts, when, or with what: they are told apart, since the attempt is kept."""

from typing import Literal

from commonweal.basics.problems import Refused

Attempt = Literal[
    "not entitled",
    "second vote",
    "late vote",
    "forged form",
    "replayed form",
    "forged receipt",
    "wrong code",
    "no quorum",
    "tellers disagree",
]


class Overstepped(Refused):
    """A refusal on grounds of authority: somebody else's office, a second or late vote, a forged form, receipt or code.

    A meeting too small to decide, tellers who do not agree and a form that was sent before count as such, too. The
    attempt goes on the body's security log (actions/refusals.py).
    """

    def __init__(self, plain: str, attempt: Attempt = "not entitled") -> None:
        super().__init__(plain)
        self.attempt: Attempt = attempt


def sent_before(what: str) -> Overstepped:
    """The refusal of a form that comes a second time: what it asked for is done, and is not done again."""
    return Overstepped(f"{what} Nothing was done a second time.", "replayed form")
