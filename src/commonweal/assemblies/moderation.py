"""Moderation: for which reasons words may be hidden, and the policy that an assembly begins with."""

from datetime import timedelta
from typing import Final

from commonweal.basics.problems import Refused

# Our choice of reasons, each one that a neighbour can check: by key, in words.
REASONS: Final = {
    "off topic": "It is about something else",
    "names a private person": "It names a private person",
    "insult": "It insults somebody",
    "advertising": "It advertises",
    "unlawful": "It is against the law",
}
LONGEST_NOTE: Final = 2000  # characters of an appeal or a report
LONGEST_POLICY: Final = 10_000  # characters
SENT_TWICE: Final = timedelta(minutes=2)  # the same report again within is one form sent twice; our choice
MOST_REPORTS: Final = 5  # that wait for one text: after these the convenors know; our choice, so that none is buried

POLICY: Final = (
    "We argue about proposals, not about people. You may say that a plan is bad, and say it sharply. You may say that "
    "those in office do their work badly.\n\n"
    "A convenor hides what is off topic, what names a private person, what insults somebody, what advertises, and what "
    "is against the law. For no other reason, and never because of an opinion.\n\n"
    "Hiding is not deleting. What is hidden can be shown again. Each time, a public list says what kind of text it "
    "was, when, and for which reason. It does not repeat the words, and does not say whose they were.\n\n"
    "Whoever wrote the words can appeal. Another convenor then decides, or the assembly does. The convenor who hid "
    "them does not decide about the appeal.\n\n"
    "Anyone can point us to a text. You need not be a member, and we do not keep who you are."
)


def check_reason(reason: str) -> None:
    """Raises Refused for a reason that no policy lists."""
    if reason not in REASONS:
        raise Refused(f"Choose one of the reasons: {', '.join(REASONS)}.")


def check_appeal(decided_by: int | None, hidden_by: int | None) -> None:
    """Raises Refused where the convenor who hid a text would decide about the appeal. Members are told by numbers."""
    if decided_by == hidden_by:
        raise Refused("You hid this, so another convenor decides about the appeal, or the assembly by a decision.")
