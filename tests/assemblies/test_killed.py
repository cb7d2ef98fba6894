"""A vote acknowledged is a vote counted: processes that take votes are killed a hundred times while they do.

Each voter's process acknowledges a ballot by a line in a pipe, and only once `cast` has returned. It is killed with
SIGKILL at some moment, mostly in the middle of casting. Afterwards every acknowledged ballot is in the box once, nobody
is struck off without a ballot or twice, and a stranger verifies the record.
"""

import os
import random
import select
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection, connections

from commonweal.assemblies.actions.casting import Marked, cast, form_for
from commonweal.assemblies.actions.closing import close_box, stop_voting
from commonweal.assemblies.actions.opening import Plan, open_box
from commonweal.assemblies.actions.votes import propose
from commonweal.assemblies.balloting.questions import YES_NO, Question
from commonweal.assemblies.membership import SEEN
from commonweal.assemblies.models import Body, Elector, Member, Vote
from commonweal.cli import main
from commonweal.people.models import User

from .conftest import NOW, user_of

KILLS = 100
AT_ONCE = 4  # processes that cast side by side
LONGEST_LIFE = 0.06  # seconds that casting goes on before the kill, at most
ELECTORS = 3_000
LIFE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"  # as the settings say


@pytest.fixture
def _as_in_life(transactional_db: None) -> Iterator[None]:
    """Writes wait for the disk here, as a host's do and as other tests' do not."""
    options = connection.settings_dict["OPTIONS"]
    kept = dict(options)
    options |= {"init_command": LIFE} if connection.vendor == "sqlite" else {"options": "-c synchronous_commit=on"}
    connection.close()
    yield
    options.clear()
    options.update(kept)
    connection.close()


@pytest.fixture
def vote(_as_in_life: None, body: Body, convenor: User) -> Vote:
    """A vote on yes or no, online, with three thousand electors beside the founders."""
    users = User.objects.bulk_create([User(email=f"voter{number}@sample.example") for number in range(ELECTORS)])
    told = {"postcode": "L1 0AB", "least_age": 18, "evidence": SEEN, "state": Member.State.ADMITTED, "since": NOW}
    Member.objects.bulk_create(
        [
            Member(body=body, user=user, of_a_ward=True, legal_name=f"Voter {number}", shown_name=f"V{number}", **told)
            for number, user in enumerate(users)
        ]
    )
    proposal = propose(body=body, title="A laundry", text="Wash it here.", by=user_of(body, "Knot"), now=NOW)
    return open_box(proposal=proposal, plan=Plan(Question(YES_NO)), by=convenor, now=NOW)


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_no_acknowledged_vote_is_lost_and_none_is_doubled(vote: Vote, convenor: User, tmp_path: Path) -> None:
    assert waits_for_the_disk()
    chance = random.Random(7)
    acknowledged: list[str] = []
    waiting = list(vote.electors.filter(member__shown_name__startswith="V").order_by("pk").values_list("pk", flat=True))
    for _ in range(KILLS):
        shares = [waiting[start::AT_ONCE] for start in range(AT_ONCE)]
        acknowledged += killed(vote, shares, chance.uniform(0, LONGEST_LIFE))
        struck = set(Elector.objects.filter(vote=vote).exclude(struck="").values_list("pk", flat=True))
        waiting = [pk for pk in waiting if pk not in struck]
    stop_voting(vote=vote, by=convenor, now=NOW)
    close_box(vote=vote, by=convenor, now=NOW)
    box = Vote.objects.get(pk=vote.pk).box.closed_box()
    keys = [ballot.key for ballot in box.ballots]
    print(f"\n{KILLS} kills: {len(acknowledged):,} acknowledged, {len(keys):,} in the box")
    assert len(acknowledged) > KILLS  # else nothing was under load
    assert set(acknowledged) <= set(keys)
    assert len(keys) == len(set(keys)) == ELECTORS - len(waiting)
    assert_a_stranger_verifies(tmp_path / "record")


def waits_for_the_disk() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("pragma synchronous" if connection.vendor == "sqlite" else "show synchronous_commit")
        return cursor.fetchone() in ((2,), ("on",))


def killed(vote: Vote, shares: list[list[int]], after: float) -> list[str]:
    """Let processes cast side by side, kill them all so many seconds after the first ballot that one acknowledged;
    returns all that they acknowledged."""
    connections.close_all()  # a process that is forked must not share a connection
    children = [started(vote, share) for share in shares]
    select.select([pipe for _, pipe in children], [], [], 10)  # however slow the machine, one is acknowledged
    time.sleep(after)
    for child, _ in children:
        os.kill(child, signal.SIGKILL)
    return [key for child, pipe in children for key in ended(child, pipe)]


def started(vote: Vote, electors: list[int]) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    taken_over = connections["default"]  # the test's own: neither used nor closed here
    try:
        del connections["default"]
        assert taken_over is not connections["default"]
        for key in ballots_of(vote, electors):
            os.write(writing, f"{key}\n".encode())
        signal.pause()
    finally:
        os._exit(1)  # never into the test that was forked


def ballots_of(vote: Vote, electors: list[int]) -> Iterator[str]:
    """Cast for one elector after another; each ballot's key as soon as it is cast."""
    for pk in electors:
        elector = Elector.objects.select_related("member__user").get(pk=pk)
        assert elector.member
        marked = Marked((pk % 3,), form_for(elector))
        yield cast(vote=vote, marked=marked, by=elector.member.user, now=NOW).key


def ended(child: int, pipe: int) -> list[str]:
    """What a killed process had acknowledged: whole lines, since a line is written at once."""
    os.waitpid(child, 0)
    with os.fdopen(pipe, "rb") as told:
        return told.read().decode().split()


def assert_a_stranger_verifies(folder: Path) -> None:
    published = CliRunner().invoke(main, ["record", "publish", str(folder)])
    assert published.exit_code == 0, published.output
    verified = CliRunner().invoke(main, ["verify", str(folder)])
    assert verified.exit_code == 0, verified.output
    assert connection.is_usable()
