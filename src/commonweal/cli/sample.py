"""`commonweal sample`: the invented region that shows what the tool does."""

import json
from pathlib import Path

import click

from commonweal.cli.state import ready
from commonweal.journeys.sample.write import SEED, SampleFiles
from commonweal.journeys.sample.write import write as write_sample


@click.group()
def command() -> None:
    """An invented region, to look at and to learn on.

    Example:

        commonweal sample write sample-files
    """


@command.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--seed", type=int, default=SEED, show_default=True, help="Another seed, another region.")
@click.option("--json", "as_json", is_flag=True, help="List the files with what they hold, as JSON.")
def write(folder: Path, seed: int, as_json: bool) -> None:
    """Write the sample's published files into FOLDER, for anyone to look at.

    Example:

        commonweal sample write sample-files --seed 7
    """
    try:
        written = write_sample(folder, seed)
    except OSError as error:
        plain = f"Could not write to {folder}: {error.strerror}. Free some room or name another folder."
        raise click.ClickException(plain) from error
    click.echo(json.dumps(_told(written, seed), indent=2) if as_json else _said(written, folder))


@command.command()
@click.option("--seed", type=int, default=SEED, show_default=True, help="Another seed, another region.")
def make(seed: int) -> None:
    """Make the sample region in COMMONWEAL_HOME: its places, registers, spend and sign-ins.

    Example:

        COMMONWEAL_HOME=look commonweal sample make
    """
    ready()
    from django.utils import timezone

    from commonweal.journeys.sample.actions import SIGN_INS, make_sample

    make_sample(now=timezone.now(), seed=seed)
    click.echo(f"The sample region is made. Its sign-ins: {', '.join(SIGN_INS)}.")


@command.command()
def remove() -> None:
    """Remove the sample region, its files and its sign-ins. What is real stays as it is.

    Example:

        commonweal sample remove
    """
    ready()
    from django.utils import timezone

    from commonweal.journeys.sample.actions import remove_sample

    remove_sample(now=timezone.now())
    click.echo("The sample region is gone.")


def _said(written: SampleFiles, folder: Path) -> str:
    payments = sum(len(published.payments) for _, published in written.spend)
    payers = {payment.payer for _, published in written.spend for payment in published.payments}
    return (
        f"Wrote an invented region of {len(written.geography.wards)} wards to {folder}: {payments:,} payments "
        f"by {len(payers)} payers in {len(written.spend)} files."
    )


def _told(written: SampleFiles, seed: int) -> dict[str, object]:
    places = [written.wards, written.neighbourhoods, written.postcodes, written.deprivation, written.residents]
    spend = [
        {
            "path": str(path),
            "payer": one.payer,
            "payments": len(one.payments),
            "total_pence": one.pence(),
            "amount": one.basis,
            "lost": one.lost,
            "supersedes": one.supersedes or None,
            "overlaps": one.overlaps or None,
        }
        for path, one in written.spend
    ]
    registers = [str(path) for path in written.registers.values()]
    return {"seed": seed, "places": [str(path) for path in places], "registers": registers, "spend": spend}
