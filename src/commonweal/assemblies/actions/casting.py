"""Casting a ballot: the voter is struck off the roll and the ballot goes into the box, both or neither.

No event is appended and no time is kept, so that nothing tells whose a ballot is.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.core.signing import BadSignature, Signer
from django.db import connection, transaction

from commonweal.assemblies.actions.closing import new_key
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.balloting import rolls, trackers
from commonweal.assemblies.counts.ballots import Preferences
from commonweal.assemblies.models import Ballot, Elector, Vote
from commonweal.basics.problems import Refused
from commonweal.people.models import User

# Written out, since putting the query together takes longer than its answer, and every voter of an evening asks it.
# Both find a line without reading the roll: the index of codes holds no empty ones, which SQLite must be told, and a
# `cross join` it reads from the left.
BY_CODE: Final = "select * from assemblies_elector where vote_id = %s and code_hash = %s and not (code_hash = '')"
BY_ACCOUNT: Final = """
    select elector.* from assemblies_member member cross join assemblies_elector elector
    where elector.vote_id = %s and elector.member_id = member.id and member.user_id = %s order by elector.id limit 1
"""
NOT_ON_THE_ROLL: Final = "You are not on the roll of this vote: it was closed when the vote opened."
VOTED: Final = "You have voted already. Each elector has one vote, and a ballot cannot be changed or taken back."
FORGED: Final = "This form is not one that we gave you for this vote. Open the vote again, and choose there."
SENT_TWICE: Final = "A ballot's form came twice. It counts once, and the voter has the receipt."
WRONG_CODE: Final = "That code is not valid. Look at the paper again, or ask a convenor for a new one."
ENDED: Final = "This vote is closed. Your ballot came too late and was not counted."
HELD: Final = (
    "You are on the roll. Another entry has a name and postcode like yours, so a convenor looks first: nobody may vote "
    "twice. Ask a convenor to look today. Nothing was cast."
)
NOT_ONLINE: Final = "This vote is not taken online. Ask a convenor for a paper."


@dataclass(frozen=True, slots=True)
class Marked:
    """A ballot as it is handed in: what was chosen, and the form that `form_for` gave out for it.

    `code`: from a paper, in place of an account. `helped`: the elector for whom a convenor enters it.
    """

    choices: Preferences
    form: str
    code: str = ""
    helped: Elector | None = None


def cast(*, vote: Vote, marked: Marked, by: User | None, now: datetime) -> Ballot:
    """Cast a ballot; returns it for the receipt. The same form sent twice casts once, and gives the same receipt, also
    after the end: its ballot did not come too late.

    Raises Overstepped for who is not on the roll or has voted, for a form or code that is not theirs, and after the
    end; Refused for who may be entered twice, until a person has looked.
    """
    elector = who(vote, by, marked.code, marked.helped)
    choices = vote.box.question().checked(marked.choices, elector.cell)
    key = _key(marked.form, elector)
    helper = convening(vote.proposal.body, by) if marked.helped and by else None
    channel = rolls.ASSISTED if helper else rolls.CODE if marked.code else rolls.ONLINE
    with transaction.atomic():  # no longer than it must: on SQLite everybody else waits for it
        still_open = _hold_open(vote, now)
        voting = Elector.objects.filter(pk=elector.pk, struck="", held=False)
        if still_open and voting.update(struck=channel, helped_by=helper):
            return Ballot.objects.create(key=key, vote=vote, choices=list(choices), cell=elector.cell)
    if found := _cast_before(vote, key):
        return found
    if not still_open:
        raise Overstepped(ENDED, "late vote")
    check_not_held(elector)
    raise Overstepped(VOTED, "second vote")


def check_not_held(elector: Elector) -> None:
    """Raises Refused for an elector who may be entered twice, until a person has looked."""
    if elector.held:
        raise Refused(HELD)


def form_for(elector: Elector) -> str:
    """A fresh form for one ballot of one elector: the key that the ballot will have, signed."""
    return _signer(elector).sign(new_key())


def who(vote: Vote, by: User | None, code: str = "", helped: Elector | None = None) -> Elector:
    """The elector who votes: by their account, by a code on paper, or helped by a convenor.

    Raises Overstepped where there is none.
    """
    if helped is not None:
        if by is None or helped.vote_id != vote.pk:
            raise Overstepped("Only a convenor of this assembly can do that.")
        convening(vote.proposal.body, by)
        return helped
    if code:
        return by_code(vote, code)
    found = _first(BY_ACCOUNT, vote.pk, by.pk) if by is not None else None
    if found is None:
        raise Overstepped(NOT_ON_THE_ROLL)
    return found


def by_code(vote: Vote, code: str) -> Elector:
    """The elector to whom a code on paper was given, whether or not it is used up. Raises Overstepped."""
    key = trackers.read(code)
    found = _first(BY_CODE, vote.pk, code_hash(key)) if key else None
    if found is None:
        raise Overstepped(WRONG_CODE, "wrong code")
    return found


def code_hash(key: str) -> str:
    """What is kept of a code. It has 128 random bits, so that a plain hash tells nothing about it."""
    return sha256(f"commonweal voting code\n{key}".encode()).hexdigest()


def _first(query: str, *told: int | str) -> Elector | None:
    return next(iter(Elector.objects.raw(query, told)), None)


def _hold_open(vote: Vote, now: datetime) -> bool:
    """Hold the vote so that it cannot be closed before this ballot is in. Casting does not wait for other casting.

    Only the vote's state is asked for anew: its box was frozen when it opened. False after the end.
    """
    asked = "select state from assemblies_vote where id = %s"
    with connection.cursor() as cursor:
        cursor.execute(f"{asked} for share" if connection.vendor == "postgresql" else asked, [vote.pk])
        held = cursor.fetchone()
    if held != (Vote.State.OPEN,) or vote.box.ended(now):
        return False
    if not vote.box.online:
        raise Refused(NOT_ONLINE)
    return True


def _cast_before(vote: Vote, key: str) -> Ballot | None:
    """The ballot of this very form, where it was sent twice. After a vote with trackers only, without its choices."""
    found = Ballot.objects.filter(vote=vote, key=key).first()
    if found is None and vote.state == Vote.State.CLOSED and (box := vote.box.closed_box()).holds(key):
        published = box.ballot(key)
        found = Ballot(key=key, vote=vote, choices=list(published.choices) if published else [])
    if found is not None:
        found.cast_before = True
    return found


def _key(form: str, elector: Elector) -> str:
    try:
        return _signer(elector).unsign(form)
    except BadSignature:
        raise Overstepped(FORGED, "forged form") from None


def _signer(elector: Elector) -> Signer:
    return Signer(salt=f"ballot of {elector.pk} in {elector.vote_id}")
