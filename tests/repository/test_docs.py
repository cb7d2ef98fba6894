"""What the documents say is so: every file, heading, command, option, setting and worked figure in them is there."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from commonweal.basics.money import exact
from commonweal.cli import main
from commonweal.journeys.sample.write import write
from commonweal.spend.reading import Options, read, sources

FENCE = re.compile(r"^```(\S*)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SPAN = re.compile(r"`([^`\n]+)`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
SETTING = re.compile(r"\bCOMMONWEAL_[A-Z_]+\b|\bDATABASE_URL\b")
OPTION = re.compile(r"--[a-z][a-z-]*")
ELSEWHERE = ("http://", "https://", "mailto:")
COMMAND_SECTION = "## {name}\n"
PAYMENT_LINE = re.compile(r"the (\d+)(?:st|nd|rd|th) of `([^`]+\.csv)`")


@pytest.fixture(scope="module")
def documents(kept: dict[str, Path]) -> dict[str, str]:
    """Every document of the project, by its path."""
    return {name: path.read_text() for name, path in kept.items() if name.endswith(".md")}


def prose(markdown: str) -> str:
    """A document without its fenced blocks."""
    return FENCE.sub("", markdown)


def anchors(markdown: str) -> set[str]:
    """What a link may point at in a document: its headings, as the places that show Markdown write them."""
    plain = (re.sub(r"[^\w\- ]", "", re.sub(LINK, "", heading).lower()) for heading in HEADING.findall(prose(markdown)))
    return {heading.strip().replace(" ", "-") for heading in plain}


def dead_links(name: str, markdown: str, project: Path) -> list[str]:
    """Links to files or headings that are not there."""
    targets = [target for target in LINK.findall(prose(markdown)) if not target.startswith(ELSEWHERE)]
    return [f"{name}: {target}" for target in targets if not _leads_somewhere(target, project / name)]


def _leads_somewhere(target: str, document: Path) -> bool:
    file, _, anchor = target.partition("#")
    path = document.parent / file if file else document
    return path.exists() and (not anchor or anchor in anchors(path.read_text()))


def lost_paths(name: str, markdown: str, project: Path) -> list[str]:
    """Paths from the top of the project, named in passing, where there is nothing."""
    tops = {path.name for path in project.iterdir() if path.is_dir() and not path.name.startswith(".")}
    spans = [span for span in SPAN.findall(prose(markdown)) if "/" in span and span.split("/")[0] in tops]
    return [f"{name}: {span}" for span in spans if not (project / span).exists()]


def called(markdown: str) -> Iterator[list[str]]:
    """The words of each call of `commonweal`, in console blocks and in passing."""
    blocks = "\n".join(body for language, body in FENCE.findall(markdown) if language == "console")
    typed = re.findall(r"^\$ (.+)$", blocks.replace("\\\n", " "), re.MULTILINE)
    for line in (*typed, *SPAN.findall(prose(markdown))):
        plain = re.sub(r"^(\w+=\S* )*(\.venv/bin/)?", "", line)
        if plain.split()[:1] == ["commonweal"]:
            yield shlex.split(plain)[1:]


def fault_of(words: list[str], command: click.Command = main, parent: click.Context | None = None) -> str | None:
    """Why a call is not understood, or None where it is. A command named without its arguments is understood."""
    if not words:
        return None
    context = click.Context(command, parent, info_name=command.name)
    below = command.get_command(context, words[0]) if isinstance(command, click.Group) else None
    if below is not None:
        return fault_of(words[1:], below, context)
    try:
        command.make_context(command.name, list(words), parent)
    except click.exceptions.Exit:  # --help and --version
        return None
    except click.UsageError as error:
        return error.format_message()
    return f"there is no {words[0]!r}" if isinstance(command, click.Group) else None


def leaves(command: click.Command, name: str = "commonweal") -> Iterator[tuple[str, click.Command]]:
    """Each command that does something, with the words that call it."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command)
    for each in command.list_commands(context):
        below = command.get_command(context, each)
        assert below is not None
        yield from leaves(below, f"{name} {each}")


def section(markdown: str, name: str) -> str:
    """The text under the heading of a command."""
    return markdown.partition(COMMAND_SECTION.format(name=name))[2].partition("\n## ")[0]


def read_by(source: str) -> set[str]:
    """The settings that a Python file reads from the environment."""
    return set(re.findall(rf'(?:environ|envvar)\W.{{0,12}}?"({SETTING.pattern})"', source))


def test_a_link_to_nothing_is_found(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("## What it costs\n")
    text = "[x](b.md#what-it-costs) [y](b.md#gone) [z](c.md) [w](https://example.org/)"
    assert dead_links("a.md", text, tmp_path) == ["a.md: b.md#gone", "a.md: c.md"]


def test_a_lost_path_is_found(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert lost_paths("a.md", "`docs/gone.md` `docs` `net/gross`", tmp_path) == ["a.md: docs/gone.md"]


def test_calls_are_found() -> None:
    text = '```console\n$ A=1 commonweal spend \\\n  import "a b.csv"\n```\nsee `commonweal up` and `commonwealth`'
    assert list(called(text)) == [["spend", "import", "a b.csv"], ["up"]]


@pytest.mark.parametrize(
    ("call", "understood"),
    [
        ("spend import a.csv --dry-run", True),
        ("spend import", True),  # named, not called
        ("spend", True),
        ("--version", True),
        ("region build Trial --wards a.geojson b.geojson", True),
        ("region build Trial", False),
        ("spend import a.csv --wet-run", False),
        ("spend drop a.csv", False),
        ("fly", False),
    ],
)
def test_whether_a_call_is_understood(call: str, understood: bool) -> None:
    assert (fault_of(call.split()) is None) is understood


def test_what_a_file_reads_from_the_environment_is_found() -> None:
    source = 'os.environ.get("COMMONWEAL_PORT", 1); option(envvar="COMMONWEAL_HOST"); x = "COMMONWEAL_GONE"'
    assert read_by(source) == {"COMMONWEAL_PORT", "COMMONWEAL_HOST"}


def test_every_link_leads_somewhere(documents: dict[str, str], project: Path) -> None:
    assert [dead for name, text in documents.items() for dead in dead_links(name, text, project)] == []


def test_every_path_is_there(documents: dict[str, str], project: Path) -> None:
    assert [lost for name, text in documents.items() for lost in lost_paths(name, text, project)] == []


def test_every_decision_is_listed(documents: dict[str, str]) -> None:
    folder = "docs/decisions/"
    decisions = {name.removeprefix(folder) for name in documents if re.match(rf"{folder}\d", name)}
    assert decisions <= set(LINK.findall(documents[f"{folder}README.md"]))


def test_every_call_is_understood(documents: dict[str, str]) -> None:
    calls = [(name, " ".join(words), fault_of(words)) for name, text in documents.items() for words in called(text)]
    assert calls
    assert [call for call in calls if call[2]] == []


def test_every_option_is_documented_and_none_that_is_not_there(project: Path) -> None:
    text = (project / "docs" / "commands.md").read_text()
    for name, command in leaves(main):
        offered = {each for option in command.params for each in option.opts if each.startswith("--")} - {"--help"}
        rows = "\n".join(line for line in section(text, name).splitlines() if line.startswith("| `"))
        assert set(OPTION.findall(rows)) == offered, name


def test_settings_are_documented_and_none_that_is_not_there(
    documents: dict[str, str], package: dict[str, Path], kept: dict[str, Path]
) -> None:
    read_here = {setting for path in package.values() for setting in read_by(path.read_text())}
    assert read_here | {"DATABASE_URL"} <= set(SETTING.findall(documents["README.md"]))
    source = "\n".join(path.read_text() for name, path in kept.items() if name.endswith(".py") or name == "Makefile")
    named = {setting for text in documents.values() for setting in SETTING.findall(text)}
    assert named <= set(SETTING.findall(source))


def test_the_payment_of_the_tour_is_in_the_sample(documents: dict[str, str], tmp_path: Path) -> None:
    tour = documents["docs/tour.md"]
    quoted = "".join(body for language, body in FENCE.findall(tour) if language == "csv").strip()
    place = PAYMENT_LINE.search(tour)
    assert place
    sample = write(tmp_path)
    path = tmp_path / place[2]
    assert path.read_text().splitlines()[int(place[1]) - 1] == quoted
    reading = read(next(iter(sources([path]))), Options(key=b"a key for a test"))
    payment = reading.payments.filter(line=int(place[1])).row(0, named=True)
    assert f"{reading.rows} rows = {reading.payments.height} payments + {reading.set_aside.height} set aside" in tour
    assert f"counts {exact(payment['pence'])}" in tour
    assert f"{payment['date']:%-d %B}" in tour
    postcode = next(supplier.postcode for supplier in sample.suppliers if supplier.name == payment["supplier"])
    ward = next(each.ward for each in sample.geography.postcodes if each.text == postcode)
    assert f"turns `{postcode}` into the ward of {ward.name}, in {ward.district.name}" in tour
