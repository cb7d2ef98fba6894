"""Known payments, published in every layout that chance can think of, are found again: each one, exactly."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from .publishing import UNNAMED, Payment, Published, publish
from .reading_of import reading


def expected(one: Payment, published: Published) -> tuple[str | None, int, object]:
    pence = one.net + one.vat if published.basis == "gross" else one.net
    return (None if one.supplier in UNNAMED else one.supplier), pence, one.paid


@settings(max_examples=150)
@given(st.integers(0, 10**9))
def test_every_payment_is_found_again_whatever_the_layout(seed: int) -> None:
    published = publish(Random(seed))
    found = reading(published.content)
    read = Counter(found.payments.select("supplier", "pence", "date").iter_rows())
    assert read == Counter(expected(one, published) for one in published.payments), published.told
    basis = {"net": "net", "gross": "gross", "amount": "unstated"}[published.basis]
    assert found.amount_basis == basis or "none" in published.told


@settings(max_examples=20)
@given(st.integers(0, 10**9))
def test_a_short_file_is_read_as_surely_as_a_long_one(seed: int) -> None:
    published = publish(Random(seed), count=12)
    if not {"reordered", "none", "last"} & set(published.told):  # with a handful of rows these are anyone's guess
        found = reading(published.content)
        assert found.payments["pence"].sum() == sum(expected(one, published)[1] for one in published.payments)


def spoiled(content: bytes, random: Random) -> bytes:
    """A file after an accident: bytes lost, doubled, changed, and stray marks put in."""
    data = bytearray(content)
    marks = (
        b'"',
        b",",
        b"\n",
        b"\r",
        b"\0",
        b"\xff",
        b"####",
        b"Total",
        b"Supplier",
        b"\nAmount,Date\n",
        b"-",
        b",,,,,,",
    )
    for _ in range(random.randint(1, 20)):
        at = random.randrange(len(data) + 1)
        match random.randrange(4):
            case 0:
                del data[at : at + random.randint(1, 40)]
            case 1:
                data[at:at] = random.choice(marks)
            case 2:
                data[at:at] = data[: random.randint(1, 200)]
            case _:
                data[at : at + 1] = bytes([random.randrange(256)])
    return bytes(data)


@settings(max_examples=150)
@given(st.integers(0, 10**9))
def test_every_record_of_a_spoiled_file_is_accounted_for_once(seed: int) -> None:
    random = Random(seed)
    found = reading(spoiled(publish(random, count=random.choice((0, 1, 3, 20))).content, random))
    lines = [*found.payments["line"], *found.set_aside["line"]]
    assert sorted(lines) == list(range(1, found.rows + 1))


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_met_with_a_reading(content: bytes) -> None:
    found = reading(content)
    assert found.refused or found.tables
