"""The sections of the report that tell the account: where the money went, what holds it, and who holds it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from commonweal.basics.tables import Column
from commonweal.organisations.industries import NAMES
from commonweal.spend.home import Home
from commonweal.spend.report import charts
from commonweal.spend.report.values import Listed, Section
from commonweal.spend.report.words import between, counted, listed, percent, pounds

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

MOST_ROWS: Final = 15  # of one table on paper; the site and the interface have all
PAID: Final = Column("pence", "Paid", "money")
FREE: Final = Column("pence", "Can be influenced", "money")
LEAST: Final = Column("share_at_least", "Stays at home, at least", "share")
MOST: Final = Column("share_at_most", "At most", "share")


@dataclass(frozen=True, slots=True)
class Told:
    """What the sections are made of: the tables of the account, and the home area they are seen from."""

    tables: Tables
    home: Home

    def one(self, name: str) -> Row:
        """The single row of a table that has one."""
        return self.tables[name][0] if self.tables[name] else {}

    def near(self) -> Sequence[Row]:
        """The rings, without the rest of a region where home is all of it."""
        rows = self.tables["where_it_went"]
        return [row for row in rows if row["ring"] != "region" or self.home.around or row["payments"]]


def where(told: Told) -> Section:
    """Where it went, ring by ring, with the bounds of what stays."""
    labels, share = told.home.labels(), told.one("local_share")
    rows = [{**row, "ring": labels[row["ring"]]} for row in told.near()]
    columns: tuple[Column, ...] = (
        Column("ring", "How near"),
        PAID,
        Column("influenceable", "Can be influenced", "money"),
    )
    columns += (Column("locked", "Locked", "money"), Column("suppliers", "Suppliers", "count"))
    words = [
        f"Of what can be influenced, {between(share.get('share_at_least'), share.get('share_at_most'))} stays in "
        f"{told.home.name}. The bounds are apart because {pounds(share.get('unknown') or 0)} went to suppliers that "
        "no register places yet: all of them may be here, or none."
    ]
    if told.home.around:
        near = between(share.get("near_at_least"), share.get("near_at_most"))
        words.append(f"Within {told.home.around} as a whole stays {near}.")
    return Section(
        "where",
        "Where the money went",
        tuple(words),
        (charts.rings(told.near(), labels),),
        (Listed("Where it went", columns, rows),),
        ("where_it_went", "local_share"),
    )


def locked(told: Told) -> Section:
    """What no payer can move, rule by rule, with each rule's reason and source."""
    share = told.one("local_share")
    holding = [row for row in told.tables["locks"] if row["pence"] or row["payments"]]
    free, held = share.get("pence") or 0, share.get("locked") or 0
    words = [
        f"{pounds(free)} can be influenced. {pounds(held)} is locked: the law or the nature of the payment leaves the "
        "payer no choice of whom to pay. Shares in this report are of what can be influenced."
    ]
    if off := [row["rule"] for row in told.tables["locks"] if not row["switched_on"]]:
        words.append(f"Switched off, and so locking nothing: {listed(off)}.")
    columns: tuple[Column, ...] = (Column("rule", "Rule"), PAID, Column("payments", "Payments", "count"))
    columns += (Column("reason", "Why"), Column("source", "Source"))
    tables = (Listed("What is locked, and why", columns, holding),) if holding else ()
    return Section("locked", "What can be influenced, and what is locked", tuple(words), (), tables, ("locks",))


def payers(told: Told) -> Section:
    """The payers side by side."""
    rows = told.tables["anchors"]
    words = (
        "Payers publish from different thresholds and over different months, so compare shares rather than sums; the "
        "months held of each are under Coverage.",
    )
    title = "The anchor institutions side by side"
    return replace(_shares("payers", title, "payer", "Payer", (words, rows, "anchors")), charts=())  # drawn on page one


def bought(told: Told) -> Section:
    """What was bought: by the suppliers' industries, and by category."""
    sectors = [
        {**row, "section": NAMES.get(row["section"] or "", "Industry not known")} for row in told.tables["sectors"]
    ]
    classes = [
        {**row, "proclass": row["proclass"] or "No category could be told"}
        for row in told.tables["proclass_categories"]
    ]
    words = ("Industries are those that the registers give for suppliers surely known; categories are told from "
             "the payers' own words.",)  # fmt: skip
    industries = _shares("bought", "What was bought", "section", "Industry", (words, sectors, "sectors"))
    kinds = _listed(
        "Categories of what was bought", (Column("proclass", "ProClass category"), FREE, LEAST, MOST), classes
    )
    return replace(
        industries,
        tables=(*industries.tables, kinds),
        definitions=("sectors", "proclass_categories"),
    )


def owners(told: Told) -> Section:
    """Who owns the suppliers, and how large they are."""
    kinds = [{**row, "owner": _capital(row["owner"] or "all others, private companies among them")}
             for row in told.tables["owner_kinds"]]  # fmt: skip
    sizes = [{**row, "size": _capital(row["size"] or "not known")} for row in told.tables["sizes"]]
    words = ("A co-operative or a charity is counted as one only where a register says so.",)
    section = _shares("owners", "Who owns the suppliers", "owner", "Kind of owner", (words, kinds, "owner_kinds"))
    by_size = _listed("Sizes of supplier", (Column("size", "Size, by accounts filed"), FREE, LEAST, MOST), sizes)
    return replace(section, tables=(*section.tables, by_size), definitions=("owner_kinds", "sizes"))


def concentration(told: Told) -> Section:
    """How few suppliers hold how much."""
    row = told.one("concentration")
    suppliers = row.get("suppliers") or 0
    if not suppliers:
        return Section("concentration", "How few suppliers hold how much", ("No named supplier holds any of it.",))
    words = [f"{counted(suppliers, 'named supplier', 'named suppliers')} hold {pounds(row['pence'])} of what can be "
             "influenced."]  # fmt: skip
    words += [
        f"The {number} paid most hold {percent(row[f'share_of_top_{number}'])} of that."
        for number in (10, 50, 300)
        if suppliers > number
    ]
    words.append(
        f"The Herfindahl-Hirschman index is {round(row['hhi']):,} of 10,000, where 10,000 is a single supplier. "
        f"{pounds(row['without_a_name'])} went to private persons, redacted payees and payments without a supplier, "
        "and is not counted here."
    )
    title = "How few suppliers hold how much"
    return Section("concentration", title, (" ".join(words),), definitions=("concentration",))


def reach(told: Told) -> Section:
    """How much reaches the most deprived fifth of England's neighbourhoods."""
    row = told.one("deprived_reach")
    placed = (row.get("most_deprived_fifth") or 0) + (row.get("elsewhere") or 0)
    if not placed:
        words = "No supplier is placed in a neighbourhood whose deprivation is known, so this cannot be told yet."
    else:
        words = (
            f"{pounds(row['most_deprived_fifth'])} went to suppliers whose registered office is in the most deprived "
            f"fifth of England's neighbourhoods: {percent(row['share_of_placed'])} of the {pounds(placed)} whose "
            f"neighbourhood is known. Of {pounds(row['not_known'])} it is not known. A registered "
            f"office is an address on "
            "paper; the work may be done elsewhere."
        )
    return Section("reach", "Reach into deprived neighbourhoods", (words,), definitions=("deprived_reach",))


def change(told: Told) -> Section:
    """Each year against the year before, over the months that are held of every payer in both."""
    rows = told.tables["change_over_time"]
    title = "Change, like for like"
    if not rows:
        words = "No month is held of every payer in two years running, so no year can be compared with another yet."
        return Section("change", title, (words,), definitions=("change_over_time",))
    columns: tuple[Column, ...] = (
        Column("year", "Year"),
        Column("months", "Months compared", "count"),
        Column("pence_before", "The year before", "money"),
        Column("pence", "The year", "money"),
        Column("before", "Stayed at home the year before"),
        Column("after", "Stayed at home"),
    )
    shown = [
        {
            **row,
            "before": between(row["at_least_before"], row["at_most_before"]),
            "after": between(row["share_at_least"], row["share_at_most"]),
        }
        for row in rows
    ]
    words = "Only the same calendar months, held of every payer in both years, are compared."
    return Section("change", title, (words,), (), (Listed(title, columns, shown),), ("change_over_time",))


def _shares(name: str, title: str, label: str, heading: str, of: tuple[tuple[str, ...], Iterable[Row], str]) -> Section:
    """A section of local shares, one bar and one row a thing; `of`: its words, its rows, its definition."""
    words, rows, definition = of
    ranked = [row for row in rows if row["pence"] or row["locked"]]
    table = _listed(
        title, (Column(label, heading), FREE, LEAST, MOST, Column("unknown", "Not placed", "money")), ranked
    )
    drawn = charts.bounds(ranked, label, "Share that stays at home")
    return Section(name, title, words, (drawn,) if drawn.bars else (), (table,), (definition,))


def _listed(caption: str, columns: tuple[Column, ...], rows: Sequence[Row]) -> Listed:
    return Listed(caption, columns, rows[:MOST_ROWS], max(0, len(rows) - MOST_ROWS))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
