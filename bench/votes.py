"""How many votes a host takes: votes cast online, acknowledged and kept, beside reads of a plain list, side by side.

    python bench/votes.py [--votes 4000] [--connections 8] [--workers 2] [--postgresql postgresql://postgres@127.0.0.1]

The host is ours as it is, under granian; each vote is one POST of a form that was given out before, with a code on
paper in place of an account. The peer is a page of 25 rows in the plainest Django (votes_plain.py), on the same
database and under the same server. The goal: a vote costs at most 2.5 such reads on PostgreSQL and 4 on SQLite.
Afterwards every vote that was acknowledged must be there once.
"""

import argparse
import http.client
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

PORT, PLAIN_PORT = 8731, 8732
TOKEN = "b" * 32  # against forgeries between sites: cookie and field must be the same, and here they are
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={TOKEN}"}
GOALS = {"sqlite": 4.0, "postgresql": 2.5}

Ask = Callable[[http.client.HTTPConnection, int], None]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--votes", type=int, default=4_000)
    asked.add_argument("--connections", type=int, default=8)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--postgresql", metavar="SERVER")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, database(Path(folder), options.postgresql) as url:
        os.environ |= {"COMMONWEAL_HOME": folder, "DATABASE_URL": url, "PLAIN_DATABASE": url}
        address, forms = set_up(options.votes)
        plain = run("votes_plain:application", PLAIN_PORT, options, options.votes, read)
        votes = run("commonweal.site.wsgi:application", PORT, options, options.votes, voter(address, forms))
        told("reads of a plain list", plain)
        told("votes", votes)
        kind = url.partition(":")[0]
        ratio = (len(plain[1]) / plain[0]) / (len(votes[1]) / votes[0])
        print(f"{kind}: a vote costs {ratio:.2f} plain reads (goal {GOALS[kind]})")
        check(options.votes)


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


def set_up(number: int) -> tuple[str, list[dict[str, str]]]:
    """A vote in the sample's first assembly with so many electors; the address to cast at, and a form for each."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonweal.site.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from django.db import connections
    from django.urls import reverse

    vote = opened(number)
    forms = given_out(vote)
    connections.close_all()
    return reverse("cast", args=[vote.proposal.body.slug, vote.public_id]), forms


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


def read(connection: http.client.HTTPConnection, number: int) -> None:
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert answer.read().count(b"<li>") == 25, answer.status


def voter(address: str, forms: list[dict[str, str]]) -> Ask:
    def cast(connection: http.client.HTTPConnection, number: int) -> None:
        connection.request("POST", address, urlencode(forms[number]), FORM)
        answer = connection.getresponse()
        page = answer.read()
        assert answer.status == 200, (answer.status, page[:300])

    return cast


def run(application: str, port: int, options: argparse.Namespace, number: int, ask: Ask) -> tuple[float, list[float]]:
    """Ask a host so many times over a few connections; seconds in all, and of each request."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(options.workers)]
    command += ["--backpressure", "16", "--port", str(port), "--log-level", "error", application]
    host = subprocess.Popen(command, cwd=Path(__file__).parent)
    try:
        answering(port)
        shares = [range(start, number, options.connections) for start in range(options.connections)]
        began = time.perf_counter()
        with ThreadPoolExecutor(options.connections) as threads:
            times = [each for share in threads.map(lambda share: asking(port, share, ask), shares) for each in share]
        return time.perf_counter() - began, times
    finally:
        host.terminate()
        host.wait(10)


def asking(port: int, numbers: range, ask: Ask) -> list[float]:
    connection, times = http.client.HTTPConnection("127.0.0.1", port), []
    for number in numbers:
        began = time.perf_counter()
        ask(connection, number)
        times.append(time.perf_counter() - began)
    return times


def answering(port: int) -> None:
    """Wait until every worker most likely answers: each loads the site at its first request."""
    for _ in range(200):
        try:
            for _ in range(20):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
                connection.request("GET", "/record/" if port == PORT else "/")
                connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("the host does not answer")


def told(what: str, found: tuple[float, list[float]]) -> None:
    wall, times = found
    each = f"median {median(times) * 1000:.1f} ms, p99 {sorted(times)[int(len(times) * 0.99)] * 1000:.1f} ms"
    print(f"{len(times):,} {what}: {len(times) / wall:,.0f} a second, {each}")


def check(number: int) -> None:
    from commonweal.assemblies.models import Ballot, Elector

    struck = Elector.objects.filter(member__shown_name="Voter", struck="online")
    assert (Ballot.objects.filter(vote=struck[0].vote).count(), struck.count()) == (number, number)
    print(f"all {number:,} acknowledged votes are in the box, each once")


if __name__ == "__main__":
    main()
