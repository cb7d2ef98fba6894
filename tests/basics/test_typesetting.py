"""Sheets set in type: words are only words, and a letter that no font has is owned up to."""

import json
from datetime import date
from pathlib import Path

import pytest
import typst

from commonweal.basics import typesetting
from commonweal.basics.problems import Refused

SHEET = """#import "/basics/sheet.typ": sheet, unset-note
#let told = json(bytes(sys.inputs.told))
#set document(title: "A sheet")
#show: sheet
= A sheet
#unset-note(told.unset)
#told.said
"""
MADE = date(2026, 5, 1)


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A sheet that says one thing, in a folder beside our look of sheets."""
    look = tmp_path / "basics"
    look.mkdir()
    (look / "sheet.typ").write_text((typesetting.ROOT / "basics" / "sheet.typ").read_text())
    (tmp_path / "said.typ").write_text(SHEET)
    compiler = typst.Compiler(root=tmp_path, ignore_system_fonts=True)
    monkeypatch.setattr(typesetting, "_compiler", lambda: compiler)
    return tmp_path / "said.typ"


def told_after(template: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What the typesetter was given the last time."""
    given: list[str] = []
    compiled = typesetting._compiled

    def noting(template: Path, inputs: str, made: int) -> bytes:
        given.append(inputs)
        return compiled(template, inputs, made)

    monkeypatch.setattr(typesetting, "_compiled", noting)
    assert typesetting.pdf(template, {"said": said}, MADE).startswith(b"%PDF-")
    told = json.loads(given[-1])
    assert isinstance(told, dict)
    return told


@pytest.mark.parametrize(
    ("said", "unset", "stands"),
    [
        ("Łódź, Ŵŷ, £", 0, "Łódź, Ŵŷ, £"),
        ("مجلس", 0, "مجلس"),
        ("A bench 🪑 in 会议 park", 3, "A bench � in �� park"),  # letters that fonts of ours lack
        ("#panic() *b* $x$ \u202eback", 0, "#panic() *b* $x$ back"),
        ("", 0, "not named"),
    ],
)
def test_what_no_font_has_is_marked_and_counted(
    template: Path, monkeypatch: pytest.MonkeyPatch, said: str, unset: int, stands: str
) -> None:
    assert told_after(template, said, monkeypatch) == {"said": stands, "unset": unset}


def test_another_fault_of_a_template_is_not_taken_for_a_missing_letter(template: Path) -> None:
    template.write_text("#panic(1)")
    with pytest.raises(typst.TypstError, match="panicked"):
        typesetting.pdf(template, {"said": "x"}, MADE)


def test_a_sheet_in_too_many_scripts_is_refused_in_words(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "MOST_SCRIPTS", 1)
    with pytest.raises(Refused, match="Take the text instead"):
        typesetting.pdf(template, {"said": "会"}, MADE)
