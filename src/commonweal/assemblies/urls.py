"""The addresses of assemblies."""

from django.urls import path, re_path

from commonweal.assemblies.views import bodies, joining, meetings, terms, votes

urlpatterns = [
    path("", bodies.listing, name="assemblies"),
    path("wards/<str:code>/", bodies.ward, name="ward-assembly"),
    path("wards/<str:code>/found/", joining.found, name="found-assembly"),
    path("<slug:slug>/", bodies.assembly, name="assembly"),
    path("<slug:slug>/join/", joining.join, name="join"),
    path("<slug:slug>/agree/", joining.agree, name="agree"),
    path("<slug:slug>/leave/", joining.leave, name="leave"),
    path("<slug:slug>/waiting/", joining.waiting, name="waiting"),
    path("<slug:slug>/waiting/<uuid:public_id>/proof/", joining.proof, name="proof"),
    path("<slug:slug>/waiting/<uuid:public_id>/decline/", joining.decline, name="decline"),
    path("<slug:slug>/orders/", bodies.orders, name="orders"),
    path("<slug:slug>/orders/change/", terms.change_orders, name="change-orders"),
    path("<slug:slug>/meetings/new/", meetings.call, name="call-meeting"),
    path("<slug:slug>/meetings/<int:number>/", meetings.meeting, name="meeting"),
    path("<slug:slug>/meetings/<int:number>/room/", meetings.room, name="room"),
    path("<slug:slug>/meetings/<int:number>/room/<uuid:public_id>/", meetings.mark, name="mark"),
    re_path(
        r"^(?P<slug>[-\w]+)/meetings/(?P<number>\d{1,9})/(?P<verb>open|close|cancel)/$",
        meetings.step,
        name="meeting-step",
    ),
    path("<slug:slug>/proposals/new/", votes.propose, name="propose"),
    path("<slug:slug>/proposals/<int:number>/", votes.proposal, name="proposal"),
    path("<slug:slug>/proposals/<int:number>/terms/", terms.terms, name="terms"),
    path("<slug:slug>/proposals/<int:number>/interest/", terms.interest, name="interest"),
    path("<slug:slug>/proposals/<int:number>/withdraw/", votes.withdraw, name="withdraw"),
    path("<slug:slug>/proposals/<int:number>/vote/", votes.put, name="put"),
    path("<slug:slug>/votes/<uuid:public_id>/", votes.tell, name="tell"),
    path("<slug:slug>/votes/<uuid:public_id>/abandon/", votes.abandon, name="abandon"),
    path("<slug:slug>/decisions/", votes.decisions, name="assembly-decisions"),
    path("<slug:slug>/decisions/<int:number>/", votes.decision, name="decision"),
    path("<slug:slug>/decisions/<int:number>/answer/", terms.answer, name="answer"),
]
