"""Every command in the README runs, in order, as a newcomer would type them: in the project, on the sample region.

Commands stand in blocks fenced as `console`, each after a dollar sign; what follows without one is what it prints.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = "README.md"
FENCE = re.compile(r"^```(\S*)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
OTHER_SHELLS = frozenset(("bash", "sh", "shell", "shell-session", "zsh"))
FETCHES = ("git clone ", "cd ")
SERVES = ("make up", "commonweal up")  # until it is stopped; a journey runs it
SETS_UP = ("make test",)  # runs this very test
PATIENCE = 300  # seconds for all of them


def typed(markdown: str) -> list[str]:
    """The commands of a document, in order."""
    blocks = "\n".join(body for language, body in FENCE.findall(markdown) if language == "console")
    return re.findall(r"^\$ (.+)$", blocks.replace("\\\n", " "), re.MULTILINE)


def to_run(markdown: str) -> list[str]:
    """The commands that are run here: the rest fetch the project, or are covered elsewhere."""
    plain = {command: re.sub(r"^(\w+=\S* )*(\.venv/bin/)?", "", command) for command in typed(markdown)}
    return [command for command in plain if not plain[command].startswith((*FETCHES, *SERVES, *SETS_UP))]


def in_other_blocks(markdown: str) -> list[str]:
    """Commands that would escape this test: blocks fenced as some other shell."""
    return [body for language, body in FENCE.findall(markdown) if language in OTHER_SHELLS]


def test_commands_are_found() -> None:
    block = "```console\n$ make up\nhello\n$ commonweal spend \\\n  import a.csv\n```\n"
    text = f"# x\n\n{block}\n```python\n$ not this\n```\n"
    assert typed(text) == ["make up", "commonweal spend    import a.csv"]


def test_what_serves_is_not_run_here() -> None:
    block = "```console\n$ COMMONWEAL_PORT=80 make up\n$ .venv/bin/commonweal up\n$ A=1 commonweal spend\n```\n"
    assert to_run(block) == ["A=1 commonweal spend"]


def test_commands_in_other_blocks_are_found() -> None:
    assert in_other_blocks("```sh\nmake up\n```\n") == ["make up\n"]


@pytest.fixture(scope="module")
def readme(project: Path) -> str:
    return (project / README).read_text()


def test_no_command_of_the_readme_escapes_these_tests(readme: str) -> None:
    assert in_other_blocks(readme) == []
    assert typed(readme)


def test_the_readme_names_two_commands_of_set_up_and_both_are_there(readme: str, project: Path) -> None:
    named = {command.split("make ")[1].split()[0] for command in typed(readme) if "make " in command}
    assert named == {"up", "test"}
    assert named <= set(re.findall(r"^(\w+):", (project / "Makefile").read_text(), re.MULTILINE))


def test_every_command_of_the_readme_runs(readme: str, home: Path, tmp_path: Path) -> None:
    (tmp_path / ".venv").symlink_to(sys.prefix)
    path = f"{tmp_path}/.venv/bin{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euxo", "pipefail", "-c", "\n".join(to_run(readme))],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "COMMONWEAL_HOME": str(home)},
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
