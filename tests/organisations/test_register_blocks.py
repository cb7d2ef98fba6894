"""A large file in blocks says what it says row by row."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Problem, Refused
from commonweal.organisations import register_blocks
from commonweal.organisations.register_blocks import blocks, understood
from commonweal.organisations.register_rows import Row, rows

WANTED = frozenset(("a", "b", "d"))


def singly(path: Path) -> list[tuple[str, ...]]:
    told = []
    for found in rows(path):
        if isinstance(found, Row):
            told.append((found.where, *(found.cells.get(column, "") for column in sorted(WANTED))))
        else:
            told.append((found.where, found.reason))
    return sorted(told)


def together(path: Path) -> list[tuple[str, ...]]:
    told: list[tuple[str, ...]] = []
    for block in blocks(path):
        cells, problems = understood(block, WANTED)
        table = zip(cells.lines, cells.table.select(sorted(WANTED)).rows(), strict=True)
        told += [(f"{cells.file}, line {line}", *row) for line, row in table]
        told += [(problem.where, problem.reason) for problem in problems if isinstance(problem, Problem)]
    return sorted(told)


def written(folder: Path, content: bytes) -> Path:
    (folder / "big.csv").write_bytes(content)
    return folder / "big.csv"


@pytest.mark.parametrize(
    "content",
    [
        b'a,b,c\n"1","2","3"\n"4","5","6"\n',
        b'a,b,c\r\n"1","2","3"\r\n4,5,6\r\n',
        b"a,b,c\n1,2,3",  # without a last end of line
        b"a,b,c\n1,2\n1\n",  # short
        b"a,b,c\n1,2,3,4\n5,6,7,,\n",  # wide
        b'a,b,c\n"1\n2","3","4"\n5,6,7\n',  # a line break in a cell
        b'a,b,c\n"THE ""QUAY"" LTD",2,3\n',
        b'a,b,c\n5" PIPES,2,3\n6,7,8\n',  # a stray quote
        b'a,b,c\n"1"x,2,3\n',
        b"a,b,c\n,,\n\n , ,\n1,2,3\n",  # empty rows
        "a,b,c\nCafé,2,3\n".encode("cp1252"),
        "\ufeffa,b,c\nCafé,2,3\n".encode(),
        b"a,b,c\n 1 ,\t2,3\n",
        b"a,a,b\n1,2,3\n",  # a column twice
        b"a\tb\tc\n1\t2\t3\n",
        b"x,y,z\n1,2,3\n",  # none of the columns wanted
    ],
)
def test_a_block_is_read_as_its_rows_are(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)
    assert together(path) == singly(path)


cells = st.sampled_from(["", "1", "Quay", " Mole ", "Café", '"', '""', "a\nb", "x,y", "'", "\r\n", '"x"', "\t"])
raw = st.lists(st.sampled_from(["1", '"', ",", "\n", "\r\n", " ", "é", "a"]), max_size=40).map("".join)
quoted = st.lists(st.lists(cells, max_size=4), max_size=12).map(
    lambda table: "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in table)
)


@given(st.one_of(raw, quoted), st.integers(1, 30))
def test_blocks_of_any_size_say_what_the_rows_say(
    tmp_path_factory: pytest.TempPathFactory, body: str, size: int
) -> None:
    path = written(tmp_path_factory.mktemp("blocks"), f"a,b,c\n{body}".encode())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(register_blocks, "BLOCK", size + 8)
        assert together(path) == singly(path)


def test_a_quote_that_never_closes_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b'a,b,c\n"1,2,3\n' + b"4,5,6\n" * 100_000)
    with pytest.raises(Refused, match="this is not CSV"):
        together(path)
