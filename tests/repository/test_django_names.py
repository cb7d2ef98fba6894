"""Rule 1 of the house: a file named for Django knows Django; no other file does.

So that a rule of democracy or of money can be read, tested and rerun by anyone, without a database or a server.
"""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from tests.repository.conftest import knows_django

DJANGO = frozenset(("django", "allauth", "csp", "ninja", "rules", "whitenoise", "dj_database_url"))


def parts(dotted: str) -> list[str]:
    return dotted.split(".")


def is_django(dotted: str) -> bool:
    """Whether an imported name is Django, one of its companions, or a module of ours that is named for it."""
    root, *below = parts(dotted)
    if root == "commonweal":
        return bool(below) and knows_django(below)
    return root in DJANGO or root.startswith("django_")


def imports(tree: ast.AST, package: list[str]) -> Iterator[tuple[str, int]]:
    """Every name imported in `tree`, in full, with its line. `package` is where a relative import starts from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            source = [*start, *parts(node.module)] if node.module else start
            yield from ((".".join([*source, alias.name]), node.lineno) for alias in node.names)


def run_on_import(tree: ast.Module) -> ast.Module:
    """What runs when a module is imported: without the insides of functions, and without what only types need."""

    class Outside(ast.NodeTransformer):
        def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
            return None

        def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
            return None

        def visit_If(self, node: ast.If) -> ast.AST | None:
            return None if ast.unparse(node.test).endswith("TYPE_CHECKING") else self.generic_visit(node)

    outside = Outside().visit(tree)
    assert isinstance(outside, ast.Module)
    return outside


def offences(name: str, source: str) -> list[str]:
    """Where a file of the package, named by its path below it, imports what it may not."""
    path = PurePosixPath(name)
    below = list(path.with_suffix("").parts)
    if knows_django(below):
        return []
    tree = ast.parse(source)
    if below[0] == "cli":
        tree = run_on_import(tree)
    found = imports(tree, ["commonweal", *path.parent.parts])
    return [f"{name}, line {line}: imports {dotted}" for dotted, line in found if is_django(dotted)]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("spend/account.py", "from django.db import models"),
        ("spend/account.py", "import django_tasks"),
        ("people/codes.py", "from allauth.account import app_settings"),
        ("spend/account.py", "from commonweal.spend.models import Payer"),
        ("spend/account.py", "from commonweal.spend import models"),
        ("spend/account.py", "from . import queries"),
        ("spend/readers/sheets.py", "from ..models import Payer"),
        ("spend/account.py", "def f():\n    from commonweal.site import settings"),
        ("places/__init__.py", "from commonweal.places.actions import adopt_region"),
        ("cli/spend.py", "from commonweal.spend.actions import accept"),
        ("cli/spend.py", "import click\nfrom django.utils import timezone"),
    ],
)
def test_an_import_of_django_is_found(name: str, source: str) -> None:
    assert len(offences(name, source)) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("spend/models.py", "from django.db import models"),
        ("spend/migrations/0001_initial.py", "from django.db import migrations"),
        ("spend/views/payers.py", "from django.shortcuts import render"),
        ("site/keys.py", "from django.conf import settings"),
        ("spend/account.py", "import polars\nfrom commonweal.basics.money import exact"),
        ("spend/account.py", "from commonweal.places import postcodes"),
        ("spend/account.py", "from ruleset import rule"),
        ("cli/spend.py", "def command():\n    from commonweal.spend.actions import accept"),
        ("cli/spend.py", "if TYPE_CHECKING:\n    from commonweal.spend.models import SpendFile"),
    ],
)
def test_what_the_rule_allows_is_left_alone(name: str, source: str) -> None:
    assert offences(name, source) == []


def test_only_files_named_for_django_know_django(package: dict[str, Path]) -> None:
    assert [offence for name, path in package.items() for offence in offences(name, path.read_text())] == []
