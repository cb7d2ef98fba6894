"""Agendas, what members ask for, meetings that members call, and notices of change."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction

from commonweal.assemblies.actions.agenda import (
    Planned,
    add_item,
    ask_for_item,
    begin_item,
    decline_item,
    drop_item,
    move_item,
    take_item,
)
from commonweal.assemblies.actions.meetings import Call, cancel_meeting, change_meeting, close_meeting
from commonweal.assemblies.actions.requests import ask_for_meeting, join_request, withdraw_request
from commonweal.assemblies.models import AgendaItem, Body, Joined, Meeting, MeetingRequest
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import Event

from .conftest import EVENING, NAMES, NOW, Account, user_of

pytestmark = pytest.mark.django_db
SOON = Call(NOW + timedelta(days=10), "The library, upstairs", "The bins")


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in meeting.items.all()]


def test_a_call_lays_its_agenda_out_in_items(meeting: Meeting) -> None:
    assert titles(meeting) == ["The laundry", "Any other business"]


def test_items_are_added_moved_and_taken_off(meeting: Meeting, convenor: User) -> None:
    item = add_item(meeting=meeting, item=Planned("A bench", 20), by=convenor, now=NOW)
    for _ in range(3):  # once it is at the top it stays there
        move_item(item=item, up=True, by=convenor, now=NOW)
    assert titles(meeting) == ["A bench", "The laundry", "Any other business"]
    move_item(item=item, up=False, by=convenor, now=NOW)
    assert titles(meeting) == ["The laundry", "A bench", "Any other business"]
    drop_item(item=item, by=convenor, now=NOW)
    assert titles(meeting) == ["The laundry", "Any other business"]
    with pytest.raises(Refused, match="gone already"):
        move_item(item=item, up=True, by=convenor, now=NOW)


def test_going_through_an_agenda(in_the_room: Meeting, convenor: User) -> None:
    first, second = in_the_room.items.all()
    begin_item(item=first, by=convenor, now=EVENING)
    begin_item(item=second, by=convenor, now=EVENING + timedelta(minutes=30))
    assert AgendaItem.objects.get(pk=first.pk).done_at == EVENING + timedelta(minutes=30)
    close_meeting(meeting=in_the_room, by=convenor, now=EVENING + timedelta(hours=1))
    assert not AgendaItem.objects.filter(done_at=None).exists()
    with pytest.raises(Refused, match="over"):
        begin_item(item=first, by=convenor, now=EVENING)


def test_an_agenda_is_the_convenors_and_goes_through_in_an_open_meeting(
    meeting: Meeting, convenor: User, account: Account
) -> None:
    item = meeting.items.all()[0]
    for name in ("Grebe", "Stranger"):
        with pytest.raises(Refused, match="Only a convenor"):
            add_item(meeting=meeting, item=Planned("Mine"), by=account(name), now=NOW)
        with pytest.raises(Refused, match="Only a convenor"):
            drop_item(item=item, by=account(name), now=NOW)
        with pytest.raises(Refused, match="Only a convenor"):
            begin_item(item=item, by=account(name), now=NOW)
    with pytest.raises(Refused, match="Open the meeting first"):
        begin_item(item=item, by=convenor, now=NOW)


def test_a_member_asks_for_an_item_and_a_convenor_answers(meeting: Meeting, convenor: User, body: Body) -> None:
    knot = user_of(body, "Knot")
    asked = ask_for_item(body=body, title="  The   bins ", by=knot, now=NOW)
    take_item(asked=asked, meeting=meeting, by=convenor, now=NOW)
    assert titles(meeting)[-1] == "The bins"
    with pytest.raises(Refused, match="answered already"):
        decline_item(asked=asked, by=convenor, now=NOW)
    other = ask_for_item(body=body, title="The bins again", by=knot, now=NOW)
    with pytest.raises(Refused, match="Only a convenor"):
        decline_item(asked=other, by=knot, now=NOW)
    assert decline_item(asked=other, by=convenor, now=NOW).state == "declined"


def test_asking_has_an_end(body: Body, account: Account) -> None:
    for number in range(5):
        ask_for_item(body=body, title=f"Item {number}", by=user_of(body, "Knot"), now=NOW)
    with pytest.raises(Refused, match="wait for an answer"):
        ask_for_item(body=body, title="One more", by=user_of(body, "Knot"), now=NOW)
    with pytest.raises(Refused, match="Only members"):
        ask_for_item(body=body, title="Mine", by=account("Stranger"), now=NOW)


def test_six_members_together_call_a_meeting_that_no_convenor_calls(body: Body) -> None:
    request = ask_for_meeting(body=body, call=SOON, by=user_of(body, "Grebe"), now=NOW)
    for name in NAMES[2:6]:
        assert join_request(request=request, by=user_of(body, name), now=NOW).meeting is None
    with pytest.raises(Refused, match="joined this request already"):
        join_request(request=request, by=user_of(body, "Plover"), now=NOW)
    called = join_request(request=request, by=user_of(body, "Knot"), now=NOW).meeting
    assert called is not None
    assert (called.place, called.called_by, titles(called)) == (SOON.place, None, ["The bins"])
    with pytest.raises(Refused, match="met or withdrawn"):
        join_request(request=request, by=user_of(body, "Godwit"), now=NOW)


def test_a_request_that_comes_too_late_says_so(body: Body) -> None:
    request = ask_for_meeting(body=body, call=SOON, by=user_of(body, "Grebe"), now=NOW)
    with pytest.raises(Refused, match="You have asked for a meeting already"):
        ask_for_meeting(body=body, call=SOON, by=user_of(body, "Grebe"), now=NOW)
    with pytest.raises(Refused, match="ask for 7 days' notice"):
        join_request(request=request, by=user_of(body, "Knot"), now=NOW + timedelta(days=4))
    with pytest.raises(Refused, match="Only who asked"):
        withdraw_request(request=request, by=user_of(body, "Knot"), now=NOW)
    withdraw_request(request=request, by=user_of(body, "Grebe"), now=NOW)
    ask_for_meeting(body=body, call=SOON, by=user_of(body, "Grebe"), now=NOW)


def test_a_stranger_asks_for_no_meeting(body: Body, account: Account) -> None:
    with pytest.raises(Refused, match="Only members"):
        ask_for_meeting(body=body, call=SOON, by=account("Stranger"), now=NOW)


def test_a_notice_of_change_keeps_what_people_were_told_before(meeting: Meeting, convenor: User) -> None:
    changed = change_meeting(meeting=meeting, call=SOON, by=convenor, now=NOW)
    assert (changed.begins_at, changed.place) == (SOON.begins_at, SOON.place)
    notice = changed.changes.get()
    assert (notice.begins_at, notice.place, notice.told_at) == (EVENING, "The hall, Dock Street", NOW)
    with pytest.raises(Refused, match="Nothing was changed"):
        change_meeting(meeting=meeting, call=SOON, by=convenor, now=NOW)
    with pytest.raises(Refused, match="too late to change this meeting"):
        change_meeting(meeting=meeting, call=Call(SOON.begins_at, "Here", ""), by=convenor, now=NOW + timedelta(days=4))
    cancel_meeting(meeting=meeting, by=convenor, now=NOW)
    with pytest.raises(Refused, match="This meeting is cancelled"):
        change_meeting(meeting=meeting, call=Call(EVENING, "Here", ""), by=convenor, now=NOW)


def test_the_record_tells_no_title_and_no_place(meeting: Meeting, convenor: User, body: Body) -> None:
    change_meeting(meeting=meeting, call=SOON, by=convenor, now=NOW)
    ask_for_item(body=body, title="The neighbour's dog", by=user_of(body, "Knot"), now=NOW)
    told = str([event.body for event in Event.objects.all()])
    assert not [word for word in ("library", "dog", "laundry", "Knot") if word in told]


@pytest.mark.db
def test_the_database_lets_one_item_be_talked_about_at_a_time(in_the_room: Meeting) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        in_the_room.items.update(begun_at=EVENING)


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_two_who_join_at_once_call_one_meeting(body: Body) -> None:
    request = ask_for_meeting(body=body, call=SOON, by=user_of(body, "Grebe"), now=NOW)
    for name in NAMES[2:5]:
        join_request(request=request, by=user_of(body, name), now=NOW)
    together, users = Barrier(3), [user_of(body, name) for name in NAMES[5:8]]

    def join(user: User) -> None:
        together.wait()
        try:
            join_request(request=request, by=user, now=NOW)
        except Refused:
            pass  # the meeting was called before their turn came
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=join, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Meeting.objects.count() == 1
    assert MeetingRequest.objects.get().state == MeetingRequest.State.CALLED
    assert Joined.objects.count() == 6


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_on_one_agenda_lose_no_item(meeting: Meeting, convenor: User) -> None:
    for title in ("Lamps", "Bins", "Trees"):
        add_item(meeting=meeting, item=Planned(title), by=convenor, now=NOW)
    items, together = list(meeting.items.all()), Barrier(2)

    def work(up: bool) -> None:
        together.wait()
        try:
            for item in items:
                move_item(item=item, up=up, by=convenor, now=NOW)
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=work, args=(up,)) for up in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = list(meeting.items.all())
    assert {item.pk for item in held} == {item.pk for item in items}
    assert [item.place for item in held] == list(range(1, len(items) + 1))
