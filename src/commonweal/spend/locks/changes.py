"""A change of the locks that lives in an address: rules switched, words added and words taken out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from commonweal.basics.problems import Refused
from commonweal.spend.locking import Locks, Rule
from commonweal.spend.payers import slug

ASKED: Final = ("off", "on", "add", "take")  # what an address calls the four parts; each lists with commas between
ADDABLE: Final = ("subjects", "departments", "suppliers", "spared")  # the kinds of test whose words a person changes
LONGEST_WORD: Final = 60  # letters of one word or phrase
MOST_WORDS: Final = 40  # added or taken in one address: enough for any argument, and it still fits; our choice

Word = tuple[str, str, str]  # a rule's slug, the kind of test, and the word


@dataclass(frozen=True, slots=True)
class Change:
    """What an address changes of rules: those switched off and on, by their slugs; words added and taken out."""

    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    added: tuple[Word, ...] = ()
    taken: tuple[Word, ...] = ()

    @classmethod
    def of(cls, asked: Mapping[str, str], locks: Locks) -> Self:
        """From the words of an address. What it says of rules or tests that there are not is passed over."""
        rules = by_slug(locks)

        def switched(name: str) -> tuple[str, ...]:
            return tuple(each for each in _parts(asked.get(name, "")) if each in rules)

        def words(name: str) -> tuple[Word, ...]:
            found = (each.split(":", 2) for each in _parts(asked.get(name, "")))
            known = [each for each in found if len(each) == 3 and each[0] in rules and each[1] in ADDABLE]
            return tuple((rule, kind, fit(word)) for rule, kind, word in known if fit(word))

        return cls(switched("off"), switched("on"), words("add"), words("take"))

    def applied(self, locks: Locks) -> Locks:
        """The rules with this change.

        Raises Refused for a word that would find nearly everything, and for more words than an address may hold.
        """
        if len(self.added) + len(self.taken) > MOST_WORDS:
            raise Refused(
                f"An address holds {MOST_WORDS} words at most. Put the rules in a file: commonweal locks keep."
            )
        names = {each: rule.name for each, rule in by_slug(locks).items()}
        for switched, on in ((self.off, False), (self.on, True)):
            for each in switched:
                locks = locks.switched(names[each], on)
        for each, kind, word in self.added:
            if (kind, word) not in locks.rule(names[each]).tests:
                locks = locks.adding(names[each], kind, word)
        for each, kind, word in self.taken:
            locks = locks.without(names[each], kind, word)
        return locks

    def words(self) -> dict[str, str]:
        """As an address keeps it: one value a part, commas between."""
        added, taken = ([":".join(each) for each in words] for words in (self.added, self.taken))
        parts = zip(ASKED, (self.off, self.on, added, taken), strict=True)
        return {name: ",".join(each) for name, each in parts if each}


def changed(locks: Locks, asked: Mapping[str, str]) -> Locks | None:
    """The rules as an address changes them, or None where it does not. Raises Refused as `Change.applied` does."""
    if not any(asked.get(name) for name in ASKED):
        return None
    after = Change.of(asked, locks).applied(locks)
    return None if after == locks else after


def joined(values: Iterable[str]) -> str:
    """What an address gives for one part, however often it names it, as one value."""
    return ",".join(dict.fromkeys(each for value in values for each in _parts(value)))


def fit(word: str) -> str:
    """A word as an address can hold it. Commas part words there, and in a test they mean no more than a space."""
    return " ".join(word.replace("\0", " ").replace(",", " ").split())[:LONGEST_WORD].strip()


def by_slug(locks: Locks) -> dict[str, Rule]:
    """The rules by what an address calls them. Two names that would look alike there are numbered."""
    found: dict[str, Rule] = {}
    for rule in locks.rules:
        plain, number = slug(rule.name), 1
        while (name := plain if number == 1 else f"{plain}-{number}") in found:
            number += 1
        found[name] = rule
    return found


def _parts(value: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (each.strip() for each in value.split(",")))))
