"""How payees of a real council are found: a published year that others matched to companies, beside our answer.

    python bench/matching_published.py [--distractors 300000]

Input: matched/bolton-2019.csv and the published registers under COMMONWEAL_DATA. No whole register of companies is at
hand, so the companies of the answers are put among the published registers and many invented names: a register made of
the answers flatters recall. Their answers are noisy (owners of care homes, later names), and are no truth.
"""

import argparse
import os
from pathlib import Path

import matching_register
import polars as pl

from commonweal.basics.problems import Refused
from commonweal.organisations import identifiers
from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.matching import bearers, match_together
from commonweal.organisations.register_reading import files, read
from commonweal.organisations.same import organisations

PUBLISHED = Path(os.environ.get("COMMONWEAL_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
ANSWERS = Register("answers", "Companies of the answers", "", "")
BY_OWNER = "8"  # how others mark a home that they matched to the company that owns it
SURE = pl.col("status") == "sure"


def registers() -> pl.DataFrame:
    facts = []
    for path in files([PUBLISHED / "registers"]):
        try:
            facts.append(read(path).whole())
        except Refused:
            continue  # the list of lists
    return pl.concat(facts)


def answers() -> pl.DataFrame:
    """A row a payee: `theirs` (the companies that others found), `pounds`, `method`."""
    year = pl.read_csv(PUBLISHED / "matched" / "bolton-2019.csv", infer_schema=False)
    plain = year.with_columns(pl.all().str.strip_chars())
    company = pl.col("company_number").map_elements(identifiers.company, return_dtype=pl.String)
    pounds = pl.col("amount").cast(pl.Float64, strict=False).abs().fill_null(0)
    told = plain.with_columns(company=company, pounds=pounds).group_by("beneficiary_name", maintain_order=True)
    return told.agg(
        pl.col("company").drop_nulls().unique().alias("theirs"),
        pl.col("company_name").drop_nulls().unique().alias("names"),
        pl.col("pounds").sum(),
        pl.col("match_method").first().alias("method"),
    )


def their_companies() -> pl.DataFrame:
    year = pl.read_csv(PUBLISHED / "matched" / "bolton-2019.csv", infer_schema=False)
    rows = year.select(pl.col("company_number", "company_name").str.strip_chars()).drop_nulls().unique().sort("*")
    facts = [Fact(org_id, name) for number, name in rows.iter_rows() if (org_id := identifiers.company(number))]
    return table(facts, ANSWERS)


def told(found: pl.DataFrame, what: str) -> None:
    answered = found.filter(pl.col("theirs").list.len() > 0)
    agreeing = answered.filter(SURE & pl.col("right"))
    precision = len(agreeing) / answered.filter(SURE).height
    value = agreeing["pounds"].sum() / answered["pounds"].sum()
    print(
        f"{what}: {len(answered)} payees, precision {precision:.4f}, recall {len(agreeing) / len(answered):.4f},"
        f" by value {value:.4f}"
    )


def main() -> None:
    options = argparse.ArgumentParser(description="A published year, matched by others and by us.")
    options.add_argument("--distractors", type=int, default=300_000)
    facts = pl.concat([registers(), their_companies()], how="diagonal_relaxed")
    invented = matching_register.register(options.parse_args().distractors, 21).with_columns(
        (pl.lit("INVENTED-") + pl.col("org_id")).alias("org_id"),
        (pl.lit("INVENTED-") + pl.col("organisation")).alias("organisation"),
    )
    year = answers()
    payees = year.select(
        pl.col("beneficiary_name").alias("payee"),
        pl.lit(None, pl.String).alias("company_number"),
        pl.lit(None, pl.String).alias("charity_number"),
    )
    held = pl.concat([bearers(facts.lazy()), invented])
    found = match_together(payees, held).found.hstack(year.drop("beneficiary_name"))
    same = dict(organisations(facts).iter_rows())
    right = pl.col("org_id").is_in(pl.col("theirs").list.eval(pl.element().replace(same))).fill_null(False)
    judged = found.with_columns(right=right)
    told(judged, "all they matched")
    told(judged.filter(pl.col("method") != BY_OWNER), "without the owners of homes")
    alone = judged.filter(SURE & (pl.col("theirs").list.len() == 0))
    print(f"sure where they found no company: {len(alone)}, of these invented: {_invented(alone)}")
    print(f"sure {judged.filter(SURE).height}, of these invented: {_invented(judged.filter(SURE))}")


def _invented(found: pl.DataFrame) -> int:
    return int(found["org_id"].str.starts_with("INVENTED").sum())


if __name__ == "__main__":
    main()
