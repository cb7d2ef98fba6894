"""Keeping rules as the region's own: by the verbs, and on the page of the rules."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from commonweal.basics.problems import Refused
from commonweal.record.models import Event
from commonweal.spend import account, queries
from commonweal.spend.actions.accounts import draw_account
from commonweal.spend.actions.locks import keep_locks, restore_published_locks
from commonweal.spend.actions.removal import remove_sample_spend
from commonweal.spend.locking import Locks, Rule, published
from commonweal.spend.locks.queries import history, standing
from commonweal.spend.models import Account, LockRules
from commonweal.spend.tasks import draw_after_review, draw_where_due

from .conftest import NOW
from .linen import editor, linen, member, stranger, words

__all__ = ["editor", "linen", "member", "stranger"]
pytestmark = pytest.mark.django_db
FAR = "far linen"
TAXED = published().adding("Taxes", "suppliers", FAR)  # half of what the hospital pays is then locked
ADDED = "add=taxes:suppliers:far+linen"
KEEP, RESTORE = "/account/locks/kept/", "/account/locks/published/"
AS_PUBLISHED = "Between £1.00 and £2.50 of every £10 stays in Dunlin Coast"
AS_TAXED = "Between £2.00 and £5.00 of every £10 stays in Dunlin Coast"  # 10 to 25 of 50, not of 100


def kept(locks: Locks = TAXED, **more: Any) -> LockRules:
    return keep_locks(locks=locks, sample=False, by=None, now=NOW, **more)


def test_rules_are_kept_version_by_version_and_none_is_lost() -> None:
    assert not standing(sample=False).own
    kept()
    kept(TAXED.switched("Pensions", False))
    now = standing(sample=False)
    assert (now.locks, now.version, str(now.kept_on)) == (TAXED.switched("Pensions", False), 2, "2026-11-21")
    restore_published_locks(sample=False, by=None, now=NOW)
    assert standing(sample=False).locks == published()
    kept(TAXED)  # the first version again
    assert [(each.number, each.published, each.locks.changes(each.before)) for each in history(sample=False)] == [
        (4, False, ["Taxes: suppliers 'far linen' added"]),
        (3, True, ["Taxes: suppliers 'far linen' taken", "Pensions: switched on"]),
        (2, False, ["Pensions: switched off"]),
        (1, False, ["Taxes: suppliers 'far linen' added"]),
    ]


def test_the_sample_and_the_real_world_keep_rules_apart() -> None:
    keep_locks(locks=TAXED, sample=True, by=None, now=NOW)
    assert (standing(sample=True).own, standing(sample=False).own) == (True, False)
    kept()
    remove_sample_spend(by=None, now=NOW)
    assert (standing(sample=True).own, standing(sample=False).own) == (False, True)


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda: keep_locks(locks=published(), sample=False, by=None, now=NOW), "in force already"),
        (lambda: restore_published_locks(sample=False, by=None, now=NOW), "in force already"),
        (lambda: kept(seen=1), "changed the rules while you looked"),
        (lambda: kept(Locks(tuple(long_rule(number) for number in range(60)))), "longer than"),
    ],
)
def test_what_cannot_be_kept_changes_nothing(act: Callable[[], Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        act()
    assert not LockRules.objects.exists()
    assert not Event.objects.exists()


def long_rule(number: int) -> Rule:
    return Rule(f"Rule {number}", "A very long reason. " * 250, "our choice")


def test_the_database_holds_one_set_of_rules_a_version() -> None:
    kept()
    with pytest.raises(IntegrityError), transaction.atomic():
        LockRules.objects.create(version=1, rules=published().written(), kept_at=NOW)


def test_the_record_tells_how_much_was_changed_in_which_rule_and_no_word() -> None:
    own = Rule("Rule of Mr Dunnock", "He said so.", "his letter", tests=(("subjects", "secret"),))
    kept(Locks((*TAXED.switched("Pensions", False).adding("Taxes", "subjects", "tithe").rules, own)))
    event = Event.objects.get(kind="locks-kept")
    assert event.body["changes"] == [
        {"rule": "Taxes", "what": "added", "number": 2},
        {"rule": "Pensions", "what": "off", "number": 1},
        {"rule": "a rule of its own", "what": "new", "number": 1},
    ]
    assert (event.body["version"], len(event.body["rules"])) == (1, 64)
    assert not any(word in str(event.body) for word in ("Dunnock", "tithe", "secret", FAR))


def test_answers_are_right_at_once_and_the_drawn_file_is_used_again_once_it_is_drawn_anew(linen: None) -> None:
    def locked() -> tuple[bool, int]:
        lake = queries.lake(sample=False)
        return not lake.to_draw, account.ask(lake, "local_share", queries.selection({}, sample=False))[0]["locked"]

    assert locked() == (True, 0)
    kept()
    assert locked() == (False, 4 * 50_000_00)
    draw_account(sample=False, by=None, now=NOW)
    assert locked() == (True, 4 * 50_000_00)
    kept(TAXED.switched("Taxes", False))  # the same words, switched off: nothing to draw
    assert locked() == (True, 0)
    restore_published_locks(sample=False, by=None, now=NOW)
    assert locked() == (False, 0)


def test_an_editor_keeps_what_is_in_view_and_every_page_follows(linen: None, editor: Client, stranger: Client) -> None:
    page = words(editor.get(f"/account/locks/?{ADDED}"))
    assert "Keep these rules for this region" in page
    assert "Keep these rules for this region" not in words(stranger.get(f"/account/locks/?{ADDED}"))
    answer = editor.post(f"{KEEP}?{ADDED}&home=Z08000002", {"seen": "0"}, follow=True)
    assert answer.redirect_chain == [("/account/locks/?home=Z08000002", 302)]
    said = words(answer)
    assert "Kept. Every figure of this site now follows these rules." in said
    assert "The account is being put together anew." in said
    assert AS_TAXED in words(stranger.get("/account/"))
    assert "this region's own, kept on" in words(stranger.get("/account/"))
    said = words(stranger.get("/account/locks/"))
    assert f"In force: this region’s own rules, kept on {day()}." in said
    assert "Taxes: “far linen” added to “Words of the supplier’s name”" in said
    assert "What was changed, and when Version 1" in said


def day() -> str:
    today = timezone.localtime()
    return f"{today.day} {today:%B %Y}"


def test_keeping_asks_for_the_account_to_be_drawn_only_where_other_words_are_looked_for(
    linen: None, editor: Client
) -> None:
    editor.post(f"{KEEP}?off=taxes", {"seen": "0"})
    asked = DBTaskResult.objects.filter(task_path=draw_after_review.module_path)
    assert not asked.exists()
    assert "being put together anew" not in words(editor.get("/account/locks/"))
    editor.post(f"{KEEP}?{ADDED}", {"seen": "1"})
    assert asked.count() == 1


def test_a_new_version_has_the_account_drawn_anew_once(linen: None) -> None:
    draw_where_due()
    asked = DBTaskResult.objects.filter(task_path=draw_after_review.module_path)
    assert not asked.exists()
    Account.objects.update(drawn_from="what an earlier version drew")
    for _ in range(2):
        draw_where_due()
    assert asked.count() == 1
    draw_after_review.call(sample=False)
    assert not queries.lake(sample=False).to_draw


def test_of_two_who_keep_rules_at_once_the_second_is_told_and_loses_nothing(linen: None, editor: Client) -> None:
    editor.post(f"{KEEP}?off=pensions", {"seen": "0"})
    answer = editor.post(f"{KEEP}?{ADDED}", {"seen": "0"}, follow=True)
    assert answer.redirect_chain == [(f"/account/locks/?{ADDED.replace(':', '%3A')}", 302)]
    said = words(answer)
    assert "Someone else changed the rules while you looked, so nothing was kept." in said
    assert "What your change does Taxes: “far linen” added" in said  # on top of the other's
    assert standing(sample=False).version == 1
    editor.post(f"{KEEP}?{ADDED}", {"seen": "1"})
    assert standing(sample=False).locks == TAXED.switched("Pensions", False)


def test_an_earlier_version_is_kept_again_and_the_published_rules_come_back(
    linen: None, editor: Client, stranger: Client
) -> None:
    editor.post(f"{KEEP}?{ADDED}", {"seen": "0"})
    editor.post(RESTORE, {"seen": "1"})
    assert AS_PUBLISHED in words(stranger.get("/account/"))
    assert "In force: the rules as published with commonweal." in words(stranger.get("/account/locks/"))
    said = words(editor.post(f"{KEEP}1/again/", {"seen": "2"}, follow=True))
    assert "Kept again." in said
    assert standing(sample=False).locks == TAXED
    assert "Version 3" in said
    assert "Nothing was changed" not in said
    assert editor.post(f"{KEEP}9/again/", {"seen": "3"}).status_code == 404


@pytest.mark.parametrize("address", [f"{KEEP}?{ADDED}", f"{KEEP}1/again/", RESTORE])
def test_only_editors_keep_rules(linen: None, stranger: Client, member: Client, address: str) -> None:
    kept(TAXED.switched("Pensions", False))
    assert stranger.post(address, {"seen": "1"}).status_code == 302  # to sign in
    assert member.post(address, {"seen": "1"}).status_code == 403
    assert member.get(address).status_code == 405
    assert standing(sample=False).version == 1


def test_a_word_is_taken_out_and_one_that_is_not_there_is_said_so(linen: None, stranger: Client) -> None:
    form = {"sent": "1", "rule": "taxes", "kind": "suppliers", "do": "take", "word": "hmrc"}
    ticked = [name for name, rule in zip(slugs(), published().rules, strict=True) if rule.switched_on]
    answer = stranger.get("/account/locks/", {**form, "ticked": ticked}, follow=True)
    assert answer.redirect_chain == [("/account/locks/?take=taxes%3Asuppliers%3Ahmrc", 302)]
    assert "Taxes: “hmrc” taken out of “Words of the supplier’s name”" in words(answer)
    said = words(stranger.get("/account/locks/?take=taxes:suppliers:tithe"))
    assert "Taxes does not look for “tithe” there, so it cannot be taken out." in said


def slugs() -> list[str]:
    from commonweal.spend.locks.changes import by_slug

    return list(by_slug(published()))
