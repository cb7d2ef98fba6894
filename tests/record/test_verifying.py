"""Verifying: whatever is changed, removed, added or put in another order is found, and named where it can be."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from commonweal.basics.problems import Refused
from commonweal.record import notes
from commonweal.record.published import BUNDLE, events_file, leaves_file
from commonweal.record.replays import Body, Inputs, Replays
from commonweal.record.tree import leaf_hash
from commonweal.record.verifying import Report, verify
from commonweal.record.vouching import Kept
from tests.record.folders import KEY, ORIGIN, OTHER_SEED, Act, acts, change, line, list_again, note, of_lines, record

MANY = 12
EVENTS, LEAVES = events_file(Path(), 1).as_posix(), leaves_file(Path(), 1).as_posix()
NOTHING: Replays = {}


def verified(folder: Path, *kept: str, replays: Replays = NOTHING, key: notes.Key | None = None) -> Report:
    return verify(folder, Kept(tuple(notes.read(each) for each in kept), key), replays)


def told(report: Report) -> str:
    return "\n".join(f"{problem.where}: {problem.reason}" for problem in report.problems)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve events, checkpoints at 5 and 12."""
    return record(tmp_path / "record", acts(MANY), [5])


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """Two full bundles and a bit, one checkpoint."""
    return record(tmp_path / "record", acts(2 * BUNDLE + 3))


def test_what_is_as_it_was_signed(folder: Path) -> None:
    assert verified(folder).as_json() == {
        "verified": True,
        "events": 12,
        "checkpoints": 2,
        "first_bad": None,
        "between": None,
        "withheld": 0,
        "replays": {},
        "problems": [],
    }


def test_several_bundles(long: Path) -> None:
    report = verified(long)
    assert (report.verified, report.events, report.checkpoints) == (True, 2 * BUNDLE + 3, 1)


def drop(lines: list[bytes], at: int) -> list[bytes]:
    return lines[:at] + lines[at + 1 :]


def swap(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


def double(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], lines[at], *lines[at:]]


def edit(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], lines[at].replace(b'"done"', b'"gone"'), *lines[at + 1 :]]


def spoil(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], b"\n", *lines[at + 1 :]]


def space(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], lines[at].replace(b",", b", ", 1), *lines[at + 1 :]]


def fraction(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], lines[at].replace(b'{"number":', b'{"share":0.5,"number":'), *lines[at + 1 :]]


def cut(lines: list[bytes], at: int) -> list[bytes]:
    return lines[:at]


@pytest.mark.parametrize("attack", [drop, swap, edit, spoil, space, fraction, cut])
@pytest.mark.parametrize("at", [0, 4, 5, 10])
def test_the_first_bad_event_is_named(folder: Path, attack: Callable[..., list[bytes]], at: int) -> None:
    path = folder / EVENTS
    path.write_bytes(b"".join(attack(path.read_bytes().splitlines(keepends=True), at)))
    report = verified(folder)
    assert (report.verified, report.first_bad) == (False, at + 1), told(report)


@pytest.mark.parametrize("at", [0, 4, 11])
def test_an_event_that_stands_twice_is_found_where_it_repeats(folder: Path, at: int) -> None:
    path = folder / EVENTS
    path.write_bytes(b"".join(double(path.read_bytes().splitlines(keepends=True), at)))
    assert verified(folder).first_bad == at + 2


def test_an_event_added_at_the_end(folder: Path) -> None:
    with (folder / EVENTS).open("ab") as file:
        file.write(line(13, Act()) + b"\n")
    report = verified(folder)
    assert (report.first_bad, report.events) == (13, 12)
    assert "nobody vouches for it" in told(report)


@pytest.mark.parametrize("at", [0, BUNDLE - 1, BUNDLE, 2 * BUNDLE + 2])
def test_a_change_in_any_bundle(long: Path, at: int) -> None:
    path = events_file(long, at // BUNDLE * BUNDLE + 1)
    path.write_bytes(b"".join(edit(path.read_bytes().splitlines(keepends=True), at % BUNDLE)))
    assert verified(long).first_bad == at + 1


@pytest.mark.parametrize(("gone", "first_bad"), [(1, 1), (BUNDLE + 1, BUNDLE + 1), (2 * BUNDLE + 1, 2 * BUNDLE + 1)])
def test_a_bundle_that_is_gone(long: Path, gone: int, first_bad: int) -> None:
    events_file(long, gone).unlink()
    report = verified(long)
    assert report.first_bad == first_bad
    assert f"Event {first_bad:,} is missing" in told(report)


@pytest.mark.parametrize(("at", "between"), [(1, (1, 5)), (7, (6, 12))])
def test_where_the_hash_was_changed_too_the_checkpoints_bound_it(
    folder: Path, at: int, between: tuple[int, int]
) -> None:
    other = line(at + 1, Act(kind="forged"))
    change(folder / EVENTS, at, other + b"\n")
    change(folder / LEAVES, at, leaf_hash(other).hex().encode() + b"\n")
    report = verified(folder)
    assert (report.verified, report.between) == (False, between)
    if between[0] == 1:  # the later checkpoint does not hold either, so no more is known
        assert report.first_bad is None
    assert f"from event {between[0]} to event {between[1]}" in told(report)


def test_a_changed_hash_alone_is_told_from_a_changed_event(folder: Path) -> None:
    change(folder / LEAVES, 2, b"0" * 64 + b"\n")
    report = verified(folder)
    assert (report.verified, report.first_bad, report.events) == (False, None, 12)
    assert "The hash of event 3 is not the event's" in told(report)


@pytest.mark.parametrize("at", [0, 3])
def test_hashes_that_are_gone(folder: Path, at: int) -> None:
    lines = (folder / LEAVES).read_bytes().splitlines(keepends=True)
    (folder / LEAVES).write_bytes(b"".join(lines[:at]))
    report = verified(folder)
    assert (report.verified, report.first_bad) == (False, None)
    assert f"The hash of event {at + 1}" in told(report)


@pytest.mark.parametrize("name", ["checkpoints/000000005.txt", "checkpoints/000000012.txt", "checkpoint.txt"])
def test_a_changed_checkpoint(folder: Path, name: str) -> None:
    path = folder / name
    path.write_text(path.read_text().replace("\n5\n", "\n6\n").replace("\n12\n", "\n11\n"))
    report = verified(folder)
    assert not report.verified
    assert f"{name}: Its signature is false" in told(report)


def test_a_checkpoint_under_another_name(folder: Path) -> None:
    shutil.copy(folder / "checkpoints/000000005.txt", folder / "checkpoints/000000007.txt")
    assert "It is over 5 events, which is not what its name says" in told(verified(folder))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("checkpoint.txt", None, "not here"),
        ("checkpoint.txt", b"hello\n", "not a checkpoint"),
        ("checkpoint.txt", b"\xff\xfe", "cannot be read"),
        ("key.txt", None, "no public key here"),
        ("key.txt", b"hello\n", "not a public key"),
        ("key.txt", b"", "no checkpoint here that holds"),
    ],
)
def test_what_is_missing_or_is_something_else(folder: Path, name: str, content: bytes | None, reason: str) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    report = verified(folder)
    assert not report.verified
    assert reason in told(report)


def test_an_empty_folder(tmp_path: Path) -> None:
    report = verified(tmp_path)
    assert (report.verified, report.events, report.first_bad) == (False, 0, None)


def test_an_older_checkpoint_that_was_kept(folder: Path) -> None:
    kept = (folder / "checkpoints/000000005.txt").read_text()
    assert verified(folder, kept, key=KEY).verified


def test_a_newer_checkpoint_that_was_kept(folder: Path) -> None:
    leaves = [leaf_hash(line(number, Act())) for number in range(1, 16)]
    report = verified(folder, note(leaves, 15))
    assert not report.verified
    assert "Your checkpoint tells of 15 events, and only 12 are here" in told(report)


def test_a_record_that_was_rewritten_and_signed_again(tmp_path: Path, folder: Path) -> None:
    kept = (folder / "checkpoints/000000005.txt").read_text()
    forged = record(tmp_path / "forged", [*acts(2), Act(kind="forged"), *acts(9)], [5])
    assert verified(forged).verified  # from the folder alone nobody could tell
    report = verified(forged, kept)
    assert (report.verified, report.first_bad, report.between) == (False, None, (1, 5))
    assert "the record was rewritten and signed again" in told(report)


def test_a_record_that_somebody_else_signed(tmp_path: Path, folder: Path) -> None:
    kept = (folder / "checkpoints/000000005.txt").read_text()
    taken_over = record(tmp_path / "other", acts(MANY), seed=OTHER_SEED)
    assert verified(taken_over).verified
    assert "signed by another key than this record" in told(verified(taken_over, kept))
    assert "another key than the one you kept" in told(verified(taken_over, key=KEY))


def test_a_checkpoint_of_another_record(folder: Path) -> None:
    other = notes.sign(notes.Checkpoint("other/record", 5, bytes(32)), "other/record", OTHER_SEED)
    assert f"It is of another record, other/record; this one is {ORIGIN}" in told(verified(folder, other))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(some.data())
def test_no_byte_of_the_events_can_change_unseen(folder: Path, data: some.DataObject) -> None:
    path = folder / EVENTS
    whole = path.read_bytes()
    at = data.draw(some.integers(0, len(whole) - 1))
    byte = data.draw(some.integers(0, 255).filter(lambda each: each != whole[at]))
    path.write_bytes(whole[:at] + bytes([byte]) + whole[at + 1 :])
    report = verified(folder)
    path.write_bytes(whole)
    assert (report.verified, report.first_bad) == (False, whole[:at].count(b"\n") + 1)


def summed(body: Body, inputs: Inputs) -> Mapping[str, Any]:
    """A replay for these tests: the sum of the lines of a file."""
    content = (
        inputs.bound(f"{body['file']}.txt", body["sha256"]) if "sha256" in body else inputs.read(str(body["file"]))
    )
    if content == b"?":
        raise Refused("the file is no list of sums")
    return {"pence": sum(map(int, content.split()))}


SUMMED: Replays = {("trial", "counted"): summed}


@pytest.mark.parametrize(
    ("body", "outcome", "reason"),
    [
        ({"pence": 6, "file": "sums"}, "same", ""),
        ({"pence": 7, "file": "sums"}, "different", "pence is 7 in the event, and 6 when worked out again"),
        ({"pence": True, "file": "one"}, "different", "pence is True in the event, and 1 when worked out again"),
        ({"file": "sums"}, "different", "pence is None in the event, and 6"),
        ({"pence": 6, "file": "gone"}, "withheld", ""),
        ({"pence": 6, "file": "../../key.txt"}, "withheld", ""),
        ({"pence": 6, "file": "odd"}, "different", "could not be worked out again: the file is no list of sums"),
        ({"pence": 6, "file": "letters"}, "different", "its inputs are not in order (ValueError"),
        ({"pence": 6, "file": "sums", "sha256": "0" * 64}, "withheld", ""),
        ({"pence": 6, "file": "bound", "sha256": "0" * 64}, "different", "not the one that the event vouches for"),
    ],
)
def test_replays(tmp_path: Path, body: dict[str, Any], outcome: str, reason: str) -> None:
    folder = record(tmp_path / "record", [Act(), Act(kind="counted", body=body)])
    inputs = folder / "inputs" / "trial"
    inputs.mkdir(parents=True)
    for name, content in {"sums": b"1 2 3", "one": b"1", "odd": b"?", "letters": b"a b", "bound.txt": b"6"}.items():
        (inputs / name).write_bytes(content)
    list_again(folder)
    report = verified(folder, replays=SUMMED)
    counts = {"same": 0, "different": 0, "withheld": 0} | {outcome: 1}
    assert report.replays == {"trial counted": counts}
    assert (report.verified, report.first_bad) == ((False, 2) if reason else (True, None))
    assert reason in told(report)


def test_a_line_without_its_newline(folder: Path) -> None:
    path = folder / EVENTS
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert verified(folder).first_bad == MANY


def test_a_folder_as_deep_as_a_well(tmp_path: Path) -> None:
    folder = of_lines(tmp_path / "record", [line(1, Act()), b"[" * 100_000])
    assert verified(folder).first_bad == 2
