"""The sections of the report that tell how it was made: matching, coverage, bounds, and where it all comes from."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from commonweal.basics.money import exact
from commonweal.basics.tables import Column
from commonweal.organisations.matching.weights import SURELY
from commonweal.spend.coverage import Coverage, like_for_like, without_months
from commonweal.spend.definitions import VERSION
from commonweal.spend.report.values import Basis, Listed, Section
from commonweal.spend.report.words import counted, day, listed, month, period, pounds

STATUSES: Final = {
    "sure": ("Surely known", "placed and counted by its place"),
    "review": ("For a person to decide", "not placed until somebody has looked"),
    "none": ("Known to no register", "not placed"),
}
MOST_MISSING: Final = 6  # months named a payer; the others are counted


def matching(basis: Basis) -> Section:
    """How suppliers were found in the registers, and how many of them surely."""
    found, title = basis.matching, "How suppliers are found"
    words = [
        "Each supplier's published name and number is looked for in public registers. A match is "
        "sure where the evidence "
        f"gives it a probability of {SURELY:.0%} or more and nothing calls for a person to look first. All other "
        "candidates wait for a person and are not placed.",
        "Private persons are never looked for, never placed and never named.",
    ]
    suppliers = sum(each["suppliers"] for each in found.values()) or 1
    pence = sum(each["pence"] for each in found.values()) or 1
    rows = [
        {
            "status": STATUSES[name][0],
            "meaning": STATUSES[name][1],
            **found[name],
            "of_suppliers": found[name]["suppliers"] / suppliers,
            "of_pence": found[name]["pence"] / pence,
        }
        for name in STATUSES
        if name in found
    ]
    columns = (
        Column("status", "Match"),
        Column("suppliers", "Suppliers", "count"),
        Column("of_suppliers", "Of suppliers", "share"),
        Column("pence", "Paid", "money"),
        Column("of_pence", "Of the money", "share"),
        Column("meaning", "So it is"),
    )
    counted_over = "Counted over all named suppliers held on this host, not over this selection alone."
    tables = (Listed("Suppliers found in the registers", columns, rows),) if rows else ()
    said = counted_over if rows else "No register has been loaded yet, so no supplier is placed."
    return Section("matching", title, (*words, said), (), tables, ("named_suppliers",))


def covered(held: Sequence[Coverage]) -> Section:
    """Which months are held of whom, and what is missing."""
    columns = (
        Column("payer", "Payer"),
        Column("span", "From and to"),
        Column("held", "Months held", "count"),
        Column("gaps", "Missing or held in part"),
        Column("basis", "Sums are"),
        Column("threshold", "Published from"),
    )
    rows = [_coverage(each) for each in held]
    shared = like_for_like(held)
    words = ["What is missing here is missing from every figure. Missing is not zero."]
    if len(held) > 1:
        words.append(
            f"{counted(len(shared), 'month is', 'months are')} held of every payer, and only those "
            f"are compared over time."
        )
    if undated := without_months(held):
        words.append(f"The files of {listed(undated)} give no whole month: in every total, and in no comparison.")
    return Section("coverage", "What is held, and what is missing", tuple(words), (),
                   (Listed("Coverage", columns, rows),) if rows else (), ("coverage", "periods"))  # fmt: skip


def bounds() -> Section:
    """What the bounds mean."""
    words = (
        "A share has two bounds because some suppliers are not placed: no register names them, they "
        "are private persons, "
        "or their payer left the name out. At least: none of them is here. At most: all of them "
        "are, and credits belong "
        "elsewhere. The true share lies between. It is never guessed.",
        "Rings are drawn around home, and nested: home, the rest of its region, the rest of the "
        "wider region, the rest of "
        "the UK, overseas. Where a supplier is means where its registered office is, or for a "
        "public body the area that it "
        "governs.",
        "Sums are net of VAT where a file says so, else gross, else as published; the site tells which, file by file. "
        "Credits count against payments.",
    )
    return Section("bounds", "What the bounds mean", words)


def made_from(basis: Basis) -> Section:
    """The definitions, the snapshot and the geography, so that anyone can work it out again."""
    rows = [
        {"what": "Definitions", "value": f"version {VERSION}: the SQL of each figure is named under it and published"},
        {"what": "Snapshot of the payments", "value": basis.snapshot},
        {"what": "Geography", "value": basis.geography or "no region is built"},
        {"what": "Locks", "value": basis.rules or "as published with commonweal"},
        {"what": "Made on", "value": day(basis.made)},
    ]
    words = ("The same files, registers, region and definitions give the same figures on any machine.",)
    columns = (Column("what", "What"), Column("value", "Which"))
    return Section("made", "What it is made from", words, (), (Listed("Made from", columns, rows),))


def _coverage(each: Coverage) -> Mapping[str, Any]:
    first, last = (each.months[0].month, each.months[-1].month) if each.months else (None, None)
    lacking = [known.month for known in each.months if known.state in ("missing", "partly")]
    within = sum(known.state == "in a period" for known in each.months)
    told = ", ".join(month(name) for name in lacking[:MOST_MISSING])
    if len(lacking) > MOST_MISSING:
        told += f" and {len(lacking) - MOST_MISSING} more"
    if within:
        told = "; ".join(filter(None, (told, f"{within} only within a longer period")))
    return {
        "payer": each.payer,
        "span": period(first, last) if first else "no month is given",
        "held": len(each.held()),
        "gaps": told or "none",
        "basis": {"net": "net of VAT", "gross": "with VAT", "mixed": "mixed"}.get(each.basis, "not explained"),
        "threshold": exact(each.threshold).removesuffix(".00") if each.threshold else "not known",
    }


def of_matched(basis: Basis) -> str:
    """How much of the named suppliers' money is surely placed, in a sentence; empty without matching."""
    sure = basis.matching.get("sure", {}).get("pence", 0)
    every = sum(each["pence"] for each in basis.matching.values())
    return (
        f"{pounds(sure)} of the {pounds(every)} paid to named suppliers went to suppliers surely known."
        if every
        else ""
    )
