"""The editor sends in an ugly file, sees all that is wrong with it, and corrects how it was read; a member may not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FileChooser, Page, TimeoutError, expect

from commonweal.journeys.sample.actions import SIGN_INS
from commonweal.spend.models import SpendFile, Upload
from tests.journeys.conftest import sign_in

EDITOR, MEMBER, *_ = SIGN_INS
BOARD = "Sandport and Ternsea Joint Board"
TITLE = f"""{BOARD},,,,,,
Payments of £500 and more,,June 2031,,,,
,,,,,,
"""
HEADER = """Payment,Supplier,,Purpose of,Net,Gross,Our
Date,Name,Category,Spend,Amount,Amount,Reference
"""
REPEATED = '02/06/2031,Tern Bakery Co-operative Ltd,Food,School meals,"1,200.00","1,440.00",T1\n'
JUNE = f"""{TITLE}{HEADER}{REPEATED}03/06/2031,Grebe Cleaning Services Ltd,Cleaning,Offices,640.00,768.00,T2
12/06/2031,Knot Builders Ltd,Repairs,Roof,(145.35),(174.42),T3
17/06/2031,Avocet Printing Ltd,Printing,Leaflets,########,########,T4
31/06/2031,Dunlin Drainage Ltd,Repairs,Drains,900.00,1080.00,T5
28/06/2031,REDACTED PERSONAL DATA,Care,,510.00,510.00,T6
,,,Total,"3,404.65","3,983.58",
Figures are not rounded. Ask the finance team for more,,,,,,
"""
SUMMER = f"""{TITLE}{HEADER}{REPEATED}04/07/2031,Knot Builders Ltd,Repairs,Roof,700.00,840.00,T7
05/08/2031,Knot Builders Ltd,Repairs,Roof,710.00,852.00,T8
"""


@pytest.fixture
def board_files(tmp_path: Path) -> list[Path]:
    """Two files of one payer; the second holds a payment of the first once more."""
    files = []
    for name, text in (("june-2031.csv", JUNE), ("summer-2031.csv", SUMMER)):
        path = tmp_path / name
        path.write_bytes(text.replace("\n", "\r\n").encode("cp1252"))
        files.append(path)
    return files


def send(page: Page, site: str, *files: Path) -> None:
    """Choose files, name the payer, press the button."""
    page.goto(f"{site}/imports/new/")
    page.get_by_label("Files as they were published").set_input_files(files)
    page.get_by_label("Payer").fill(BOARD)
    page.get_by_role("button", name="Send").click()


@pytest.mark.db
def test_an_editor_sends_an_ugly_file_and_corrects_how_it_was_read(
    sample: Path, site: str, page: Page, work: Callable[[], None], board_files: list[Path]
) -> None:
    sign_in(page, site, EDITOR)
    send(page, site, board_files[0])
    watches_it_being_read(page, work)
    sees_every_problem(page)
    corrects_a_column(page)
    finds_the_sample_put_away(page, site)


def watches_it_being_read(page: Page, work: Callable[[], None]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("june-2031.csv")
    expect(page.get_by_text("Waiting for its turn.")).to_be_visible()
    Upload.objects.update(state=Upload.State.READING, progress=40)
    expect(page.get_by_text("Being read: 40%.")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "40")
    Upload.objects.update(state=Upload.State.WAITING, progress=0)
    before = page.locator("#upload-state").bounding_box()
    work()
    expect(page.get_by_text("13 rows read: 5 payments, £3,104.65 in all.")).to_be_visible()
    after = page.locator("#upload-state").bounding_box()
    assert before is not None
    assert after is not None
    assert before["y"] == after["y"]  # nothing jumps
    page.get_by_role("link", name="See what was understood").click()


def sees_every_problem(page: Page) -> None:
    expect(page.get_by_text("13 rows = 5 payments + 8 set aside.")).to_be_visible()
    expect(page.get_by_text("£3,104.65 net of VAT; column “Net Amount”")).to_be_visible()
    expect(page.get_by_text("the file prints a total of £3,404.65, but its rows add up to £3,104.65")).to_be_visible()
    problems, aside = page.locator("#problems"), page.locator("#set-aside")
    expect(problems.get_by_role("row").filter(has_text="line 9")).to_contain_text("the amount is lost (########")
    expect(problems.get_by_role("row").filter(has_text="line 10")).to_contain_text("does not read as a day")
    expect(aside.get_by_role("row").filter(has_text="total, not a payment")).to_contain_text("12")
    expect(aside.locator("tbody tr")).to_have_count(8)
    assert "Avocet" not in page.content()  # whom a lost amount was paid to is not said


def corrects_a_column(page: Page) -> None:
    """Choosing shows the effect; until it is accepted nothing changes."""
    file = SpendFile.objects.get(sample=False)
    page.get_by_role("link", name="Correct the columns").click()
    page.get_by_label("Net amount").select_option("No column")
    page.get_by_role("button", name="See the effect").click()
    sums = page.get_by_role("region", name="What would change").get_by_role("row").filter(has_text="Sum")
    expect(sums).to_have_text(re.compile("£3,104.65.*£3,623.58", re.DOTALL))
    file.refresh_from_db()
    assert (file.pence, file.amount_basis) == (310_465, "net")

    page.get_by_role("button", name="Accept and read again").click()
    expect(page.get_by_role("alert")).to_contain_text("will be read in the same way")
    expect(page.get_by_text("£3,623.58 gross, VAT included")).to_be_visible()
    file.refresh_from_db()
    assert (file.pence, file.amount_basis) == (362_358, "gross")


def finds_the_sample_put_away(page: Page, site: str) -> None:
    """With something real in hand, nothing invented is shown any more."""
    page.goto(site)
    expect(page.locator("body")).to_have_attribute("data-region", "")
    expect(page.get_by_text("every name and figure here is invented")).to_have_count(0)
    expect(page.locator("#payers tbody tr")).to_have_count(1)
    expect(page.locator("#payers")).to_contain_text("£3,623.58")


def test_an_editor_decides_an_overlap_and_thinks_again(
    sample: Path, site: str, page: Page, work: Callable[[], None], board_files: list[Path]
) -> None:
    sign_in(page, site, EDITOR)
    send(page, site, *board_files)
    expect(page.get_by_role("listitem").filter(has_text="summer-2031.csv")).to_contain_text("waiting")
    work()
    expect(page.get_by_role("listitem").filter(has_text="summer-2031.csv").first).to_contain_text("read and kept")
    assert in_all(page, site) == "£5,714.65"

    for decision, told, paid in (
        ("The same money: count once", "Decided: counted once.", "£4,514.65"),
        ("Different payments: both stand", "Decided: both stand.", "£5,714.65"),
    ):
        page.goto(f"{site}/imports/")
        expect(page.get_by_text("One payment, £1,200.00, in both")).to_be_visible()
        page.get_by_role("button", name=decision).click()
        expect(page.get_by_text(told)).to_be_visible()
        work()
        assert in_all(page, site) == paid


def in_all(page: Page, site: str) -> str:
    """What the payer paid, as its account says."""
    page.goto(f"{site}/payers/sandport-and-ternsea-joint-board/")
    return page.locator("dl dd").first.inner_text()


def test_a_member_without_the_role_is_refused_in_plain_words(sample: Path, site: str, page: Page) -> None:
    sign_in(page, site, MEMBER)
    page.goto(f"{site}/imports/")
    expect(page.get_by_role("heading", name="Files held")).to_be_visible()
    expect(page.get_by_role("link", name="Send files in")).to_have_count(0)
    expect(page.get_by_role("button", name="The same money: count once")).to_have_count(0)
    file = SpendFile.objects.latest("pk")
    for address in ("/imports/new/", f"/imports/{file.public_id}/columns/"):
        answer = page.goto(f"{site}{address}")
        assert answer is not None
        assert answer.status == 403
        expect(page.get_by_role("heading", level=1)).to_have_text("You cannot do this")
        expect(page.get_by_text("for people with a role here")).to_be_visible()
        expect(page.locator("body")).to_have_attribute("data-region", "sample")
    assert not Upload.objects.exists()


def test_a_file_is_sent_and_read_without_javascript(
    sample: Path, site: str, plain_page: Page, work: Callable[[], None], board_files: list[Path]
) -> None:
    sign_in(plain_page, site, EDITOR)
    send(plain_page, site, board_files[0])
    expect(plain_page.get_by_text("Waiting for its turn.")).to_be_visible()
    work()
    # The page asks again by itself.
    expect(plain_page.get_by_text("13 rows read: 5 payments, £3,104.65 in all.")).to_be_visible(timeout=10_000)
    plain_page.get_by_role("link", name="See what was understood").click()
    expect(plain_page.locator("#problems tbody tr")).to_have_count(2)
    corrects_a_column(plain_page)


def chooser_by_space(page: Page) -> FileChooser:
    """What the space bar opens on a field for files. On a busy machine a press can be lost: a person presses again."""
    for _ in range(2):
        try:
            with page.expect_file_chooser(timeout=8_000) as chooser:
                page.keyboard.press("Space")
            return chooser.value
        except TimeoutError:
            continue
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    return chooser.value


def test_the_keyboard_alone_sends_a_file(
    sample: Path, site: str, page: Page, work: Callable[[], None], board_files: list[Path]
) -> None:
    sign_in(page, site, EDITOR)
    page.goto(f"{site}/imports/new/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the ways around the site, to the form
    page.keyboard.press("Tab")
    expect(page.get_by_label("Files as they were published")).to_be_focused()
    chooser_by_space(page).set_files(board_files[0])
    page.keyboard.press("Tab")
    page.keyboard.type(BOARD)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Waiting for its turn.")).to_be_visible()
