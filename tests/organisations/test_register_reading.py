"""Reading a register's file: rows accounted for, problems said, and everything else refused in a sentence."""

import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.organisations import register_json
from commonweal.organisations.register_reading import Reading, files
from commonweal.organisations.register_reading import read as opened

TRUSTS = "Type,Entity,Company Number,OSCAR CPID\n"
OUTLETS = "CUK Organisation ID,Registered Name,Outlet Name,Postcode\n"


def read(path: Path, kind: str | None = None) -> tuple[Reading, pl.DataFrame]:
    reading = opened(path, kind)
    return reading, reading.whole()


def written(folder: Path, content: str | bytes, name: str = "register.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    rows = "Trust,Quay,01234567,A\n,,,\nTrust,Harbour,12,A\n\nTrust,Mole,7654321\nTrust,Pier,01234567,A,B\n"
    reading, facts = read(written(tmp_path, TRUSTS + rows))
    counts = reading.counts
    assert (counts.rows, counts.understood, counts.facts) == (6, 2, 2)
    assert len(facts) == 2
    assert counts.set_aside == {
        "the row is empty": 2,
        "the company number is not one": 1,
        "the row is wider than the header, so its cells may stand in the wrong columns": 1,
    }
    assert [problem.where for problem in counts.problems] == [f"register.csv, line {line}" for line in (3, 4, 5, 7)]


def test_facts_carry_their_source_and_licence(tmp_path: Path) -> None:
    reading, facts = read(written(tmp_path, TRUSTS + "Trust,The Quay Trust Ltd.,01234567,A\n"))
    (fact,) = facts.to_dicts()
    assert fact["key"] == "quay trust ltd"
    assert fact["register"] == reading.register.slug == "academy-trusts"
    assert "Open Database Licence" in fact["licence"]
    assert "David Kane" in fact["attribution"]


def test_a_postcode_that_is_none_is_left_out_and_said(tmp_path: Path) -> None:
    rows = '"R1","Quay","Quay\nShop","l22de"\n"R2","Mole","Mole Shop","M25 "\n'
    reading, facts = read(written(tmp_path, OUTLETS + rows))
    assert facts.filter(place="outlet")["postcode"].to_list() == ["L2 2DE", None]
    (problem,) = reading.counts.problems
    assert problem.where == "register.csv, line 4"  # the row before has a line break in a cell
    assert problem.reason == "the postcode is not one; it was left out"
    assert (reading.counts.rows, reading.counts.understood) == (2, 2)
    assert reading.counts.left_out == {"the postcode is not one; it was left out": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, (TRUSTS + "Trust,Café Trust,01234567,A\r\n").encode(encoding))
    assert read(path)[1]["name"].to_list() == ["Café Trust"]


def test_json_entries(tmp_path: Path) -> None:
    entry = {"organisation_name": "Quay", "registration_number": "L9", "registration_date": None}
    entries = [entry | {"designation": "Profit"}, "Mole", entry | {"registration_number": ""}]
    reading, facts = read(written(tmp_path, json.dumps(entries), "providers.json"))
    assert facts["owner"].to_list() == ["housing provider for profit"]
    assert [problem.where for problem in reading.counts.problems] == [
        "providers.json, entry 2",
        "providers.json, entry 3",
    ]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "empty.csv is empty"),
        ("blank.csv", b" \n\n", "blank.csv is empty"),
        ("photo.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "photo.csv is not a text"),
        ("noise.csv", b"\x81\x8d\x8f\x90\x9d", "noise.csv is not a text"),
        ("other.csv", b"Date,Amount\n1,2\n", "has the columns of no register we know. We know: Academy trusts"),
        (
            "short.csv",
            b"Type,Entity,Company Number\n1,2,3\n",
            "looks like Academy trusts with company numbers, but lacks the column OSCAR CPID",
        ),
        (
            "cut.csv",
            b"CompanyName,CompanyStatus,RegAddress.PostTown\nQuay,Active,Mole\n",
            "looks like Companies House: basic company data, but lacks the column CompanyNumber",
        ),
        ("header.csv", TRUSTS.encode(), "has a header and no rows under it"),
        ("commas.csv", b"," * 3_000_000, "has a line of more than a million characters"),
        ("cell.csv", TRUSTS.encode() + b'"' + b"a" * 200_000 + b'",,,\n', "line 2: this is not CSV"),
        ("half.json", b'[{"a": ', "half.json begins like JSON and is not"),
        ("deep.json", b"[" * 200_000, "deep.json begins like JSON and is not"),
        ("map.json", b'{"type": "FeatureCollection"}', "is JSON, but not a list of entries"),
        ("lists.json", b'{"gb-coh": {"listType": "primary"}}', "lists the lists of identifiers"),
    ],
)
def test_what_is_no_register_is_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read(written(tmp_path, content, name))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"There is no file .*missing\.csv"):
        read(tmp_path / "missing.csv")


def test_no_refusal_or_problem_repeats_a_cell(tmp_path: Path) -> None:
    rows = "Trust,Anne Quillfeather,12,A\nTrust,Anne Quillfeather,01234567,A,Anne Quillfeather\nTrust,Quay,01234567\n"
    problems = read(written(tmp_path, TRUSTS + rows))[0].counts.problems
    assert len(problems) == 2
    assert all("Quillfeather" not in problem.where + problem.reason for problem in problems)
    with pytest.raises(Refused) as refusal:
        read(written(tmp_path, "Payee,Amount\nAnne Quillfeather,1\n"))
    assert "Quillfeather" not in refusal.value.plain


def test_folders_give_their_files_in_order(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", ".hidden"):
        written(tmp_path, "x", name)
    assert [path.name for path in files([tmp_path, tmp_path / "b.csv"])] == ["a.csv", "b.csv", "b.csv"]


def test_a_file_of_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    path = written(tmp_path, TRUSTS + "Trust,Quay,01234567,A\n")
    assert opened(path, "academies").register.slug == "academy-trusts"
    with pytest.raises(Refused, match=r"register.csv is not mutuals: it looks like Academy trusts .* as academies\."):
        opened(path, "mutuals")


def test_capitals_of_a_header_do_not_matter(tmp_path: Path) -> None:
    path = written(tmp_path, "TYPE,entity,Company number,oscar cpid\nTrust,Quay,01234567,A\n")
    assert read(path)[1]["org_id"].to_list() == ["GB-COH-01234567"]


@pytest.mark.parametrize("ending", ["csv", "txt"])
def test_a_zip_of_one_table_is_that_table(tmp_path: Path, ending: str) -> None:
    with ZipFile(tmp_path / "trusts.zip", "w") as archive:
        archive.writestr(f"folder/trusts.{ending}", TRUSTS + "Trust,Quay,01234567,A\n")
        archive.writestr("readme.pdf", b"how to read this")
    assert read(tmp_path / "trusts.zip")[1]["name"].to_list() == ["Quay"]


@pytest.mark.parametrize(
    ("names", "says"),
    [((), "no CSV, text or JSON file in it"), (("a.csv", "b.csv"), "2 files in it. Give one file a zip")],
)
def test_a_zip_of_several_tables_or_none_is_refused(tmp_path: Path, names: tuple[str, ...], says: str) -> None:
    with ZipFile(tmp_path / "trusts.zip", "w") as archive:
        for name in (*names, "picture.png"):
            archive.writestr(name, TRUSTS)
    with pytest.raises(Refused, match=says):
        read(tmp_path / "trusts.zip")


def test_a_zip_cut_off_in_its_middle_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "trusts.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("trusts.csv", TRUSTS + "".join(f"Trust,Quay {n},01234567,A\n" for n in range(9999)))
    whole = (tmp_path / "trusts.zip").read_bytes()
    broken = written(tmp_path, whole[:9000] + b"x" * 500 + whole[9500:], "broken.zip")
    with pytest.raises(Refused, match=r"broken\.zip is a zip that cannot be opened whole"):
        read(broken)


def test_tabs_stand_between_cells_that_hold_quotes(tmp_path: Path) -> None:
    header = "registered_charity_number\tlinked_charity_number\tcharity_name\tcharity_registration_status\n"
    rows = '212345\t0\tThe "Quay" Fund\tRegistered\n212346\t0\t"Mole\tRegistered\n'
    facts = read(written(tmp_path, header + rows, "publicextract.charity.txt"))[1]
    assert facts["name"].to_list() == ['The "Quay" Fund', '"Mole']


def test_a_long_list_in_json_is_read_entry_by_entry(tmp_path: Path) -> None:
    entry = {"organisation_name": "Quay " * 50, "registration_date": None, "designation": "Profit"}
    entries = [entry | {"registration_number": f"L{number}"} for number in range(9_000)]
    content = "\ufeff" + json.dumps(entries, indent=1)
    assert len(content) > 2 * register_json.READ_AT_ONCE
    reading, facts = read(written(tmp_path, content, "providers.json"))
    assert (reading.counts.rows, len(facts)) == (9_000, 9_000)
    with pytest.raises(Refused, match="begins like JSON and is not"):
        read(written(tmp_path, content[:-20], "cut.json"))


def test_only_a_thousand_problems_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    counts = read(written(tmp_path, TRUSTS + "Trust,Quay,01234567,A\n" + "Trust,Quay,12,A\n" * 3_000))[0].counts
    assert counts.set_aside == {"the company number is not one": 3_000}
    assert len(counts.problems) == 1_000


cells = st.sampled_from(["", "Quay", "01234567", "12", '"', "a\nb", "é"])


@given(st.lists(st.lists(cells, max_size=6), min_size=1, max_size=12))
def test_rows_are_understood_or_set_aside(tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]) -> None:
    quoted = ("".join(f'"{cell.replace(chr(34), chr(34) * 2)}",' for cell in row)[:-1] + "\n" for row in table)
    path = written(tmp_path_factory.mktemp("registers"), TRUSTS + "".join(quoted) + "Trust,Quay,01234567,A\n")
    counts = read(path)[0].counts
    assert counts.rows == len(table) + 1 == counts.understood + sum(counts.set_aside.values())
    assert len(counts.problems) == sum(counts.set_aside.values())


@pytest.mark.parametrize(
    ("name", "rows", "understood", "facts"),
    [
        ("academy-trusts-company-numbers.csv", 3478, 3478, 3478),
        ("charity-alternative-names.csv", 2286, 2285, 2285),
        ("charity-register-of-mergers.csv", 5843, 5772, 8591),
        ("charity-to-company-numbers.csv", 4399, 4399, 4399),
        ("coops-uk-economy-2016.csv", 32292, 32264, 6061),
        ("coops-uk-organisations-2017-06.csv", 8371, 8371, 13731),
        ("coops-uk-outlets-2019-06.csv", 5966, 5966, 5988),
        ("fca-mutuals-to-companies-house.csv", 12252, 12252, 12252),
        ("federated-charities.csv", 28316, 28316, 28307),
        ("government-organisation-register.csv", 989, 989, 989),
        ("government-organisations.csv", 441, 441, 441),
        ("independent-schools-ew.csv", 3830, 3830, 5944),
        ("local-authorities-england-register.csv", 367, 367, 367),
        ("organisation-to-company-numbers.csv", 2286, 2286, 2286),
        ("registered-housing-providers.csv", 1844, 1820, 2045),
        ("social-housing-providers-hse.json", 1612, 1612, 1612),
    ],
)
def test_published_registers(published: Path, name: str, rows: int, understood: int, facts: int) -> None:
    reading, told = read(published / "registers" / name)
    assert (reading.counts.rows, reading.counts.understood, reading.counts.facts) == (rows, understood, facts)
    assert len(told) == facts
    assert told["org_id"].str.contains(r"^(GB|XI|COOPS)-[A-Z]+-[A-Z0-9-]+$").all()


def test_the_published_list_of_lists_is_no_register(published: Path) -> None:
    with pytest.raises(Refused, match="it names no organisations"):
        read(published / "registers" / "org-id-lists-gb.json")
