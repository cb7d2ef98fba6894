"""The addresses around a meeting: its agenda, minutes, offices, needs and pay; and what members are told of it."""

from django.urls import path, re_path

from commonweal.assemblies.views import agendas, convenors, meeting_letters, minutes, notices, running, taking_part

urlpatterns = [
    path("notices/", notices.choose, name="notices"),
    path("notices/calendar/", notices.calendar_address, name="calendar-address"),
    path("notices/off/<str:signed>/", notices.off, name="notice-off"),
    path("calendar/<str:token>.ics", notices.of_mine, name="my-calendar"),
    path("<slug:slug>/meetings.ics", notices.of_assembly, name="calendar"),
    path("<slug:slug>/meetings/ask/", agendas.ask_for_meeting, name="ask-meeting"),
    re_path(
        r"^(?P<slug>[-\w]+)/requests/(?P<public_id>[-0-9a-f]{36})/(?P<verb>join|withdraw)/$",
        agendas.on_request,
        name="on-request",
    ),
    path("<slug:slug>/items/ask/", agendas.ask, name="ask-item"),
    path("<slug:slug>/willing/", running.willing, name="willing"),
    path("<slug:slug>/convenors/", convenors.convenors, name="convenors"),
    path("<slug:slug>/convenors/resign/", convenors.resign, name="resign"),
    path("<slug:slug>/convenors/<uuid:public_id>/take/", convenors.take, name="take-office"),
    path("<slug:slug>/meetings/<int:number>/agenda/", agendas.agenda, name="agenda"),
    re_path(
        r"^(?P<slug>[-\w]+)/meetings/(?P<number>\d{1,9})/agenda/(?P<item>\d{1,18})/(?P<verb>up|down|drop|begin)/$",
        agendas.on_item,
        name="on-item",
    ),
    path("<slug:slug>/meetings/<int:number>/asked/<uuid:public_id>/", agendas.answer, name="answer-asked"),
    path("<slug:slug>/meetings/<int:number>/change/", agendas.change, name="change-meeting"),
    path("<slug:slug>/meetings/<int:number>/letters/", meeting_letters.letters, name="meeting-letters"),
    path("<slug:slug>/meetings/<int:number>/letters.pdf", meeting_letters.typeset, name="meeting-letters-pdf"),
    path("<slug:slug>/meetings/<int:number>/now/", running.now, name="now"),
    path("<slug:slug>/meetings/<int:number>/run/", running.run, name="run"),
    re_path(
        r"^(?P<slug>[-\w]+)/meetings/(?P<number>\d{1,9})/turns/(?P<office>facilitator|minute-taker)/$",
        running.propose,
        name="propose-turn",
    ),
    re_path(
        r"^(?P<slug>[-\w]+)/meetings/(?P<number>\d{1,9})/turns/(?P<turn>\d{1,18})/(?P<verb>accept|pass)/$",
        running.on_turn,
        name="on-turn",
    ),
    path("<slug:slug>/meetings/<int:number>/minutes/", minutes.minutes, name="minutes"),
    path("<slug:slug>/meetings/<int:number>/minutes.txt", minutes.plain, name="minutes-text"),
    path("<slug:slug>/meetings/<int:number>/minutes.pdf", minutes.typeset, name="minutes-pdf"),
    re_path(
        r"^(?P<slug>[-\w]+)/meetings/(?P<number>\d{1,9})/minutes/(?P<verb>draft|put|agree|vouch)/$",
        minutes.step,
        name="minutes-step",
    ),
    re_path(
        r"^(?P<slug>[-\w]+)/meetings/(?P<number>\d{1,9})/minutes/note/(?P<item>\d{1,18})/$",
        minutes.note,
        name="note",
    ),
    path("<slug:slug>/meetings/<int:number>/need/", taking_part.need, name="need"),
    path("<slug:slug>/meetings/<int:number>/offer/", taking_part.offer, name="offer"),
    path("<slug:slug>/meetings/<int:number>/pay/", taking_part.pay_page, name="pay"),
    path("<slug:slug>/meetings/<int:number>/pay/hand-over/", taking_part.hand_over, name="hand-over"),
]
