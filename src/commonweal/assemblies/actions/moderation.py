"""Moderation: reporting a text, hiding it, appealing, showing it again, and the policy that says how."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from commonweal.assemblies import moderation
from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.actions.hiding import check_hideable, naming, publish_again, withhold
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.authority import sent_before
from commonweal.assemblies.models import Amendment, Body, Comment, Decision, Hiding, Policy, Proposal, Report
from commonweal.assemblies.queries import require_decision
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

Thing = Proposal | Amendment | Comment

NOT_HIDDEN: Final = "This text is shown again. Nothing was changed."
YOUR_OWN: Final = "You wrote this yourself, so another convenor decides about it."


@transaction.atomic
def report(*, thing: Thing, reason: str, note: str, now: datetime) -> Report | None:
    """Point the convenors to a text. Anyone can; who did is not kept, and nothing is recorded.

    None where enough people have pointed to it already. A form sent twice within minutes is kept once: nobody is known
    by it, so the same reason and note then count as the same report. Raises Refused for a reason that no policy lists.
    """
    moderation.check_reason(reason)
    body = Body.objects.select_for_update().get(pk=body_of(thing).pk)
    same = {kind_of(thing): thing}
    if Report.objects.filter(settled_at__isnull=True, **same).count() >= moderation.MOST_REPORTS:
        return None
    told = note.strip()[: moderation.LONGEST_NOTE]
    words = {"reason": reason, "note": told, "settled_at__isnull": True, "made_at__gt": now - moderation.SENT_TWICE}
    if found := Report.objects.filter(**same, **words).first():
        return found
    return Report.objects.create(body=body, reason=reason, note=told, made_at=now, **same)


@transaction.atomic
def set_reports_aside(*, thing: Thing, by: User, now: datetime) -> int:
    """Leave a text as it is, whatever was reported of it; returns how many reports that settles."""
    body = body_of(thing)
    convening(body, by)
    settled = _settle_reports(thing, now)
    if settled:
        append("assemblies", "reports-set-aside", {**about(body), **naming(thing), "reports": settled}, by=by, now=now)
    return settled


@transaction.atomic
def hide(*, thing: Thing, reason: str, by: User, now: datetime) -> Hiding:
    """Hide a text for one of the reasons that the policy lists. It is kept, and can be shown again.

    Raises Refused for who is no convenor, for another reason, and for what the assembly votes on or has decided.
    """
    moderation.check_reason(reason)
    body = Body.objects.select_for_update().get(pk=body_of(thing).pk)
    convenor = convening(body, by)
    thing = _held(thing)
    check_hideable(thing)
    hiding = Hiding.objects.create(
        body=body,
        number=(body.hidings.aggregate(last=Max("number"))["last"] or 0) + 1,
        state_before=thing.state,
        reason=reason,
        by=convenor,
        hidden_at=now,
        **{kind_of(thing): thing},
    )
    thing.state = thing.State.HIDDEN
    thing.save(update_fields=["state"])
    _settle_reports(thing, now)
    append("assemblies", "hidden", {**_of(hiding), "reason": reason}, by=by, now=now)
    withhold(thing, by=by, now=now)
    return hiding


@transaction.atomic
def show_again(*, hiding: Hiding, by: User, now: datetime) -> Hiding:
    """Show what was hidden. Raises Refused for a convenor whose own words they are."""
    hiding = _open(hiding)
    convenor = convening(hiding.body, by)
    if hiding.thing.by_id == convenor.pk:
        raise Refused(YOUR_OWN)
    return _show(hiding, by, now)


@transaction.atomic
def appeal(*, hiding: Hiding, text: str, by: User, now: datetime) -> Hiding:
    """Say why one's own words should be shown again. Another convenor answers, or the assembly. Once a hiding."""
    hiding = _open(hiding)
    author = hiding.thing.by
    if author is None or author.user_id != by.pk:
        raise Refused("Only who wrote the text can appeal. Anyone can speak about it in a meeting.")
    if hiding.appealed_at is not None:
        raise Refused("You have appealed. You can also bring it before the next meeting.")
    if not text.strip():
        raise Refused("Write why the text should be shown again.")
    hiding.appeal, hiding.appealed_at = text.strip()[: moderation.LONGEST_NOTE], now
    hiding.save(update_fields=["appeal", "appealed_at"])
    append("assemblies", "hiding-appealed", _of(hiding), by=by, now=now)
    return hiding


@transaction.atomic
def answer_appeal(*, hiding: Hiding, upheld: bool, decision: Decision | None, by: User, now: datetime) -> Hiding:
    """Decide about an appeal: whether the text stays hidden. By a convenor who did not hide it, or by a decision.

    Raises Refused for the convenor who hid it or wrote it, unless the assembly has decided since the appeal.
    """
    hiding = _open(hiding)
    convenor = convening(hiding.body, by)
    if hiding.appealed_at is None or hiding.answered_at is not None:
        raise Refused("No appeal waits for an answer here. Nothing was changed.")
    if decision is not None:
        _check_decision(hiding, decision, now)
    elif hiding.thing.by_id == convenor.pk:
        raise Refused(YOUR_OWN)
    else:
        moderation.check_appeal(convenor.pk, hiding.by_id)
    hiding.upheld, hiding.answered_at, hiding.decision = upheld, now, decision
    hiding.save(update_fields=["upheld", "answered_at", "decision"])
    told = {"upheld": upheld, "decision": decision.number if decision else 0}
    append("assemblies", "appeal-answered", {**_of(hiding), **told}, by=by, now=now)
    return hiding if upheld else _show(hiding, by, now)


@transaction.atomic
def adopt_policy(*, decision: Decision, text: str, by: User, now: datetime) -> Policy:
    """Enter the moderation policy that the assembly has decided on. Raises Refused without such a decision."""
    body = Body.objects.select_for_update().get(pk=decision.body_id)
    convening(body, by)
    require_decision(decision, at=now)
    words = text.strip()
    if not words or len(words) > moderation.LONGEST_POLICY:
        raise Refused(f"Write the policy as it was decided, in at most {moderation.LONGEST_POLICY:,} characters.")
    if body.policies.filter(text=words, decision=decision).exists():
        raise sent_before("This policy is entered, and holds.")
    last = body.policies.aggregate(last=Max("version"))["last"] or 0
    policy = Policy.objects.create(
        body=body, version=last + 1, text=words, commitment=commit_text(words), decision=decision, since=now
    )
    told = {"version": policy.version, "text": policy.commitment, "decision": decision.number}
    append("assemblies", "policy-adopted", {**about(body), **told}, by=by, now=now)
    return policy


def body_of(thing: Thing) -> Body:
    """The body that a text is put to."""
    return thing.body if isinstance(thing, Proposal) else thing.proposal.body


def kind_of(thing: Thing) -> str:
    """What a text is: proposal, amendment or comment."""
    return type(thing).__name__.lower()


def _show(hiding: Hiding, by: User, now: datetime) -> Hiding:
    thing = hiding.thing
    if isinstance(thing, Amendment) and thing.proposal.state == Proposal.State.HIDDEN:
        raise Refused("The proposal that it would change is hidden. Show that first.")
    hiding.shown_at = now
    hiding.save(update_fields=["shown_at"])
    if thing.state == thing.State.HIDDEN:  # not where its author has erased it meanwhile
        thing.state = hiding.state_before
        thing.save(update_fields=["state"])
        publish_again(thing)
    append("assemblies", "shown-again", {**_of(hiding), **naming(thing)}, by=by, now=now)
    return hiding


def _check_decision(hiding: Hiding, decision: Decision, now: datetime) -> None:
    require_decision(decision, at=now)
    if decision.body_id != hiding.body_id or hiding.appealed_at is None or decision.decided_at < hiding.appealed_at:
        raise Refused("Name a decision that this assembly took after the appeal.")


def _held(thing: Thing) -> Any:
    """The text, held against others who act on it."""
    kind: Any = type(thing)
    return kind.objects.select_for_update().get(pk=thing.pk)


def _open(hiding: Hiding) -> Hiding:
    Body.objects.select_for_update().get(pk=hiding.body_id)
    held = Hiding.objects.select_related("body", "proposal", "amendment__proposal", "comment__proposal").get(
        pk=hiding.pk
    )
    if held.shown_at is not None:
        raise Refused(NOT_HIDDEN)
    return held


def _settle_reports(thing: Thing, now: datetime) -> int:
    """What people wrote to the convenors is not kept longer than it is needed."""
    return Report.objects.filter(settled_at__isnull=True, **{kind_of(thing): thing}).update(settled_at=now, note="")


def _of(hiding: Hiding) -> dict[str, Any]:
    return {**about(hiding.body), "hiding": hiding.number, "what": kind_of(hiding.thing)}
