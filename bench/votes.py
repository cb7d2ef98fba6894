"""How many votes a host takes, and how quick its pages are: votes cast online, acknowledged and kept, and reads of
public pages, beside reads of a plain list, side by side.

    python bench/votes.py [--votes 3000] [--rounds 3] [--postgresql postgresql://postgres@127.0.0.1]

The host is ours as it is, under granian; each vote is one POST of a form that was given out before, with a code on
paper in place of an account. The peer is a page of 25 rows in the plainest Django (votes_plain.py), on the same
database and under the same server. They take turns, round by round; what is told is the median of the rounds, by the
clock and by the processor time of the host and of its database. Afterwards every vote that was acknowledged must be
there once. The goals: a vote costs at most 2.5 plain reads on PostgreSQL and 4 on SQLite; of each page, 99 of 100
reads in 25 ms, times what this machine takes for the plain list as against the one on which that was set (22 ms); and
ten times the 10 votes a second that a region of 1.5 million electors casts in its last two hours.
"""

import argparse
import http.client
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from votes_host import Ask, Run, asked, host

TOKEN = "b" * 32  # against forgeries between sites: cookie and field must be the same, and here they are
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={TOKEN}"}
GOALS = {"sqlite": 4.0, "postgresql": 2.5}
P99, PLAIN_P99 = 25, 22  # milliseconds: of a page, and of the plain list on the machine on which the goal was set
MEAN, PEAK = 10, 100  # votes a second of a whole region's evening
READS = 100  # of each page, a round
WARM_UP = 40  # votes a round that are cast before the clock runs: templates are read, statements prepared
OURS, PLAIN = "commonweal.site.wsgi:application", "votes_plain:application"


@dataclass(frozen=True)
class Around:
    """What is asked of the host: where to cast and with what, and the pages to read, by name."""

    cast: str
    forms: list[dict[str, str]]
    pages: dict[str, str]


def main() -> None:
    asked_for = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked_for.add_argument("--votes", type=int, default=3_000)
    asked_for.add_argument("--rounds", type=int, default=3)
    asked_for.add_argument("--connections", type=int, default=8)
    asked_for.add_argument("--workers", type=int, default=2)
    asked_for.add_argument("--postgresql", metavar="SERVER")
    options = asked_for.parse_args()
    with tempfile.TemporaryDirectory() as folder, database(Path(folder), options.postgresql) as url:
        os.environ |= {"COMMONWEAL_HOME": folder, "DATABASE_URL": url, "PLAIN_DATABASE": url}
        cast = options.rounds * (options.votes // options.rounds + WARM_UP)
        around = set_up(cast)
        rounds = [a_round(around, number, options) for number in range(options.rounds)]
        told(url.partition(":")[0], rounds)
        check(cast)


def a_round(around: Around, number: int, options: argparse.Namespace) -> dict[str, Run]:
    """The plain list, this round's share of the votes, and each page, one after another."""
    share = options.votes // options.rounds
    forms = around.forms[number * (share + WARM_UP) :][: share + WARM_UP]
    with host(PLAIN, options.workers, "/") as port:
        runs = {"plain list": asked(port, share, options.connections, read_list)}
    with host(OURS, options.workers, "/record/") as port:
        asked(port, WARM_UP, options.connections, voter(around.cast, forms[share:]))
        runs["votes"] = asked(port, share, options.connections, voter(around.cast, forms))
        for name, address in around.pages.items():
            asked(port, 4 * options.workers, options.connections, reader(address))  # what is worked out once
            runs[name] = asked(port, READS, options.connections, reader(address))
    return runs


@contextmanager
def database(folder: Path, server: str | None) -> Iterator[str]:
    """A database of this run's own: SQLite in the folder, or a new one on the server, dropped afterwards."""
    if server is None:
        yield f"sqlite:///{folder / 'commonweal.sqlite3'}"
        return
    import psycopg

    name = f"votes_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as at:
        at.execute(f"create database {name}")
        try:
            yield f"{server}/{name}"
        finally:
            at.execute(f"drop database {name} with (force)")


def set_up(number: int) -> Around:
    """A vote in the sample's first assembly with so many electors; a form for each, and pages of that assembly."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonweal.site.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from django.db import connections
    from django.urls import reverse

    vote = opened(number)
    forms, body = given_out(vote), vote.proposal.body
    pages = {
        "home": "/",
        "ward page": body.get_absolute_url(),
        "decision": body.decisions.order_by("pk")[0].get_absolute_url(),
        "ballot page": reverse("ballot", args=[body.slug, vote.public_id]),
    }
    around = Around(reverse("cast", args=[body.slug, vote.public_id]), forms, pages)
    connections.close_all()
    return around


def opened(number: int) -> Any:
    """A vote on yes or no, online, in which so many have a vote beside the sample's own members."""
    from django.utils import timezone

    from commonweal.assemblies.actions.opening import Plan, open_box
    from commonweal.assemblies.balloting.questions import YES_NO, Question
    from commonweal.assemblies.models import Body, Member, Proposal
    from commonweal.journeys.sample.actions import make_sample

    make_sample(now=timezone.now())
    body = Body.objects.order_by("pk")[0]
    first = body.members.order_by("pk")[0]
    told = {
        "body": body,
        "of_a_ward": True,
        "legal_name": "Sample Voter",
        "shown_name": "Voter",
        "postcode": "BX46 2AR",
    }
    told |= {"least_age": 18, "evidence": "seen in person", "state": "admitted", "since": timezone.now()}
    Member.objects.bulk_create([Member(**told) for _ in range(number)])
    proposal = Proposal.objects.filter(body=body, state=Proposal.State.OPEN)[0]
    return open_box(proposal=proposal, plan=Plan(Question(YES_NO)), by=first.user, now=timezone.now())


def given_out(vote: Any) -> list[dict[str, str]]:
    """What each elector sends: a code on paper, and the form that the page gave them for their ballot."""
    from commonweal.assemblies.actions.casting import code_hash, form_for
    from commonweal.assemblies.balloting import trackers
    from commonweal.assemblies.models import Elector

    electors = list(Elector.objects.filter(vote=vote, member__shown_name="Voter"))
    codes = [trackers.key(secrets.token_bytes(trackers.KEY_BYTES)) for _ in electors]
    for elector, code in zip(electors, codes, strict=True):
        elector.code_hash = code_hash(code)
    Elector.objects.bulk_update(electors, ["code_hash"], batch_size=500)
    common = {"choices": "0", "csrfmiddlewaretoken": TOKEN}
    return [common | {"form": form_for(each), "code": code} for each, code in zip(electors, codes, strict=True)]


def read_list(connection: http.client.HTTPConnection, number: int) -> None:
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert answer.read().count(b"<li>") == 25, answer.status


def reader(address: str) -> Ask:
    def read(connection: http.client.HTTPConnection, number: int) -> None:
        connection.request("GET", address)
        answer = connection.getresponse()
        page = answer.read()
        assert answer.status == 200, (answer.status, page[:300])

    return read


def voter(address: str, forms: list[dict[str, str]]) -> Ask:
    def cast(connection: http.client.HTTPConnection, number: int) -> None:
        connection.request("POST", address, urlencode(forms[number]), FORM)
        answer = connection.getresponse()
        page = answer.read()
        assert answer.status == 200, (answer.status, page[:300])

    return cast


def told(kind: str, rounds: list[dict[str, Run]]) -> None:
    """Each kind of request by the clock and by processor time, and how that stands to the goals."""
    plain = [each["plain list"] for each in rounds]
    machine = median(run.at(0.99) for run in plain) / PLAIN_P99
    print(f"{kind}: medians of {len(rounds)} rounds; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name in rounds[0]:
        runs = [each[name] for each in rounds]
        clock = median(run.each / peer.each for run, peer in zip(runs, plain, strict=True))
        processor = median(run.processor / peer.processor for run, peer in zip(runs, plain, strict=True))
        p50, p99 = (median(run.at(share) for run in runs) for share in (0.5, 0.99))
        print(
            f"  {name:11} {median(1 / run.each for run in runs):6.0f} a second, p50 {p50:6.1f} ms, p99 {p99:6.1f} ms, "
            f"processor {median(run.processor for run in runs) * 1000:5.2f} ms; "
            f"in plain reads: {clock:5.2f} by the clock, {processor:5.2f} by processor time"
        )
    held = median(1 / each["votes"].each for each in rounds)
    print(f"  goals: a vote costs at most {GOALS[kind]} plain reads; p99 of a page at most {P99 * machine:.1f} ms here")
    print(f"  votes held: {held / MEAN:.1f} times a region's mean evening, {held / PEAK:.2f} times its peak")


def check(number: int) -> None:
    from commonweal.assemblies.models import Ballot, Elector

    struck = Elector.objects.filter(member__shown_name="Voter", struck="code")
    assert (Ballot.objects.filter(vote=struck[0].vote).count(), struck.count()) == (number, number)
    print(f"  all {number:,} acknowledged votes are in the box, each once")


if __name__ == "__main__":
    main()
