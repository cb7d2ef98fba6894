"""Postcode files as published: Code-Point Open of both widths, ONSPD and NSPL of several years, and what is not one."""

from pathlib import Path

import pytest

from commonweal.basics.problems import Problem, Refused
from commonweal.places.postcode_files import PostcodeFile, read_postcodes
from tests.places.drawn import code_point

OLD_ONSPD = "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,osgrdind,oseast1m,osnrth1m,lat,long"
NSPL = "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa21,laua,ward,lat,long"
NEW_ONSPD = "pcd7,pcd8,pcds,dointr,doterm,lad25cd,wd25cd,east1m,north1m,gridind,lat,long"


def read(folder: Path, text: str | bytes) -> PostcodeFile:
    path = folder / "given.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_postcodes(path)


def found(held: PostcodeFile) -> list[tuple[object, ...]]:
    return held.rows.select("postcode", "easting", "northing", "district", "ended").rows()


def test_county_and_region_are_kept_where_the_file_tells_them(tmp_path: Path) -> None:
    text = (
        "pcds,oslaua,oscty,rgn,ctry,oseast1m,osnrth1m\n"
        "PR1 1AA,E07000123,E10000017,E12000002,E92000001,354000,429000\n"
        "CH5 1AA,W06000005,W99999999,W99999999,W92000004,330000,368000\n"
        "L1 0AB,E08000012,E99999999,E12000002,E92000001,335000,390000\n"
    )
    assert read(tmp_path, text).rows.select("postcode", "county", "region").rows() == [
        ("PR1 1AA", "E10000017", "E12000002"),
        ("CH5 1AA", None, "W92000004"),  # a nation stands for its region
        ("L1 0AB", None, "E12000002"),
    ]


@pytest.mark.parametrize(
    ("text", "source", "row"),
    [
        (
            code_point("L1  0AB", 0.5, 0.5),
            "Code-Point Open",
            ("L1 0AB", 340500, 340500, "Z08000001", None),
        ),
        (  # the width of 2010
            '"CH411DB",10,"N",1,0,1,0,1,1,"S",340500,340500,"064","Q31","5F","00","AB","AA","S"\n',
            "Code-Point Open",
            ("CH41 1DB", 340500, 340500, "AB", None),
        ),
        (  # with the header that comes beside it
            "Postcode,Positional_quality_indicator,Eastings,Northings,Admin_district_code\n"
            "L1 0AB,10,340500,340500,Z08000001\n",
            "Code-Point Open",
            ("L1 0AB", 340500, 340500, "Z08000001", None),
        ),
        (
            OLD_ONSPD + '\n"L1 0AB","L1  0AB","L1 0AB","198001","","E11","Z08000001","Z05",1,340500,340500,52.9,-2\n',
            "ONS postcode directory",
            ("L1 0AB", 340500, 340500, "Z08000001", None),
        ),
        (  # given up in March 2008
            NSPL + "\nL1 0AB,L1  0AB,L1 0AB,198001,200803,0,340500,340500,1,E00,Z08000001,Z05,52.95,-2.9\n",
            "ONS postcode directory",
            ("L1 0AB", 340500, 340500, "Z08000001", "2008-03"),
        ),
        (
            "\ufeff" + NEW_ONSPD.upper() + "\nL1 0AB,L1  0AB,L1 0AB,198001,,Z08000001,Z05,340500,340500,1,52.95,-2.9\n",
            "ONS postcode directory",
            ("L1 0AB", 340500, 340500, "Z08000001", None),
        ),
        (
            "postcode,latitude,longitude\nl10ab,53.396,-2.978\n",
            "a table of postcodes",
            ("L1 0AB", 335065, 389242, None, None),
        ),
    ],
)  # fmt: skip
def test_each_kind_of_file_gives_the_same_few_facts(
    tmp_path: Path, text: str, source: str, row: tuple[object, ...]
) -> None:
    held = read(tmp_path, text)
    assert (held.source, found(held)) == (source, [row])


def test_a_northern_irish_postcode_is_placed_by_its_degrees_and_never_by_its_irish_grid(tmp_path: Path) -> None:
    row = "BT1 1AA,BT1  1AA,BT1 1AA,198001,,0,333900,374400,1,E00,N09000003,Z05,54.6,-5.93\n"  # would be near Chester
    ((_, easting, northing, *_),) = found(read(tmp_path, f"{NSPL}\n{row}"))
    assert (easting, northing) == (146265, 529860)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (code_point("L1 0AE", 0, 0, quality=90), None),
        ('"L1  0AE",10,0,0,"","","","","",""\r\n', None),
        ('"L1  0AE",10,,,"","","","","",""\r\n', None),
        ('"L1  0AE",10\r\n', None),
        ('"L1  0AE",10,340500,,"","","","","",""\r\n', None),
        ('"L1  0AE",10,here,340500,"","","","","",""\r\n', "its coordinates are not numbers"),
        ('"L1  0AE",10,inf,340500,"","","","","",""\r\n', "its coordinates are not numbers"),
        ('"L1  0AE",10,34050000,340500,"","","","","",""\r\n', "its coordinates lie outside the United Kingdom"),
        (code_point("L1 OAE", 0, 0), "its postcode is not a possible one"),
        ("\r\n", "its postcode is not a possible one"),
        ("\0\0\r\n", "its postcode is not a possible one"),
    ],
)
def test_a_row_without_a_point_is_counted_and_a_bad_one_is_a_problem(
    tmp_path: Path, row: str, reason: str | None
) -> None:
    held = read(tmp_path, code_point("L1 0AB", 0.5, 0.5) + row + code_point("L1 0AD", 0.5, 0.6))
    assert [postcode for postcode, *_ in found(held)] == ["L1 0AB", "L1 0AD"]
    assert held.problems == ([Problem("given.csv, line 2", reason)] if reason else [])
    assert held.without_coordinates == (0 if reason else 1)
    assert held.read == held.rows.height + held.without_coordinates + len(held.problems) == 3
    assert held.rows["line"].to_list() == [1, 3]


def test_lines_are_counted_from_the_header(tmp_path: Path) -> None:
    held = read(tmp_path, "pcds,oseast1m,osnrth1m\nL1 0AB,340500,340500\nnowhere,340500,340500\n")
    assert held.rows["line"].to_list() == [2]
    assert held.problems == [Problem("given.csv, line 3", "its postcode is not a possible one")]


def test_a_longer_row_keeps_its_place(tmp_path: Path) -> None:
    held = read(tmp_path, code_point("L1 0AB", 0.5, 0.5) + code_point("L1 0AD", 0.5, 0.5).strip() + ",extra,more\r\n")
    assert [postcode for postcode, *_ in found(held)] == ["L1 0AB", "L1 0AD"]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"", "is empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\n", "is not a table of text"),
        (b"," * 1_000_000, "is not a table of text"),
        (b"name,amount\nQuayside,12\n", "no columns of postcodes and coordinates"),
        (b"pcds,ward\nL1 0AB,Z05\n", "no columns of postcodes and coordinates"),
        (b"L1 0AB,10,340500\n", "no columns of postcodes and coordinates"),
        (b"pcds,oseast1m,osnrth1m\n", "holds no postcode"),
        (b"pcds,oseast1m,osnrth1m\nnowhere,1,2\n", "holds no postcode"),
        (b'pcds,oseast1m,osnrth1m\n"L1 0AB,340500,340500\n', "cannot be read as CSV"),
    ],
)
def test_a_file_that_is_not_one_of_postcodes_is_refused(tmp_path: Path, held: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said) as refusal:
        read(tmp_path, held)
    assert "given.csv" in refusal.value.plain


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is a folder"):
        read_postcodes(tmp_path)
    with pytest.raises(Refused, match="There is no file"):
        read_postcodes(tmp_path / "nowhere.csv")


def test_a_name_with_a_star_in_it_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "a*.csv").write_text(code_point("L1 0AB", 0.5, 0.5))
    (tmp_path / "ab.csv").write_text(code_point("L1 0AD", 0.5, 0.5))
    assert read_postcodes(tmp_path / "a*.csv").read == 1
