"""The addresses of pages about members and other bodies."""

from django.urls import path

from commonweal.assemblies.views import members, mine

urlpatterns = [
    path("bodies/found/", mine.found_body, name="found-body"),
    path("me/forget/", mine.forget, name="forget-me"),
    path("<slug:slug>/me/", mine.place, name="place"),
    path("<slug:slug>/me/older/", mine.older, name="older"),
    path("<slug:slug>/me/questions/", mine.about_us, name="about-us"),
    path("<slug:slug>/code/", mine.code, name="code"),
    path("<slug:slug>/move/", mine.move, name="move"),
    path("<slug:slug>/members/", members.listing, name="members"),
    path("<slug:slug>/members/new/", members.enter, name="enter-member"),
    path("<slug:slug>/members/alike/", members.alike, name="alike"),
    path("<slug:slug>/members/alike/<int:number>/", members.answer_alike, name="answer-alike"),
    path("<slug:slug>/members/rolls/", members.rolls, name="rolls"),
    path("<slug:slug>/members/rolls/<int:number>/delete/", members.drop_roll, name="drop-roll"),
    path("<slug:slug>/members/<uuid:public_id>/code/", members.letter, {"kind": "claim"}, name="claim-letter"),
    path("<slug:slug>/members/<uuid:public_id>/age/", members.saw_age, name="saw-age"),
    path("<slug:slug>/members/<uuid:public_id>/forget/", members.forget, name="forget-member"),
    path("<slug:slug>/waiting/<uuid:public_id>/code/", members.letter, {"kind": "posted"}, name="post-letter"),
    path("<slug:slug>/waiting/<uuid:public_id>/roll/", members.by_roll, name="by-roll"),
]
