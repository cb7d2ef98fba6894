"""The definitions of the account keep to portable SQL: DuckDB runs them here, Apache Spark could elsewhere."""

from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

NOT_IN_A_DEFINITION = (exp.CurrentDate, exp.CurrentTimestamp, exp.CurrentTime, exp.Rand, exp.Uuid)  # a clock, or chance


def faults(sql: str) -> list[str]:
    """Why a definition is not one query that both engines understand and that always answers the same."""
    try:
        statements = [statement for statement in sqlglot.parse(sql, dialect="duckdb") if statement]
        for_spark = [statement.sql("spark", unsupported_level=ErrorLevel.RAISE) for statement in statements]
        understood = [sqlglot.parse_one(query, dialect="spark") for query in for_spark]
    except SqlglotError as error:
        return [str(error).splitlines()[0]]
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        return ["it is not one query"]
    return [f"it reads {node.sql()}" for query in understood for node in query.find_all(*NOT_IN_A_DEFINITION)]


@pytest.mark.parametrize(
    "sql",
    [
        "select sum(pence from payments",
        "select 1; select 2",
        "drop table payments",
        "select * from payments where date < current_date",
        "select random() from payments",
    ],
)
def test_what_is_not_portable_is_found(sql: str) -> None:
    assert faults(sql)


def test_a_plain_query_is_left_alone() -> None:
    assert faults("-- paid.sql: a comment\nselect payer, sum(pence) as pence from payments group by payer") == []


def test_every_definition_is_portable(project: Path) -> None:
    found = {path.name: faults(path.read_text()) for path in sorted(project.glob("src/commonweal/*/sql/*.sql"))}
    assert found
    assert {name: reasons for name, reasons in found.items() if reasons} == {}
