"""The rules that lock money, as a person reads them, and what a change would do. Changes live in the address."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.basics import money
from commonweal.basics.problems import Refused
from commonweal.basics.tables import Column, Row, Table
from commonweal.spend import account
from commonweal.spend.account import Page
from commonweal.spend.locking import Locks, Rule, published
from commonweal.spend.views import account_asked, account_pages, account_tables, share_words, tables
from commonweal.spend.views.asking import Asked

LONGEST_WORD: Final = 60  # letters of a word that a person adds
MOST_ADDED: Final = 40  # words added in one address: enough for any argument, and it still fits in a link; our choice
KINDS: Final = {
    "subjects": gettext_lazy("Words of the category or purpose"),
    "departments": gettext_lazy("Words of the department"),
    "suppliers": gettext_lazy("Words of the supplier’s name"),
    "spared": gettext_lazy("Words that spare a payment"),
    "owners": gettext_lazy("Kinds of owner"),
    "sic": gettext_lazy("Industry codes (SIC 2007) beginning with"),
    "payees": gettext_lazy("Payees without a name"),
}
ADDABLE: Final = ("subjects", "departments", "suppliers", "spared")


@dataclass(frozen=True, slots=True)
class Change:
    """What an address changes of the rules: those switched off and on, by their slugs, and words added to one."""

    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    added: tuple[tuple[str, str, str], ...] = ()  # a rule's slug, the kind of test, and the word

    @classmethod
    def of(cls, given: QueryDict) -> "Change":
        """From an address. What it says of rules or tests that there are not is passed over."""
        rules = _by_slug(published())
        added = [tuple(each.split(":", 2)) for each in given.getlist("add")]
        known = [each for each in added if len(each) == 3 and each[0] in rules and each[1] in ADDABLE]
        return cls(
            tuple(slug for slug in dict.fromkeys(given.getlist("off")) if slug in rules),
            tuple(slug for slug in dict.fromkeys(given.getlist("on")) if slug in rules),
            tuple((slug, kind, _fit(word)) for slug, kind, word in dict.fromkeys(known))[:MOST_ADDED],
        )

    @classmethod
    def sent(cls, given: QueryDict) -> "Change":
        """From the form: the rules ticked, the words that were added before, and perhaps one more."""
        ticked, word = given.getlist("ticked"), _fit(given.get("word", ""))
        rules = {slug: rule.switched_on for slug, rule in _by_slug(published()).items()}
        before = cls.of(given).added
        more = ((given.get("rule", ""), given.get("kind", ""), word),) if word else ()
        return cls(
            tuple(slug for slug, on in rules.items() if on and slug not in ticked),
            tuple(slug for slug, on in rules.items() if not on and slug in ticked),
            tuple(dict.fromkeys((*before, *more))),
        )

    def applied(self, locks: Locks) -> Locks:
        """The rules with this change. Raises Refused for a word that would find nearly everything."""
        names = {slug: rule.name for slug, rule in _by_slug(locks).items()}
        for slugs, on in ((self.off, False), (self.on, True)):
            for slug in slugs:
                locks = locks.switched(names[slug], on)
        for slug, kind, word in self.added:
            if (kind, word) not in locks.rule(names[slug]).tests:
                locks = locks.adding(names[slug], kind, word)
        return locks

    def words(self) -> list[tuple[str, str]]:
        """As an address keeps it."""
        kept = [*(("off", slug) for slug in self.off), *(("on", slug) for slug in self.on)]
        return [*kept, *(("add", ":".join(each)) for each in self.added)]


def locks(request: HttpRequest) -> HttpResponse:
    """The rules, what each locks, and the shares before and after a change that nobody else sees."""
    asked = account_asked.of_words(account_asked.without(account_asked.of(request), "locked").words)
    if request.GET.get("sent"):
        return redirect(_address(request, asked, Change.sent(request.GET)))
    change, problem = Change.of(request.GET), ""
    try:
        after = change.applied(published())
    except Refused as refusal:
        after, problem = published(), refusal.plain
    context = {
        **account_pages.framed(request, asked),
        "problem": problem,
        "added": [_added(each, change, request, asked) for each in change.added],
        "kept_words": [("add", ":".join(each)) for each in change.added] if not problem else [],
        "changes": after.changes(published()),
        "back_url": request.path + asked.query(),
        "addable": [(kind, KINDS[kind]) for kind in ADDABLE],
        "words": asked.words,
    }
    if asked.answerable:
        context |= _told(asked, after)
    return render(request, "spend/locks.html", context, status=400 if problem else 200)


def _told(asked: Asked, after: Locks) -> dict[str, Any]:
    changed = replace(asked, selection=replace(asked.selection, locks=after))
    rows = account_tables.of("locks", changed, Page("rank", descending=False)).rows
    shares = [account.ask(each.lake, "local_share", each.selection)[0] for each in (asked, changed)]
    sentences = [share_words.stays(share_words.bounds(share), asked.home.name) for share in shares]
    table = account_tables.of("locks", asked, Page("rank", descending=False))
    return {
        "rules": [_rule(after.rule(row["rule"]), row) for row in rows],
        "before": sentences[0],
        "after": sentences[1],
        "ranges": [share_words.drawn(share_words.bounds(share)) for share in shares],
        "effect": _effect(shares, asked),
        "locks_table": account_tables.shown(account_tables.brief(table, account_tables.BRIEF["locks"]), asked),
    }


def _rule(rule: Rule, row: Row) -> dict[str, Any]:
    return {
        "rule": rule,
        "slug": slugify(rule.name),
        "on": rule.switched_on,
        "pence": row["pence"],
        "holds_of": row["holds_of"],
        "payments": row["payments"],
        "url": row.get("rule_url", ""),
        "tests": [(label, ", ".join(found)) for kind, label in KINDS.items() if (found := rule.of(kind))],
        "published": rule == next((each for each in published().rules if each.name == rule.name), None),
    }


def _effect(shares: list[dict[str, Any]], asked: Asked) -> Table:
    """The figures of the local share by the rules as published and as changed."""
    lines = [
        (_("Can be influenced"), "pence", _sum),
        (_("Locked"), "locked", _sum),
        (_("Stays at home, at least"), "share_at_least", _share),
        (_("Stays at home, at most"), "share_at_most", _share),
    ]
    if asked.home.around:
        lines += [
            (_("Stays in the region, at least"), "near_at_least", _share),
            (_("Stays in the region, at most"), "near_at_most", _share),
        ]
    rows = [
        {"what": label, "before": told(shares[0][key]), "after": told(shares[1][key])} for label, key, told in lines
    ]
    columns = (Column("what", _("What")), Column("before", _("As published")), Column("after", _("As changed")))
    return Table("effect", _("What the change does"), columns, rows, provenance=tables.provenance("local_share"))


def _sum(pence: int | None) -> str:
    return money.exact(int(pence or 0))


def _share(share: float | None) -> str:
    return _("cannot be told") if share is None else f"{share:.1%}"


def _added(each: tuple[str, str, str], change: Change, request: HttpRequest, asked: Asked) -> dict[str, str]:
    slug, kind, word = each
    rest = replace(change, added=tuple(other for other in change.added if other != each))
    rule = _by_slug(published())[slug]
    return {"rule": rule.name, "kind": str(KINDS[kind]), "word": word, "without": _address(request, asked, rest)}


def _address(request: HttpRequest, asked: Asked, change: Change) -> str:
    words: Iterable[tuple[str, str]] = (*asked.words.items(), *change.words())
    told = urlencode(list(words))
    return f"{request.path}?{told}" if told else request.path


def _by_slug(locks: Locks) -> dict[str, Rule]:
    return {slugify(rule.name): rule for rule in locks.rules}


def _fit(word: str) -> str:
    return word.replace("\0", "").strip()[:LONGEST_WORD]
