"""Bad input: each kind gets a sentence that says what is wrong and what to do; no traceback, no payee repeated."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from commonweal.spend.reading import Options, Reading, Source, read, sources
from commonweal.spend.reading.limits import MAX_CELL, MAX_COLUMNS

from .reading_of import KEY, reading, reading_of_file

HEADER = "Supplier,Net Amount,Payment Date,Description\n"
ROWS = [f"Example Supplies {number} Ltd,{number}.50,{number:02d}/05/2023,Goods\n" for number in range(1, 29)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\n\n  \r\n\t", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        ("\ufeff \n".encode("utf-16"), "the file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "this is a picture, not a table"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), "this is a photo, not a table"),
        (b"%PDF-1.7\n", "this is a PDF, not a table"),
        (b"<!DOCTYPE html><html><body>Moved</body></html>", "this is a web page, not a table"),
        (b'{"type": "FeatureCollection", "features": []}', "this is JSON, not a table"),
        (b'[\n  {"payee": "Example Supplies Ltd"}\n]', "this is JSON, not a table"),
        (bytes(range(256)) * 40, "this is not text"),
        (b"\x1f\x8b\x08\x00", "this is a gzip archive, not a table"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (b"just a sentence without any table in it", "no column holds amounts"),
        (b"a,b,c\n1,2,3\n4,5,6\n", "not a list of payments"),
        (b",,,,\n,,,,\n", "the file is empty"),
    ],
)
def test_what_is_no_table_of_payments_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    found = reading(content)
    assert found.refused is not None
    assert reason in found.refused
    assert found.payments.is_empty()


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    found = reading_of_file(tmp_path / "nowhere.csv")
    assert found.refused == "there is no such file; check the path"
    assert found.path.endswith("nowhere.csv")


@pytest.mark.skipif(os.geteuid() == 0, reason="the super-user may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "locked.csv"
    path.write_text(HEADER + ROWS[0])
    path.chmod(0)
    found = reading_of_file(path)
    assert found.refused is not None
    assert "Permission denied" in found.refused


def test_a_file_that_goes_away_before_it_is_read() -> None:
    def gone() -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    found = read(Source("june.csv", "0" * 64, gone), Options(key=KEY))
    assert found.refused == "it could not be read (No such file or directory)"


def test_a_gigabyte_of_commas_is_refused_before_it_is_held(tmp_path: Path) -> None:
    path = tmp_path / "commas.csv"
    with path.open("wb") as file:
        for _ in range(64):
            file.write(b"," * (1 << 20))
    found = reading_of_file(path)
    assert found.refused is not None
    assert f"more than {MAX_COLUMNS:,} columns" in found.refused


def test_a_gigabyte_of_blank_rows_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commonweal.spend.reading.limits.MAX_CELLS", 1_000_000)
    path = tmp_path / "blank.csv"
    path.write_bytes(b",,,,,,,,,\n" * 200_000)
    found = reading_of_file(path)
    assert found.refused is not None
    assert "split it into one file a month" in found.refused


def test_a_name_of_a_megabyte_is_set_aside_and_not_repeated() -> None:
    found = reading(HEADER + "".join(ROWS) + "X" * (1 << 20) + ",9.00,01/05/2023,Goods\n")
    assert found.payments.height == len(ROWS)
    assert found.reasons()["a cell is too long"] == 1
    (problem,) = found.problems
    assert problem.where == "sandport-2023-05.csv, line 30"
    assert f"{MAX_CELL:,} characters" in problem.reason
    assert "XXX" not in str(found.summary())


def test_a_quote_that_is_never_closed_costs_one_line_and_says_so() -> None:
    broken = [*ROWS]
    broken[9] = '"' + broken[9]
    found = reading(HEADER + "".join(broken))
    assert found.payments.height == len(ROWS)
    assert [problem.where for problem in found.problems] == ["sandport-2023-05.csv, line 11"]


def test_days_in_2199_are_a_problem_of_that_cell_alone() -> None:
    found = reading(HEADER + "".join(ROWS) + "Example Supplies Ltd,9.00,01/05/2199,Goods\n")
    assert found.payments.height == len(ROWS) + 1
    assert found.payments["date"].null_count() == 1
    assert [problem.where for problem in found.problems] == ["sandport-2023-05.csv, line 30"]


def test_a_formula_in_a_cell_stays_text_and_counts_for_nothing() -> None:
    found = reading(HEADER + "".join(ROWS) + '=HYPERLINK("x"),=1+1,01/05/2023,=2\n')
    assert found.reasons()["amount not readable"] == 1
    assert found.payments["pence"].sum() == sum(number * 100 + 50 for number in range(1, 29))


def test_stray_nuls_are_left_out_and_mentioned() -> None:
    found = reading((HEADER + "".join(ROWS)).replace("Goods\n", "Goods\0\n", 1))
    assert found.payments.height == len(ROWS)
    assert found.warnings[0] == "1 stray NUL characters were left out"


def test_no_problem_or_warning_or_figure_repeats_a_payee() -> None:
    rows = [
        "Quillfeather Removals Ltd,########,01/05/2023,Quillfeather\n",
        "Quillfeather Removals Ltd,see note,01/05/2023,Quillfeather\n",
        "Quillfeather Removals Ltd,,01/05/2023,Quillfeather\n",
        "Quillfeather Removals Ltd,5.00,32/05/2023,Quillfeather\n",
        '"Quillfeather Removals Ltd,5.00,01/05/2023,Quillfeather\n',
    ]
    found = reading(HEADER + "".join(ROWS) + "".join(rows))
    assert len(found.problems) == 5
    assert "uillfeather" not in str(found.summary()) + str(found.preview) + str(found.layout)


@pytest.mark.parametrize("noise", [b"\xa3", b"\x81\x8d\x9d", "£é–".encode(), b"\xff\xfe"])
def test_any_bytes_in_a_name_are_read_somehow(noise: bytes) -> None:
    found = reading(HEADER.encode() + "".join(ROWS).encode() + noise + b" Example Ltd,9.00,01/05/2023,Goods\n")
    assert found.payments.height == len(ROWS) + 1


# Archives


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


TABLE = (HEADER + "".join(ROWS)).encode()


def test_archives_and_folders_give_their_files_in_order(tmp_path: Path) -> None:
    inner = packed({"april.csv": TABLE})
    (tmp_path / "b.zip").write_bytes(packed({"may/payments.csv": TABLE, "readme.md": b"x", "inner.zip": inner}))
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.csv").write_bytes(TABLE)
    (tmp_path / "notes.docx").write_bytes(b"x")
    found = list(sources([tmp_path]))
    assert [Path(source.path).relative_to(tmp_path).as_posix() for source in found] == [
        "a/c.csv",
        "b.zip/inner.zip/april.csv",
        "b.zip/may/payments.csv",
    ]
    assert len({source.sha256 for source in found}) == 1
    assert all(isinstance(source, Source) and read(source, Options(key=KEY)).payments.height for source in found)


def test_an_archive_too_deep_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    deepest = packed({"x.csv": TABLE})
    (tmp_path / "a.zip").write_bytes(packed({"b.zip": packed({"c.zip": deepest}), "d.csv": TABLE}))
    refused, fine = sources([tmp_path / "a.zip"])
    assert isinstance(refused, Reading)
    assert refused.refused == "an archive inside an archive inside an archive; unpack it first"
    assert isinstance(fine, Source)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (packed({"bomb.csv": b"," * (40 << 20)}), "would unpack to far more than it should hold"),
        (packed({"readme.md": b"nothing here"}), "holds no csv, tsv, xls, xlsx, xlsb or ods file"),
        (packed({"a.csv": TABLE})[:-30], "damaged"),
    ],
)
def test_bad_archives_are_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "june.zip").write_bytes(content)
    (found,) = sources([tmp_path / "june.zip"])
    assert isinstance(found, Reading)
    assert found.refused is not None
    assert reason in found.refused


def test_a_bomb_spread_over_many_members_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commonweal.spend.reading.files.MAX_FILES", 3)
    (tmp_path / "june.zip").write_bytes(packed({f"{number}.csv": TABLE for number in range(5)}))
    (found,) = sources([tmp_path / "june.zip"])
    assert isinstance(found, Reading)
    assert "more than 3 files" in (found.refused or "")


def test_a_folder_without_tables_says_so(tmp_path: Path) -> None:
    (found,) = sources([tmp_path])
    assert isinstance(found, Reading)
    assert found.refused == "the folder holds no csv, tsv, xls, xlsx, xlsb, ods or zip file"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "june.csv")
    (found,) = sources([tmp_path / "june.csv"])
    assert isinstance(found, Reading)
    assert found.refused is not None
    assert "not a file" in found.refused


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    (tmp_path / "june.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    (found,) = sources([tmp_path / "june.zip"])
    assert isinstance(found, Reading)
    assert found.refused == "the zip archive holds no csv, tsv, xls, xlsx, xlsb or ods file"


@pytest.mark.parametrize(
    "name", ["README.txt", "Read me first.txt", "LICENCE.txt", ".DS_Store", "~$june.xlsx", "map.pdf"]
)
def test_what_lies_beside_the_tables_of_a_folder_is_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("These files say what we paid.")
    (tmp_path / "june.csv").write_text("Supplier,Date,Amount\nExample Ltd,01/04/2023,1.00\n")
    assert [Path(found.path).name for found in sources([tmp_path])] == ["june.csv"]
