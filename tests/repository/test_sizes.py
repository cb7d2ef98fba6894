"""Rule 10 of the house: small files, small functions, at most five parameters, and names that say a job."""

import ast
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

LINES_IN_A_FILE = 350
LINES_IN_A_FUNCTION = 40
PARAMETERS = 5
WRITTEN_BY_HAND = frozenset((".py", ".sql", ".html", ".js", ".mjs", ".scss", ".css"))
NO_JOB = frozenset(("utils", "util", "helpers", "helper", "common", "manager", "handler", "handlers", "data", "misc"))

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def functions(source: str) -> tuple[Function, ...]:
    return tuple(node for node in ast.walk(ast.parse(source)) if isinstance(node, Function))


def long_functions(name: str, source: str) -> list[str]:
    """Functions that are too long, from `def` to their last line: a table in a decorator is not counted."""
    sizes = ((function, (function.end_lineno or 0) - function.lineno + 1) for function in functions(source))
    return [f"{name}: {function.name} has {lines} lines" for function, lines in sizes if lines > LINES_IN_A_FUNCTION]


def parameters(function: Function) -> int:
    """How many values a caller hands over; self, cls and catch-alls are none."""
    given = function.args
    names = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def spelled_elsewhere(name: str, function: Function) -> bool:
    """Functions whose parameters are not theirs to choose.

    A command has one for each option a person may type; a test or a fixture one for each fixture or column it reads; an
    overload repeats another's.
    """
    decorators = " ".join(ast.unparse(decorator) for decorator in function.decorator_list)
    typed = "command(" in decorators or "option(" in decorators
    return typed or "fixture" in decorators or "overload" in decorators or _is_test(name, function)


def _is_test(name: str, function: Function) -> bool:
    return PurePosixPath(name).name.startswith("test_") and function.name.startswith("test_")


def many_parameters(name: str, source: str) -> list[str]:
    """Functions with more than five parameters: give them a value instead."""
    found = (function for function in functions(source) if not spelled_elsewhere(name, function))
    counts = ((function, parameters(function)) for function in found)
    return [f"{name}: {function.name} has {count} parameters" for function, count in counts if count > PARAMETERS]


def is_ours(name: str) -> bool:
    """Whether a person wrote the file: Django writes migrations."""
    path = PurePosixPath(name)
    return path.suffix in WRITTEN_BY_HAND and "migrations" not in path.parts


def test_a_long_function_is_found() -> None:
    body = "    pass\n" * LINES_IN_A_FUNCTION
    assert long_functions("a.py", f"def fits():\n{body[9:]}") == []
    assert long_functions("a.py", f"def long():\n{body}") == ["a.py: long has 41 lines"]


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("a.py", "def f(a, b, c, d, e): ...", 0),
        ("a.py", "def f(a, b, c, d, e, f): ...", 1),
        ("a.py", "def f(*, a, b, c, d, e, f): ...", 1),
        ("a.py", "class C:\n    def f(self, a, b, c, d, e): ...", 0),
        ("a.py", "class C:\n    async def f(self, a, b, c, d, e, f): ...", 1),
        ("a.py", "@click.command()\n@click.option('--a')\ndef f(a, b, c, d, e, f): ...", 0),
        ("tests/test_a.py", "def test_f(a, b, c, d, e, f): ...", 0),
        ("tests/test_a.py", "def f(a, b, c, d, e, f): ...", 1),
    ],
)
def test_too_many_parameters_are_found(name: str, source: str, found: int) -> None:
    assert len(many_parameters(name, source)) == found


def test_files_are_small(kept: dict[str, Path]) -> None:
    sizes = {name: len(path.read_text().splitlines()) for name, path in kept.items() if is_ours(name)}
    assert {name: lines for name, lines in sizes.items() if lines > LINES_IN_A_FILE} == {}


def test_functions_are_small(kept: dict[str, Path]) -> None:
    ours = {name: path.read_text() for name, path in kept.items() if name.endswith(".py") and is_ours(name)}
    assert [offence for name, source in ours.items() for offence in long_functions(name, source)] == []
    assert [offence for name, source in ours.items() for offence in many_parameters(name, source)] == []


def test_a_name_says_a_job(package: dict[str, Path]) -> None:
    named = {name: {*PurePosixPath(name).with_suffix("").parts} & NO_JOB for name in package}
    assert {name for name, words in named.items() if words} == set()
