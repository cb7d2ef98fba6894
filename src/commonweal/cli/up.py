"""`commonweal up`: the site and its worker, on whatever COMMONWEAL_HOME holds."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

import click

from commonweal.basics.cores import cores
from commonweal.cli.state import ready

SITE = "commonweal.site.wsgi:application"
GRACE = 10  # seconds that the worker is given to finish what it is reading
MOST_PROCESSES = 4  # that answer unless more are asked for: each takes about 200 MB


@click.command(name="up")
@click.option("--port", type=click.IntRange(1, 65535), envvar="COMMONWEAL_PORT", default=8000, show_default=True)
@click.option(
    "--host", envvar="COMMONWEAL_HOST", default="127.0.0.1", show_default=True, help="The address to listen on."
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    envvar="COMMONWEAL_PROCESSES",
    default=lambda: min(cores(), MOST_PROCESSES),
    show_default="one a processor, 4 at most",
    help="How many processes answer side by side.",
)
def command(port: int, host: str, processes: int) -> None:
    """Start the site, and the worker that reads uploads and signs the record. Ctrl+C stops both.

    On an empty COMMONWEAL_HOME the labelled sample region is made first.

    Example:

        COMMONWEAL_PORT=8080 commonweal up
    """
    ready()
    from django.utils import timezone

    from commonweal.assemblies import tasks as assemblies
    from commonweal.journeys.sample.actions import SIGN_INS, make_sample
    from commonweal.journeys.upkeep.actions import sweep_lake
    from commonweal.record.tasks import keep_signing
    from commonweal.spend.tasks import draw_where_due, read_interrupted

    sweep_lake(now=timezone.now())
    read_interrupted()
    draw_where_due()
    keep_signing()
    assemblies.soon()  # a worker that was killed does not come back by itself
    if _empty():
        click.echo("Making the sample region; this takes a moment.")
        make_sample(now=timezone.now())
    click.echo(f"commonweal is at http://{host}:{port}/")
    if _shows_sample():
        click.echo("Sample sign-ins (the code is printed here): " + ", ".join(SIGN_INS))
    _run(host, port, processes)


def _empty() -> bool:
    from commonweal.places.models import Region
    from commonweal.spend.models import SpendFile

    return not Region.objects.exists() and not SpendFile.objects.exists()


def _shows_sample() -> bool:
    from commonweal.spend.queries import sample_in_view

    return sample_in_view()


def _run(host: str, port: int, processes: int) -> None:
    environment = known_to_all(port)
    serving = ["granian", "--interface", "wsgi", "--backpressure", "16", "--host", host, "--port", str(port)]
    serving += ["--workers", str(processes), SITE]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    running: list[subprocess.Popen[bytes]] = []
    try:
        for module in (["django", "db_worker"], serving):
            running.append(begin([sys.executable, "-m", *module], environment))
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
    except KeyboardInterrupt:
        sys.exit(0)
    finally:
        end(running)
    sys.exit(running[-1].returncode or 0)


def known_to_all(port: int) -> dict[str, str]:
    """The environment of all that is started: the worker writes letters, and has to know where the site is."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "commonweal.site.settings", "COMMONWEAL_PORT": str(port)}


def begin(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start one of our own programs, in a session of its own, so that `end` reaches whatever it starts in turn."""
    return subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 (our own command)


def end(running: Sequence[subprocess.Popen[bytes]], grace: float = GRACE) -> None:
    """Ask all of them to stop; who has not after `grace` seconds is killed, with all that it started."""
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(grace)
        except subprocess.TimeoutExpired:
            if hasattr(os, "killpg"):  # not on Windows
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
