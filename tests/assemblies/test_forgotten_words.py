"""What somebody wrote goes with them, and what the assembly made of it stays."""

import pytest

from commonweal.assemblies.actions.amendments import accept_amendment, put_amendment
from commonweal.assemblies.actions.discussion import write_comment
from commonweal.assemblies.actions.forgetting import forget_member
from commonweal.assemblies.actions.moderation import appeal, hide
from commonweal.assemblies.actions.proposals import save_draft
from commonweal.assemblies.actions.rearranging import Kind, Plan, rearrange
from commonweal.assemblies.models import Amendment, Body, Comment, Draft, Hiding, Proposal, Rearrangement, Wording
from commonweal.people.models import User
from commonweal.record.models import CommittedText

from .conftest import NOW, user_of
from .proposing import BENCH, BETTER, BOTH, made, offered

pytestmark = pytest.mark.django_db


def forget(body: Body, name: str) -> None:
    member = body.members.get(shown_name=name)
    assert member.user
    forget_member(member=member, by=member.user, now=NOW)


def test_comments_drafts_and_appeals_go(body: Body, convenor: User) -> None:
    proposal, knot = made(body, "Avocet"), user_of(body, "Knot")
    comment = write_comment(proposal=proposal, text="I am Knot.", answers=None, by=knot, now=NOW)
    write_comment(proposal=proposal, text="And I answer.", answers=comment, by=convenor, now=NOW)
    hiding = hide(thing=comment, reason="off topic", by=convenor, now=NOW)
    appeal(hiding=hiding, text="I am Knot, I said.", by=knot, now=NOW)
    save_draft(body=body, title="Mine", text="", by=knot, now=NOW)
    forget(body, "Knot")
    assert not Draft.objects.exists()
    assert list(Comment.objects.values_list("text", "state")) == [("", "erased"), ("And I answer.", "shown")]
    assert Hiding.objects.get().appeal == ""


def test_a_change_on_offer_goes_and_one_taken_in_stays(body: Body) -> None:
    proposal = made(body)
    accept_amendment(amendment=offered(proposal), by=user_of(body, "Knot"), now=NOW)
    late = offered(Proposal.objects.get(), wording=BENCH)
    forget(body, "Avocet")
    assert Proposal.objects.get().text == BETTER.text
    gone = Amendment.objects.get(pk=late.pk)
    assert (gone.title, gone.text, gone.state) == ("Withheld", "", "withdrawn")
    assert CommittedText.objects.get(commitment=late.commitment).erased_at == NOW
    assert CommittedText.objects.get(commitment=Proposal.objects.get().commitment).text == BETTER.whole


def test_a_proposal_goes_with_its_earlier_texts_and_whatever_waited_on_it(body: Body, convenor: User) -> None:
    proposal, knot = made(body), user_of(body, "Knot")
    accept_amendment(amendment=offered(proposal), by=knot, now=NOW)
    made(body, "Tern", BENCH)
    rearrange(plan=Plan(Kind.MERGER, list(body.proposals.order_by("number")), [BOTH]), by=knot, now=NOW)
    put_amendment(amendment=offered(Proposal.objects.get(pk=proposal.pk), wording=BENCH), by=convenor, now=NOW)
    forget(body, "Knot")
    assert Wording.objects.get().text == ""
    assert Rearrangement.objects.get().state == "withdrawn"
    assert Amendment.objects.latest("pk").state == "withdrawn"
    assert {each.title: each.state for each in body.proposals.all()} == {
        "Withheld": "withdrawn",
        "A bench": "open",
        "Amendment 2 to proposal 1": "withdrawn",
    }
