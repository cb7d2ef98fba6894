"""Discussion: what a comment is, how long its words can be changed, and what stands for them in the record."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from commonweal.basics.problems import Refused

EDITABLE: Final = timedelta(minutes=15)  # our choice: time to mend a slip, too little to change what others answered
LONGEST_COMMENT: Final = 4000  # characters; our choice: about eight minutes of speech, written down
COMMENTS_A_PAGE: Final = 50
SALT: Final = 32  # random bytes


def check(text: str) -> str:
    """The words of a comment without what surrounds them. Raises Refused for none, and for too many."""
    words = text.strip()
    if not words:
        raise Refused("Write what you would like to say.")
    if len(words) > LONGEST_COMMENT:
        raise Refused(f"That is {len(words):,} characters. Say it in at most {LONGEST_COMMENT:,}, or in two comments.")
    return words


def editable(written_at: datetime, now: datetime) -> bool:
    """Whether the words can still be changed by who wrote them."""
    return now < written_at + EDITABLE


def check_editable(written_at: datetime, now: datetime) -> None:
    """Raises Refused once others may have answered."""
    if not editable(written_at, now):
        minutes = EDITABLE // timedelta(minutes=1)
        raise Refused(f"A comment can be changed for {minutes} minutes. You can erase it, or write another one.")


def seal(salt: bytes, text: str) -> str:
    """What stands for a comment in the record. Unlike other texts, a comment is not published beside it.

    Whoever has the words and the salt can show what was said; once both are erased nobody can tell, not by guessing.
    Raises ValueError for a salt of another length.
    """
    if len(salt) != SALT:
        raise ValueError(f"a salt has {SALT} bytes, not {len(salt)}")
    return sha256(salt + text.encode()).hexdigest()
