"""Entries that look alike: a person says whether they are one or two, and until then only the first of them votes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import combinations
from typing import Final

from django.db import transaction
from django.db.models import Q

from commonweal.assemblies import membership
from commonweal.assemblies.actions.founding import about, keep_a_convenor, who_may_see
from commonweal.assemblies.models import Elector, Likeness, Member
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

COMMON: Final = 50  # members of one postcode that share a word of their name; a word that more bear tells nobody apart


@transaction.atomic
def answer_likeness(*, likeness: Likeness, same: bool, by: User, now: datetime) -> Likeness:
    """Say whether two entries are one person or two. It is remembered, and not asked again.

    Of two people, the later one's vote is theirs from then on. Of one person the later entry ends; where only that one
    had an account, the account takes up the earlier. Raises Refused for whoever may not see the later one's proof, and
    for an answer that was given already.
    """
    likeness = Likeness.objects.select_for_update().select_related("later__body", "earlier").get(pk=likeness.pk)
    seer = who_may_see(likeness.later, by)
    if likeness.answer != Likeness.Answer.OPEN:
        raise Refused("Somebody answered this already. Nothing was changed.")
    likeness.answer = Likeness.Answer.ONE if same else Likeness.Answer.TWO
    likeness.answered_by, likeness.answered_at = seer, now
    likeness.save()
    if same:
        _become_one(likeness.earlier, likeness.later, now)
    elif not Likeness.objects.filter(later=likeness.later, answer=Likeness.Answer.OPEN).exists():
        Elector.objects.filter(member=likeness.later).update(held=False)
    told = {**about(likeness.later.body), "same": same}
    append("assemblies", "likeness-answered", told, by=by, now=now)
    keep_a_convenor(body=likeness.later.body, by=by, now=now)
    return likeness


def in_doubt(members: Sequence[Member], now: datetime) -> set[int]:
    """Which of those who will be on a roll may be entered twice, the later entry of each two; part of opening a vote.

    Whoever asks to belong is compared when they ask, and is not admitted while they wait. This looks once more: two
    entries that came at the same moment did not see each other, and the rule may have become sharper since.
    """
    asked = set(Likeness.objects.filter(later__in=members).values_list("earlier", "later"))
    found = [(earlier, later) for earlier, later in _alike(members) if (earlier.pk, later.pk) not in asked]
    Likeness.objects.bulk_create(
        [Likeness(earlier=earlier, later=later, found_at=now) for earlier, later in found], ignore_conflicts=True
    )
    waiting = Likeness.objects.filter(later__in=members, answer=Likeness.Answer.OPEN)
    return set(waiting.values_list("later", flat=True))


def _alike(members: Iterable[Member]) -> Iterator[tuple[Member, Member]]:
    """Pairs that may be one person, the earlier entry first."""
    sharing: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in sorted(members, key=lambda each: each.pk):
        for word in set(membership.words(member.legal_name)):
            sharing[member.postcode, word].append(member)
    pairs = {
        (one.pk, other.pk): (one, other)
        for together in sharing.values()
        if len(together) <= COMMON
        for one, other in combinations(together, 2)
    }
    for one, other in pairs.values():
        if membership.perhaps_the_same(one.applicant(), other.applicant()):
            yield one, other


def _become_one(earlier: Member, later: Member, now: datetime) -> None:
    belongs = later.state in (Member.State.APPLIED, Member.State.ADMITTED)
    if belongs:
        later.state = Member.State.DECLINED if later.state == Member.State.APPLIED else Member.State.LEFT
        later.since = now
        user, later.user = later.user, None
        later.save(update_fields=["state", "since", "user"])
        later.offices.filter(until__isnull=True).update(until=now)
        if earlier.user_id is None and user is not None:
            earlier.user = user
            earlier.save(update_fields=["user"])
    Likeness.objects.filter(Q(earlier=later) | Q(later=later), answer=Likeness.Answer.OPEN).update(
        answer=Likeness.Answer.ONE, answered_at=now
    )
