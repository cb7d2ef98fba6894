"""Minutes: notes on each item, a draft for members, and the text that the next meeting agrees and the record keeps."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from commonweal.assemblies import meetings, minutes
from commonweal.assemblies.actions.meetings import convening, of
from commonweal.assemblies.actions.offices import noting
from commonweal.assemblies.actions.votes import propose
from commonweal.assemblies.models import AgendaItem, Decision, ItemNote, Meeting, Member, Minutes, Proposal
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.checkpoints import make_checkpoint
from commonweal.record.actions.texts import commit_text

FROZEN: Final = "These minutes are agreed, or the assembly votes on them. They stay as they are."
MEANWHILE: Final = (
    "Somebody else changed this note while you wrote. Your words are still in the box: look at what stands above "
    "it, and save again what you would like to stand."
)


@transaction.atomic
def note_item(*, item: AgendaItem, text: str, version: int, by: User, now: datetime) -> ItemNote:
    """Write what was said and decided on one item. `version` is the one that the writer began from.

    Raises Refused where somebody else wrote meanwhile, so that neither loses a word; and once minutes are frozen.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=item.meeting_id)
    noting(meeting, by)
    if meeting.state not in (Meeting.State.OPEN, Meeting.State.CLOSED) or frozen(meeting):
        raise Refused(FROZEN if frozen(meeting) else "Open the meeting first; then take its minutes.")
    text = minutes.check_note(text)
    note, _ = ItemNote.objects.get_or_create(item=item, defaults={"noted_at": now})
    if note.version != version:
        raise Refused(MEANWHILE)
    note.text, note.version, note.noted_at = text, version + 1, now
    note.save()
    return note


@transaction.atomic
def draft_minutes(*, meeting: Meeting, by: User, now: datetime) -> Minutes:
    """Put the notes of a closed meeting together for members to read. Drafting again takes up later notes.

    It appends no event: what is not agreed is not the assembly's word.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    drafter = noting(meeting, by)
    if meeting.state != Meeting.State.CLOSED:
        raise Refused("Close the meeting first; then draft its minutes.")
    if frozen(meeting):
        raise Refused(FROZEN)
    told = {"draft": _written(meeting), "drafted_at": now, "drafted_by": drafter}
    drafted, _ = Minutes.objects.update_or_create(meeting=meeting, defaults=told)
    return drafted


@transaction.atomic
def put_minutes(*, held: Minutes, by: User, now: datetime) -> Proposal:
    """Where somebody objects, put the draft to the assembly as a proposal, to be voted on like any other."""
    held = _drafted(held)
    convening(held.meeting.body, by)
    number = held.meeting.number
    title = f"Agree the minutes of meeting {number}"
    held.proposal = propose(body=held.meeting.body, title=title, text=held.draft, by=by, now=now)
    held.save(update_fields=["proposal"])
    return held.proposal


def agree_minutes(*, held: Minutes, meeting: Meeting, by: User, now: datetime) -> Minutes:
    """Agree the minutes in a later, quorate meeting, without objection; or by a vote that was carried there.

    From then on they are frozen: the record holds a commitment to the text, and the notes are erased. A checkpoint of
    the record, to print on them, is made after that; where the host's key is missing, `vouch` makes it up later.
    Raises Refused in another assembly's meeting, without a quorum, and while a vote on them is open or was lost.
    """
    agreed = _agreed(held=held, meeting=meeting, by=by, now=now)
    try:
        return vouch(held=agreed, by=by, now=now)
    except Refused:
        return agreed  # the page says that no checkpoint stands on them yet


def vouch(*, held: Minutes, by: User, now: datetime) -> Minutes:
    """Put a checkpoint of the record on agreed minutes that have none, so that a paper copy proves the record."""
    if held.state != Minutes.State.AGREED:
        raise Refused("Only agreed minutes carry a checkpoint of the record.")
    if held.checkpoint_id is None:
        checkpoint = make_checkpoint(by=by, now=now)
        Minutes.objects.filter(pk=held.pk, checkpoint__isnull=True).update(checkpoint=checkpoint)
    return Minutes.objects.get(pk=held.pk)


@transaction.atomic
def _agreed(*, held: Minutes, meeting: Meeting, by: User, now: datetime) -> Minutes:
    held = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__body", "proposal").get(pk=held.pk)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body", "orders").get(pk=meeting.pk)
    convening(meeting.body, by)
    if held.state != Minutes.State.DRAFT:
        raise Refused(FROZEN)
    if meeting.state != Meeting.State.OPEN or meeting.body_id != held.meeting.body_id or meeting.pk == held.meeting_id:
        raise Refused("Minutes are agreed in a later meeting of the same assembly, while it is open.")
    members = meeting.body.members.filter(state=Member.State.ADMITTED).count()
    present = meeting.attendances.filter(left_at__isnull=True).count()
    meetings.check_quorum(present, members, meeting.orders.rules())
    way, by_vote = _way(held)
    told = {"agreed_in": str(meeting.public_id), "way": way, "attended": held.meeting.attendances.count(), **by_vote}
    held.commitment, held.draft = commit_text(held.draft), ""
    body = {**of(held.meeting), **told, "text": held.commitment}
    held.event = append("assemblies", "minutes-agreed", body, by=by, now=now).number
    held.state, held.way, held.agreed_in, held.agreed_at = Minutes.State.AGREED, way, meeting, now
    held.save()
    ItemNote.objects.filter(item__meeting=held.meeting).delete()
    return held


def _way(held: Minutes) -> tuple[str, dict[str, str]]:
    """How minutes come to be agreed; by a vote, then which decision it was. Raises Refused where a vote says no."""
    if held.proposal is None or held.proposal.state == Proposal.State.WITHDRAWN:
        return minutes.WITHOUT_OBJECTION, {}
    decision = _decision_on(held.proposal)
    if decision is None:
        raise Refused("The assembly votes on these minutes. Finish that vote first.")
    if not decision.carried:
        raise Refused("The vote on these minutes was lost. Change the notes, draft them again, and ask again.")
    return minutes.BY_VOTE, {"decision": str(decision.public_id)}


def _drafted(held: Minutes) -> Minutes:
    held = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__body", "proposal").get(pk=held.pk)
    if held.state != Minutes.State.DRAFT or frozen(held.meeting):
        raise Refused(FROZEN)
    return held


def frozen(meeting: Meeting) -> bool:
    """Whether nothing of the minutes may change: they are agreed, or stand to be voted on, or the vote was carried."""
    held = Minutes.objects.filter(meeting=meeting).select_related("proposal").first()
    if held is None or (held.state == Minutes.State.DRAFT and held.proposal is None):
        return False
    if held.state == Minutes.State.AGREED or held.proposal is None:
        return True
    decision = _decision_on(held.proposal)
    lost = decision is not None and not decision.carried
    return not (lost or held.proposal.state == Proposal.State.WITHDRAWN)


def _written(meeting: Meeting) -> str:
    members = meeting.body.members.filter(state=Member.State.ADMITTED).count()
    day = timezone.localtime(meeting.begins_at).date()
    attended = meeting.attendances.count()
    held = minutes.Held(meeting.body.name, meeting.number, day, meeting.place, attended, max(members, attended))
    notes = {note.item_id: note.text for note in ItemNote.objects.filter(item__meeting=meeting)}
    items = [minutes.Noted(item.title, notes.get(item.pk, "")) for item in meeting.items.all()]
    decisions = meeting.body.decisions.filter(vote__meeting=meeting).select_related("proposal").order_by("number")
    decided = [minutes.Decided(each.number, each.proposal.title, _outcome(each)) for each in decisions]
    return minutes.written(held, items, decided)


def _decision_on(proposal: Proposal) -> Decision | None:
    return Decision.objects.filter(proposal=proposal).first()


def _outcome(decision: Decision) -> str:
    carried = "carried" if decision.carried else "not carried"
    return f"{carried}, {decision.yes} for, {decision.no} against, {decision.abstain} abstaining"
