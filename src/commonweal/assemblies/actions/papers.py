"""Papers entered by two people, each on their own, and settled where they read a paper differently."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commonweal.assemblies.actions.closing import new_key
from commonweal.assemblies.actions.opening import held, of
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.balloting import papers
from commonweal.assemblies.balloting.questions import Question
from commonweal.assemblies.models import Ballot, Member, PaperBatch, PaperEntry, Vote
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

LARGEST_NUMBER = 1_000  # of a batch: with 100 papers each, more than any assembly has members


@dataclass(frozen=True, slots=True)
class Pile:
    """What a clerk read in a pile: a line for each paper. `cell`: of a vote on projects, the area of all of them."""

    number: int
    text: str
    cell: str = ""


@transaction.atomic
def enter_batch(*, vote: Vote, pile: Pile, by: User, now: datetime) -> PaperBatch:
    """What a clerk reads in a batch, a line for each paper. Once a second clerk says the same, its ballots are counted.

    Where the two differ, either may look again and enter theirs anew, until both say the same. Papers are entered after
    the voting ended, so that nobody knows how a vote stands while it goes on. Raises Refused for who is no member, made
    the proposal, or would be a third; and for what cannot be read.
    """
    vote = held(vote)
    clerk = _clerk(vote, by)
    if vote.state != Vote.State.COUNTING:
        raise Refused("Papers are entered between the end of the voting and the count.")
    if not vote.box.by_paper or not 1 <= pile.number <= LARGEST_NUMBER:
        raise Refused(f"Number the piles of papers from 1 to {LARGEST_NUMBER:,}, as they lie.")
    question = vote.box.question()
    _check_cell(question, pile.cell)
    read = papers.read_batch(pile.text, question, pile.cell)
    defaults = {"cell": pile.cell}
    batch, _new = PaperBatch.objects.get_or_create(vote=vote, number=pile.number, defaults=defaults)
    if batch.cell != pile.cell:
        raise Refused("Somebody entered this pile as papers of another area. Look at the pile, and settle which it is.")
    if batch.agreed:
        raise Refused("Two people have entered this pile, and agree. Nothing was changed.")
    if not batch.entries.filter(clerk=clerk).exists() and batch.entries.count() == papers.CLERKS:
        raise Refused("Two people are entering this pile. Let them settle what differs.")
    PaperEntry.objects.update_or_create(batch=batch, clerk=clerk, defaults={"text": pile.text})
    texts = [entry.text for entry in batch.entries.all()]
    if len(texts) == papers.CLERKS and not papers.differences(texts[0], texts[1], question, pile.cell):
        _settle(batch, read, by, now)
    return batch


@transaction.atomic
def take_out(*, vote: Vote, number: int, by: User, now: datetime) -> None:
    """A clerk takes out what they read in a pile, such as one that they gave a wrong number.

    A pile that nobody reads any more is gone.

    Raises Refused for a pile that two agreed on, and for one that this clerk has not entered.
    """
    vote = held(vote)
    clerk = _clerk(vote, by)
    batch = vote.batches.filter(number=number).first()
    if batch is not None and batch.agreed:
        raise Refused("Two people have entered this pile, and agree. Nothing was changed.")
    if batch is None or not batch.entries.filter(clerk=clerk).delete()[0]:
        raise Refused("You have not entered a pile of that number. Nothing was changed.")
    if not batch.entries.exists():
        batch.delete()


def _settle(batch: PaperBatch, read: tuple[papers.Paper, ...], by: User, now: datetime) -> None:
    """The ballots go into the box; what each clerk wrote goes, since it shows the order of the pile."""
    valid = [paper for paper in read if paper is not None]
    told = {"vote": batch.vote, "cell": batch.cell}
    Ballot.objects.bulk_create(Ballot(key=new_key(), choices=list(paper), **told) for paper in valid)
    batch.papers, batch.invalid, batch.agreed = len(read), len(read) - len(valid), True
    batch.save(update_fields=["papers", "invalid", "agreed"])
    batch.entries.all().delete()
    append("assemblies", "batch-agreed", {**of(batch.vote), "batch": batch.number}, by=by, now=now)


def _check_cell(question: Question, cell: str) -> None:
    """Raises Refused for an area that is none."""
    areas = question.slate.parts if question.slate else ()
    if cell and cell not in [str(place) for place, each in enumerate(areas) if not each.whole]:
        raise Refused("Say which area this pile of papers is of.")


def _clerk(vote: Vote, by: User) -> Member:
    found = Member.objects.filter(body=vote.proposal.body, user=by, state=Member.State.ADMITTED).first()
    if found is None:
        raise Overstepped("Only members of this assembly can do that.")
    if found == vote.proposal.by:
        raise Overstepped("Who made a proposal does not count the papers for it. Let two others count.")
    return found
