"""Locks: the published rules for payments that a payer cannot move, which a person can change and see the effect of.

The rules stand in locks.toml as anyone can read them. The account tests them in SQL (lock_texts.sql,
lock_suppliers.sql, lock_sets.sql): each rule is one bit, and the first that holds and is switched on names the lock.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final, Self

import tomli_w

from commonweal.basics.problems import Refused

# What a file of rules calls a kind of test, and the field that the definitions know it by.
FIELDS: Final = {
    "subjects": "subject",
    "departments": "department",
    "suppliers": "supplier",
    "owners": "owner",
    "sic": "sic",
    "payees": "payee",
}
SPARED: Final = "spared"
WORDS: Final = ("subjects", "departments", "suppliers", SPARED)  # the tests that look for words
TOLD: Final = ("name", "reason", "source", "switched_on")
PAYEES: Final = ("person", "redacted", "none")
MOST_RULES: Final = 60  # one bit each, in a whole number of 64
SHORTEST_BEGINNING: Final = 4  # letters before a *: fewer would find half the dictionary; our choice
NOT_A_LETTER: Final = re.compile("[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, why such money is locked, the law or paper that says so, and its tests by kind.

    `tests` are pairs of a kind (a key of FIELDS, or SPARED) and what is looked for, as written.
    """

    name: str
    reason: str
    source: str
    switched_on: bool = True
    tests: tuple[tuple[str, str], ...] = ()

    def of(self, kind: str) -> tuple[str, ...]:
        """What this rule looks for by one kind of test."""
        return tuple(written for each, written in self.tests if each == kind)


@dataclass(frozen=True, slots=True)
class Locks:
    """The rules in their order. A change gives new locks; nothing is ever changed in place."""

    rules: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        names = [rule.name for rule in self.rules]
        if len(names) > MOST_RULES:
            raise Refused(
                f"There are {len(names)} rules; the account can hold {MOST_RULES}. Put some of them together."
            )
        if twice := {name for name in names if names.count(name) > 1}:
            raise Refused(f"Two rules are called {min(twice)!r}. Give each rule its own name.")
        for rule in self.rules:
            _check(rule)

    @classmethod
    def read(cls, text: str) -> Self:
        """From the text of a file of rules. Raises Refused for one that is not such a file, and says what to mend."""
        try:
            tables = tomllib.loads(text).get("rule", [])
        except tomllib.TOMLDecodeError as error:
            raise Refused(f"The rules cannot be read: {error}. Compare them with the rules as published.") from error
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise Refused("The rules cannot be read. Each rule begins with a line [[rule]].")
        return cls(tuple(_rule(table) for table in tables))

    def written(self) -> str:
        """As the text of a file of rules, which `read` takes back unchanged."""
        return tomli_w.dumps({"rule": [_table(rule) for rule in self.rules]}, multiline_strings=False)

    def switched(self, name: str, on: bool) -> Self:
        """With a rule switched on or off. Raises Refused for a rule that there is not."""
        return self._with(replace(self.rule(name), switched_on=on))

    def adding(self, name: str, kind: str, written: str) -> Self:
        """With one more thing that a rule looks for, such as a word of a purpose."""
        rule = self.rule(name)
        more = sorted((*rule.tests, (kind, written)), key=lambda test: _place(test[0]))  # as a file of rules has them
        return self._with(replace(rule, tests=tuple(more)))

    def without(self, name: str, kind: str, written: str) -> Self:
        """With one thing fewer that a rule looks for."""
        rule = self.rule(name)
        return self._with(replace(rule, tests=tuple(test for test in rule.tests if test != (kind, written))))

    def rule(self, name: str) -> Rule:
        """The rule of that name. Raises Refused where there is none."""
        for rule in self.rules:
            if rule.name == name:
                return rule
        raise Refused(
            f"There is no rule called {name!r}. The rules are: {', '.join(rule.name for rule in self.rules)}."
        )

    def tested(self) -> str:
        """A short name for exactly what the rules look for, in their order, whether or not they are switched on."""
        return sha256(repr([rule.tests for rule in self.rules]).encode()).hexdigest()[:16]

    def fingerprint(self) -> str:
        """A short name for exactly these rules: their words, their order, their reasons, and which are switched on."""
        return _named(self)

    def differences(self, before: "Locks") -> list["Difference"]:
        """What was changed since other locks, one by one: rules gone, then new and changed ones in their order."""
        old, new = ({rule.name: rule for rule in locks.rules} for locks in (before, self))
        found = [Difference("gone", name) for name in old if name not in new]
        for name, rule in new.items():
            found += [Difference("new", name)] if name not in old else _differences(old[name], rule)
        if [name for name in old if name in new] != [name for name in new if name in old]:
            found.append(Difference("order"))
        return found

    def changes(self, before: "Locks") -> list[str]:
        """What was changed since other locks, one plain sentence a change."""
        return [each.plain() for each in self.differences(before)]

    def _with(self, changed: Rule) -> Self:
        return replace(self, rules=tuple(changed if rule.name == changed.name else rule for rule in self.rules))


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two sets of rules differ.

    `what`: "gone", "new", "on", "off", "added", "taken", "reworded" (its reason or its source) or "order"; `rule`: its
    name; of a thing added or taken, `kind` and `written` as a rule's tests have them.
    """

    what: str
    rule: str = ""
    kind: str = ""
    written: str = ""

    def plain(self) -> str:
        """In a sentence: "Taxes: switched off"."""
        if self.what == "order":
            return "The rules are tried in another order"
        told = {
            "gone": "taken away",
            "new": "new",
            "on": "switched on",
            "off": "switched off",
            "reworded": "reason or source worded otherwise",
        }
        return f"{self.rule}: {told.get(self.what) or f'{self.kind} {self.written!r} {self.what}'}"


@dataclass(frozen=True, slots=True)
class Sought:
    """One test of the locks as the definitions take it: the rule's bit, the field, the pattern, whether it spares."""

    bit: int
    field: str
    pattern: str
    spares: bool


def sought_by(locks: Locks) -> Iterator[Sought]:
    """The rows of the relation lock_tests. A word that spares is looked for in subject, department and supplier."""
    for place, rule in enumerate(locks.rules):
        for kind, written in rule.tests:
            fields = ("subject", "department", "supplier") if kind == SPARED else (FIELDS[kind],)
            sought = pattern(written) if kind in WORDS else written
            yield from (Sought(1 << place, field, sought, kind == SPARED) for field in fields)


def pattern(written: str) -> str:
    """A word or words as they are looked for: whole, between spaces; open at the end where a * stands there."""
    return f" {_plain(written)}" + ("" if written.rstrip().endswith("*") else " ")


@cache
def published() -> Locks:
    """The rules that come with commonweal."""
    return Locks.read(files(__package__).joinpath("locks.toml").read_text("utf-8"))


@lru_cache(maxsize=32)
def _named(locks: Locks) -> str:
    return sha256(locks.written().encode()).hexdigest()[:12]


def _plain(written: str) -> str:
    """As lock_texts.sql and lock_suppliers.sql set what is published."""
    return NOT_A_LETTER.sub(" ", written.lower().replace("&", " and ")).strip()


def _check(rule: Rule) -> None:
    if not rule.name.strip() or not rule.reason.strip() or not rule.source.strip():
        raise Refused(f"The rule {rule.name!r} needs a name, a reason and a source.")
    for kind, written in rule.tests:
        if fault := _fault(kind, written):
            raise Refused(f"{rule.name}: {fault}")


def _fault(kind: str, written: str) -> str | None:
    plain = _plain(written)
    if kind not in FIELDS and kind != SPARED:
        return f"there is no test called {kind!r}. The tests are: {', '.join((*FIELDS, SPARED))}."
    if kind in WORDS and (not plain or (written.rstrip().endswith("*") and len(plain) < SHORTEST_BEGINNING)):
        return f"{written!r} would find nearly everything. Give a whole word, or at least {SHORTEST_BEGINNING} letters."
    if kind == "sic" and not re.fullmatch("[0-9]{2,5}", written):
        return f"{written!r} is no SIC code. Give its first two to five figures, such as 84."
    if kind == "payees" and written not in PAYEES:
        return f"there are no payees called {written!r}, only: {', '.join(PAYEES)}."
    return None if written.strip() else f"there is an empty entry among its {kind}."


def _rule(table: Mapping[str, Any]) -> Rule:
    named = str(table.get("name", ""))
    if unknown := set(table) - {*TOLD, *FIELDS, SPARED}:
        raise Refused(f"{named or 'A rule'} has a line {min(unknown)!r}, which means nothing here.")
    if not isinstance(table.get("switched_on", True), bool):
        raise Refused(f"{named or 'A rule'} is switched_on = true or false, nothing else.")
    tests = [(kind, str(each)) for kind in (*FIELDS, SPARED) for each in _listed(table.get(kind, []), named)]
    told = {key: str(table.get(key, "")) for key in ("name", "reason", "source")}
    return Rule(**told, switched_on=table.get("switched_on", True), tests=tuple(tests))


def _place(kind: str) -> int:
    """Where a kind of test stands in a file of rules; one that there is not stands last, until it is refused."""
    kinds = (*FIELDS, SPARED)
    return kinds.index(kind) if kind in kinds else len(kinds)


def _listed(written: object, named: str) -> list[object]:
    if not isinstance(written, list):
        raise Refused(f'{named or "A rule"}: put what it looks for in brackets, such as ["precept*", "levy"].')
    return written


def _table(rule: Rule) -> dict[str, Any]:
    told = {key: getattr(rule, key) for key in TOLD}
    return told | {kind: list(each) for kind in (*FIELDS, SPARED) if (each := rule.of(kind))}


def _differences(before: Rule, after: Rule) -> list[Difference]:
    found = []
    if before.switched_on != after.switched_on:
        found.append(Difference("on" if after.switched_on else "off", after.name))
    if (before.reason, before.source) != (after.reason, after.source):
        found.append(Difference("reworded", after.name))
    found += [Difference("added", after.name, *test) for test in after.tests if test not in before.tests]
    found += [Difference("taken", after.name, *test) for test in before.tests if test not in after.tests]
    return found
