"""No file the project keeps names a package index or a folder of one machine: it must install and run anywhere.

The patterns are put together from pieces, so that this file does not find itself.
"""

import re
from pathlib import Path

import pytest

INDEXES = (
    "pypi" + ".org",
    "python" + "hosted",
    "registry." + "npm",
    "npm" + "js",
    "deb." + "debian",
    '"resolved' + '":',
)
INDEX_OPTIONS = ("index-" + "url", "find-" + "links", "trusted-" + "host")
MACHINE_FOLDERS = ("work", "farm", "tmp", "root", "opt/pypi", r"home/\w+", r"Users/\w+")

INDEX = re.compile("|".join(map(re.escape, INDEXES + INDEX_OPTIONS)), re.IGNORECASE)
MACHINE = re.compile(rf"(?<![\w.~/-])/(?:{'|'.join(MACHINE_FOLDERS)})/")


def offences(name: str, text: str) -> list[str]:
    """The lines of a file that name an index or a machine's folder."""
    lines = enumerate(text.splitlines(), start=1)
    return [f"{name}, line {number}" for number, line in lines if INDEX.search(line) or MACHINE.search(line)]


@pytest.mark.parametrize(
    "line",
    [
        "--index-" + "url https://packages.example/simple",
        '"resolved' + '": "https://packages.example/sass.tgz"',
        "https://registry." + "npm" + "js.org/sass",
        "see https://pypi" + ".org/project/click",
        "cd /wo" + "rk/main",
        "open('/tm" + "p/x.csv')",
        "/home/" + "maya/commonweal",
    ],
)
def test_an_address_is_found(line: str) -> None:
    assert offences("notes.md", f"first\n{line}\n") == ["notes.md, line 2"]


@pytest.mark.parametrize("line", ["../shared/data", "https://example.org/work/plan", "./tmp/x", "pip install click"])
def test_other_text_is_left_alone(line: str) -> None:
    assert offences("notes.md", line) == []


def test_no_file_names_an_index_or_a_machine(kept: dict[str, Path]) -> None:
    texts = {name: path.read_bytes().decode("utf-8", errors="ignore") for name, path in kept.items()}
    assert [offence for name, text in texts.items() for offence in offences(name, text)] == []
