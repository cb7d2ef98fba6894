"""Rule 3 of the house: time and chance are arguments. A rule also reads no settings and no network.

A file named for Django, the site and the command line stand at the edge: there a clock is read, and handed inwards.
"""

import ast
from pathlib import Path, PurePosixPath

import pytest

from tests.repository.conftest import knows_django

MODULES = {
    "time": "a clock",
    "secrets": "chance",
    "socket": "the network",
    "ssl": "the network",
    "http": "the network",
    "urllib.request": "the network",
    "requests": "the network",
    "httpx": "the network",
    "smtplib": "the network",
}
NAMES = {
    **dict.fromkeys(("now", "utcnow", "today"), "a clock"),
    **dict.fromkeys(("urandom", "uuid1", "uuid4", "SystemRandom"), "chance"),
    **dict.fromkeys(("environ", "getenv"), "settings"),
}
SEEDED = frozenset(("Random", "default_rng"))  # chance that is an argument, if a seed is given
NUMPY_RANDOM = SEEDED | {"Generator", "SeedSequence", "PCG64", "BitGenerator"}


def told(node: ast.AST) -> str | None:
    """What the node takes from outside, if anything."""
    match node:
        case ast.Import(names=names):
            return next((MODULES[name.name] for name in names if name.name in MODULES), None)
        case ast.ImportFrom(module="random", names=names):
            return "chance" if any(name.name != "Random" for name in names) else None
        case ast.ImportFrom(module=module, names=names):
            return MODULES.get(module or "") or next((NAMES[name.name] for name in names if name.name in NAMES), None)
        case ast.Attribute(value=ast.Name(id="random"), attr=attr):
            return None if attr == "Random" else "chance"
        case ast.Attribute(value=ast.Attribute(attr="random"), attr=attr):
            return None if attr in NUMPY_RANDOM else "chance"
        case ast.Attribute(attr=attr):
            return NAMES.get(attr)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[], keywords=[]):
            return "chance" if name in SEEDED else None
    return None


def offences(name: str, source: str) -> list[str]:
    """Where a file of the package, named by its path below it, takes from outside what should be an argument."""
    below = PurePosixPath(name).with_suffix("").parts
    if below[0] == "cli" or knows_django(below):
        return []
    found = ((node, told(node)) for node in ast.walk(ast.parse(source)))
    return [f"{name}, line {node.lineno}: reads {what}" for node, what in found if what and hasattr(node, "lineno")]


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("moment = datetime.now(UTC)", "a clock"),
        ("day = datetime.date.today()", "a clock"),
        ("import time", "a clock"),
        ("from time import perf_counter", "a clock"),
        ("random.shuffle(names)", "chance"),
        ("from random import choice", "chance"),
        ("dice = Random()", "chance"),
        ("dice = random.Random()", "chance"),
        ("numpy.random.shuffle(rows)", "chance"),
        ("dice = np.random.default_rng()", "chance"),
        ("import secrets", "chance"),
        ("token = uuid.uuid4()", "chance"),
        ("from uuid import uuid4", "chance"),
        ("home = os.environ['HOME']", "settings"),
        ("import urllib.request", "the network"),
        ("from http import client", "the network"),
    ],
)
def test_what_comes_from_outside_is_found(source: str, what: str) -> None:
    assert offences("spend/account.py", source) == [f"spend/account.py, line 1: reads {what}"]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("spend/actions.py", "now = datetime.now(UTC)"),
        ("cli/spend.py", "import time"),
        ("places/lot.py", "dice = Random(seed)"),
        ("places/lot.py", "dice = np.random.default_rng(seed)"),
        ("spend/account.py", "from datetime import date, time"),
        ("spend/account.py", "from urllib.parse import urlsplit"),
    ],
)
def test_what_the_rule_allows_is_left_alone(name: str, source: str) -> None:
    assert offences(name, source) == []


def test_time_and_chance_are_arguments(package: dict[str, Path]) -> None:
    assert [offence for name, path in package.items() for offence in offences(name, path.read_text())] == []
