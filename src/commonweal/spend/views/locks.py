"""The rules that lock money, as a person reads them, and what a change would do. Changes live in the address."""

from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.basics import money
from commonweal.basics.problems import Refused
from commonweal.basics.tables import Column, Row, Table
from commonweal.spend import account, queries
from commonweal.spend.account import Page
from commonweal.spend.locking import Locks, Rule, published
from commonweal.spend.locks.changes import ADDABLE, ASKED, LONGEST_WORD, Change, Word, by_slug, fit
from commonweal.spend.locks.queries import Version, history, standing
from commonweal.spend.permissions import CORRECT
from commonweal.spend.views import account_asked, account_pages, account_tables, asking, share_words, tables
from commonweal.spend.views.asking import Asked
from commonweal.spend.views.rule_words import KINDS, changes

VERSIONS: Final = 20  # of the history, shown on the page; `commonweal locks show --json` has all
NO_SUCH_WORD: Final = gettext_lazy("%(rule)s does not look for “%(word)s” there, so it cannot be taken out.")


@dataclass(frozen=True, slots=True)
class Looked:
    """What the page looks at: the rules in force, the change that the address makes, and the rules with it.

    `problem`: why the change cannot be, in plain words; the rules in force then stand for both.
    """

    in_force: Locks
    change: Change
    after: Locks
    problem: str = ""

    @classmethod
    def of(cls, words: dict[str, str], in_force: Locks) -> "Looked":
        """As the words of an address have it."""
        change = Change.of(words, in_force)
        try:
            return cls(in_force, change, change.applied(in_force))
        except Refused as refusal:
            return cls(in_force, change, in_force, refusal.plain)


def locks(request: HttpRequest) -> HttpResponse:
    """The rules, what each locks, the shares before and after a change that nobody else sees, and what was kept."""
    now = standing(sample=queries.sample_in_view())
    words = account_asked.words_of(request)
    plain = account_asked.of_words({name: each for name, each in words.items() if name not in ("locked", *ASKED)})
    if request.GET.get("sent"):
        return _on(request, plain, now.locks)
    look = Looked.of(words, now.locks)
    asked = plain if look.problem else account_asked.of_words({**plain.words, **look.change.words()})
    context = {
        **account_pages.framed(request, asked),
        **_words(look, plain, request),
        "changes": changes(look.after, look.in_force),
        "back_url": request.path + plain.query(),
        "standing": now,
        "own_changes": changes(now.locks, published()) if now.own else [],
        "history": [_version(each) for each in history(sample=asked.sample)[:VERSIONS]],
        "drawing": asked.lake.to_draw,
        "may_keep": request.user.has_perm(CORRECT),
    }
    if plain.answerable:
        context |= _told(plain, asked, look)
    return render(request, "spend/locks.html", context, status=400 if look.problem or asked.refusal else 200)


def _on(request: HttpRequest, plain: Asked, in_force: Locks) -> HttpResponse:
    """From what the form sent to the address that says so: the rules ticked, and perhaps a word more or fewer."""
    return redirect(request.path + _query(plain, sent(request.GET, in_force)))


def sent(given: QueryDict, in_force: Locks) -> Change:
    """The change that the form asks for: the rules ticked, the words of before, and perhaps one more."""
    ticked, word = given.getlist("ticked"), fit(given.get("word", ""))
    rules = {name: rule.switched_on for name, rule in by_slug(in_force).items()}
    before = Change.of(asking.words_of(given), in_force)
    one: Word = (given.get("rule", ""), given.get("kind", ""), word)
    take = given.get("do") == "take"
    return Change(
        tuple(name for name, on in rules.items() if on and name not in ticked),
        tuple(name for name, on in rules.items() if not on and name in ticked),
        _with(before.added, one if word and not take else None, one),
        _with(before.taken, one if word and take else None, one),
    )


def _with(words: tuple[Word, ...], more: Word | None, typed: Word) -> tuple[Word, ...]:
    """The words, with one more, or without what was typed for the other list: a word is not both put in and taken."""
    return tuple(dict.fromkeys((*words, more))) if more else tuple(each for each in words if each != typed)


def _words(look: Looked, plain: Asked, request: HttpRequest) -> dict[str, Any]:
    """What the part about single words needs: those put in and taken out so far, and those that could not be."""
    change = look.change
    told = [(True, each) for each in change.added] + [(False, each) for each in change.taken]
    rules = by_slug(look.in_force)
    lacking = [each for each in change.taken if each[1:] not in rules[each[0]].tests] if not look.problem else []
    wrong = [NO_SUCH_WORD % {"rule": rules[rule].name, "word": word} for rule, _kind, word in lacking]
    words = change.words()
    return {
        "problem": look.problem or " ".join(map(str, wrong)),
        "added": [_word(added, each, look, request.path, plain) for added, each in told],
        "kept_words": [(name, words[name]) for name in ("add", "take") if name in words],
        "addable": [(kind, KINDS[kind]) for kind in ADDABLE],
        "words": plain.words,
        "longest_word": LONGEST_WORD,
    }


def _told(plain: Asked, asked: Asked, look: Looked) -> dict[str, Any]:
    table = account_tables.of("locks", asked, Page("rank", descending=False))
    shares = [account.ask(each.lake, "local_share", each.selection)[0] for each in (plain, asked)]
    sentences = [share_words.stays(share_words.bounds(share), plain.home.name) for share in shares]
    return {
        "rules": [_rule(*each, row) for each, row in zip(by_slug(look.after).items(), table.rows, strict=True)],
        "before": sentences[0],
        "after": sentences[1],
        "ranges": [share_words.drawn(share_words.bounds(share)) for share in shares],
        "effect": _effect(shares, asked),
        "locks_table": account_tables.shown(account_tables.brief(table, account_tables.BRIEF["locks"]), asked),
    }


def _rule(name: str, rule: Rule, row: Row) -> dict[str, Any]:
    return {
        "rule": rule,
        "slug": name,
        "on": rule.switched_on,
        "pence": row["pence"],
        "holds_of": row["holds_of"],
        "payments": row["payments"],
        "url": row.get("rule_url", ""),
        "tests": [(label, ", ".join(found)) for kind, label in KINDS.items() if (found := rule.of(kind))],
    }


def _effect(shares: list[dict[str, Any]], asked: Asked) -> Table:
    """The figures of the local share by the rules in force and as changed."""
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
    columns = (Column("what", _("What")), Column("before", _("As in force")), Column("after", _("As changed")))
    said = tables.provenance("local_share", asked.selection)
    return Table("effect", _("What the change does"), columns, rows, provenance=said)


def _sum(pence: int | None) -> str:
    return money.exact(int(pence or 0))


def _share(share: float | None) -> str:
    return _("cannot be told") if share is None else f"{share:.1%}"


def _word(added: bool, each: Word, look: Looked, path: str, plain: Asked) -> dict[str, Any]:
    name, kind, word = each
    change, rules = look.change, by_slug(look.in_force)
    rest = replace(
        change,
        added=tuple(other for other in change.added if not added or other != each),
        taken=tuple(other for other in change.taken if added or other != each),
    )
    return {
        "rule": rules[name].name,
        "added": added,
        "kind": KINDS[kind],
        "word": word,
        "without": path + _query(plain, rest),
    }


def _version(each: Version) -> dict[str, Any]:
    return {"version": each, "changes": changes(each.locks, each.before)}


def _query(plain: Asked, change: Change) -> str:
    return replace(plain, words={**plain.words, **change.words()}).query()
